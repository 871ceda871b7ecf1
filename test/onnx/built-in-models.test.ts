/** The built-in ONNX models: their files are what the scripts write, and they do what they say. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { reactionGraph } from "../../server/models/reaction/graph.ts";
import { restyleGraph } from "../../server/models/restyle/graph.ts";
import { schemaDocument } from "../../server/schema/export.ts";
import { play } from "./play.ts";

const file = (name: string): string => fileURLToPath(new URL(`../../server/models/${name}`, import.meta.url));
const REACTION = file("reaction/reaction.onnx");
const RESTYLE = file("restyle/restyle.model.json");

test("building the graphs again gives the committed bytes", () => {
  assert.ok(
    readFileSync(REACTION).equals(reactionGraph()),
    "reaction.onnx differs; run server/models/reaction/build.ts",
  );
  assert.ok(
    readFileSync(file("restyle/restyle.onnx")).equals(restyleGraph()),
    "restyle.onnx differs; run server/models/restyle/build.ts",
  );
});

test("reaction publishes its commands with hints and semantics", async () => {
  const document = schemaDocument((await play(REACTION)).contract);
  assert.deepEqual(
    document.commands.map(({ name, semantics, input }) => [name, semantics, input?.kind]),
    [
      ["paint", "held", "pointer"],
      ["set_feed", "held", "slider"],
      ["set_kill", "held", "slider"],
      ["set_drift", "held", "slider"],
      ["set_palette", "held", "choice"],
      ["scatter", "trigger", "button"],
      ["clear", "trigger", "button"],
    ],
  );
  assert.deepEqual(document.commands[0]?.release, { x: 0.5, y: 0.5, pressed: false });
  assert.deepEqual([document.tracks[0]?.width, document.tracks[0]?.height, document.tracks[0]?.fps], [960, 540, 30]);
});

test("reaction shows the same frames for the same seed, and others for another", async () => {
  const hashes = async (seed: number): Promise<string[]> => {
    const { step, command } = await play(REACTION, seed);
    const found: string[] = [];
    for (let i = 0; i < 12; i++) {
      if (i === 4) command("paint", { x: 0.5, y: 0.5, pressed: true });
      found.push(
        createHash("sha256")
          .update(await step())
          .digest("hex"),
      );
    }
    return found;
  };
  const first = await hashes(11);
  assert.deepEqual(await hashes(11), first);
  assert.notEqual((await hashes(12))[0], first[0]);
});

test("reaction changes near the pointer at once, and not far away", async () => {
  const painted = await play(REACTION, 3);
  const left = await play(REACTION, 3);
  for (let i = 0; i < 30; i++) await Promise.all([painted.step(), left.step()]);
  painted.command("paint", { x: 0.25, y: 0.5, pressed: true });
  const [a, b] = [await painted.step(), await left.step()];
  assert.ok(difference(a, b, 0.25, 0.5) > 20, `near: ${difference(a, b, 0.25, 0.5)}`);
  assert.equal(difference(a, b, 0.8, 0.2), 0);
});

test("reaction paints the whole way of a fast pointer", async () => {
  const { command, step } = await play(REACTION, 3);
  command("clear");
  await step();
  command("paint", { x: 0.2, y: 0.5, pressed: true });
  await step();
  command("paint", { x: 0.8, y: 0.5, pressed: true });
  const frame = await step();
  for (const x of [0.25, 0.4, 0.5, 0.6, 0.75])
    assert.ok(brightness(frame, x, 0.5) > 100, `at ${x}: ${brightness(frame, x, 0.5)}`);
  assert.ok(brightness(frame, 0.5, 0.2) < 40);
});

test("reaction is alive after a minute nobody touched it, and empty after clear", async () => {
  const { step, command } = await play(REACTION, 1);
  let frame = await step();
  for (let i = 0; i < 240; i++) frame = await step();
  const before = frame;
  for (let i = 0; i < 15; i++) frame = await step();
  const spread = deviation(frame);
  assert.ok(spread > 20, `contrast ${spread}`);
  assert.ok(meanDifference(before, frame) > 5, `change ${meanDifference(before, frame)}`);
  command("clear");
  assert.ok(deviation(await step()) < 1);
});

test("restyle draws something without a camera, and the camera's picture with one", async () => {
  const { step, show, command } = await play(RESTYLE, 1);
  assert.ok(deviation(await step()) > 20);
  const data = new Uint8Array(640 * 360 * 4);
  for (let i = 0; i < 640 * 360; i++)
    data.set([((i % 640) * 255) / 640, 120 + 100 * Math.sin(i / 9000), 255 - i / 1000, 255], i * 4);
  show({ width: 640, height: 360, data });
  command("set_strength", { strength: 0 });
  const plain = await step();
  assert.deepEqual([...plain.subarray(0, 4)], [0, 120, 255, 255]);
  command("set_strength", { strength: 1 });
  for (const style of ["toon", "paper", "neon"]) {
    command("set_style", { style });
    for (let i = 0; i < 20; i++) await step();
    assert.ok(meanDifference(await step(), plain) > 10, style);
  }
});

function pixel(x: number, y: number, width = 960, height = 540): number {
  return (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
}

/** Mean difference of the green channel in 20 × 20 pixels around a place. */
function difference(a: Uint8Array, b: Uint8Array, x: number, y: number): number {
  let sum = 0;
  for (let row = -10; row < 10; row++)
    for (let column = -10; column < 10; column++) {
      const at = pixel(x, y) + (row * 960 + column) * 4 + 1;
      sum += Math.abs((a[at] as number) - (b[at] as number));
    }
  return sum / 400;
}

const brightness = (frame: Uint8Array, x: number, y: number): number => frame[pixel(x, y) + 1] as number;

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let at = 1; at < a.length; at += 4) sum += Math.abs((a[at] as number) - (b[at] as number));
  return sum / (a.length / 4);
}

function deviation(frame: Uint8Array): number {
  let [sum, squares] = [0, 0];
  for (let at = 1; at < frame.length; at += 4) {
    sum += frame[at] as number;
    squares += (frame[at] as number) ** 2;
  }
  const count = frame.length / 4;
  return Math.sqrt(squares / count - (sum / count) ** 2);
}
