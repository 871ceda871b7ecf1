/**
 * Newest frame of an `in` track, handed from the main thread to the model's without a queue: three slots, of which
 * one is the newest, one may be being read, and one is free to be written.
 */
import { decode, encode } from "@msgpack/msgpack";
import type { JsonMap } from "../../../shared-schema/json.ts";
import type { InputFrame } from "../../model/frame.ts";
import type { InputHead } from "../host.ts";

export interface InputMemory {
  readonly headBytes: number;
  readonly pixelBytes: number;
  readonly control: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
}

const SLOTS = 3;
const NEWEST = 0;
const READING = 1;
/** After the two words above: width, height, length of the extra (seq, time and meta) and of the frame, of each slot. */
const WORDS_PER_SLOT = 4;

export function allocateInput(headBytes: number, pixelBytes: number): InputMemory {
  const control = new SharedArrayBuffer((2 + SLOTS * WORDS_PER_SLOT) * Int32Array.BYTES_PER_ELEMENT);
  const words = new Int32Array(control);
  words[NEWEST] = -1;
  words[READING] = -1;
  return { headBytes, pixelBytes, control, bytes: new SharedArrayBuffer(SLOTS * (headBytes + pixelBytes)) };
}

export class InputSlot {
  readonly #memory: InputMemory;
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(memory: InputMemory) {
    this.#memory = memory;
    this.#words = new Int32Array(memory.control);
    this.#bytes = new Uint8Array(memory.bytes);
  }

  /** Copies a frame in and makes it the newest. Main thread only. Gives false when meta is too large. */
  write(head: InputHead, pixels: Uint8Array): boolean {
    const newest = Atomics.load(this.#words, NEWEST);
    const reading = Atomics.load(this.#words, READING);
    const slot = [0, 1, 2].find((i) => i !== newest && i !== reading) ?? 0;
    const extra = encode({ seq: head.seq, tUs: head.tUs, meta: head.meta }, { ignoreUndefined: true });
    if (extra.byteLength > this.#memory.headBytes) return false;
    const start = slot * (this.#memory.headBytes + this.#memory.pixelBytes);
    this.#bytes.set(extra, start);
    this.#bytes.set(pixels, start + this.#memory.headBytes);
    this.#words.set([head.width, head.height, extra.byteLength, pixels.byteLength], 2 + slot * WORDS_PER_SLOT);
    Atomics.store(this.#words, NEWEST, slot);
    return true;
  }

  /** Forgets what was sent; for a new session. */
  clear(): void {
    Atomics.store(this.#words, NEWEST, -1);
    Atomics.store(this.#words, READING, -1);
  }

  /** Newest frame, its pixels left where they are until the next call. Model's thread only. */
  read(): InputFrame | null {
    let slot = -1;
    do {
      slot = Atomics.load(this.#words, NEWEST);
      Atomics.store(this.#words, READING, slot);
    } while (slot !== Atomics.load(this.#words, NEWEST));
    if (slot < 0) return null;
    const [width = 0, height = 0, extraBytes = 0, bytes = 0] = this.#words.subarray(2 + slot * WORDS_PER_SLOT);
    const start = slot * (this.#memory.headBytes + this.#memory.pixelBytes);
    const extra = decode(this.#bytes.slice(start, start + extraBytes)) as {
      seq: number;
      tUs: number | null;
      meta?: JsonMap;
    };
    const data = new Uint8ClampedArray(this.#memory.bytes, start + this.#memory.headBytes, bytes);
    return {
      seq: extra.seq,
      width,
      height,
      data,
      tUs: extra.tUs,
      ...(extra.meta === undefined ? {} : { meta: extra.meta }),
    };
  }
}
