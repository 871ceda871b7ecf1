/** Counts full garbage collections of a process's main thread and tells its parent when asked; preloaded by --import. */
import { constants, PerformanceObserver } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/** Whether a "gc" entry is one of the whole heap, not of the young generation. */
export const isFullGc = (entry) => entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;

if (isMainThread && process.send !== undefined) {
  let fullGcs = 0;
  new PerformanceObserver((list) => {
    fullGcs += list.getEntries().filter(isFullGc).length;
  }).observe({ entryTypes: ["gc"] });
  process.on("message", (message) => {
    if (message === "full_gcs") process.send?.({ fullGcs });
  });
  process.channel?.unref();
}
