/** Time as a parameter: the server's one monotonic clock, or a test's hand-moved one. */

export interface Clock {
  /** Microseconds of a monotonic clock that all threads of the process share. */
  nowUs(): number;
  /** Runs once after `ms` milliseconds, unless the returned function is called first. */
  after(ms: number, run: () => void): Cancel;
}
export type Cancel = () => void;

export const systemClock: Clock = {
  // hrtime is CLOCK_MONOTONIC in every thread; performance.now() starts anew in each.
  nowUs: () => Number(process.hrtime.bigint() / 1000n),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** One thing to do later, which setting another replaces. */
export class Deadline {
  readonly #clock: Clock;
  #cancel: Cancel | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(ms: number, run: () => void): void {
    this.clear();
    this.#cancel = this.#clock.after(ms, run);
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
