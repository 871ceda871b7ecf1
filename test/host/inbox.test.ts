/** Commands wait for the next step: held replaces, delta adds up, triggers each count; every one gets one fate. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { Inbox } from "../../server/host/thread/inbox.ts";
import { command } from "../../server/model/command.ts";
import { contractOf } from "../../server/model/contract.ts";
import { Model } from "../../server/model/model.ts";
import { videoOut } from "../../server/model/track.ts";

class Toy extends Model {
  static readonly id = "toy";
  static readonly tracks = { main: videoOut({ width: 8, height: 4 }) };
  @command("Moves.", { x: z.number().min(-1).max(1).default(0), y: z.number().default(0) }, { semantics: "held" })
  move(): void {}
  @command("Turns.", { amount: z.number() }, { semantics: "held" })
  turn(): void {}
  @command("Looks.", { dx: z.number().min(-1).max(1).default(0), dy: z.number().default(0) }, { semantics: "delta" })
  look(): void {}
  @command("Jumps.", { high: z.number().int().optional() }, { semantics: "trigger" })
  jump(): void {}
  async *startSession() {}
}

const CONTRACT = contractOf(Toy);

class Sender {
  readonly inbox: Inbox;
  #id = 0;
  constructor(maxOpen = 1024) {
    this.inbox = new Inbox(CONTRACT, maxOpen);
  }
  send(name: string, args: Record<string, unknown> = {}, reply = true, client = "ann"): number {
    this.inbox.add({ client, id: ++this.#id, name, args, reply, inputUs: this.#id });
    return this.#id;
  }
  /** Calls to make, as [name, args, ids]. */
  due(): unknown[] {
    return this.inbox.take().map(({ command: { name }, args, from }) => [name, args, from.map((one) => one.id)]);
  }
  /** Fates as [id, kind, code or successor]. */
  fates(): unknown[] {
    return this.inbox.takeFates().map(({ id, outcome }) => {
      if (outcome.kind === "refused") return [id, outcome.kind, outcome.error.code];
      return [id, outcome.kind, outcome.kind === "superseded" ? outcome.by : null];
    });
  }
}

test("a held command is replaced by a newer one, which is told to the older", () => {
  const ann = new Sender();
  for (const x of [0.1, 0.2, 0.3]) ann.send("move", { x });
  assert.deepEqual(ann.due(), [["move", { x: 0.3, y: 0 }, [3]]]);
  assert.deepEqual(ann.fates(), [
    [1, "superseded", 2],
    [2, "superseded", 3],
  ]);
  assert.deepEqual([ann.due(), ann.fates()], [[], []], "nothing is applied or told twice");
});

test("held commands of different names do not replace one another", () => {
  const ann = new Sender();
  ann.send("move", { x: 1 });
  ann.send("turn", { amount: 5 });
  assert.deepEqual(ann.due(), [
    ["move", { x: 1, y: 0 }, [1]],
    ["turn", { amount: 5 }, [2]],
  ]);
});

test("deltas add up to one call whose fate they share, and start anew after it", () => {
  const ann = new Sender();
  ann.send("look", { dx: 0.5 });
  ann.send("look", { dx: 0.75, dy: -2 });
  ann.send("look", { dy: 1 });
  assert.deepEqual(ann.due(), [["look", { dx: 1.25, dy: -1 }, [1, 2, 3]]]);
  assert.deepEqual(ann.fates(), []);
  ann.send("look", { dx: 0.25 });
  assert.deepEqual(ann.due(), [["look", { dx: 0.25, dy: 0 }, [4]]]);
});

test("every trigger is kept, in order", () => {
  const ann = new Sender();
  for (const high of [1, 2, 3]) ann.send("jump", { high });
  assert.deepEqual(ann.due(), [
    ["jump", { high: 1 }, [1]],
    ["jump", { high: 2 }, [2]],
    ["jump", { high: 3 }, [3]],
  ]);
});

