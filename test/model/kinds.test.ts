/** The kinds `keys` and `wheel`: what a declaration of them must be, and what clients and the model then get. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { command } from "../../server/model/command.ts";
import { checkArgs, contractOf } from "../../server/model/contract.ts";
import type { CommandOptions, Fields } from "../../server/model/declaration.ts";
import { Model } from "../../server/model/model.ts";
import { videoOut } from "../../server/model/track.ts";
import { schemaDocument } from "../../server/schema/export.ts";

class Game extends Model {
  static readonly id = "game";
  static readonly tracks = { main: videoOut({ width: 8, height: 4 }) };
  @command(
    "Plays the keyboard.",
    { keys: z.array(z.string()).describe("What is down.") },
    { input: { kind: "keys", keys: ["KeyW", "Space"] } },
  )
  typeOn(): void {}
  @command("Zooms.", { notches: z.number() }, { input: { kind: "wheel" } })
  zoom(): void {}
  *startSession() {}
}

const refusal = (fields: Fields, options: CommandOptions): string => {
  let message = "";
  try {
    command("Acts.", fields, options)(() => {}, { kind: "method", name: "act", metadata: {} } as never);
  } catch (error) {
    message = (error as Error).message;
  }
  return message;
};
const KEYS = z.array(z.string());
const hints = (...keys: string[]): CommandOptions => ({ input: { kind: "keys", keys } });

test("keys are held, spring back to the empty list, and clients are told which codes there are", () => {
  const [typeOn] = schemaDocument(contractOf(Game)).commands;
  assert.deepEqual(typeOn, {
    name: "type_on",
    description: "Plays the keyboard.",
    semantics: "held",
    args: {
      additionalProperties: false,
      properties: {
        keys: {
          default: [],
          description: "What is down.",
          items: { enum: ["KeyW", "Space"], type: "string" },
          maxItems: 2,
          type: "array",
        },
      },
      type: "object",
    },
    reply: null,
    input: { kind: "keys", keys: ["KeyW", "Space"] },
    release: { keys: [] },
    bindings: {
      rest: { keys: [] },
      controls: ["KeyW", "Space"].map((code) => ({
        device: "key",
        control: code,
        action: "list",
        arg: "keys",
        value: code,
      })),
    },
  });
});

test("a key that the hint does not list never reaches the model", () => {
  const contract = contractOf(Game);
  assert.deepEqual(checkArgs(contract, "type_on", { keys: ["Space"] }), { keys: ["Space"] });
  assert.deepEqual(checkArgs(contract, "type_on", {}), { keys: [] });
  assert.throws(() => checkArgs(contract, "type_on", { keys: ["KeyP"] }), { code: "invalid_args" });
  assert.throws(() => checkArgs(contract, "type_on", { keys: ["KeyW", "KeyW", "KeyW"] }), { code: "invalid_args" });
});

test("a wheel's notches are summed and spring back to nothing", () => {
  const zoom = schemaDocument(contractOf(Game)).commands[1];
  assert.deepEqual([zoom?.semantics, zoom?.release], ["delta", null]);
});

for (const [what, fields, options, words] of [
  ["keys without keys", { it: KEYS }, { input: { kind: "keys" } }, /act hints input kind "keys" without keys; list/],
  ["keys of none", { it: KEYS }, hints(), /act hints input kind "keys" without keys/],
  ["keys without an arg", {}, hints("KeyW"), /act hints input kind "keys", which has one arg, .*; its fields are none/],
  ["keys with two args", { a: KEYS, b: KEYS }, hints("KeyW"), /its fields are a, b\./],
  ["a key by another name", { it: KEYS }, hints("w"), /hints the key "w"; write KeyboardEvent\.code values/],
  ["a key twice", { it: KEYS }, hints("KeyW", "KeyW"), /hints the key "KeyW" twice/],
  ["keys as triggers", { it: KEYS }, { ...hints("KeyW"), semantics: "trigger" }, /which is held, and has trigger/],
  [
    "keys as one text",
    { it: z.string() },
    hints("KeyW"),
    /field "it" refuses \["KeyW"\]; write z\.array\(z\.string\(\)\)/,
  ],
  ["keys of which one must be held", { it: KEYS.min(1) }, hints("KeyW"), /field "it" refuses \[\]/],
  [
    "keys that rest held",
    { it: KEYS.default(["KeyW"]) },
    hints("KeyW"),
    /field "it" goes back to \["KeyW"\]; when all/,
  ],
  [
    "keys released to held ones",
    { it: KEYS },
    { ...hints("KeyW"), release: { it: ["KeyW"] } },
    /goes back to \["KeyW"\]/,
  ],
  [
    "65 keys",
    { it: KEYS },
    hints(...Array.from({ length: 65 }, (_, i) => `F${i}`)),
    /hints 65 keys; accepted are up to 64/,
  ],
  [
    "a wheel without an arg",
    {},
    { input: { kind: "wheel" } },
    /act hints input kind "wheel", which has one arg, .* none/,
  ],
  ["a wheel with two args", { x: z.number(), y: z.number() }, { input: { kind: "wheel" } }, /its fields are x, y/],
  ["a held wheel", { n: z.number() }, { input: { kind: "wheel" }, semantics: "held" }, /has held semantics; write/],
  ["a wheel of text", { n: z.string() }, { input: { kind: "wheel" } }, /delta semantics, .*; field "n" is string/],
] as const)
  test(`a definition with ${what} is refused with the method and what to write`, () => {
    assert.match(refusal(fields, options as CommandOptions), words);
  });

test("a refusal of the whole class names the class too", () => {
  class Named extends Game {}
  Object.defineProperty(Named, Symbol.metadata ?? Symbol.for("Symbol.metadata"), {
    value: {
      [Symbol.for("worldport.commands")]: [
        { method: "act", description: "Acts.", fields: { it: KEYS }, options: { input: { kind: "keys" } } },
      ],
    },
  });
  assert.throws(() => contractOf(Named), /^DefinitionError: Named: @command act hints input kind "keys" without keys/);
});
