/** The contract of a class: commands with their semantics, hints and release; inheritance; checking of args. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { command, Model, videoOut } from "../../server/index.ts";
import { checkArgs, contractOf } from "../../server/model/contract.ts";

class Player extends Model {
  static readonly id: string = "player";
  static readonly tracks = { main: videoOut({ width: 4, height: 4 }) };
  readonly calls: unknown[] = [];
  *startSession() {}

  @command("Flies faster.", { speed: z.number().min(0).max(4).default(1) })
  setSpeed(args: { speed: number }): unknown {
    return this.calls.push(["player", args]);
  }

  @command("Says it.", { text: z.string().max(8), loud: z.boolean().optional() }, { semantics: "trigger" })
  say(): void {}
}

class Racer extends Player {
  static override readonly id = "racer";
  override setSpeed(args: { speed: number }): unknown {
    return this.calls.push(["racer", args]);
  }

  @command("Honks.")
  honk(): void {}
}

class Sprinter extends Player {
  static override readonly id = "sprinter";
  @command("Runs faster.", { speed: z.number().max(9) })
  override setSpeed(args: { speed: number }): unknown {
    return this.calls.push(["sprinter", args]);
  }
}

/** What a command without options of its own comes out as. */
function resolved(fields: Record<string, z.ZodType>, options: Parameters<typeof command>[2] = {}) {
  class One extends Model {
    static readonly id = "one";
    static readonly tracks = { main: videoOut({ width: 4, height: 4 }) };
    *startSession() {}
    @command("Acts.", fields, options)
    act(): void {}
  }
  const { semantics, input, release } = contractOf(One).commands.get("act") ?? assert.fail();
  return { semantics, kind: input?.kind ?? null, release };
}

test("methods get wire names, in order of declaration, and apply on the instance", () => {
  const { commands } = contractOf(Player);
  assert.deepEqual([...commands.keys()], ["set_speed", "say"]);
  const player = new Player();
  commands.get("set_speed")?.apply(player, { speed: 2 });
  assert.deepEqual(player.calls, [["player", { speed: 2 }]]);
});

test("a subclass inherits commands, adds its own, and leaves its parent as it was", () => {
  assert.deepEqual([...contractOf(Racer).commands.keys()], ["set_speed", "say", "honk"]);
  assert.deepEqual([...contractOf(Player).commands.keys()], ["set_speed", "say"]);
  assert.equal(contractOf(Racer).title, "Racer");
});

test("an override without decorator is what the inherited command calls", () => {
  const racer = new Racer();
  contractOf(Racer).commands.get("set_speed")?.apply(racer, { speed: 3 });
  assert.deepEqual(racer.calls, [["racer", { speed: 3 }]]);
});

test("an override with decorator takes the place of the inherited declaration", () => {
  const contract = contractOf(Sprinter);
  assert.equal(contract.commands.get("set_speed")?.description, "Runs faster.");
  assert.deepEqual(checkArgs(contract, "set_speed", { speed: 9 }), { speed: 9 });
  assert.throws(() => checkArgs(contractOf(Player), "set_speed", { speed: 9 }), { code: "invalid_args" });
});

test("hints and semantics follow from the fields", () => {
  assert.deepEqual(resolved({}), { semantics: "trigger", kind: "button", release: null });
  assert.deepEqual(resolved({ a: z.number().min(0).max(1) }), { semantics: "held", kind: "slider", release: null });
  assert.deepEqual(resolved({ a: z.number().int().min(0).max(9) }), {
    semantics: "held",
    kind: "slider",
    release: null,
  });
  assert.deepEqual(resolved({ a: z.number() }), { semantics: "held", kind: "vector", release: null });
  assert.deepEqual(resolved({ a: z.number().int() }), { semantics: "held", kind: "vector", release: null });
  assert.deepEqual(resolved({ a: z.number(), b: z.number() }), { semantics: "held", kind: "vector", release: null });
  assert.deepEqual(resolved({ a: z.enum(["x", "y"]) }), { semantics: "held", kind: "choice", release: null });
  assert.deepEqual(resolved({ a: z.boolean() }), { semantics: "held", kind: "toggle", release: null });
  assert.deepEqual(resolved({ a: z.string() }), { semantics: "trigger", kind: "text", release: null });
  assert.deepEqual(resolved({ a: z.string(), b: z.number() }), { semantics: "trigger", kind: null, release: null });
  assert.deepEqual(resolved({ dx: z.number() }, { input: { kind: "pointer_delta" } }), {
    semantics: "delta",
    kind: "pointer_delta",
    release: null,
  });
});

test("only held commands that spring back have a release", () => {
  const axis = z.number().min(-1).max(1);
  assert.deepEqual(resolved({ x: axis, y: axis }, { input: { kind: "axis2d" } }).release, { x: 0, y: 0 });
  assert.deepEqual(resolved({ x: axis.default(0.5) }, { input: { kind: "axis1d" } }).release, { x: 0.5 });
  assert.deepEqual(resolved({ x: z.number().min(2).max(5) }, { input: { kind: "axis1d" } }).release, { x: 2 });
  assert.deepEqual(resolved({ down: z.boolean() }, { input: { kind: "button" } }), {
    semantics: "held",
    kind: "button",
    release: { down: false },
  });
  assert.deepEqual(resolved({ x: axis, who: z.string() }, { input: { kind: "axis1d" } }).release, { x: 0, who: "" });
  assert.deepEqual(resolved({ x: axis }, { input: { kind: "axis1d" }, release: { x: -1 } }).release, { x: -1 });
  assert.equal(resolved({ x: axis }, { input: { kind: "slider" } }).release, null);
  assert.equal(resolved({ x: axis }, { input: { kind: "axis1d" }, semantics: "trigger" }).release, null);
});

test("args get their defaults", () => {
  assert.deepEqual(checkArgs(contractOf(Player), "set_speed", {}), { speed: 1 });
});

test("every wrong arg is listed with path, what is accepted and what came", () => {
  const contract = contractOf(Player);
  assert.throws(() => checkArgs(contract, "say", { text: "much too long", loud: "yes", extra: 1 }), {
    code: "invalid_args",
    issues: [
      {
        path: "text",
        code: "too_big",
        expected: "at most 8 characters",
        received: '"much too long"',
        message: 'text: expected at most 8 characters; got "much too long".',
      },
      {
        path: "loud",
        code: "invalid_type",
        expected: "boolean",
        received: '"yes"',
        message: 'loud: expected boolean; got "yes".',
      },
      {
        path: "",
        code: "unrecognized_keys",
        expected: "no such key (extra)",
        received: "a map",
        message: "The value: expected no such key (extra); got a map.",
      },
    ],
  });
});

test("NaN, infinities and numbers out of range never reach the model", () => {
  for (const speed of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0.001, 4.001, "1", null, []])
    assert.throws(() => checkArgs(contractOf(Player), "set_speed", { speed }), { code: "invalid_args" }, String(speed));
});

test("an unknown command is refused with those there are", () => {
  assert.throws(() => checkArgs(contractOf(Player), "fly", {}), {
    code: "unknown_command",
    message:
      'This model has no command "fly". It has: set_speed, say. Regenerate your client code if the model changed.',
  });
});
