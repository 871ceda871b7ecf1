/** A picture of rgba8 pixels that owns its memory, with the few strokes the test card needs. */
import type { Area } from "./layout.ts";

/** 0xRRGGBB → a pixel as it lies in little-endian memory, opaque. */
export function pixel(rgb: number): number {
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >>> 16)) >>> 0;
}

export class Canvas {
  readonly width: number;
  readonly height: number;
  /** One element per pixel, as `pixel` gives it. */
  readonly pixels: Uint32Array;
  /** The same memory as bytes: R, G, B, A, row 0 at the top. */
  readonly bytes: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint32Array(width * height).fill(pixel(0));
    this.bytes = new Uint8Array(this.pixels.buffer);
  }

  /** Fills an area; what lies outside the picture is left out. */
  fill(area: Area, rgb: number): void {
    const left = Math.max(0, area.left);
    const right = Math.min(this.width, area.right);
    const bottom = Math.min(this.height, area.bottom);
    if (left >= right) return;
    const value = pixel(rgb);
    for (let y = Math.max(0, area.top); y < bottom; y++)
      this.pixels.fill(value, y * this.width + left, y * this.width + right);
  }

  /** Frames an area with a line of `thickness` pixels inside it. */
  outline(area: Area, thickness: number, rgb: number): void {
    const { left, top, right, bottom } = area;
    this.fill({ left, top, right, bottom: top + thickness }, rgb);
    this.fill({ left, top: bottom - thickness, right, bottom }, rgb);
    this.fill({ left, top, right: left + thickness, bottom }, rgb);
    this.fill({ left: right - thickness, top, right, bottom }, rgb);
  }
}
