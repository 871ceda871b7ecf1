/** The learned world in Node: it plays as PyTorch played it, repeats itself from a seed, and goes where it is led. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { contract, hash, type Order, SCRIPT, walk } from "./world-walk.ts";

const file = (name: string): string => fileURLToPath(new URL(`../../server/models/world/${name}`, import.meta.url));

interface Parity {
  /** Side of a thumbnail's square, pixels. */
  readonly block: number;
  readonly start: readonly number[];
  readonly inputs: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly states: readonly (readonly number[])[];
  readonly thumbnails: readonly { readonly step: number; readonly bytes: string }[];
  readonly frames: readonly { readonly step: number; readonly zlib: string }[];
}

/** Means of `side` × `side` pixels, as the vectors have them. */
function thumbnail(pixels: Uint8Array, width: number, height: number, side: number): number[] {
  const sums = new Array<number>((width / side) * (height / side) * 3).fill(0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        const block = (Math.floor(y / side) * (width / side) + Math.floor(x / side)) * 3 + c;
        sums[block] = (sums[block] ?? 0) + (pixels[(y * width + x) * 3 + c] ?? 0) / side ** 2;
      }
  return sums;
}

test("300 scripted steps give the states and pictures that PyTorch gave", async () => {
  const parity = JSON.parse(readFileSync(file("parity.json"), "utf8")) as Parity;
  const session = await InferenceSession.create(file("world.onnx"), { intraOpNumThreads: 1 });
  let state = Float32Array.from(parity.start);
  let worst = 0;
  for (const [step, expected] of parity.states.entries()) {
    const feeds: Record<string, Tensor> = { state: new Tensor("float32", state, [1, state.length]) };
    for (const [name, rows] of Object.entries(parity.inputs)) {
      const row = Float32Array.from(rows[step] ?? []);
      feeds[name] = new Tensor("float32", row, [1, row.length]);
    }
    const { frame, next_state } = await session.run(feeds);
    assert.ok(frame !== undefined && next_state !== undefined);
    state = Float32Array.from(next_state.data as Float32Array);
    for (const [i, value] of expected.entries()) worst = Math.max(worst, Math.abs(value - (state[i] ?? Number.NaN)));
    const [, height = 0, width = 0] = frame.dims;
    const pixels = frame.data as Uint8Array;
    const small = parity.thumbnails.find((one) => one.step === step);
    if (small !== undefined) {
      const wanted = Buffer.from(small.bytes, "base64");
      for (const [i, mean] of thumbnail(pixels, width, height, parity.block).entries())
        assert.ok(
          Math.abs(mean - (wanted[i] ?? 0)) <= 2,
          `step ${step}, block ${i}: ${mean}, PyTorch had ${wanted[i]}`,
        );
    }
    const whole = parity.frames.find((one) => one.step === step);
    if (whole !== undefined) {
      const wanted = inflateSync(Buffer.from(whole.zlib, "base64"));
      const off = wanted.reduce((count, byte, i) => count + (Math.abs(byte - (pixels[i] ?? 0)) > 2 ? 1 : 0), 0);
      assert.ok(off / wanted.length < 0.005, `step ${step}: ${off} of ${wanted.length} bytes are off by more than 2`);
    }
  }
  assert.ok(worst < 1e-3, `states differ from PyTorch's by up to ${worst}`);
});

/** Mean absolute difference of two pictures, 0..255. */
function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

test("its file is at most 10 MB and its picture at least 128 × 80", () => {
  assert.ok(statSync(file("world.onnx")).size <= 10e6);
  const main = contract.tracks["main"];
  assert.ok(main !== undefined && main.width >= 128 && main.height >= 80 && main.fps === 30);
});

test("offers the commands a player expects, with hints that bind by themselves", () => {
  const offered = [...contract.commands.values()].map(({ name, semantics, input }) => [name, semantics, input?.kind]);
  for (const wanted of [
    ["move", "held", "axis2d"],
    ["turn", "held", "axis1d"],
    ["look", "delta", "pointer_delta"],
    ["set_time_of_day", "held", "slider"],
    ["set_biome", "held", "choice"],
  ])
    assert.ok(
      offered.some((one) => JSON.stringify(one) === JSON.stringify(wanted)),
      `${wanted.join(" ")} is not offered`,
    );
  for (const name of ["teleport", "reset"]) assert.equal(contract.commands.get(name)?.semantics, "trigger");
});

test("the same seed and commands give the same frames, also in another process, another seed others", async () => {
  const first = hash(await walk(5, 40, SCRIPT));
  assert.equal(hash(await walk(5, 40, SCRIPT)), first);
  assert.notEqual(hash(await walk(6, 40, SCRIPT)), first);
  const program = fileURLToPath(new URL("world-walk.ts", import.meta.url));
  assert.equal(execFileSync(process.execPath, ["--import", "tsx", program], { encoding: "utf8" }), first);
});

test("walking and turning change the picture; standing still does not, but for what lives in it", async () => {
  const still = await walk(5, 30);
  const last = async (order: Order): Promise<Uint8Array> => (await walk(5, 30, { 0: order })).at(-1) as Uint8Array;
  const stood = difference(still.at(-1) as Uint8Array, still[0] as Uint8Array);
  const walked = difference(await last(["move", { x: 0, y: 1 }]), still.at(-1) as Uint8Array);
  const turned = difference(await last(["turn", { x: 1 }]), still.at(-1) as Uint8Array);
  assert.ok(stood < walked / 2 && stood < turned / 2, `standing ${stood}, walking ${walked}, turning ${turned}`);
  assert.ok(walked > 4 && turned > 4, `walking changed ${walked}, turning ${turned}`);
});

test("a flick of the mouse turns over several steps and then stands", async () => {
  const frames = await walk(5, 16, { 0: ["look", { dx: 0.4, dy: 0 }] });
  const moved = frames.slice(1).map((frame, i) => difference(frame, frames[i] as Uint8Array));
  assert.ok((moved[0] ?? 0) > 1 && (moved[2] ?? 0) > 1, `turning goes on after the first step: ${moved}`);
  assert.ok((moved.at(-1) ?? 99) < (moved[1] ?? 0) / 3, `and ends: ${moved}`);
});
