/**
 * The 'natural' part of the test card: hills under a sky, with the smooth gradients and fine texture that a photograph
 * has and flat patches lack, so that a picture's loss in a codec can be measured on it. Only integer hashing and
 * + − × ÷ are used, so a seed gives the same bytes on every machine.
 */
import { type Canvas, pixel } from "./canvas.ts";
import type { Area } from "./layout.ts";

/** Fills an area with the scenery of a seed. */
export function drawScenery(canvas: Canvas, area: Area, seed: number): void {
  const columns = area.right - area.left;
  const rows = area.bottom - area.top;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      canvas.pixels[(area.top + y) * canvas.width + area.left + x] = pixel(colorAt(x / columns, y / rows, seed));
}

function colorAt(u: number, v: number, seed: number): number {
  const farHill = 0.52 - 0.3 * (noise(u * 3, 7.5, seed) - 0.5);
  const nearHill = 0.74 - 0.25 * (noise(u * 5, 3.5, seed ^ 0x51ed) - 0.5);
  if (v > nearHill) {
    const grass = texture(u * 24, v * 24, seed) * (1.15 - 0.35 * v);
    return rgb(52 + 70 * grass, 84 + 92 * grass, 38 + 34 * grass);
  }
  const haze = texture(u * 6, v * 9, seed ^ 0x2b7e);
  if (v > farHill) return rgb(84 + 44 * haze, 104 + 40 * haze, 120 + 34 * haze);
  const cloud = Math.max(0, texture(u * 4, v * 7, seed ^ 0x1657) * 2.1 - 0.9);
  const height = v / 0.6;
  return rgb(86 + 110 * height + 90 * cloud, 142 + 70 * height + 60 * cloud, 216 + 18 * height + 20 * cloud);
}

const byte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));
const rgb = (red: number, green: number, blue: number): number => (byte(red) << 16) | (byte(green) << 8) | byte(blue);

/** Four octaves of noise, 0..1. */
function texture(x: number, y: number, seed: number): number {
  return (
    noise(x, y, seed) * 0.5 +
    noise(x * 2, y * 2, seed + 1) * 0.26 +
    noise(x * 4, y * 4, seed + 2) * 0.15 +
    noise(x * 8, y * 8, seed + 3) * 0.09
  );
}

/** Values at whole coordinates, smoothly blended between them; 0..1. */
function noise(x: number, y: number, seed: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const fx = smooth(x - column);
  const fy = smooth(y - row);
  const upper = lattice(column, row, seed) * (1 - fx) + lattice(column + 1, row, seed) * fx;
  const lower = lattice(column, row + 1, seed) * (1 - fx) + lattice(column + 1, row + 1, seed) * fx;
  return upper * (1 - fy) + lower * fy;
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

/** A hash of a lattice point, 0..1 (the finalizer of MurmurHash3). */
function lattice(column: number, row: number, seed: number): number {
  let hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b) ^ seed;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0xffffffff;
}
