/** Packets of a stream, in order, to its viewers: small pictures at once, large ones a few packets each millisecond. */
import type { Cancel, Clock } from "../../ground/clock.ts";

/**
 * A receiver's socket buffer takes about 200 KB in one burst, and less when its thread is late; a key frame sent at once
 * overruns it, and what is lost comes back only after a round trip.
 */
const PACKETS_PER_TURN = 8;
const TURN_MS = 1;

/** One packet, sent to all viewers of its picture. */
export type SendPacket = () => void;

export class PacketPacer {
  readonly #clock: Clock;
  readonly #queue: SendPacket[] = [];
  #turn: Cancel | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Packets that wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Takes a picture's packets; the first go out before this returns, unless earlier ones still wait. */
  add(packets: readonly SendPacket[]): void {
    this.#queue.push(...packets);
    if (this.#turn === null) this.#send();
  }

  close(): void {
    this.#turn?.();
    this.#turn = null;
    this.#queue.length = 0;
  }

  #send(): void {
    for (const send of this.#queue.splice(0, PACKETS_PER_TURN)) send();
    this.#turn =
      this.#queue.length === 0
        ? null
        : this.#clock.after(TURN_MS, () => {
            this.#turn = null;
            this.#send();
          });
  }
}
