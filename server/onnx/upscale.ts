/** Enlarges a picture by a whole factor: crisp repeats pixels, smooth blends neighbours. */

/** Makes the function that enlarges `width × height` words of rgba8 by `factor`. */
export function enlarger(
  width: number,
  height: number,
  factor: number,
  scaling: "smooth" | "crisp",
): (from: Uint32Array, into: Uint32Array) => void {
  return scaling === "crisp"
    ? (from, into) => repeat(from, into, width, height, factor)
    : smoothEnlarger(width, height, factor);
}

function repeat(from: Uint32Array, into: Uint32Array, width: number, height: number, factor: number): void {
  const wide = width * factor;
  for (let y = 0, at = 0, to = 0; y < height; y++, to += wide * (factor - 1)) {
    const row = to;
    for (let x = 0; x < width; x++, at++) {
      const pixel = from[at] as number;
      for (let i = 0; i < factor; i++) into[to++] = pixel;
    }
    for (let i = 1; i < factor; i++) into.copyWithin(row + wide * i, row, row + wide);
  }
}

/** Bilinear. Two channels at a time share one multiplication, as weights have 8 bits and channels lie 16 bits apart. */
function smoothEnlarger(width: number, height: number, factor: number): (from: Uint32Array, into: Uint32Array) => void {
  const columns = taps(width, factor);
  const rows = taps(height, factor);
  const upper = new Uint32Array(width * factor);
  const lower = new Uint32Array(width * factor);
  const widen = (from: Uint32Array, y: number, into: Uint32Array): void => {
    for (let x = 0; x < into.length; x++) {
      const tap = columns[x] as Tap;
      into[x] = blend(from[y * width + tap.first] as number, from[y * width + tap.second] as number, tap.weight);
    }
  };
  return (from, into) => {
    let [first, second] = [-1, -1];
    for (let y = 0, to = 0; y < rows.length; y++) {
      const tap = rows[y] as Tap;
      if (tap.first !== first) widen(from, tap.first, upper);
      if (tap.second !== second) widen(from, tap.second, lower);
      ({ first, second } = tap);
      for (let x = 0; x < upper.length; x++, to++) into[to] = blend(upper[x] as number, lower[x] as number, tap.weight);
    }
  };
}

interface Tap {
  readonly first: number;
  readonly second: number;
  /** Share of the second, 0 … 256. */
  readonly weight: number;
}

function taps(length: number, factor: number): Tap[] {
  return Array.from({ length: length * factor }, (_, i) => {
    const at = Math.min(Math.max((i + 0.5) / factor - 0.5, 0), length - 1);
    const first = Math.floor(at);
    return { first, second: Math.min(first + 1, length - 1), weight: Math.round((at - first) * 256) };
  });
}

function blend(a: number, b: number, weight: number): number {
  const keep = 256 - weight;
  const even = (((a & 0xff00ff) * keep + (b & 0xff00ff) * weight) >>> 8) & 0xff00ff;
  const odd = ((a >>> 8) & 0xff00ff) * keep + ((b >>> 8) & 0xff00ff) * weight;
  return (even | (odd & 0xff00ff00)) >>> 0;
}