test("calls are made in the order of their newest command", () => {
  const ann = new Sender();
  ann.send("move", { x: 1 });
  ann.send("jump");
  ann.send("look", { dx: 1 });
  ann.send("move", { x: 0 });
  ann.send("jump");
  ann.send("look", { dx: 1 });
  assert.deepEqual(ann.due(), [
    ["jump", {}, [2]],
    ["move", { x: 0, y: 0 }, [4]],
    ["jump", {}, [5]],
    ["look", { dx: 2, dy: 0 }, [3, 6]],
  ]);
});

for (const [what, name, args, code, paths] of [
  ["out of range", "move", { x: 2 }, "invalid_args", ["x"]],
  ["of the wrong type", "move", { x: "1", y: null }, "invalid_args", ["x", "y"]],
  ["missing", "turn", {}, "invalid_args", ["amount"]],
  ["NaN", "turn", { amount: Number.NaN }, "invalid_args", ["amount"]],
  ["infinite", "turn", { amount: Number.POSITIVE_INFINITY }, "invalid_args", ["amount"]],
  ["unknown", "move", { speed: 1 }, "invalid_args", [""]],
  ["a fraction where whole numbers are asked for", "jump", { high: 0.5 }, "invalid_args", ["high"]],
  ["for no command", "fly", {}, "unknown_command", []],
] as const)
  test(`args that are ${what} are refused with every issue, and the model never sees them`, () => {
    const ann = new Sender();
    ann.send("move", { x: 0.5 });
    ann.send(name, args);
    const [fate] = ann.inbox.takeFates();
    assert.equal(fate?.id, 2);
    assert.ok(fate?.outcome.kind === "refused");
    assert.equal(fate.outcome.error.code, code);
    assert.deepEqual(
      fate.outcome.error.issues.map((issue) => issue.path),
      paths,
    );
    for (const issue of fate.outcome.error.issues)
      assert.ok(issue.expected !== "" && issue.received !== "" && issue.message !== "");
    assert.deepEqual(ann.due(), [["move", { x: 0.5, y: 0 }, [1]]], "a refused one replaces nothing");
  });

test("inbox_full: one trigger more than may wait is refused, held and delta never are", () => {
  const ann = new Sender(3);
  for (let i = 0; i < 4; i++) ann.send("jump");
  assert.deepEqual(ann.fates(), [[4, "refused", "inbox_full"]]);
  for (let i = 0; i < 10; i++) ann.send("move", { x: 0 });
  for (let i = 0; i < 10; i++) ann.send("look", { dx: 0.1 }, false);
  assert.ok(ann.fates().every((fate) => (fate as string[])[1] === "superseded"));
  assert.equal(ann.due().length, 5);
  ann.send("jump");
  assert.deepEqual(ann.fates(), []);
});

test("deltas without reply share the fate of the sum too", () => {
  const ann = new Sender();
  for (let i = 0; i < 3; i++) ann.send("look", { dx: 0.5 }, false);
  assert.deepEqual(ann.due(), [["look", { dx: 1.5, dy: 0 }, [1, 2, 3]]]);
});

test("a flood of deltas without reply does not grow: the oldest are settled, their amounts stay", () => {
  const ann = new Sender(3);
  for (let i = 0; i < 10_000; i++) ann.send("look", { dx: 0.5 }, false);
  const settled = ann.fates().map((fate) => (fate as unknown[])[0]);
  assert.deepEqual(
    settled,
    Array.from({ length: 9_997 }, (_, i) => i + 1),
    "each once",
  );
  assert.deepEqual(ann.due(), [["look", { dx: 5000, dy: 0 }, [9_998, 9_999, 10_000]]]);
});

test("inbox_full: a delta that asks for a reply finds room beside silent ones, and none beside as many that ask", () => {
  const ann = new Sender(2);
  for (const reply of [false, true, true, true]) ann.send("look", { dx: 1 }, reply);
  ann.send("look", { dx: 1 }, false);
  ann.send("look", { dx: 1 }, false);
  assert.deepEqual(ann.fates(), [
    [1, "superseded", 3],
    [4, "refused", "inbox_full"],
    [5, "superseded", 6],
  ]);
  assert.deepEqual(ann.due(), [["look", { dx: 5, dy: 0 }, [2, 3, 6]]]);
});
