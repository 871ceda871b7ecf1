/** Colours on their way into video. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeI420, soften, writeI420 } from "../../server/media/video/i420.ts";

const filled = (width: number, height: number, r: number, g: number, b: number): Uint8Array =>
  Uint8Array.from({ length: width * height * 4 }, (_, i) => [r, g, b, 255][i % 4] as number);

test("black, white and the primaries become the values of BT.601", () => {
  for (const [rgb, yuv] of [
    [
      [0, 0, 0],
      [16, 128, 128],
    ],
    [
      [255, 255, 255],
      [235, 128, 128],
    ],
    [
      [255, 0, 0],
      [82, 90, 240],
    ],
    [
      [0, 255, 0],
      [144, 54, 34],
    ],
    [
      [0, 0, 255],
      [41, 240, 110],
    ],
  ] as const) {
    const to = makeI420(2, 2);
    writeI420(filled(2, 2, rgb[0], rgb[1], rgb[2]), 2, 2, to);
    const got = [to.bytes[0], to.bytes[4], to.bytes[5]] as number[];
    assert.ok(
      got.every((value, i) => Math.abs(value - (yuv[i] as number)) <= 1),
      `${rgb}: ${got}, wanted ${yuv}`,
    );
  }
});

test("rows stay top-down and columns left to right", () => {
  const pixels = new Uint8Array(4 * 2 * 4).fill(0);
  pixels.set([255, 255, 255], 0); // Only the first pixel of the first row is white.
  const to = makeI420(4, 2);
  writeI420(pixels, 4, 2, to);
  assert.deepEqual([...to.bytes.subarray(0, 8)], [235, 16, 16, 16, 16, 16, 16, 16]);
});

test("each of two rows that share their colour keeps its own light", () => {
  const pixels = new Uint8Array(2 * 4 * 4).fill(0);
  pixels.fill(255, 2 * 4, 4 * 4); // The second row of the first pair is white.
  const to = makeI420(2, 4);
  writeI420(pixels, 2, 4, to);
  assert.deepEqual([...to.bytes.subarray(0, 8)], [16, 16, 235, 235, 16, 16, 16, 16]);
});

test("a larger picture is made smaller without losing its edges' place", () => {
  const pixels = new Uint8Array(640 * 360 * 4);
  for (let y = 0; y < 360; y++)
    for (let x = 320; x < 640; x++) pixels.fill(255, (y * 640 + x) * 4, (y * 640 + x) * 4 + 4);
  for (const [width, height] of [
    [320, 180],
    [214, 120],
    [160, 90],
  ] as const) {
    const to = makeI420(width, height);
    writeI420(pixels, 640, 360, to);
    const row = [...to.bytes.subarray(width * (height >> 1), width * (height >> 1) + width)];
    const edge = row.findIndex((light) => light > 125);
    assert.ok(Math.abs(edge - width / 2) <= 1, `${width}: ${edge}`);
    assert.deepEqual([row[2], row.at(-3)], [16, 235]);
  }
});

test("softening averages squares of every plane, cut off at the edge", () => {
  const bytes = Uint8Array.from([0, 2, 10, 10, 4, 6, 30, 30, 8, 8, 40, 44, 8, 8, 48, 52, 1, 3, 5, 7, 100, 0, 0, 100]);
  soften({ width: 4, height: 4, bytes }, 2);
  assert.deepEqual([...bytes], [3, 3, 20, 20, 3, 3, 20, 20, 8, 8, 46, 46, 8, 8, 46, 46, 4, 4, 4, 4, 50, 50, 50, 50]);
  const odd = Uint8Array.from({ length: 36 * 36 * 1.5 }, () => 7);
  soften({ width: 36, height: 36, bytes: odd }, 8);
  assert.ok(odd.every((one) => one === 7));
});
