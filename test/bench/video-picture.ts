/**
 * The pictures both senders of the `webrtc` bench send: a landscape panning to the left, with the frame's number in
 * barcode row 0 and, drawn last, the moment it was ready in row 1.
 */
import { drawBarcode } from "../../server/models/testcard/barcode.ts";
import { Canvas } from "../../server/models/testcard/canvas.ts";
import { drawScenery } from "../../server/models/testcard/scenery.ts";

/** Row 1 counts CLOCK_MONOTONIC in these, modulo 2^24. */
export const TICK_US = 100;
/** Pixels the landscape moves per frame. */
const PAN_PX = 2;

export class VideoPicture {
  readonly #landscape: Canvas;
  readonly #canvas: Canvas;

  constructor(width: number, height: number) {
    this.#landscape = new Canvas(2 * width, height);
    drawScenery(this.#landscape, { left: 0, top: 0, right: 2 * width, bottom: height }, 7);
    this.#canvas = new Canvas(width, height);
  }

  /** Draws frame `n`, from 1. The bytes are rgba8 and are drawn over by the next. */
  draw(n: number): Uint8Array {
    const { width, height, pixels } = this.#canvas;
    // There and back, so that no frame is a new picture.
    const span = width - 1;
    const at = (n * PAN_PX) % (2 * span);
    const left = at < span ? at : 2 * span - at;
    for (let y = 0; y < height; y++) {
      const from = y * 2 * width + left;
      pixels.set(this.#landscape.pixels.subarray(from, from + width), y * width);
    }
    drawBarcode(this.#canvas, 0, n);
    drawBarcode(this.#canvas, 1, Math.floor(Number(process.hrtime.bigint() / 1000n) / TICK_US));
    return this.#canvas.bytes;
  }
}
