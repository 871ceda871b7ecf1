/** Inputs of every element type get their numbers; open dimensions get the sizes the manifest gives. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TensorType } from "../../server/onnx/element-type.ts";
import { GraphWriter } from "../../server/onnx/graph-writer.ts";
import { play, writeModel } from "./play.ts";

const FLOAT = 1;

const TYPES: readonly (readonly [type: TensorType, values: readonly number[], shown: readonly number[]])[] = [
  ["float32", [1, 2.4, 250], [1, 2, 250]],
  ["float64", [1, 2.4, 250], [1, 2, 250]],
  ["float16", [1, 2.4, 250], [1, 2, 250]],
  ["int64", [1, 2.6, 250], [1, 3, 250]],
  ["int32", [1, 2.6, 250], [1, 3, 250]],
  ["int16", [1, 2.6, 250], [1, 3, 250]],
  ["uint8", [1, 2.6, 250], [1, 3, 250]],
  ["bool", [0, 0.3, 5], [0, 1, 1]],
];

for (const [type, values, shown] of TYPES)
  test(`feeds ${type}`, async () => {
    const g = new GraphWriter("types");
    g.output("frame", g.op("Cast", [g.input("value", type, [1, 3])], { to: FLOAT }), "float32", [1, 3]);
    const { reds } = await play(manifestFor(g.bytes(), { inputs: { value: { values } } }));
    assert.deepEqual(await reds(), shown);
  });

test("feeds a scalar without a shape by a command", async () => {
  const g = new GraphWriter("scalar");
  const speed = g.input("speed", "float32", []);
  g.output("frame", g.op("Expand", [speed, g.ints(1, 2)]), "float32", [1, 2]);
  const commands = { go: { description: "Test.", args: { speed: { min: 0, max: 200, to: "speed" } } } };
  const { reds, command } = await play(manifestFor(g.bytes(), { commands }));
  assert.deepEqual(await reds(), [0, 0]);
  command("go", { speed: 120 });
  assert.deepEqual(await reds(), [120, 120]);
});

test("runs a graph with open dimensions at the sizes the manifest gives", async () => {
  const g = new GraphWriter("open");
  g.output("frame", g.op("Neg", [g.input("value", "float32", ["batch", "width"])]), "float32", ["batch", "width"]);
  const { reds, contract } = await play(
    manifestFor(g.bytes(), { dimensions: { batch: 1, width: 4 }, inputs: { value: { fill: -9 } } }),
  );
  assert.equal(contract.tracks["main"]?.width, 4);
  assert.deepEqual(await reds(), [9, 9, 9, 9]);
});

test("says so when a file's own words about its output are not what onnxruntime works out", async () => {
  const g = new GraphWriter("liar");
  g.output("frame", g.op("Neg", [g.input("value", "float32", [1, 2])]), "float32", [3, 2]);
  await assert.rejects(play(manifestFor(g.bytes(), { inputs: { value: { fill: 0 } } })), {
    message:
      "tiny.onnx is not what its own header says: The output frame float32 [3,2] is frame float32 [1,2] to onnxruntime. Export it again.",
  });
});

test("says so when the sizes given for open dimensions are not those that come out", async () => {
  const g = new GraphWriter("liar");
  g.output(
    "frame",
    g.op("Concat", [g.input("value", "float32", ["rows", 2]), g.constant([1, 2], [1, 2])], { axis: 0 }),
    "float32",
    ["all", 2],
  );
  const path = manifestFor(g.bytes(), { dimensions: { rows: 2, all: 2 }, inputs: { value: { fill: 0 } } });
  await assert.rejects(
    play(path),
    /tiny\.onnx fails in its first step: the output frame is \[2,2\] by the file and the manifest's "dimensions", and becomes \[3,2\] when it runs\.$/,
  );
});

test("tells the progress of loading", async () => {
  const { openOnnxModel } = await import("../../server/onnx/onnx-source.ts");
  const g = new GraphWriter("progress");
  g.output("frame", g.op("Neg", [g.input("value", "float32", [1, 2])]), "float32", [1, 2]);
  const { model } = openOnnxModel(manifestFor(g.bytes(), { inputs: { value: { fill: 0 } } }));
  const seen: [number, string | undefined][] = [];
  await model.load?.({ settings: {}, progress: (fraction, text) => seen.push([fraction, text]) });
  assert.deepEqual(seen, [
    [0, "starting onnxruntime"],
    [0.2, "reading tiny.onnx"],
    [0.6, "warming up"],
    [0.8, "warming up"],
    [1, "ready"],
  ]);
});

function manifestFor(graph: Uint8Array, more: object): string {
  const tracks = { main: { direction: "out", output: "frame", channels: "gray", range: "0..255" } };
  return writeModel(graph, { manifest: 1, id: "types", tracks, ...more });
}
