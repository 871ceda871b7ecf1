/** Everything a manifest can get wrong about its graph is told, each in one sentence, all at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphWriter } from "../../server/onnx/graph-writer.ts";
import { openOnnxModel } from "../../server/onnx/onnx-source.ts";
import { echoGraph, echoManifest, openingProblem, writeModel } from "./play.ts";

const main = { direction: "out", output: "frame", channels: "gray", range: "0..255" };

const MISFITS: readonly (readonly [what: string, changes: object, sentence: string])[] = [
  [
    "an output that does not exist",
    { tracks: { main: { ...main, output: "image" } } },
    'tracks.main.output: the graph has no output "image"; its outputs are frame float32 [1,5], next_count float32 [1].',
  ],
  [
    "an input taken for an output",
    { tracks: { main: { ...main, output: "count" } } },
    'tracks.main.output: the graph has no output "count" ("count" is an input); its outputs are frame float32 [1,5], next_count float32 [1].',
  ],
  [
    "channels the picture does not have",
    { tracks: { main: { ...main, channels: "rgb" } } },
    'tracks.main: the graph output frame float32 [1,5] is no picture with "layout": "nhwc" and "channels": "rgb", which needs [1,height,width,3].',
  ],
  [
    "a layout the picture does not have",
    { tracks: { main: { ...main, channels: "rgba", layout: "nchw" } } },
    'tracks.main: the graph output frame float32 [1,5] is no picture with "layout": "nchw" and "channels": "rgba", which needs [1,4,height,width].',
  ],
  [
    "a vector taken for a picture",
    { tracks: { main, big: { ...main, output: "next_count" } } },
    'tracks.big: the graph output next_count float32 [1] is no picture with "layout": "nhwc" and "channels": "gray", which needs [1,height,width,1].',
  ],
  [
    "an index picture without colours",
    { tracks: { main: { ...main, channels: "indexed", range: undefined } } },
    "tracks.main: the graph output frame float32 [1,5] holds float32; indexed pictures are uint8, uint16, int32.",
  ],
  [
    "colours of a picture that is not indexed",
    { tracks: { main: { ...main, colors: "next_count" } } },
    'tracks.main: "channels": "indexed" and "colors" belong together, and only "colors" is given.',
  ],
  [
    "no out track",
    { tracks: {} },
    'tracks: there is no out track; add "main": { "direction": "out", "output": "…" } with the graph output that is the picture.',
  ],
  [
    "a track with a reserved name",
    { tracks: { main, class: main } },
    'tracks.class: a track is called "class", a keyword of C# or GDScript; choose another name.',
  ],
  [
    "an id that is none",
    { id: "My Model" },
    'id: "My Model" is no model id; ids are lower-case letters, digits and single hyphens.',
  ],
  [
    "an input nobody feeds",
    { inputs: { action: { fill: 0 } } },
    'The graph input pace float32 [1] is fed by nothing; name it in a command\'s "to", or under "inputs", "state" or an in track.',
  ],
  [
    "an input that does not exist",
    { inputs: { action: { fill: 0 }, pace: { fill: 1 }, speed: { fill: 1 } } },
    'inputs.speed: the graph has no input "speed"; its inputs are action float32 [4], pace float32 [1], count float32 [1].',
  ],
  [
    "an input fed twice",
    { inputs: { action: { fill: 0 }, pace: { fill: 1 }, count: { fill: 0 } } },
    'inputs.count: the graph input "count" is fed by state.count already; an input has one feeder.',
  ],
  [
    "too few values",
    { inputs: { action: { values: [1, 2, 3] }, pace: { fill: 1 } } },
    "inputs.action.values: there are 3 numbers, and the graph input action float32 [4] has 4 elements.",
  ],
  [
    "bounds of the wrong count",
    { inputs: { action: { fill: 0, min: [0, 0] }, pace: { fill: 1 } } },
    "inputs.action.min: there are 2 numbers, and the graph input action float32 [4] has 4 elements.",
  ],
  [
    "a clock for a vector",
    { inputs: { action: { clock: "step" }, pace: { fill: 1 } } },
    'inputs.action: "clock" is one number, and the graph input action float32 [4] has 4 elements.',
  ],
  [
    "a state whose output has another shape",
    { state: { count: { output: "frame" } } },
    "state.count: the output frame float32 [1,5] can't be fed back into the input count float32 [1]; both must have the same type and shape.",
  ],
  [
    "a state that is no input",
    { state: { count: { output: "next_count" }, memory: { output: "frame" } } },
    'state.memory: the graph has no input "memory"; its inputs are action float32 [4], pace float32 [1], count float32 [1].',
  ],
  [
    "one output fed back twice",
    { inputs: { action: { fill: 0 } }, state: { count: { output: "next_count" }, pace: { output: "next_count" } } },
    'state.pace.output: the graph output "next_count" is fed back by state.count already; add an Identity output for the second.',
  ],
  [
    "a start of the wrong length",
    { state: { count: { output: "next_count", initial: { one_of: { a: [1], b: [1, 2] } } } } },
    "state.count.initial.one_of.b: there are 2 numbers, and the graph input count float32 [1] has 1 elements.",
  ],
  [
    "no starts",
    { state: { count: { output: "next_count", initial: { one_of: {} } } } },
    "state.count.initial.one_of: it lists no start; give at least one.",
  ],
  [
    "a dimension the graph has not",
    { dimensions: { batch: 1 } },
    'dimensions.batch: no input or output of the graph has an open dimension "batch".',
  ],
  [
    "an in track into nothing",
    { tracks: { main, camera: { direction: "in", input: "camera" } } },
    'tracks.camera.input: the graph has no input "camera"; its inputs are action float32 [4], pace float32 [1], count float32 [1].',
  ],
];

for (const [what, changes, sentence] of MISFITS)
  test(`tells ${what}`, () => {
    assert.ok(problemOf(echoManifest(changes)).includes(sentence), problemOf(echoManifest(changes)));
  });

test("tells all mismatches at once, numbered, on one line", () => {
  const problem = problemOf(
    echoManifest({
      tracks: { main: { ...main, output: "image" } },
      inputs: { action: { fill: 0 } },
      state: { count: { output: "nothing" } },
    }),
  );
  assert.match(
    problem,
    /^tiny\.model\.json: 3 things are wrong\. \(1\) tracks\.main\.output: .* \(2\) state\.count\.output: .* \(3\) The graph input pace /,
  );
  assert.ok(!problem.includes("\n"));
});

test("tells an open dimension and takes its size from the manifest", () => {
  const g = new GraphWriter("open");
  g.output("frame", g.op("Identity", [g.input("value", "float32", ["batch", 2, 2, 3])]), "float32", ["batch", 2, 2, 3]);
  const manifest = {
    manifest: 1,
    id: "open",
    tracks: { main: { direction: "out", output: "frame" } },
    inputs: { value: { fill: 0.5 } },
  };
  assert.match(
    problemOf(manifest, g.bytes()),
    /dimension 0 of the graph output frame float32 \[batch,2,2,3\] is open; say its size with "dimensions": \{ "batch": 1 \}\./,
  );
  const { contract } = openOnnxModel(writeModel(g.bytes(), { ...manifest, dimensions: { batch: 1 } }));
  assert.equal(contract.tracks["main"]?.width, 2);
});

test("tells element types that can't be used", () => {
  const g = new GraphWriter("text");
  g.output("frame", g.op("Identity", [g.input("value", "float32", [1, 2, 2, 3])]), "float32", [1, 2, 2, 3]);
  g.input("prompt", "string", [1]);
  const manifest = {
    manifest: 1,
    id: "text",
    tracks: { main: { direction: "out", output: "frame" } },
    inputs: { value: { fill: 0 }, prompt: { fill: 0 } },
  };
  assert.match(
    problemOf(manifest, g.bytes()),
    /inputs\.prompt: the graph input "prompt" holds string; types that can be used are float32, /,
  );
});

function problemOf(manifest: object, graph: Uint8Array = echoGraph()): string {
  return openingProblem(writeModel(graph, manifest));
}
