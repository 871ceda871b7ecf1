/** No step swallows a press: what is shown for a step, what waits, and what is let go. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../support/desk.ts";
import { serveToy } from "../support/test-server.ts";

test("a press that is over is shown for one step and answered as applied; its end follows, and is answered too", () => {
  const ann = new Desk();
  ann.send("fire", { on: true });
  ann.send("fire", { on: false });
  assert.deepEqual([ann.step(), ann.step(), ann.step()], [[[{ on: true }, [1]]], [[{ on: false }, [2]]], []]);
  assert.deepEqual(ann.superseded(), []);
});

test("several presses within one step become one, of the last value, and the one after it waits for its own step", () => {
  const ann = new Desk();
  for (const y of [0.5, 0, 1, 0]) ann.send("walk", { x: 0, y });
  assert.deepEqual(ann.step(), [[{ x: 0, y: 1 }, [3]]]);
  ann.send("walk", { x: 0, y: -1 });
  assert.deepEqual(ann.step(), [[{ x: 0, y: 0 }, [4]]], "the end of the first shows before the second");
  ann.send("walk", { x: 0, y: 0 });
  assert.deepEqual([ann.step(), ann.step(), ann.step()], [[[{ x: 0, y: -1 }, [5]]], [[{ x: 0, y: 0 }, [6]]], []]);
  assert.deepEqual(ann.superseded(), [
    [1, 3],
    [2, 3],
  ]);
});

test("only what came back waits: another arg of the same command follows at once", () => {
  const ann = new Desk();
  ann.send("walk", { x: 1, y: 0 });
  ann.step();
  ann.send("walk", { x: 1, y: 1 });
  ann.send("walk", { x: 1, y: 0 });
  ann.send("walk", { x: -1, y: 0 });
  assert.deepEqual(ann.step(), [[{ x: -1, y: 1 }, [2]]]);
  ann.send("walk", { x: 0, y: 0 });
  assert.deepEqual(ann.step(), [[{ x: 0, y: 0 }, [5]]]);
  assert.deepEqual(ann.superseded(), [
    [3, 4],
    [4, 5],
  ]);
});

test("a value that a step has seen goes back at once, and a press that goes on is held", () => {
  const ann = new Desk();
  ann.send("walk", { x: 1, y: 0 });
  ann.step();
  ann.send("walk", { x: 0.5, y: 0 });
  ann.send("walk", { x: 0, y: 0 });
  assert.deepEqual(ann.step(), [[{ x: 0, y: 0 }, [3]]], "0.5 was no press: it had not gone back before");
  ann.send("walk", { x: 1, y: 0 });
  assert.deepEqual([ann.step(), ann.step()], [[[{ x: 1, y: 0 }, [4]]], []]);
});

test("a pointer's press keeps its place whole, and moving before and after it is no press", () => {
  const ann = new Desk();
  for (const x of [0.1, 0.2]) ann.send("touch", { x, y: 0 });
  assert.deepEqual(ann.step(), [[{ x: 0.2, y: 0, pressed: false }, [2]]]);
  ann.send("touch", { x: 0.3, y: 0.5, pressed: true });
  ann.send("touch", { x: 0.4, y: 0.6, pressed: false });
  ann.send("touch", { x: 0.5, y: 0.7, pressed: false });
  assert.deepEqual(ann.step(), [[{ x: 0.3, y: 0.5, pressed: true }, [3]]]);
  ann.send("touch", { x: 0.6, y: 0.8, pressed: false });
  assert.deepEqual(ann.step(), [[{ x: 0.6, y: 0.8, pressed: false }, [6]]]);
});

test("a pointer without a flag shows where it was when it came and went within one step", () => {
  const ann = new Desk();
  ann.send("hover", { x: 0.3, y: 0.4 });
  ann.send("hover", {});
  assert.deepEqual([ann.step(), ann.step()], [[[{ x: 0.3, y: 0.4 }, [1]]], [[{ x: 0, y: 0 }, [2]]]]);
});

test("an ended link's press gets its step before it is let go, and what the next link presses comes after that", () => {
  const ann = new Desk();
  ann.send("walk", { x: 1, y: 0 });
  ann.inbox.release(5);
  ann.send("walk", { x: -1, y: 0 });
  assert.deepEqual(ann.step(), [[{ x: 1, y: 0 }, [1]]]);
  assert.deepEqual(ann.step(), [
    [{ x: 0, y: 0 }, []],
    [{ x: -1, y: 0 }, [2]],
  ]);
  assert.deepEqual(ann.superseded(), []);
});

test("what a step has seen is let go before the next one, with what was under way applied before it", () => {
  const ann = new Desk();
  ann.send("walk", { x: 1, y: 0 });
  ann.step();
  ann.send("walk", { x: 0.5, y: 0 });
  ann.send("jump", {});
  ann.inbox.release(5);
  ann.send("jump", {});
  assert.deepEqual(ann.step(), [
    [{ x: 0.5, y: 0 }, [2]],
    [{}, [3]],
    [{ x: 0, y: 0 }, []],
    [{}, [4]],
  ]);
  ann.inbox.release(6);
  ann.inbox.release(7);
  assert.deepEqual(
    ann.step().flatMap(([, ids]) => ids),
    [],
    "letting go of nothing answers nothing",
  );
});

test("inputs: every change since the last step, in order, replaced ones and letting go too, with its time", () => {
  const ann = new Desk();
  ann.send("fire", { on: true }, 10);
  ann.send("set_speed", { speed: 2 }, 11);
  ann.send("set_speed", { speed: 3 }, 12);
  ann.send("look", { dx: 1 }, 13);
  ann.send("fire", { on: "?" }, 14);
  ann.inbox.release(15);
  assert.equal(ann.inbox.changes.length, 0, "those of a step to come are not told in this one");
  ann.step();
  const changes = [
    { command: "fire", args: { on: true }, tUs: 10 },
    { command: "set_speed", args: { speed: 2 }, tUs: 11 },
    { command: "set_speed", args: { speed: 3 }, tUs: 12 },
    { command: "look", args: { dx: 1 }, tUs: 13 },
    { command: "fire", args: { on: false }, tUs: 15 },
  ];
  assert.deepEqual([ann.inbox.changes, ann.inbox.changes], [changes, changes]);
  ann.step();
  assert.equal(ann.inbox.changes.length, 0);
  for (let i = 0; i < 5000; i++) ann.send("set_speed", { speed: i / 5000 }, i);
  ann.step();
  assert.equal(ann.inbox.changes.length, 1024, "the newest, as many as may be open");
  assert.equal(ann.inbox.changes.at(-1)?.tUs, 4999);
});

test("a whole server: presses between two steps each get one, inputs have them all, and the answers name the frames", async (t) => {
  const server = await serveToy(
    t,
    `  y = 0; seen = 0; told = 0; times: number[] = [];
  @command("Walks.", { x: z.number().default(0), y: z.number().default(0) }, { input: { kind: "axis2d" } })
  walk({ y }: { y: number }) { this.y = y; }
  async *startSession(session: Session) {
    for (let was = 0; ; ) {
      if (was === 0 && this.y === 1) this.seen++;
      was = this.y;
      for (const { args, tUs } of session.inputs()) { if (args.y === 1) this.told++; this.times.push(tUs); }
      yield { ...grey, meta: { seen: this.seen, told: this.told, times: this.times.slice(-8) } };
    }
  }`,
    {},
    { before: `import type { Session } from "worldport";`, tracks: "main: videoOut({ width: 8, height: 4, fps: 30 })" },
  );
  const ann = await server.join();
  await ann.waitFor("frame");
  for (let i = 1; i <= 40; i++) {
    const [press, back] = [ann.command("walk", { x: 1, y: 1 }, { t_us: i }), ann.command("walk", { x: 1, y: 0 })];
    const pressed = await ann.waitFor("reply", (body) => body.id === press);
    const over = await ann.waitFor("reply", (body) => body.id === back);
    assert.ok(pressed.body.ok && over.body.ok && over.body.applied_seq > pressed.body.applied_seq);
    const frame = await ann.waitFor("frame", (body) => body.seq >= over.body.applied_seq);
    assert.deepEqual([frame.body.meta.seen, frame.body.meta.told], [i, i]);
    const times = frame.body.meta.times as number[];
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
      "times never go back",
    );
  }
});
