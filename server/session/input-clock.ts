/**
 * When an input happened, on the server's clock. A client's clock and the server's differ by an unknown amount; the
 * quickest of the last messages shows it best, and what came later by it was late on the way.
 */

/** Messages whose delay is remembered. */
const REMEMBERED = 16;

/** One connection's. */
export class InputClock {
  readonly #delays: number[] = [];
  #lastUs = 0;

  /** A command or ping came that was sent at `tUs` of the client's clock. */
  hear(arrivalUs: number, tUs: number | undefined): void {
    if (tUs === undefined) return;
    this.#delays.push(arrivalUs - tUs);
    if (this.#delays.length > REMEMBERED) this.#delays.shift();
  }

  /** Server time of an input heard: never before the input that came before it, and never after its arrival. */
  timeOf(arrivalUs: number, tUs: number | undefined): number {
    const sentUs = tUs === undefined ? arrivalUs : tUs + Math.min(...this.#delays);
    this.#lastUs = Math.min(Math.max(sentUs, this.#lastUs), arrivalUs);
    return this.#lastUs;
  }
}
