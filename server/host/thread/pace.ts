/** Waits for a tick precisely without burning CPU: a timer for most of it, a futex for the rest. */

/** Node's timers are whole milliseconds and up to one late; the futex takes over this long before the tick. */
const FUTEX_US = 1_800;

export class Pace {
  readonly #nowUs: () => number;
  readonly #futex = new Int32Array(new SharedArrayBuffer(4));
  #wake: (() => void) | null = null;

  constructor(nowUs: () => number) {
    this.#nowUs = nowUs;
  }

  /** Resolves at `tickUs` (or now, if that has passed) after one turn of the event loop, or when woken. */
  async until(tickUs: number): Promise<void> {
    const restUs = tickUs - this.#nowUs();
    if (restUs <= FUTEX_US) await nextTurn();
    else {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.floor((restUs - FUTEX_US) / 1000));
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (this.#wake === null) return;
      this.#wake = null;
    }
    const leftMs = (tickUs - this.#nowUs()) / 1000;
    if (leftMs > 0) Atomics.wait(this.#futex, 0, 0, leftMs);
  }

  /** Ends the wait under way. */
  wake(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
