/** What reaches the graph, step by step: held, delta and trigger commands, states, clocks and noise. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { OnnxModel } from "../../server/onnx/onnx-model.ts";
import { openOnnxModel } from "../../server/onnx/onnx-source.ts";
import { begin, echoGraph, echoManifest, type Play, play, writeModel } from "./play.ts";

const DESCRIPTION = { description: "Test." };

test("a held arg keeps its newest value and begins with its default", async () => {
  const { command, reds } = await echo({
    commands: {
      go: {
        ...DESCRIPTION,
        args: {
          x: { min: -1, max: 2, default: 0.5, to: "action[2]" },
          y: { min: 0, max: 1, to: ["action[0]", "action[1]"], scale: 0.5, offset: 0.25 },
        },
      },
    },
  });
  assert.deepEqual(await reds(), [25, 25, 50, 0, 1]);
  command("go", { x: 2, y: 1 });
  command("go", { x: 1, y: 1 });
  assert.deepEqual(await reds(), [75, 75, 100, 0, 2]);
  assert.deepEqual(await reds(), [75, 75, 100, 0, 3]);
});

test("words become numbers, places or ones among zeros; colours and booleans become numbers", async () => {
  const { command, reds } = await echo({
    commands: {
      set_mood: { ...DESCRIPTION, args: { mood: { choices: ["calm", "wild"], as: "one_hot", to: "action[0]" } } },
      set_gear: {
        ...DESCRIPTION,
        args: { gear: { choices: ["low", "mid", "high"], default: "mid", to: "action[2]" } },
      },
      set_light: { ...DESCRIPTION, args: { on: { type: "boolean", default: false, to: "action[3]" } } },
    },
  });
  assert.deepEqual(await reds(), [100, 0, 100, 0, 1]);
  command("set_mood", { mood: "wild" });
  command("set_gear", { gear: "high" });
  command("set_light", { on: true });
  assert.deepEqual(await reds(), [0, 100, 200, 100, 2]);
  const tinted = await echo({
    commands: {
      tint: {
        ...DESCRIPTION,
        input: { kind: "color" },
        args: { color: { type: "color", default: "#ff0033", to: "action[1]" } },
      },
    },
  });
  assert.deepEqual(await tinted.reds(), [0, 100, 0, 20, 1]);
});

test("a word can stand for several numbers", async () => {
  const { command, reds } = await echo({
    commands: {
      set_place: {
        ...DESCRIPTION,
        args: { place: { choices: { sea: [0.1, 0.2], hill: [0.3, 0.4] }, default: "sea", to: "action[1]" } },
      },
    },
  });
  assert.deepEqual(await reds(), [0, 10, 20, 0, 1]);
  command("set_place", { place: "hill" });
  assert.deepEqual(await reds(), [0, 30, 40, 0, 2]);
});

test("deltas are summed, given in steps of at most max_per_step, and the rest is carried over", async () => {
  const { command, reds } = await echo({
    commands: {
      look: {
        ...DESCRIPTION,
        input: { kind: "pointer_delta" },
        args: { x: { scale: 10, max_per_step: 1, to: "action[0]" } },
      },
    },
  });
  command("look", { x: 0.1 });
  command("look", { x: 0.15 });
  assert.equal((await reds())[0], 100);
  assert.equal((await reds())[0], 100);
  assert.equal((await reds())[0], 50);
  assert.equal((await reds())[0], 0);
});

test("a delta's rest is bounded by carry_s, so that a flick does not turn for ever", async () => {
  // 10 fps × 0.5 s = 5 steps beyond the one that takes it in.
  const { command, reds } = await echo({
    commands: {
      look: { ...DESCRIPTION, input: { kind: "pointer_delta" }, args: { x: { max_per_step: 1, to: "action[0]" } } },
    },
  });
  command("look", { x: 1000 });
  const given: number[] = [];
  for (let i = 0; i < 10; i++) given.push((await reds())[0] as number);
  assert.deepEqual(given, [100, 100, 100, 100, 100, 100, 0, 0, 0, 0]);
});

test("a delta and a held arg add up within the input's bounds, and the delta waits for room", async () => {
  const { command, reds } = await echo({
    inputs: { action: { fill: 0, min: [0, -1, -1, -1], max: 1 }, pace: { fill: 1 } },
    commands: {
      turn: {
        ...DESCRIPTION,
        input: { kind: "axis1d" },
        args: { x: { min: -1, max: 1, default: 0, to: "action[0]" } },
      },
      look: { ...DESCRIPTION, input: { kind: "pointer_delta" }, args: { x: { to: "action[0]" } } },
    },
  });
  command("turn", { x: 0.75 });
  command("look", { x: 0.5 });
  assert.equal((await reds())[0], 100);
  assert.equal((await reds())[0], 100);
  assert.equal((await reds())[0], 75);
  command("turn", { x: 0 });
  command("look", { x: -3 });
  assert.equal((await reds())[0], 0);
});

test("a trigger lasts one step, and each of several gets its own", async () => {
  const { command, reds } = await echo({
    commands: {
      jump: { ...DESCRIPTION, pulse: ["action[0]", "action[3]"] },
      throw_ball: { ...DESCRIPTION, semantics: "trigger", args: { force: { min: 0, max: 1, to: "action[1]" } } },
    },
  });
  command("jump");
  command("throw_ball", { force: 0.5 });
  command("throw_ball", { force: 0.25 });
  assert.deepEqual(await reds(), [100, 50, 0, 100, 1]);
  assert.deepEqual(await reds(), [0, 25, 0, 0, 2]);
  assert.deepEqual(await reds(), [0, 0, 0, 0, 3]);
});

test("more triggers than can wait are refused with a code", async () => {
  const { command } = await echo({ commands: { jump: { ...DESCRIPTION, pulse: "action[0]" } } });
  for (let i = 0; i < 64; i++) command("jump");
  assert.throws(() => command("jump"), { name: "CommandError", code: "busy" });
});

test("a trigger resets a state, and a choice puts one of its listed starts in place", async () => {
  const { command, reds } = await echo({
    state: { count: { output: "next_count", initial: { one_of: { gate: [40], plaza: [90] } } } },
    commands: {
      reset: { ...DESCRIPTION, reset: ["count"] },
      teleport: { ...DESCRIPTION, args: { place: { choices: ["gate", "plaza"] } }, start: { count: "place" } },
    },
  });
  const start = (await reds())[4] as number;
  assert.ok(start === 41 || start === 91, `${start}`);
  command("teleport", { place: "plaza" });
  assert.equal((await reds())[4], 91);
  assert.equal((await reds())[4], 92);
  command("teleport", { place: "gate" });
  assert.equal((await reds())[4], 41);
  command("reset");
  assert.equal((await reds())[4], start);
});

test("the seed chooses among listed starts", async () => {
  const path = writeModel(
    echoGraph(),
    echoManifest({ state: { count: { output: "next_count", initial: { one_of: { a: [10], b: [20], c: [30] } } } } }),
  );
  const seen = new Set<number>();
  for (let seed = 0; seed < 20; seed++) seen.add((await (await play(path, seed)).reds())[4] as number);
  assert.deepEqual([...seen].sort(), [11, 21, 31]);
});

test("commands are checked by the contract that the manifest makes", async () => {
  const { contract, command } = await echo({
    commands: {
      move: {
        ...DESCRIPTION,
        input: { kind: "axis2d" },
        args: {
          x: { min: -1, max: 1, default: 0, to: "action[0]" },
          y: { min: -1, max: 1, default: 0, to: "action[1]" },
        },
      },
    },
  });
  assert.deepEqual(contract.commands.get("move")?.release, { x: 0, y: 0 });
  assert.equal(contract.commands.get("move")?.semantics, "held");
  assert.throws(() => command("move", { x: 2 }));
  assert.throws(() => command("move", { z: 0 }));
  assert.throws(() => command("move", { x: Number.NaN }));
});

test("clocks give the step, its time and the seed", async () => {
  const seconds = await echo({ inputs: { action: { fill: 0 }, pace: { clock: "time_s" } } });
  // 10 fps: 0 + 0.1 + … + 0.9 + 1.0 s are 5.5 after eleven steps; 10.5 after fifteen.
  for (let i = 0; i < 14; i++) await seconds.reds();
  assert.equal((await seconds.reds())[4], 11);
  const step = await echo({ inputs: { action: { fill: 0 }, pace: { clock: "step" } } });
  assert.deepEqual([(await step.reds())[4], (await step.reds())[4], (await step.reds())[4]], [0, 1, 3]);
  const seeded = await echo({ inputs: { action: { fill: 0 }, pace: { clock: "seed" } } }, 7);
  assert.equal((await seeded.reds())[4], 7);
});

test("noise comes from the seed: the same twice, another for another seed, and new in each step unless it says session", async () => {
  const noise = (every: string): object => ({
    inputs: { action: { noise: "uniform", min: 0, max: 2.5, every }, pace: { fill: 1 } },
  });
  const first = await echo(noise("step"), 5);
  const second = await echo(noise("step"), 5);
  const other = await echo(noise("step"), 6);
  const once = await first.reds();
  assert.deepEqual(once, await second.reds());
  assert.notDeepEqual(once, await other.reds());
  assert.notDeepEqual(once.slice(0, 4), (await first.reds()).slice(0, 4));
  const still = await echo(noise("session"), 5);
  assert.deepEqual((await still.reds()).slice(0, 4), (await still.reds()).slice(0, 4));
});

test("a second session begins afresh", async () => {
  const { contract, model } = openOnnxModel(
    writeModel(
      echoGraph(),
      echoManifest({ commands: { go: { ...DESCRIPTION, args: { x: { min: 0, max: 1, to: "action[0]" } } } } }),
    ),
  );
  await model.load?.({ settings: {}, progress: () => {} });
  const first = begin(contract, model as OnnxModel, 1);
  first.command("go", { x: 1 });
  await first.reds();
  assert.deepEqual(await first.reds(), [100, 0, 0, 0, 2]);
  await model.cleanup?.();
  const second = begin(contract, model as OnnxModel, 1);
  assert.deepEqual(await second.reds(), [0, 0, 0, 0, 1]);
});

test("a command that comes before the first step counts in it", async () => {
  const { command, reds } = await echo({
    commands: { go: { ...DESCRIPTION, args: { x: { min: 0, max: 1, to: "action[0]" } } } },
  });
  command("go", { x: 1 });
  assert.equal((await reds())[0], 100);
});

async function echo(changes: object, seed = 1): Promise<Play> {
  return play(writeModel(echoGraph(), echoManifest(changes)), seed);
}
