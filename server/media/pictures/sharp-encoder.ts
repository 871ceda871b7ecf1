/** Smaller pictures and JPEG by sharp, on its own threads. Absent sharp, clients get the model's own pixels. */

import type { Journal } from "../../ground/journal.ts";
import type { EncodedFrame, Encoding, FrameEncoder } from "../frame-encoding.ts";
import { fitted } from "../frame-encoding.ts";

type Sharp = typeof import("sharp")["default"];

const JPEG_QUALITY = 80;

export class SharpEncoder implements FrameEncoder {
  readonly formats = ["jpeg"] as const;
  readonly #sharp: Sharp;

  private constructor(sharp: Sharp) {
    this.#sharp = sharp;
    sharp.concurrency(1);
    sharp.cache(false);
  }

  /** Loads sharp if it is installed for this platform; null otherwise. */
  static async load(journal: Journal): Promise<SharpEncoder | null> {
    try {
      return new SharpEncoder((await import("sharp")).default);
    } catch (error) {
      journal("warn", "no_jpeg", {
        reason: `sharp can't be loaded, so pictures are sent raw and whole: ${String(error)}`,
      });
      return null;
    }
  }

  async encode(pixels: Uint8Array, width: number, height: number, encoding: Encoding): Promise<EncodedFrame> {
    const size = fitted(width, height, encoding);
    let image = this.#sharp(pixels, { raw: { width, height, channels: 4 } });
    if (size.width !== width || size.height !== height) image = image.resize(size.width, size.height, { fit: "fill" });
    const payload =
      encoding.format === "jpeg"
        ? await image.removeAlpha().jpeg({ quality: JPEG_QUALITY }).toBuffer()
        : await image.raw().toBuffer();
    return { ...size, payload };
  }
}
