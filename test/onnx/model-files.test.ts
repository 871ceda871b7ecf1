/** Files that are no model or no manifest: one clear sentence each. */
import assert from "node:assert/strict";
import { mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openOnnxModel } from "../../server/onnx/onnx-source.ts";
import { echoGraph, echoManifest, openingProblem, writeModel } from "./play.ts";

const FOREIGN: readonly (readonly [what: string, content: Uint8Array | string, sentence: RegExp])[] = [
  ["an empty file", "", /^tiny\.onnx is empty; export or copy the model again\.$/],
  [
    "a Git LFS pointer",
    "version https://git-lfs.github.com/spec/v1\noid sha256:1",
    /^tiny\.onnx is no ONNX model: it is a Git LFS pointer; fetch the real file with git lfs pull\.$/,
  ],
  [
    "a PyTorch file",
    "PK\x03\x04 archive/data.pkl",
    /^tiny\.onnx is no ONNX model: it is a zip archive, as PyTorch writes its \.pt files; export it with torch\.onnx\.export\.$/,
  ],
  ["a GGUF file", "GGUF\x03\x00\x00\x00", /is a GGUF file; only ONNX runs here\.$/],
  ["a web page", "<!DOCTYPE html><html>", /it is a web page or XML; the download went wrong\.$/],
  ["JSON", '{ "manifest": 1 }', /it is JSON; give the \.onnx file, or a manifest that ends in \.model\.json\.$/],
  ["plain text", "hello world, this is no model at all", /^tiny\.onnx (is no ONNX model|is cut off)/],
  [
    "random bytes",
    Uint8Array.from({ length: 400 }, (_, i) => (i * 197 + 31) & 255),
    /^tiny\.onnx (is no ONNX model|is cut off)/,
  ],
  ["another protobuf", Uint8Array.of(0x0a, 3, 0x61, 0x62, 0x63), /^tiny\.onnx is no ONNX model: it holds no graph\.$/],
];

for (const [what, content, sentence] of FOREIGN)
  test(`refuses ${what} in one sentence`, () => {
    assert.match(openingProblem(writeModel(content as string, echoManifest())), sentence);
  });

test("refuses a model cut off at any place", () => {
  const path = writeModel(echoGraph(), echoManifest());
  const whole = echoGraph().length;
  for (let length = whole - 1; length > 0; length -= 7) {
    truncateSync(path, length);
    assert.match(
      openingProblem(path),
      /^tiny\.onnx (is cut off: it has \d+ bytes and says it has at least \d+; copy or export it again|is no ONNX model: it holds no graph)\.$/,
    );
  }
});

test("refuses weights that onnxruntime can't read, when it loads", async () => {
  const broken = echoGraph();
  const at = Buffer.from(broken).indexOf("Reshape");
  broken.set(
    Buffer.from("Reshope"),
    Buffer.from(broken).indexOf("Reshape", at + 7) < 0 ? at : Buffer.from(broken).indexOf("Reshape", at + 7),
  );
  const { model } = openOnnxModel(writeModel(broken, echoManifest()));
  await assert.rejects(
    async () => model.load?.({ settings: {}, progress: () => {} }),
    /^Error: tiny\.onnx uses the operator Reshope, which onnxruntime does not have\. Export it again without it/,
  );
});

test("names the file of weights that is not beside its graph, and what to do", async () => {
  const { model } = openOnnxModel(fileURLToPath(new URL("strangers/weights-missing.model.json", import.meta.url)));
  await assert.rejects(async () => model.load?.({ settings: {}, progress: () => {} }), {
    message:
      "weights-missing.onnx keeps its weights in a file of their own, not-there.data, which is not there. Put not-there.data into the same folder, under that name.",
  });
});

test("names the IR version that is too new, the newest one that is read, and what to do", async () => {
  const graph = echoGraph();
  assert.equal(graph[0], 0x08, "the file begins with ir_version");
  graph[1] = 99;
  const { model } = openOnnxModel(writeModel(graph, echoManifest()));
  await assert.rejects(
    async () => model.load?.({ settings: {}, progress: () => {} }),
    /^Error: tiny\.onnx is written in ONNX's IR version 99; the installed onnxruntime reads up to \d+\. Set ir_version to \d+ /,
  );
});

test("says that an output is a sequence, and that only tensors can be used", () => {
  const path = fileURLToPath(new URL("strangers/sequence-only.model.json", import.meta.url));
  assert.match(
    openingProblem(path),
    /tracks\.main\.output: the graph output "frame" holds a sequence; only tensors can be used\. Export the graph with a tensor there, or name another output\./,
  );
});

