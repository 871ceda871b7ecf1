/** Taps of 20 ms at steps of any length, by an injected clock: each one reaches the model and is answered as applied. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "../../server/model/random.ts";
import { type Args, Desk } from "../support/desk.ts";

const KINDS: Record<string, { name: string; down: Args; up: Args; held?: Args; isDown: (args: Args) => boolean }> = {
  button: { name: "fire", down: { on: true }, up: { on: false }, isDown: ({ on }) => on === true },
  axis2d: { name: "walk", down: { x: 0, y: 1 }, up: { x: 0, y: 0 }, isDown: ({ y }) => y === 1 },
  "axis2d beside a held key": {
    name: "walk",
    held: { x: 1, y: 0 },
    down: { x: 1, y: 1 },
    up: { x: 1, y: 0 },
    isDown: ({ x, y }) => x === 1 && y === 1,
  },
  "axis2d as one list beside a held key": {
    name: "steer",
    held: { by: [1, 0] },
    down: { by: [1, 1] },
    up: { by: [1, 0] },
    isDown: ({ by }) => (by as number[])[0] === 1 && (by as number[])[1] === 1,
  },
  keys: {
    name: "type_on",
    down: { keys: ["KeyW"] },
    up: { keys: [] },
    isDown: ({ keys }) => (keys as string[]).includes("KeyW"),
  },
  "keys beside a held one": {
    name: "type_on",
    held: { keys: ["KeyD"] },
    down: { keys: ["KeyD", "KeyW"] },
    up: { keys: ["KeyD"] },
    isDown: ({ keys }) => (keys as string[]).join() === "KeyD,KeyW",
  },
  pointer: {
    name: "touch",
    held: { x: 0.1, y: 0.1, pressed: false },
    down: { x: 0.3, y: 0.4, pressed: true },
    up: { x: 0.8, y: 0.8, pressed: false },
    isDown: ({ x, y, pressed }) => x === 0.3 && y === 0.4 && pressed === true,
  },
};
const PRESSES = 200;
const HOLD_MS = 20;

interface Arrival {
  readonly atMs: number;
  readonly args: Args;
}

/** Presses `apartMs` and up to twice as much apart, as they arrive; `late` moves an arrival. */
function arrivals(
  { down, up, held }: (typeof KINDS)[string],
  seed: number,
  apartMs = 500,
  late = (ms: number): number => ms,
): Arrival[] {
  const random = randomFrom(seed);
  const list: Arrival[] = held === undefined ? [] : [{ atMs: 0, args: held }];
  let ms = 100;
  for (let i = 0; i < PRESSES; i++) {
    ms += random.between(apartMs, 2 * apartMs);
    list.push({ atMs: late(ms), args: down }, { atMs: late(ms + HOLD_MS), args: up });
  }
  return list;
}

/** Plays arrivals at steps of one length; counts the steps and the runs of steps that saw it down. */
function play(kind: (typeof KINDS)[string], stepMs: number, list: Arrival[], isHeld = (_ms: number): boolean => false) {
  const desk = new Desk();
  const [seen, answered]: [boolean[], number[]] = [[], []];
  const end = (list.at(-1)?.atMs ?? 0) + 5 * stepMs;
  let next = 0;
  for (let ms = stepMs; ms < end; ms += stepMs) {
    for (; next < list.length && (list[next]?.atMs ?? 0) < ms; next++) {
      const id = desk.send(kind.name, list[next]?.args ?? {});
      if (list[next]?.args === kind.down) answered.push(id);
    }
    if (isHeld(ms)) continue;
    desk.step();
    const state = desk.state.get(kind.name);
    seen.push(state !== undefined && kind.isDown(state));
  }
  assert.equal(next, list.length);
  assert.deepEqual(desk.state.get(kind.name), kind.up, "nothing sticks");
  return {
    presses: seen.filter((down, i) => down && seen[i - 1] !== true).length,
    replies: answered.filter((id) => desk.applied.includes(id)).length,
    each: new Set(desk.applied).size === desk.applied.length,
  };
}

for (const [name, kind] of Object.entries(KINDS))
  for (const stepMs of [16, 33, 69, 118, 267])
    test(`${PRESSES} of ${PRESSES} presses of ${HOLD_MS} ms reach a model that steps every ${stepMs} ms: ${name}`, () => {
      const found = play(kind, stepMs, arrivals(kind, stepMs));
      assert.deepEqual(found, { presses: PRESSES, replies: PRESSES, each: true });
    });

for (const stepMs of [16, 33, 69, 118, 267])
  test(`presses survive half a second of loss and a pause at steps of ${stepMs} ms`, () => {
    const kind = KINDS["axis2d beside a held key"] as (typeof KINDS)[string];
    // Two presses within one step are one: they are further apart than half a second and the longest step.
    const apartMs = 800;
    // Nothing arrives for half a second of every ten; then all of it at once.
    const loss = arrivals(kind, 7, apartMs, (ms) => (ms % 10_000 < 500 ? ms - (ms % 10_000) + 500 : ms));
    assert.deepEqual(play(kind, stepMs, loss), { presses: PRESSES, replies: PRESSES, each: true });
    // The model is held for half a second of every ten.
    const paused = play(kind, stepMs, arrivals(kind, 7, apartMs), (ms) => ms % 10_000 < 500);
    assert.deepEqual(paused, { presses: PRESSES, replies: PRESSES, each: true });
  });
