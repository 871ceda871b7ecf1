/** float16 travels as its bits: the nearest half is written, and read back as what it stands for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { halfBits, halfValue } from "../../server/onnx/tensor-store.ts";

test("a number becomes the nearest half, not the next lower one", () => {
  for (const [value, nearest] of [
    [1 + 0.4 / 1024, 1],
    [1 + 0.6 / 1024, 1 + 1 / 1024],
    [-(1 + 0.6 / 1024), -(1 + 1 / 1024)],
    [2 - 0.4 / 1024, 2],
    [0.6 * 2 ** -24, 2 ** -24],
    [2047.6, 2048],
  ] as const)
    assert.equal(halfValue(halfBits(value)), nearest, String(value));
});
