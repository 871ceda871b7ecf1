/** A frame in a slot of its track's store, with its wire head written in front: one piece of bytes for all clients. */
import { writeHead } from "../../shared-schema/codec.ts";
import type { FrameHead } from "../../shared-schema/messages.ts";
import type { TrackKind } from "../media/track-kind.ts";
import type { FrameStore } from "./frame-store.ts";

/**
 * Counts who still needs the slot. It starts held once, by its maker; the slot is free when every `hold` and `pin`
 * has been let go.
 */
export class SharedFrame {
  readonly head: FrameHead;
  /** The whole message: head and pixels, a view into shared memory. */
  readonly message: Uint8Array;
  /** In the form of its kind; of video rgba8, rows top-down. */
  readonly pixels: Uint8Array;
  /** False when `meta` did not fit into the head and was left out. */
  readonly hasMeta: boolean;
  readonly #store: FrameStore;
  readonly #slot: number;
  #holds = 1;
  #pins = 0;

  constructor(store: FrameStore, slot: number, head: FrameHead, kind: TrackKind) {
    const bytes = store.slot(slot);
    const { headBytes } = store;
    const pixelBytes = kind.bytesOf(head);
    const { meta: _, ...bare } = head;
    const whole = writeHead(bytes, headBytes, headBytes, "frame", head, pixelBytes);
    this.hasMeta = whole >= 0;
    this.head = this.hasMeta ? head : bare;
    const start = this.hasMeta ? whole : writeHead(bytes, headBytes, headBytes, "frame", bare, pixelBytes);
    this.message = bytes.subarray(start, headBytes + pixelBytes);
    this.pixels = bytes.subarray(headBytes, headBytes + pixelBytes);
    this.#store = store;
    this.#slot = slot;
  }

  /** Whether a link or an encoder is reading it. */
  get isPinned(): boolean {
    return this.#pins > 0;
  }

  /** Asks a free-running model for the next frame of this track. */
  wantNext(): void {
    this.#store.want();
  }

  pin(): void {
    this.#pins++;
  }

  unpin(): void {
    this.#pins--;
    this.#freeWhenUnused();
  }

  release(): void {
    this.#holds--;
    this.#freeWhenUnused();
  }

  #freeWhenUnused(): void {
    if (this.#holds + this.#pins === 0) this.#store.free(this.#slot);
  }
}
