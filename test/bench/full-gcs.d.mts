/** Types of full-gcs.mjs, which says what each does. */
import type { PerformanceEntry } from "node:perf_hooks";
export const isFullGc: (entry: PerformanceEntry) => boolean;
