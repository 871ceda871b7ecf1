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

/** A timer that comes later than this was not on its way: the process stood still (a closed lid, a paused container). */
export const STOOD_STILL_MS = 1000;

/**
 * Runs once after `ms` in which the process ran. A timer that comes late by more than STOOD_STILL_MS says that it did
 * not, and that whoever is waited for had no time either: they get the whole time once more. `begins` is told when the
 * time will be over, at once and whenever it begins anew.
 */
export function afterAwake(
  clock: Clock,
  ms: number,
  run: () => void,
  begins: (dueUs: number) => void = () => {},
): Cancel {
  let cancel: Cancel = () => {};
  const wait = (): void => {
    const dueUs = clock.nowUs() + ms * 1000;
    begins(dueUs);
    cancel = clock.after(ms, () => {
      if (clock.nowUs() - dueUs > STOOD_STILL_MS * 1000) wait();
      else run();
    });
  };
  wait();
  return () => cancel();
}

/** Looks again and again, and knows since when the process has been running without a stand-still. */
export class Lookout {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #look: (awakeSinceUs: number) => void;
  #awakeSinceUs: number;
  #isClosed = false;
  #cancel: Cancel = () => {};

  /** `look` is called every `everyMs` with the time since when the process has run, until `close`. */
  constructor(clock: Clock, everyMs: number, look: (awakeSinceUs: number) => void) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#look = look;
    this.#awakeSinceUs = clock.nowUs();
    this.#wait();
  }

  close(): void {
    this.#cancel();
    this.#isClosed = true;
  }

  #wait(): void {
    const dueUs = this.#clock.nowUs() + this.#everyMs * 1000;
    this.#cancel = this.#clock.after(this.#everyMs, () => {
      const nowUs = this.#clock.nowUs();
      if (nowUs - dueUs > STOOD_STILL_MS * 1000) this.#awakeSinceUs = nowUs;
      this.#look(this.#awakeSinceUs);
      if (!this.#isClosed) this.#wait();
    });
  }
}

/** One thing to do later, by time in which the process ran, which setting another replaces. */
export class Deadline {
  readonly #clock: Clock;
  #cancel: Cancel | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(ms: number, run: () => void): void {
    this.clear();
    this.#cancel = afterAwake(this.#clock, ms, run);
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
