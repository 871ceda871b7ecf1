/** Frames: what a model yields. Plain values; the host copies their pixels once, into shared memory. */
import type { JsonMap } from "../../shared-schema/json.ts";

/**
 * One picture. `data` holds height × width × 4 bytes, rgba8, sRGB, row 0 at the top, alpha 255 unless the track says
 * `straight`. It stays the model's; the host has read it when the next step begins, so one buffer can serve for ever.
 */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Travels with the frame, at most about 700 bytes as MessagePack. */
  readonly meta?: JsonMap;
}

/** A frame of an `in` track as the model sees it: valid until the next yield. */
export interface InputFrame extends Frame {
  readonly seq: number;
  /** The sender's monotonic clock in µs, if it said. */
  readonly tUs: number | null;
}

/** Several frames made at once, shown one after another at even distances. */
export interface Batch {
  readonly kind: "batch";
  readonly frames: readonly Emission[];
  /** Frames per second to show them at; null means the track's fps. */
  readonly fps: number | null;
}

/** Frames of several out tracks made in the same step, by track name. */
export interface FrameSet {
  readonly [track: string]: Frame;
}

export type Emission = Frame | FrameSet;
export const idle = Symbol("worldport.idle");
export type Idle = typeof idle;

/** What `startSession` may yield: one frame, frames by track, a batch, or `idle` for "nothing to draw in this step". */
export type Yielded = Emission | Batch | Idle;

/** Gives several frames at once. They are shown at even distances, at `fps` or at the track's own rate. */
export function batch(frames: readonly Emission[], options: { readonly fps?: number } = {}): Batch {
  return { kind: "batch", frames, fps: options.fps ?? null };
}

/** Makes an opaque black frame that owns its pixels. */
export function blankFrame(width: number, height: number): Frame & { readonly data: Uint8ClampedArray } {
  const data = new Uint8ClampedArray(width * height * 4);
  new Uint32Array(data.buffer).fill(0xff000000);
  return { width, height, data };
}

/**
 * Paints a frame pixel by pixel. `color` gets the pixel's column and row and gives 0xRRGGBB.
 * Gives the same frame back, so that `yield paint(frame, …)` reads well.
 */
export function paint<F extends Frame>(frame: F, color: (x: number, y: number) => number): F {
  const { width, height, data } = frame;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      const rgb = color(x, y);
      data[at] = rgb >>> 16;
      data[at + 1] = (rgb >>> 8) & 255;
      data[at + 2] = rgb & 255;
      data[at + 3] = 255;
    }
  return frame;
}
