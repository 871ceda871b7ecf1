/**
 * Reader of `GET /frames`: bytes as they come → messages, each preceded by its length as uint32 big-endian. It offers
 * the memory the next bytes belong into, so that a stream can put them there itself and no byte is copied. No DOM.
 */
export class LengthPrefixedReader {
  /** @type {(bytes: number) => Uint8Array<ArrayBuffer>} */
  #allocate;
  /** @type {(message: Uint8Array<ArrayBuffer>) => void} */
  #deliver;
  #maxBytes;
  #prefix = new Uint8Array(4);
  /** The message whose length is known, or null while its length is read. @type {Uint8Array<ArrayBuffer> | null} */
  #message = null;
  /** Where the message lies in its buffer: a buffer that moved away no longer tells. */
  #start = 0;
  #length = 0;
  /** How much of prefix or message is there. */
  #filled = 0;

  /**
   * @param {(message: Uint8Array<ArrayBuffer>) => void} deliver gets each whole message and owns it
   * @param {{ maxBytes?: number, allocate?: (bytes: number) => Uint8Array<ArrayBuffer> }} [options] `allocate` may reuse
   *   memory; what it gives has exactly the length asked for
   */
  constructor(deliver, { maxBytes = 1 << 30, allocate = (bytes) => new Uint8Array(bytes) } = {}) {
    this.#deliver = deliver;
    this.#maxBytes = maxBytes;
    this.#allocate = allocate;
  }

  /** Where the next bytes belong: never empty, and only to be filled from its start. @returns {Uint8Array<ArrayBuffer>} */
  room() {
    return (this.#message ?? this.#prefix).subarray(this.#filled);
  }

  /**
   * Says how much of `room()` was filled.
   * @param {Uint8Array<ArrayBuffer>} part the filled start of the room; its memory may have moved to another buffer, as
   *   streams do that take a buffer and give it back
   * @throws {RangeError} when a message announces more than `maxBytes`, after which the stream can't be read on.
   */
  filled(part) {
    this.#filled += part.byteLength;
    if (this.#message === null) {
      this.#prefix = new Uint8Array(part.buffer);
      if (this.#filled < 4) return;
      const length = new DataView(this.#prefix.buffer).getUint32(0);
      if (length > this.#maxBytes)
        throw new RangeError(
          `The frame stream announced a message of ${length} bytes; at most ${this.#maxBytes} are accepted.`,
        );
      this.#filled = 0;
      this.#message = this.#allocate(length);
      this.#start = this.#message.byteOffset;
      this.#length = length;
    } else {
      this.#message = new Uint8Array(part.buffer, this.#start, this.#length);
    }
    if (this.#filled < this.#length) return;
    const message = this.#message;
    this.#message = null;
    this.#filled = 0;
    this.#deliver(message);
  }

  /** Takes bytes that lie elsewhere, copying them; `chunk` may be reused afterwards. @param {Uint8Array} chunk @throws {RangeError} as `filled` */
  push(chunk) {
    for (let at = 0; at < chunk.byteLength; ) {
      const room = this.room();
      const part = room.subarray(0, Math.min(room.byteLength, chunk.byteLength - at));
      part.set(chunk.subarray(at, at + part.byteLength));
      at += part.byteLength;
      this.filled(part);
    }
  }
}
