/** How long to wait before the next of several tries in a row, and when to stop trying. */

const FIRST_MS = 250;
const LONGEST_MS = 10_000;

export class Backoff {
  readonly #most: number;
  #tries = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Milliseconds to wait, doubling from 250 to 10 000; null when the tries are used up. */
  nextMs(): number | null {
    if (this.#tries >= this.#most) return null;
    return Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#tries++);
  }

  /** Things went well: count from the beginning. */
  reset(): void {
    this.#tries = 0;
  }
}
