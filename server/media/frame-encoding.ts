/** Frames in another form than the model's: what a wish asks for, and what makes it. */
import type { Format, Wish } from "../../shared-schema/messages.ts";

/** How a frame is to be made: its format, within a size it keeps its shape in. */
export interface Encoding {
  /** The same for the same wish. */
  readonly key: string;
  readonly format: Format;
  readonly maxWidth: number;
  readonly maxHeight: number;
}

export interface EncodedFrame {
  readonly width: number;
  readonly height: number;
  readonly payload: Uint8Array;
}

/** Makes frames in other forms, off the main thread. */
export interface FrameEncoder {
  readonly formats: readonly Format[];
  /** `pixels` is read until the promise settles. */
  encode(pixels: Uint8Array, width: number, height: number, encoding: Encoding): Promise<EncodedFrame>;
}

/**
 * What a wish asks of a track: null for the model's own pixels; otherwise how to encode. The first format of the wish
 * that is offered counts; with none, rgba8.
 */
export function encodingFor(
  wish: Wish,
  track: { readonly maxWidth: number; readonly maxHeight: number },
  encoder: FrameEncoder | null,
): Encoding | null {
  const offered: readonly string[] = ["rgba8", ...(encoder?.formats ?? [])];
  const format = ((wish.formats ?? ["rgba8"]).find((name) => offered.includes(name)) ?? "rgba8") as Format;
  const maxWidth = Math.min(wish.max_width ?? track.maxWidth, track.maxWidth);
  const maxHeight = Math.min(wish.max_height ?? track.maxHeight, track.maxHeight);
  const fits = maxWidth >= track.maxWidth && maxHeight >= track.maxHeight;
  if (encoder === null || (format === "rgba8" && fits)) return null;
  return { key: `${format}:${maxWidth}x${maxHeight}`, format, maxWidth, maxHeight };
}

/** The size of a picture brought within bounds, its shape kept; never enlarged. */
export function fitted(
  width: number,
  height: number,
  encoding: Encoding,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, encoding.maxWidth / width, encoding.maxHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
