/** Each distinct wish is encoded once and shared by the clients who have it. */
import { encodeWithPayload } from "../../shared-schema/codec.ts";
import type { FrameHead } from "../../shared-schema/messages.ts";
import type { Encoding, FrameEncoder } from "../media/frame-encoding.ts";
import type { SharedFrame } from "./shared-frame.ts";

/** The newest encoded frame of one wish. One encode at a time; frames that come meanwhile are left out. */
export class Variant {
  readonly #encoding: Encoding;
  readonly #encoder: FrameEncoder;
  #busy = false;
  #of: SharedFrame | null = null;
  #message: Uint8Array | null = null;
  /** Failed to be encoded, and is not tried again. */
  #failed: SharedFrame | null = null;

  constructor(encoding: Encoding, encoder: FrameEncoder) {
    this.#encoding = encoding;
    this.#encoder = encoder;
  }

  /** Whether this frame may be encoded now. */
  isFreeFor(frame: SharedFrame): boolean {
    return !this.#busy && this.#failed !== frame;
  }

  /** The whole message for this very frame, or null while there is none. */
  messageOf(frame: SharedFrame): Uint8Array | null {
    return this.#of === frame ? this.#message : null;
  }

  clear(): void {
    this.#of = null;
    this.#message = null;
    this.#failed = null;
  }

  /** Encodes a frame. Gives the error, or null. */
  async encode(frame: SharedFrame): Promise<unknown> {
    const { head, pixels } = frame;
    this.#busy = true;
    try {
      const { width, height, payload } = await this.#encoder.encode(pixels, head.width, head.height, this.#encoding);
      const own: FrameHead = { ...head, width, height, format: this.#encoding.format };
      this.#of = frame;
      this.#message = encodeWithPayload("frame", own, payload);
      return null;
    } catch (error) {
      this.#failed = frame;
      return error;
    } finally {
      this.#busy = false;
    }
  }
}
