/** What a client reports about shown frames: counts, and the latest input → shown times. */

/** Reports kept; at 10 a second this is the last 25 s. */
const KEPT = 256;

export interface ShownReport {
  readonly received_us: number;
  readonly shown_us: number;
  readonly input_us?: number | undefined;
}

export interface LatencySummary {
  readonly reports: number;
  readonly received_to_shown_p50_ms: number | null;
  readonly received_to_shown_p95_ms: number | null;
  readonly input_to_shown_p50_ms: number | null;
  readonly input_to_shown_p95_ms: number | null;
}

export class Latency {
  #reports = 0;
  readonly #shown: number[] = [];
  readonly #input: number[] = [];

  add(report: ShownReport): void {
    this.#reports++;
    keep(this.#shown, report.shown_us - report.received_us);
    if (report.input_us !== undefined) keep(this.#input, report.shown_us - report.input_us);
  }

  get summary(): LatencySummary {
    return {
      reports: this.#reports,
      received_to_shown_p50_ms: quantileMs(this.#shown, 0.5),
      received_to_shown_p95_ms: quantileMs(this.#shown, 0.95),
      input_to_shown_p50_ms: quantileMs(this.#input, 0.5),
      input_to_shown_p95_ms: quantileMs(this.#input, 0.95),
    };
  }
}

function keep(into: number[], us: number): void {
  into.push(us);
  if (into.length > KEPT) into.shift();
}

function quantileMs(us: readonly number[], q: number): number | null {
  if (us.length === 0) return null;
  const sorted = [...us].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0) / 1000;
}
