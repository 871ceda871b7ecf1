/**
 * Numbers in the picture: two rows of 32 black and white cells each, big enough to survive lossy video and scaling.
 *
 * Cell c of row r covers the pixels from round(c · width / 32) to round((c + 1) · width / 32), and from
 * round(r · height / 18) to round((r + 1) · height / 18). White is a one. A row holds, from the left:
 *
 * ```
 *  cell  0 1 | 2 … 25                   | 26 … 29     | 30 31
 *        ■ □ | 24 bits, highest first   | 4-bit check | □ ■      (■ white, □ black)
 * ```
 *
 * The check is the exclusive or of the number's six groups of four bits, and of 0101. Row 0 is the frame number since
 * the start of the session (the first frame is 1), row 1 the number of commands applied; both modulo 2^24.
 */
import type { Canvas } from "./canvas.ts";
import { areaOf } from "./layout.ts";

const DATA_BITS = 24;
const CHECK_BITS = 4;
const FIRST_DATA_CELL = 2;
const WHITE = 0xffffff;
const BLACK = 0x000000;
/** White and black guards closer than this (of 255) are no barcode. */
const LEAST_CONTRAST = 48;

/** What the two rows say. */
export interface Barcode {
  readonly frame: number;
  readonly commands: number;
}

/** Draws `value` modulo 2^24 into barcode row 0 or 1. */
export function drawBarcode(canvas: Canvas, row: 0 | 1, value: number): void {
  const number = value % 2 ** DATA_BITS;
  const bits = (0b10 << 30) | (number << 6) | (checkOf(number) << 2) | 0b01;
  for (let cell = 0; cell < 32; cell++) {
    const isWhite = (bits >>> (31 - cell)) & 1;
    canvas.fill(
      areaOf({ column: cell, row, columns: 1, rows: 1 }, canvas.width, canvas.height),
      isWhite ? WHITE : BLACK,
    );
  }
}

/**
 * Reads both rows out of rgba8 pixels, rows top-down, of any size of at least 64 × 36.
 * Gives null when there is no barcode or a check fails.
 */
export function readBarcode(pixels: ArrayLike<number>, width: number, height: number): Barcode | null {
  const frame = readRow(pixels, width, height, 0);
  const commands = readRow(pixels, width, height, 1);
  return frame === null || commands === null ? null : { frame, commands };
}

function readRow(pixels: ArrayLike<number>, width: number, height: number, row: number): number | null {
  const luma = (cell: number): number => cellLuma(pixels, width, height, row, cell);
  const white = Math.min(luma(0), luma(31));
  const black = Math.max(luma(1), luma(30));
  if (white - black < LEAST_CONTRAST) return null;
  const threshold = (white + black) / 2;
  const read = (first: number, count: number): number => {
    let value = 0;
    for (let cell = first; cell < first + count; cell++) value = value * 2 + (luma(cell) > threshold ? 1 : 0);
    return value;
  };
  const number = read(FIRST_DATA_CELL, DATA_BITS);
  return read(FIRST_DATA_CELL + DATA_BITS, CHECK_BITS) === checkOf(number) ? number : null;
}

function checkOf(number: number): number {
  let check = 0b0101;
  for (let shift = 0; shift < DATA_BITS; shift += 4) check ^= (number >>> shift) & 15;
  return check;
}

/** Mean of the inner half of a cell, where neighbours bleed in least. */
function cellLuma(pixels: ArrayLike<number>, width: number, height: number, row: number, column: number): number {
  const { left, top, right, bottom } = areaOf({ column, row, columns: 1, rows: 1 }, width, height);
  const insetX = Math.floor((right - left) / 4);
  const insetY = Math.floor((bottom - top) / 4);
  let sum = 0;
  let count = 0;
  for (let y = top + insetY; y < bottom - insetY; y++)
    for (let x = left + insetX; x < right - insetX; x++) {
      const at = (y * width + x) * 4;
      sum += 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
      count++;
    }
  return sum / count;
}
