/**
 * Reader of `GET /frames`: chunks of any size → messages, each preceded by its length as uint32 big-endian. Every byte
 * is copied once, into the buffer of its own message. No DOM.
 */
export class LengthPrefixedReader {
  /** @type {(bytes: number) => Uint8Array} */
  #allocate;
  /** @type {(message: Uint8Array) => void} */
  #deliver;
  #maxBytes;
  /** The length, as far as it has come. */
  #prefix = new Uint8Array(4);
  #prefixFilled = 0;
  /** @type {Uint8Array | null} */
  #message = null;
  #filled = 0;

  /**
   * @param {(message: Uint8Array) => void} deliver gets each whole message and owns it
   * @param {{ maxBytes?: number, allocate?: (bytes: number) => Uint8Array }} [options] `allocate` may reuse memory; what
   *   it gives has exactly the length asked for
   */
  constructor(deliver, { maxBytes = 1 << 30, allocate = (bytes) => new Uint8Array(bytes) } = {}) {
    this.#deliver = deliver;
    this.#maxBytes = maxBytes;
    this.#allocate = allocate;
  }

  /**
   * Takes the next bytes of the stream; `chunk` may be reused afterwards.
   * @param {Uint8Array} chunk
   * @throws {RangeError} when a message announces more than `maxBytes`, after which the stream can't be read on.
   */
  push(chunk) {
    let at = 0;
    while (at < chunk.byteLength) {
      if (this.#message === null) {
        this.#prefix[this.#prefixFilled++] = chunk[at++] ?? 0;
        if (this.#prefixFilled < 4) continue;
        const length = new DataView(this.#prefix.buffer).getUint32(0);
        if (length > this.#maxBytes)
          throw new RangeError(
            `The frame stream announced a message of ${length} bytes; at most ${this.#maxBytes} are accepted.`,
          );
        this.#prefixFilled = 0;
        this.#filled = 0;
        this.#message = this.#allocate(length);
      } else {
        const take = Math.min(chunk.byteLength - at, this.#message.byteLength - this.#filled);
        this.#message.set(take === chunk.byteLength ? chunk : chunk.subarray(at, at + take), this.#filled);
        this.#filled += take;
        at += take;
      }
      if (this.#message !== null && this.#filled === this.#message.byteLength) {
        const message = this.#message;
        this.#message = null;
        this.#deliver(message);
      }
    }
  }
}
