/**
 * Counts full garbage collections of a process's main thread, and watches how long its event loop is kept from turning;
 * tells its parent when asked. Preloaded by --import.
 */
import { constants, monitorEventLoopDelay, PerformanceObserver } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/** Whether a "gc" entry is one of the whole heap, not of the young generation. */
export const isFullGc = (entry) => entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;

if (isMainThread && process.send !== undefined) {
  let fullGcs = 0;
  new PerformanceObserver((list) => {
    fullGcs += list.getEntries().filter(isFullGc).length;
  }).observe({ entryTypes: ["gc"] });
  // A timer of this period looks; what it is late by is the delay.
  const PERIOD_MS = 1;
  const delays = monitorEventLoopDelay({ resolution: PERIOD_MS });
  process.on("message", (message) => {
    if (message === "full_gcs") process.send?.({ fullGcs });
    if (message === "watch_loop") {
      delays.reset();
      delays.enable();
    }
    if (message === "loop_delay") {
      delays.disable();
      process.send?.({ p99Ms: Math.max(0, delays.percentile(99) / 1e6 - PERIOD_MS) });
    }
  });
  process.channel?.unref();
}
