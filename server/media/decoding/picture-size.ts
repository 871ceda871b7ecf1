/** Planes of YUV 4:2:0 → rgba8, brought within bounds. No IO. */

/** A decoded picture: planes Y, U and V one after another without gaps, BT.601 in TV range as VP8 has it. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Gives the picture at its own size, or smaller (nearest pixel), keeping its shape. */
export function toPixels(planes: Planes, maxWidth: number, maxHeight: number): Pixels {
  const scale = Math.min(1, maxWidth / planes.width, maxHeight / planes.height);
  const width = Math.max(1, Math.round(planes.width * scale));
  const height = Math.max(1, Math.round(planes.height * scale));
  const data = new Uint8Array(width * height * 4);
  const half = (planes.width + 1) >> 1;
  const blue = planes.width * planes.height;
  const red = blue + half * ((planes.height + 1) >> 1);
  const columns = Int32Array.from({ length: width }, (_, x) =>
    Math.min(planes.width - 1, Math.floor((x + 0.5) / scale)),
  );
  const source = planes.data;
  let to = 0;
  for (let y = 0; y < height; y++) {
    const row = Math.min(planes.height - 1, Math.floor((y + 0.5) / scale));
    const lumaRow = row * planes.width;
    const blueRow = blue + (row >> 1) * half;
    const redRow = red + (row >> 1) * half;
    for (let x = 0; x < width; x++, to += 4) {
      const column = columns[x] ?? 0;
      const c = 298 * ((source[lumaRow + column] ?? 16) - 16) + 128;
      const d = (source[blueRow + (column >> 1)] ?? 128) - 128;
      const e = (source[redRow + (column >> 1)] ?? 128) - 128;
      data[to] = clamp((c + 409 * e) >> 8);
      data[to + 1] = clamp((c - 100 * d - 208 * e) >> 8);
      data[to + 2] = clamp((c + 516 * d) >> 8);
      data[to + 3] = 255;
    }
  }
  return { width, height, data };
}

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);
