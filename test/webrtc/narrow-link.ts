/** A link of one way that carries so many bits a second and keeps a few packets waiting; what does not fit is lost. */
import type { Clock } from "../../server/ground/clock.ts";

/** A packet that would wait longer is dropped, as routers do. */
const LONGEST_WAIT_MS = 300;
/** What IP and UDP add to each packet. */
const HEADER_BYTES = 28;

export class NarrowLink {
  /** bit/s; null carries everything at once. */
  cap: number | null;
  /** Bytes that came to the link, and packets that it dropped. */
  offeredBytes = 0;
  dropped = 0;
  readonly #clock: Clock;
  /** When the last bit of what waits has left. */
  #freeAtUs = 0;

  constructor(clock: Clock, cap: number | null) {
    this.#clock = clock;
    this.cap = cap;
  }

  /** Calls `deliver` once the packet has passed, in order; or drops it. */
  carry(bytes: number, deliver: () => void): void {
    this.offeredBytes += bytes;
    const nowUs = this.#clock.nowUs();
    const startUs = Math.max(nowUs, this.#freeAtUs);
    if (this.cap !== null && startUs - nowUs > LONGEST_WAIT_MS * 1000) {
      this.dropped++;
      return;
    }
    this.#freeAtUs = startUs + (this.cap === null ? 0 : ((bytes + HEADER_BYTES) * 8e6) / this.cap);
    if (this.#freeAtUs <= nowUs) deliver();
    else this.#clock.after((this.#freeAtUs - nowUs) / 1000, deliver);
  }
}
