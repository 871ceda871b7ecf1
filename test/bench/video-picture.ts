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
/** Landscapes with another grain each, taken in turn. */
const GRAINS = 3;

export class VideoPicture {
  readonly #landscapes: readonly Canvas[];
  readonly #canvas: Canvas;

  /** `grain`: most that a camera's grain adds to or takes from a colour, of 255. Without it a pan takes few bits. */
  constructor(width: number, height: number, grain = 0) {
    const landscape = new Canvas(2 * width, height);
    drawScenery(landscape, { left: 0, top: 0, right: 2 * width, bottom: height }, 7);
    this.#landscapes =
      grain === 0 ? [landscape] : Array.from({ length: GRAINS }, (_, seed) => grained(landscape, grain, seed + 1));
    this.#canvas = new Canvas(width, height);
  }

  /** Draws frame `n`, from 1. The bytes are rgba8 and are drawn over by the next. */
  draw(n: number): Uint8Array {
    const { width, height, pixels } = this.#canvas;
    const landscape = this.#landscapes[n % this.#landscapes.length]?.pixels ?? pixels;
    // There and back, so that no frame is a new picture.
    const span = width - 1;
    const at = (n * PAN_PX) % (2 * span);
    const left = at < span ? at : 2 * span - at;
    for (let y = 0; y < height; y++) {
      const from = y * 2 * width + left;
      pixels.set(landscape.subarray(from, from + width), y * width);
    }
    drawBarcode(this.#canvas, 0, n);
    drawBarcode(this.#canvas, 1, Math.floor(Number(process.hrtime.bigint() / 1000n) / TICK_US));
    return this.#canvas.bytes;
  }
}

/** A copy with grain, the same for the same seed. */
function grained(from: Canvas, most: number, seed: number): Canvas {
  const canvas = new Canvas(from.width, from.height);
  let state = seed;
  for (let at = 0; at < canvas.bytes.length; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const grain = Math.floor((state / 2 ** 32) * (2 * most + 1)) - most;
    for (let channel = 0; channel < 3; channel++)
      canvas.bytes[at + channel] = Math.max(0, Math.min(255, (from.bytes[at + channel] ?? 0) + grain));
  }
  return canvas;
}
