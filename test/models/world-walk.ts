/** Walks in the learned world from a seed; run as a program, prints the hash of one, to compare processes. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { openModel } from "../../server/host/thread/model-sources.ts";
import type { OnnxModel } from "../../server/onnx/onnx-model.ts";
import { begin } from "../onnx/play.ts";

export type Order = readonly [command: string, args: object];
export type Orders = Readonly<Record<number, Order>>;

export const { contract, model } = await openModel("world", {});
await model.load?.({ settings: {}, progress: () => undefined });

/** Plays from a seed; `orders` are given before the step of their number. Gives the frames. */
export async function walk(seed: number, steps: number, orders: Orders = {}): Promise<Uint8Array[]> {
  const session = begin(contract, model as OnnxModel, seed);
  const frames: Uint8Array[] = [];
  for (let step = 0; step < steps; step++) {
    const order = orders[step];
    if (order !== undefined) session.command(...order);
    frames.push(await session.step());
  }
  return frames;
}

export const hash = (frames: readonly Uint8Array[]): string =>
  frames.reduce((sum, frame) => sum.update(frame), createHash("sha256")).digest("hex");

/** A walk with turns and another look in it. */
export const SCRIPT: Orders = {
  2: ["move", { x: 0, y: 1 }],
  20: ["look", { dx: 0.3, dy: 0 }],
  30: ["set_biome", { biome: "neon" }],
};

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(hash(await walk(5, 40, SCRIPT)));