test("says what to create when the manifest is missing", () => {
  const path = writeModel(echoGraph());
  const problem = openingProblem(path);
  assert.match(
    problem,
    /^tiny\.onnx needs a manifest .* Create .*tiny\.model\.json with, to begin with: \{.*\} \(the graph has action float32 \[4\], pace float32 \[1\], count float32 \[1\] → frame float32 \[1,5\], next_count float32 \[1\]\)\.$/,
  );
  // The proposal itself runs once the picture's channels are right: this one's are gray.
  const proposal = JSON.parse(/begin with: (\{.*\}) \(the graph/.exec(problem)?.[1] ?? "") as {
    tracks: { main: Record<string, string> };
  };
  proposal.tracks.main["channels"] = "gray";
  writeFileSync(path.replace(".onnx", ".model.json"), JSON.stringify(proposal));
  assert.equal(openOnnxModel(path).contract.id, "tiny");
});

test("says which model file is missing", () => {
  const path = writeModel(echoGraph(), echoManifest());
  rmSync(path);
  assert.match(
    openingProblem(path),
    /^There is no model file .*tiny\.onnx; check the path, or name the file with "graph" in its manifest\.$/,
  );
});

test("says that a folder is no model", () => {
  const path = writeModel(echoGraph(), echoManifest({ graph: "sub.onnx" }));
  mkdirSync(join(dirname(path), "sub.onnx"));
  assert.match(
    openingProblem(path.replace(".onnx", ".model.json")),
    /sub\.onnx is a folder; give the \.onnx file in it\.$/,
  );
});

test("takes the graph from another file when the manifest names it", () => {
  const path = writeModel(echoGraph(), echoManifest({ graph: "weights.onnx" }));
  writeFileSync(join(dirname(path), "weights.onnx"), echoGraph());
  assert.equal(openOnnxModel(path.replace(".onnx", ".model.json")).contract.id, "tiny");
  assert.match(
    openingProblem(path),
    /^tiny\.model\.json: "graph" names weights\.onnx, and tiny\.onnx was to be run; correct it, or run the manifest itself\.$/,
  );
});

test("refuses a manifest by another name", () => {
  assert.match(
    openingProblem(join(dirname(writeModel(echoGraph())), "tiny.json")),
    /^tiny\.json is no manifest: manifests end in \.model\.json; rename it, or give the \.onnx file\.$/,
  );
});

const BROKEN_JSON: readonly (readonly [text: string, sentence: RegExp])[] = [
  [
    '{\n  "manifest": 1,\n  "id": "tiny",\n}',
    /^tiny\.model\.json is no JSON: line 4, column 1: expected a name in double quotes\.$/,
  ],
  ['{ "manifest": 1 "id": "x" }', /line 1, column 17: expected "," or "\}"\.$/],
  ["{ manifest: 1 }", /line 1, column 3: expected a name in double quotes\.$/],
  ['{ "a": [1, 2', /line 1, column 13: expected "," or "\]"\.$/],
  ['{ "a": }', /line 1, column 8: expected a value\.$/],
  ['{ "a": 1 } }', /line 1, column 12: expected the end of the file\.$/],
  ['{ "a": "open }', /line 1, column 8: expected a value\.$/],
  ["", /line 1, column 1: expected a value\.$/],
];

for (const [text, sentence] of BROKEN_JSON)
  test(`finds the place of the mistake in ${JSON.stringify(text)}`, () => {
    assert.match(openingProblem(writeModel(echoGraph(), text)), sentence);
  });

test("names keys, types and values of a manifest that are not of the format", () => {
  const manifest = echoManifest({ threads: 0, inputs: { action: { full: 0 }, pace: { fill: 1 } }, speed: 3 });
  const problem = openingProblem(writeModel(echoGraph(), manifest));
  assert.match(problem, /threads: expected at least 1; got 0\./);
  assert.match(problem, /inputs\.action: expected \{ "fill": … \}, .*; got a map\./);
  assert.match(problem, /there is no key "speed" here; check its spelling against the manifest's JSON Schema\./);
});

test("names a setting that ONNX models do not have", () => {
  const path = writeModel(echoGraph(), echoManifest());
  assert.throws(
    () => openOnnxModel(path, { colour: "red" }),
    /^DefinitionError: tiny has no setting "colour" \(--set tiny\.colour=…\); an ONNX model has: threads \(1–64\), fps \(0–1000\)\.$/,
  );
  assert.throws(() => openOnnxModel(path, { threads: "many" }), /--set tiny\.threads/);
  assert.equal(openOnnxModel(path, { fps: "12" }).contract.tracks["main"]?.fps, 12);
});
