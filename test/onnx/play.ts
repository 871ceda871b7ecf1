/** What the ONNX tests share: tiny graphs in a folder of their own, and a session that keeps frames as plain bytes. */
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contract } from "../../server/model/contract.ts";
import type { Frame, InputFrame, Yielded } from "../../server/model/frame.ts";
import { GraphWriter, type Value } from "../../server/onnx/graph-writer.ts";
import type { OnnxModel } from "../../server/onnx/onnx-model.ts";
import { openOnnxModel } from "../../server/onnx/onnx-source.ts";

/** Writes a graph and, if given, its manifest into a new folder. @returns the path of the .onnx file. */
export function writeModel(graph: Uint8Array | string, manifest?: object | string): string {
  const folder = mkdtempSync(join(tmpdir(), "worldport-onnx-"));
  writeFileSync(join(folder, "tiny.onnx"), graph);
  if (manifest !== undefined)
    writeFileSync(join(folder, "tiny.model.json"), typeof manifest === "string" ? manifest : JSON.stringify(manifest));
  return join(folder, "tiny.onnx");
}

/** The sentence with which a model is refused before it is loaded. */
export function openingProblem(path: string): string {
  try {
    openOnnxModel(path);
  } catch (error) {
    assert.equal((error as Error).name, "DefinitionError");
    return (error as Error).message;
  }
  return "nothing is wrong";
}

/**
 * A graph that shows what it is fed: `action` [4] × 100 is a gray picture of 4 × 1 pixels, and `count` [1], fed back,
 * grows by `pace` [1] in each step and is the fifth pixel.
 */
export function echoGraph(): Uint8Array {
  const g = new GraphWriter("echo");
  const action = g.input("action", "float32", [4]);
  const pace = g.input("pace", "float32", [1]);
  const count = g.input("count", "float32", [1]);
  const next = g.op("Add", [count, pace]);
  const row = g.op("Concat", [g.op("Mul", [action, 100]), next], { axis: 0 });
  g.output("frame", g.op("Reshape", [row, g.ints(1, 5)]), "float32", [1, 5]);
  g.output("next_count", next, "float32", [1]);
  return g.bytes();
}

/** A manifest that fits `echoGraph`; tests change what they are about. */
export function echoManifest(changes: object = {}): Record<string, unknown> {
  return {
    manifest: 1,
    id: "tiny",
    tracks: { main: { direction: "out", output: "frame", channels: "gray", range: "0..255", fps: 10 } },
    inputs: { action: { fill: 0 }, pace: { fill: 1 } },
    state: { count: { output: "next_count" } },
    ...changes,
  };
}

/** A graph of one picture that any operator makes from one input. */
export function pictureGraph(
  input: { readonly type: "float32" | "uint8"; readonly shape: readonly number[] },
  output: { readonly type: "float32" | "uint8" | "float16" | "int32"; readonly shape: readonly number[] },
  make: (g: GraphWriter, value: Value) => Value,
): Uint8Array {
  const g = new GraphWriter("picture");
  const value = g.input("value", input.type, input.shape);
  g.output("frame", make(g, value), output.type, output.shape);
  return g.bytes();
}

export interface Play {
  readonly contract: Contract;
  /** Checks args as the server does, and applies the command between two steps. */
  command(name: string, args?: object): unknown;
  /** Puts a frame on an in track. */
  show(frame: Omit<InputFrame, "seq" | "tUs">): void;
  /** Runs a step. @returns the frame's pixels, rgba8, copied. */
  step(): Promise<Uint8Array>;
  /** Runs a step. @returns what the model yields, as it is. */
  yielded(): Promise<Yielded>;
  /** Red of every pixel of the next step. */
  reds(): Promise<number[]>;
}

/** Loads a model and begins a session. */
export async function play(path: string, seed = 1, settings: Record<string, string> = {}): Promise<Play> {
  const { contract, model } = openOnnxModel(path, settings);
  await model.load?.({ settings: {}, progress: () => {} });
  return begin(contract, model as OnnxModel, seed);
}

/** Begins a further session of a loaded model. */
export function begin(contract: Contract, model: OnnxModel, seed: number): Play {
  let input: InputFrame | null = null;
  const steps = model.startSession({
    seed,
    signal: new AbortController().signal,
    input: () => input,
    frame: (_track, width = 0, height = 0) => ({ width, height, data: new Uint8Array(width * height * 4) }),
  });
  const yielded = async (): Promise<Yielded> => (await steps.next()).value as Yielded;
  const step = async (): Promise<Uint8Array> => Uint8Array.from(((await yielded()) as Frame).data);
  return {
    contract,
    command: (name, args = {}) => {
      const command = contract.commands.get(name);
      if (command === undefined) throw new Error(`no command ${name}`);
      return command.apply(model, command.args.parse(args));
    },
    show: (frame) => {
      input = { ...frame, seq: (input?.seq ?? 0) + 1, tUs: null };
    },
    step,
    yielded,
    reds: async () => [...(await step())].filter((_, i) => i % 4 === 0),
  };
}
