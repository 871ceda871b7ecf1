/** rgba8 → planar YUV 4:2:0, BT.601 limited range, as video decoders expect it; made smaller on the way where asked. */

export interface I420 {
  readonly width: number;
  readonly height: number;
  /** Y, then U, then V; chroma has half the width and height. */
  readonly bytes: Uint8Array;
}

export function makeI420(width: number, height: number): I420 {
  return { width, height, bytes: new Uint8Array((width * height * 3) / 2) };
}

/** Fills `to`, whose sizes are even, from pixels with rows top-down. Another size is sampled bilinearly. */
export function writeI420(pixels: Uint8Array, width: number, height: number, to: I420): void {
  const source = width === to.width && height === to.height ? pixels : resized(pixels, width, height, to);
  const { bytes } = to;
  const wide = to.width;
  const u = wide * to.height;
  const v = u + u / 4;
  let chroma = 0;
  for (let y = 0; y < to.height; y += 2) {
    let top = y * wide * 4;
    let bottom = top + wide * 4;
    let place = y * wide;
    for (let x = 0; x < wide; x += 2) {
      const r0 = source[top] as number;
      const g0 = source[top + 1] as number;
      const b0 = source[top + 2] as number;
      const r1 = source[top + 4] as number;
      const g1 = source[top + 5] as number;
      const b1 = source[top + 6] as number;
      const r2 = source[bottom] as number;
      const g2 = source[bottom + 1] as number;
      const b2 = source[bottom + 2] as number;
      const r3 = source[bottom + 4] as number;
      const g3 = source[bottom + 5] as number;
      const b3 = source[bottom + 6] as number;
      bytes[place] = ((66 * r0 + 129 * g0 + 25 * b0 + 128) >> 8) + 16;
      bytes[place + 1] = ((66 * r1 + 129 * g1 + 25 * b1 + 128) >> 8) + 16;
      bytes[place + wide] = ((66 * r2 + 129 * g2 + 25 * b2 + 128) >> 8) + 16;
      bytes[place + wide + 1] = ((66 * r3 + 129 * g3 + 25 * b3 + 128) >> 8) + 16;
      const r = r0 + r1 + r2 + r3;
      const g = g0 + g1 + g2 + g3;
      const b = b0 + b1 + b2 + b3;
      bytes[u + chroma] = ((-38 * r - 74 * g + 112 * b + 512) >> 10) + 128;
      bytes[v + chroma] = ((112 * r - 94 * g - 18 * b + 512) >> 10) + 128;
      chroma++;
      top += 8;
      bottom += 8;
      place += 2;
    }
  }
}

/** Averages each plane over squares of `block` × `block`, a power of two: less detail, a smaller coded picture. */
export function soften({ width, height, bytes }: I420, block: number): void {
  const [halfWidth, halfHeight] = [width / 2, height / 2];
  softenPlane(bytes.subarray(0, width * height), width, height, block);
  for (const i of [0, 1]) {
    const start = width * height + i * halfWidth * halfHeight;
    softenPlane(bytes.subarray(start, start + halfWidth * halfHeight), halfWidth, halfHeight, block);
  }
}

function softenPlane(plane: Uint8Array, width: number, height: number, block: number): void {
  for (let top = 0; top < height; top += block)
    for (let left = 0; left < width; left += block) {
      const [bottom, right] = [Math.min(height, top + block), Math.min(width, left + block)];
      let sum = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += plane[y * width + x] as number;
      const mean = sum / ((bottom - top) * (right - left)) + 0.5;
      for (let y = top; y < bottom; y++) plane.fill(mean, y * width + left, y * width + right);
    }
}

/** The pictures of a stream have one size, so one buffer serves them all. */
let buffer = new Uint8Array(0);

/** Bilinear; where several source pixels fall onto one, they are averaged in steps of two before. */
function resized(pixels: Uint8Array, width: number, height: number, to: I420): Uint8Array {
  let source = pixels;
  let [wide, tall] = [width, height];
  while (wide >= to.width * 2 && tall >= to.height * 2) {
    source = halved(source, wide, tall);
    wide >>= 1;
    tall >>= 1;
  }
  if (wide === to.width && tall === to.height) return source;
  const bytes = to.width * to.height * 4;
  if (buffer.length < bytes) buffer = new Uint8Array(bytes);
  let place = 0;
  for (let y = 0; y < to.height; y++) {
    const fromY = Math.min(tall - 1, Math.max(0, ((y + 0.5) * tall) / to.height - 0.5));
    const y0 = Math.floor(fromY);
    const y1 = Math.min(tall - 1, y0 + 1);
    const partY = fromY - y0;
    for (let x = 0; x < to.width; x++) {
      const fromX = Math.min(wide - 1, Math.max(0, ((x + 0.5) * wide) / to.width - 0.5));
      const x0 = Math.floor(fromX);
      const x1 = Math.min(wide - 1, x0 + 1);
      const partX = fromX - x0;
      const a = (y0 * wide + x0) * 4;
      const b = (y0 * wide + x1) * 4;
      const c = (y1 * wide + x0) * 4;
      const d = (y1 * wide + x1) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const upper = (source[a + channel] as number) * (1 - partX) + (source[b + channel] as number) * partX;
        const lower = (source[c + channel] as number) * (1 - partX) + (source[d + channel] as number) * partX;
        buffer[place + channel] = upper * (1 - partY) + lower * partY + 0.5;
      }
      place += 4;
    }
  }
  return buffer;
}

function halved(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const [wide, tall] = [width >> 1, height >> 1];
  const half = new Uint8Array(wide * tall * 4);
  const row = width * 4;
  let place = 0;
  for (let y = 0; y < tall; y++) {
    let from = y * 2 * row;
    for (let x = 0; x < wide; x++, from += 8, place += 4)
      for (let channel = 0; channel < 3; channel++) {
        const at = from + channel;
        half[place + channel] =
          ((pixels[at] as number) +
            (pixels[at + 4] as number) +
            (pixels[at + row] as number) +
            (pixels[at + row + 4] as number) +
            2) >>
          2;
      }
  }
  return half;
}
