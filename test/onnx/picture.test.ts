/** Pictures: every layout, channel order, type and range of a graph's output becomes the same rgba8, and in tracks the reverse. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Frame } from "../../server/model/frame.ts";
import { GraphWriter, type Value } from "../../server/onnx/graph-writer.ts";
import { halfBits, halfValue } from "../../server/onnx/tensor-store.ts";
import { pictureGraph, play, writeModel } from "./play.ts";

// Two pixels: red 255, green 128, blue 0; then 51, 102, 204.
const NHWC = [255, 128, 0, 51, 102, 204];
const NCHW = [255, 51, 128, 102, 0, 204];
const SHOWN = [255, 128, 0, 255, 51, 102, 204, 255];
const same = (g: GraphWriter, value: Value): Value => g.op("Identity", [value]);

const ROWS: readonly (readonly [
  what: string,
  type: "float32" | "uint8",
  shape: readonly number[],
  values: readonly number[],
  track: object,
  shown: readonly number[],
])[] = [
  ["rows, columns, channels of bytes", "uint8", [1, 1, 2, 3], NHWC, {}, SHOWN],
  ["channels first of bytes", "uint8", [1, 3, 1, 2], NCHW, { layout: "nchw" }, SHOWN],
  ["no leading 1", "uint8", [1, 2, 3], NHWC, {}, SHOWN],
  ["0..1", "float32", [1, 1, 2, 3], NHWC.map((v) => v / 255), {}, SHOWN],
  ["0..1, channels first", "float32", [3, 1, 2], NCHW.map((v) => v / 255), { layout: "nchw" }, SHOWN],
  ["-1..1", "float32", [1, 1, 2, 3], NHWC.map((v) => v / 127.5 - 1), { range: "-1..1" }, SHOWN],
  ["0..255 as floats", "float32", [1, 1, 2, 3], NHWC, { range: "0..255" }, SHOWN],
  [
    "an alpha channel",
    "uint8",
    [1, 1, 2, 4],
    [1, 2, 3, 4, 5, 6, 7, 8],
    { channels: "rgba", alpha: "straight" },
    [1, 2, 3, 4, 5, 6, 7, 8],
  ],
  [
    "an alpha channel, channels first",
    "uint8",
    [1, 4, 1, 2],
    [1, 5, 2, 6, 3, 7, 4, 8],
    { channels: "rgba", layout: "nchw" },
    [1, 2, 3, 4, 5, 6, 7, 8],
  ],
  ["gray without a channel axis", "uint8", [1, 2], [7, 200], { channels: "gray" }, [7, 7, 7, 255, 200, 200, 200, 255]],
  [
    "gray, channel first",
    "uint8",
    [1, 1, 1, 2],
    [7, 200],
    { channels: "gray", layout: "nchw" },
    [7, 7, 7, 255, 200, 200, 200, 255],
  ],
  ["values beyond the range", "float32", [1, 2], [-3, 1.7], { channels: "gray" }, [0, 0, 0, 255, 255, 255, 255, 255]],
  [
    "values that are no number",
    "float32",
    [1, 2],
    [Number.NaN, Number.POSITIVE_INFINITY],
    { channels: "gray" },
    [0, 0, 0, 255, 255, 255, 255, 255],
  ],
];

for (const [what, type, shape, values, track, shown] of ROWS)
  test(`shows ${what}`, async () => {
    const graph = new GraphWriter("picture");
    graph.input("unused", "float32", [1]);
    graph.output("frame", graph.op("Identity", [graph.constant(values, shape, type)]), type, shape);
    assert.deepEqual([...(await show(graph.bytes(), track, { unused: { fill: 0 } }))], shown);
  });

test("shows halves", async () => {
  const graph = pictureGraph({ type: "float32", shape: [1, 4] }, { type: "float16", shape: [1, 4] }, (g, value) =>
    g.op("Cast", [value], { to: 10 }),
  );
  const pixels = await show(graph, { channels: "gray" }, { value: { values: [0, 0.5, 1, -2] } });
  assert.deepEqual(
    [...pixels].filter((_, i) => i % 4 === 0),
    [0, 128, 255, 0],
  );
});

test("halves keep their numbers both ways", () => {
  for (const value of [0, 1, -1, 0.5, 65504, -65504, 0.00006103515625, 2 ** -24, 0.333251953125])
    assert.equal(halfValue(halfBits(value)), value);
  assert.equal(halfValue(halfBits(1e6)), Number.POSITIVE_INFINITY);
  assert.equal(halfValue(halfBits(1e-9)), 0);
});

test("looks indexed pictures up in a colour table that the graph makes, and shows black beyond it", async () => {
  const g = new GraphWriter("indexed");
  const value = g.input("value", "float32", [1, 3]);
  g.output("frame", g.op("Cast", [value], { to: 6 }), "int32", [1, 3]);
  g.output("colors", g.op("Identity", [g.constant([10, 20, 30, 40, 50, 60], [2, 3], "uint8")]), "uint8", [2, 3]);
  const pixels = await show(g.bytes(), { channels: "indexed", colors: "colors" }, { value: { values: [1, 0, 9] } });
  assert.deepEqual([...pixels], [40, 50, 60, 255, 10, 20, 30, 255, 0, 0, 0, 255]);
});

test("enlarges crisply by repeating pixels", async () => {
  const graph = pictureGraph({ type: "float32", shape: [2, 2] }, { type: "float32", shape: [2, 2] }, same);
  const path = manifestFor(
    graph,
    { channels: "gray", range: "0..255", upscale: 2, scaling: "crisp" },
    { value: { values: [1, 2, 3, 4] } },
  );
  const { contract, reds } = await play(path);
  assert.equal(contract.tracks["main"]?.width, 4);
  assert.deepEqual(await reds(), [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
});

test("enlarges smoothly by blending neighbours", async () => {
  const graph = pictureGraph({ type: "float32", shape: [2, 2] }, { type: "float32", shape: [2, 2] }, same);
  const { reds } = await play(
    manifestFor(graph, { channels: "gray", range: "0..255", upscale: 2 }, { value: { values: [0, 200, 0, 200] } }),
  );
  assert.deepEqual((await reds()).slice(0, 8), [0, 50, 150, 200, 0, 50, 150, 200]);
});

test("gives several out tracks as a set of frames", async () => {
  const g = new GraphWriter("two");
  const value = g.input("value", "float32", [1, 2]);
  g.output("left", g.op("Identity", [value]), "float32", [1, 2]);
  g.output("right", g.op("Neg", [value]), "float32", [1, 2]);
  const gray = { direction: "out", channels: "gray" };
  const path = writeModel(g.bytes(), {
    manifest: 1,
    id: "two",
    tracks: { left: { ...gray, output: "left" }, right: { ...gray, output: "right" } },
    inputs: { value: { fill: 1 } },
  });
  const { contract, yielded } = await play(path);
  assert.deepEqual(Object.keys(contract.tracks), ["left", "right"]);
  const { left, right } = (await yielded()) as Record<string, Frame>;
  assert.deepEqual([...(left?.data ?? [])], [255, 255, 255, 255, 255, 255, 255, 255]);
  assert.deepEqual([...(right?.data ?? [])], [0, 0, 0, 255, 0, 0, 0, 255]);
});

test("an in track fills its input: with a value before the first frame, which a flag tells, then fitted", async () => {
  const g = new GraphWriter("camera");
  const camera = g.input("camera", "float32", [1, 2, 2, 3]);
  const seen = g.input("seen", "float32", [1]);
  const shown = g.op("Mul", [camera, g.op("Add", [g.op("Mul", [seen, 0.5]), 0.5])]);
  g.output("frame", shown, "float32", [1, 2, 2, 3]);
  // 4 × 8 pixels, whose red is the column and whose green is the row, onto 2 × 2.
  const data = new Uint8Array(4 * 8 * 4);
  for (let y = 0; y < 8; y++) for (let x = 0; x < 4; x++) data.set([x * 10, y * 10, 5, 255], (y * 4 + x) * 4);
  for (const [fit, rows] of [
    ["cover", [30, 50]],
    ["stretch", [20, 60]],
  ] as const) {
    const eye = { direction: "in", input: "camera", present: "seen", fill: 1, fit };
    const tracks = { main: { direction: "out", output: "frame" }, eye };
    const { contract, show: send, step } = await play(writeModel(g.bytes(), { manifest: 1, id: "camera", tracks }));
    assert.equal(contract.tracks["eye"]?.direction, "in");
    assert.deepEqual([...(await step())].slice(0, 4), [128, 128, 128, 255]);
    send({ width: 4, height: 8, data });
    const [top, bottom] = rows;
    const expected = [10, top, 5, 255, 30, top, 5, 255, 10, bottom, 5, 255, 30, bottom, 5, 255];
    assert.deepEqual([...(await step())], expected, fit);
  }
});

function manifestFor(graph: Uint8Array, track: object, inputs: object): string {
  return writeModel(graph, {
    manifest: 1,
    id: "picture",
    tracks: { main: { direction: "out", output: "frame", ...track } },
    inputs,
  });
}

async function show(graph: Uint8Array, track: object, inputs: object): Promise<Uint8Array> {
  return (await play(manifestFor(graph, track, inputs))).step();
}
