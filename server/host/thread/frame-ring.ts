/**
 * The ring of frame slots two threads share: the model's thread takes a free slot and fills its pixels, the main
 * thread writes the wire head in front of them, sends both as one piece, and frees the slot.
 *
 * Memory: `control` holds one Int32 per slot (0 free, 1 taken), and one more: 1 when a frame is wanted. `bytes` holds the slots one after another, each
 * `headBytes` of room for the head, then `pixelBytes`.
 */

import type { FrameStore } from "../../pacing/frame-store.ts";

export interface RingMemory {
  readonly slots: number;
  readonly headBytes: number;
  readonly pixelBytes: number;
  readonly control: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
}

const FREE = 0;
const TAKEN = 1;

export function allocateRing(slots: number, headBytes: number, pixelBytes: number): RingMemory {
  return {
    slots,
    headBytes,
    pixelBytes,
    control: new SharedArrayBuffer((slots + 1) * Int32Array.BYTES_PER_ELEMENT),
    bytes: new SharedArrayBuffer(slots * (headBytes + pixelBytes)),
  };
}

export class FrameRing implements FrameStore {
  readonly memory: RingMemory;
  readonly #control: Int32Array;
  readonly #slots: readonly Uint8Array[];

  constructor(memory: RingMemory) {
    this.memory = memory;
    this.#control = new Int32Array(memory.control);
    const stride = memory.headBytes + memory.pixelBytes;
    this.#slots = Array.from({ length: memory.slots }, (_, i) => Buffer.from(memory.bytes, i * stride, stride));
  }

  get slots(): number {
    return this.memory.slots;
  }

  get headBytes(): number {
    return this.memory.headBytes;
  }

  /** Takes a free slot, waiting up to `timeoutMs` for one. Gives -1 when none came free. Model's thread only. */
  take(timeoutMs: number): number {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      for (let slot = 0; slot < this.#slots.length; slot++)
        if (Atomics.compareExchange(this.#control, slot, FREE, TAKEN) === FREE) return slot;
      const left = deadline - Date.now();
      if (left <= 0) return -1;
      // Any slot may come free first; slot 0 is woken for all of them.
      Atomics.wait(this.#control, 0, TAKEN, Math.min(left, 2));
    }
  }

  /** Frees a slot: its bytes may be overwritten at once. */
  free(slot: number): void {
    Atomics.store(this.#control, slot, FREE);
    Atomics.notify(this.#control, 0);
  }

  /** Tells a free-running model that a client could take a frame at once. Main thread only. */
  want(): void {
    if (Atomics.exchange(this.#control, this.memory.slots, 1) === 0) Atomics.notify(this.#control, this.memory.slots);
  }

  /** Waits until a frame is wanted, `timeoutMs` at most, and takes the wish back. Model's thread only. */
  awaitWanted(timeoutMs: number): void {
    Atomics.wait(this.#control, this.memory.slots, 0, timeoutMs);
    Atomics.store(this.#control, this.memory.slots, 0);
  }

  /** Number of slots that could be taken now. */
  freeCount(): number {
    let count = 0;
    for (let slot = 0; slot < this.#slots.length; slot++) if (Atomics.load(this.#control, slot) === FREE) count++;
    return count;
  }

  /** The whole slot: `headBytes` of room, then pixels. A view, no copy. */
  slot(slot: number): Uint8Array {
    const bytes = this.#slots[slot];
    if (bytes === undefined) throw new RangeError(`There is no slot ${slot}; the ring has ${this.#slots.length}.`);
    return bytes;
  }

  /** The pixels of a slot, `bytes` long. A view, no copy. */
  pixels(slot: number, bytes: number): Uint8ClampedArray {
    const whole = this.slot(slot);
    return new Uint8ClampedArray(whole.buffer, whole.byteOffset + this.memory.headBytes, bytes);
  }
}
