/**
 * RTP packets of VP8 → whole pictures, in order (RFC 7741). Packets may come late or twice; after a loss that is not
 * made up for, everything up to the next key frame is left out.
 */

export interface Vp8Packet {
  readonly payload: Uint8Array;
  /** 16 bits, growing by 1 with each packet. */
  readonly sequence: number;
  /** Whether it is the last of its picture. */
  readonly isLast: boolean;
}

export interface Vp8Picture {
  readonly data: Uint8Array;
  readonly isKey: boolean;
}

/** A picture begins: payload behind the descriptor. */
interface Part {
  readonly begins: boolean;
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

/** Packets that may wait for one that is missing: about 200 ms of a fast camera, in which retransmissions come. */
const MOST_WAITING = 96;

export class Vp8Pictures {
  readonly #waiting = new Map<number, Part>();
  /** The packet that comes next; null while a key frame is waited for. */
  #next: number | null = null;
  #parts: Uint8Array[] = [];

  /** Whether nothing can be given before a key frame comes. */
  get needsKeyframe(): boolean {
    return this.#next === null;
  }

  /** Takes a packet; gives the pictures that it completes. */
  push({ payload, sequence, isLast }: Vp8Packet): Vp8Picture[] {
    const part = read(payload, isLast);
    if (part === null) return [];
    if (this.#next !== null && behind(sequence, this.#next)) return [];
    this.#waiting.set(sequence, part);
    if (this.#next === null) this.#begin();
    const pictures = this.#take();
    if (this.#waiting.size > MOST_WAITING) this.#giveUp();
    return pictures;
  }

  /** Starts at the first key frame that waits. */
  #begin(): void {
    for (const [sequence, { begins, bytes }] of this.#waiting)
      if (begins && isKey(bytes)) {
        this.#next = sequence;
        break;
      }
    // What came before it is of no use; without one, only the newest may be the start of a key frame's packets.
    for (const sequence of this.#waiting.keys())
      if (this.#next !== null ? behind(sequence, this.#next) : this.#waiting.size > MOST_WAITING)
        this.#waiting.delete(sequence);
  }

  #take(): Vp8Picture[] {
    const pictures: Vp8Picture[] = [];
    for (;;) {
      const part = this.#next === null ? undefined : this.#waiting.get(this.#next);
      if (part === undefined || this.#next === null) return pictures;
      this.#waiting.delete(this.#next);
      this.#next = (this.#next + 1) & 0xffff;
      if (part.begins) this.#parts = [];
      this.#parts.push(part.bytes);
      if (!part.isLast) continue;
      const data = Buffer.concat(this.#parts);
      this.#parts = [];
      pictures.push({ data, isKey: isKey(data) });
    }
  }

  #giveUp(): void {
    this.#next = null;
    this.#parts = [];
    this.#begin();
    if (this.#next === null) this.#waiting.clear();
  }
}

/** Reads the payload descriptor; null when the packet is cut short. */
function read(payload: Uint8Array, isLast: boolean): Part | null {
  const [first = 0, extension = 0] = payload;
  let at = 1;
  if ((first & 0x80) !== 0) {
    at++;
    if ((extension & 0x80) !== 0) at += ((payload[at] ?? 0) & 0x80) !== 0 ? 2 : 1;
    if ((extension & 0x40) !== 0) at++;
    if ((extension & 0x30) !== 0) at++;
  }
  if (at >= payload.byteLength) return null;
  return { begins: (first & 0x17) === 0x10, bytes: payload.subarray(at), isLast };
}

/** The first bit of a VP8 picture is 0 in key frames. */
const isKey = (bytes: Uint8Array): boolean => ((bytes[0] ?? 1) & 1) === 0;

/** Whether one 16-bit count lies behind another. */
const behind = (a: number, b: number): boolean => ((a - b) & 0xffff) >= 0x8000;
