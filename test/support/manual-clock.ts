/** A clock that moves only when a test says so; timers run in order of their time. */
import type { Cancel, Clock } from "../../server/ground/clock.ts";

interface Timer {
  readonly dueUs: number;
  readonly order: number;
  readonly run: () => void;
}

export class ManualClock implements Clock {
  #nowUs: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  /** Starts far from zero, as a machine's monotonic clock does. */
  constructor(startUs = 5_000_000_000) {
    this.#nowUs = startUs;
  }

  nowUs(): number {
    return this.#nowUs;
  }

  after(ms: number, run: () => void): Cancel {
    const timer = { dueUs: this.#nowUs + ms * 1000, order: this.#order++, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Timers that have neither run nor been cancelled. */
  get pending(): number {
    return this.#timers.size;
  }

  /** The process stands still for `ms`: time goes by, and what fell due meanwhile runs late, with the next `advance`. */
  standStill(ms: number): void {
    this.#nowUs += ms * 1000;
  }

  /** Moves on by `ms`, running what falls due on the way. */
  advance(ms: number): void {
    const endUs = this.#nowUs + ms * 1000;
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.dueUs - b.dueUs || a.order - b.order);
      if (next === undefined || next.dueUs > endUs) break;
      this.#timers.delete(next);
      this.#nowUs = Math.max(this.#nowUs, next.dueUs);
      next.run();
    }
    this.#nowUs = endUs;
  }
}

/** Lets promises that are settled already run their reactions. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
