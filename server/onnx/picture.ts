/** Pictures in tensors ↔ rgba8: layouts, channels and ranges are settled once, the loops run over typed arrays. */
import { halfValue, type Storage, type TensorSpec } from "./tensor-store.ts";

/** How a picture lies in a tensor. */
export interface PictureFormat {
  readonly width: number;
  readonly height: number;
  readonly layout: "nhwc" | "nchw";
  readonly channels: "gray" | "rgb" | "rgba" | "indexed";
  readonly range: "0..1" | "-1..1" | "0..255";
}

export const CHANNEL_COUNT = { gray: 1, rgb: 3, rgba: 4, indexed: 1 } as const;

/** byte = value × scale + offset. */
const BYTES_OF = { "0..1": [255, 0], "-1..1": [127.5, 127.5], "0..255": [1, 0] } as const;

let halves: Float32Array | null = null;

/** Values of all halves by their bits, made on first use (256 KiB). */
function halfTable(): Float32Array {
  halves ??= Float32Array.from({ length: 65_536 }, (_, bits) => halfValue(bits));
  return halves;
}

/**
 * Makes the function that turns a tensor's storage into pixels, `width × height` words of rgba8. Out of range values
 * are clamped. Gray becomes equal red, green and blue; without an alpha channel alpha is 255.
 */
export function pixelWriter(format: PictureFormat, spec: TensorSpec): (from: Storage, into: Uint32Array) => void {
  const { width, height, layout, channels, range } = format;
  const pixels = width * height;
  const count = CHANNEL_COUNT[channels];
  const step = layout === "nhwc" ? count : 1;
  const plane = count === 1 ? 0 : layout === "nhwc" ? 1 : pixels;
  const hasAlpha = count === 4;
  const [scale, offset] = BYTES_OF[range];
  if (spec.type === "uint8" && range === "0..255") {
    if (hasAlpha && step === 4) return (from, into) => into.set(new Uint32Array(from.buffer, from.byteOffset, pixels));
    return (from, into) => writeBytes(from as Uint8Array, into, pixels, step, plane, hasAlpha);
  }
  if (spec.type === "float16") {
    const wide = new Float32Array(spec.elements);
    const table = halfTable();
    return (from, into) => {
      for (let i = 0; i < wide.length; i++) wide[i] = table[from[i] as number] as number;
      writeNumbers(wide, into, pixels, step, plane, hasAlpha, scale, offset);
    };
  }
  return (from, into) => writeNumbers(from as Float32Array, into, pixels, step, plane, hasAlpha, scale, offset);
}

/** Makes the function that looks an indexed picture's pixels up in a colour table; what lies beyond the table is black. */
export function indexWriter(
  pixels: number,
  table: TensorSpec,
): (from: Storage, colors: Storage, into: Uint32Array) => void {
  const count = table.shape[0] ?? 0;
  const hasAlpha = table.shape[1] === 4;
  const words = new Uint32Array(count);
  return (from, colors, into) => {
    writeBytes(colors as Uint8Array, words, count, hasAlpha ? 4 : 3, 1, hasAlpha);
    lookUp(from as Int32Array, words, into, pixels);
  };
}

function lookUp(from: Int32Array, words: Uint32Array, into: Uint32Array, pixels: number): void {
  for (let i = 0; i < pixels; i++) into[i] = words[from[i] as number] ?? OPAQUE_BLACK;
}

const OPAQUE_BLACK = 0xff000000;

function writeBytes(
  from: Uint8Array,
  into: Uint32Array,
  pixels: number,
  step: number,
  plane: number,
  hasAlpha: boolean,
): void {
  for (let i = 0, at = 0; i < pixels; i++, at += step) {
    const alpha = hasAlpha ? (from[at + 3 * plane] as number) : 255;
    into[i] =
      (from[at] as number) |
      ((from[at + plane] as number) << 8) |
      ((from[at + 2 * plane] as number) << 16) |
      (alpha << 24);
  }
}

function writeNumbers(
  from: Float32Array,
  into: Uint32Array,
  pixels: number,
  step: number,
  plane: number,
  hasAlpha: boolean,
  scale: number,
  offset: number,
): void {
  const add = offset + 0.5;
  for (let i = 0, at = 0; i < pixels; i++, at += step) {
    const r = byte((from[at] as number) * scale + add);
    const g = byte((from[at + plane] as number) * scale + add);
    const b = byte((from[at + 2 * plane] as number) * scale + add);
    const a = hasAlpha ? byte((from[at + 3 * plane] as number) * scale + add) : 255;
    into[i] = r | (g << 8) | (b << 16) | (a << 24);
  }
}

/** NaN becomes 0, as every comparison with it is false. */
const byte = (value: number): number => (value >= 255 ? 255 : value > 0 ? value | 0 : 0);

/** A picture that reaches the model; `data` is rgba8, rows top-down. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Makes the function that writes an rgba8 picture of any size into a tensor's numbers: `cover` cuts what sticks out,
 * `stretch` bends. Each element takes the nearest pixel.
 */
export function pictureReader(
  format: PictureFormat,
  fit: "cover" | "stretch",
): (from: Picture, into: Float32Array | Uint8Array) => void {
  const { width, height, layout, channels, range } = format;
  const count = CHANNEL_COUNT[channels];
  const step = layout === "nhwc" ? count : 1;
  const plane = layout === "nhwc" ? 1 : width * height;
  const [scale, offset] = BYTES_OF[range];
  const columns = new Int32Array(width);
  const rows = new Int32Array(height);
  let size = "";
  return (from, into) => {
    if (size !== `${from.width}x${from.height}`) {
      size = `${from.width}x${from.height}`;
      const zoom = Math.max(width / from.width, height / from.height);
      nearest(columns, from.width, fit === "cover" ? zoom : width / from.width, 4);
      nearest(rows, from.height, fit === "cover" ? zoom : height / from.height, from.width * 4);
    }
    const { data } = from;
    for (let y = 0, to = 0; y < height; y++) {
      const row = rows[y] as number;
      for (let x = 0; x < width; x++, to += step) {
        const at = row + (columns[x] as number);
        const r = data[at] as number;
        const g = data[at + 1] as number;
        const b = data[at + 2] as number;
        if (count === 1) {
          into[to] = (0.2126 * r + 0.7152 * g + 0.0722 * b - offset) / scale;
          continue;
        }
        into[to] = (r - offset) / scale;
        into[to + plane] = (g - offset) / scale;
        into[to + 2 * plane] = (b - offset) / scale;
        if (count === 4) into[to + 3 * plane] = ((data[at + 3] as number) - offset) / scale;
      }
    }
  };
}

/** For each place, which of `length` sources is nearest when the middle of both falls together; in bytes. */
function nearest(into: Int32Array, length: number, zoom: number, stride: number): void {
  const first = length / 2 - into.length / zoom / 2;
  for (let i = 0; i < into.length; i++) {
    const at = Math.floor(first + (i + 0.5) / zoom);
    into[i] = Math.min(Math.max(at, 0), length - 1) * stride;
  }
}
