/** What the server's page binds to which input, and the args it makes of it, for all schema documents: the C# client has to agree. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { defaultBindings } from "../../../server/page/bindings.js";
import { axesOf, heldArgs, withTargets } from "../../../server/page/input-values.js";
import { fieldsOf, presetArgs } from "../../../shared-schema/arg-fields.ts";
import type { CommandDocument, SchemaDocument } from "../../../shared-schema/document.ts";

const DOCUMENTS = new URL("../../../shared-schema/documents/", import.meta.url).pathname;

/** Every kind of arg and hint in one document, beyond what the models of this repository use. */
export const ODD = document([
  {
    name: "fly",
    semantics: "held",
    input: { kind: "axis2d" },
    args: numbers("delta_x", "delta_y"),
    release: { delta_x: 0, delta_y: 0 },
  },
  {
    name: "roll",
    semantics: "held",
    input: { kind: "axis1d", gamepad: ["right_stick_y"] },
    args: numbers("amount"),
    release: { amount: 0.25 },
  },
  {
    name: "climb",
    semantics: "held",
    input: { kind: "axis1d" },
    args: { properties: { step: { type: "integer", minimum: -3, maximum: 4 } } },
    release: { step: 1 },
  },
  {
    name: "drift",
    semantics: "held",
    input: { kind: "axis2d" },
    args: {
      properties: {
        way: { type: "array", minItems: 3, maxItems: 3, items: { type: "number", minimum: -2, maximum: 2 } },
      },
    },
  },
  {
    name: "fire",
    semantics: "held",
    input: { kind: "button" },
    args: { properties: { force: { type: "number", maximum: 9 } } },
  },
  {
    name: "hide",
    semantics: "held",
    input: { kind: "button", keys: ["ShiftLeft", "ShiftRight"] },
    args: { properties: { on: { type: "boolean" } } },
  },
  { name: "jump", semantics: "trigger", input: { kind: "button" }, args: { properties: {} } },
  { name: "nothing", semantics: "held", input: { kind: "axis2d" }, args: numbers("only") },
  {
    name: "touch",
    semantics: "held",
    input: { kind: "pointer" },
    args: {
      properties: {
        touch_id: { type: "integer" },
        x: { type: "number" },
        y: { type: "number" },
        pressed: { type: "boolean" },
      },
    },
  },
  { name: "speed", semantics: "held", input: { kind: "slider", keys: ["Minus", "Equal"] }, args: numbers("speed") },
  {
    name: "mode",
    semantics: "held",
    input: { kind: "choice", keys: ["KeyM"] },
    args: { properties: { mode: { anyOf: [{ const: "a" }, { const: "b" }] } } },
  },
  {
    name: "shape",
    semantics: "trigger",
    input: null,
    args: {
      required: ["points"],
      properties: {
        points: { type: "array", items: { type: "string" } },
        more: { type: "object" },
        any: {},
        file: { type: "string", contentEncoding: "base64", maxLength: 99 },
        whole: { type: "integer", minimum: -9007199254740991, maximum: 9007199254740991 },
        fine: { type: "number", minimum: 0, maximum: 0.3 },
        odd: { type: "number", exclusiveMinimum: 2, multipleOf: 0.25 },
        pair: { type: "array", prefixItems: [{ type: "number" }, { type: "integer" }] },
      },
    },
  },
]);

const KEYS = [
  [],
  ["KeyW"],
  ["KeyA", "KeyS"],
  ["ArrowLeft", "ArrowUp"],
  ["KeyD", "ArrowLeft"],
  ["Space", "ShiftRight"],
  ["KeyQ"],
  ["KeyE"],
  ["KeyF"],
];
const PADS: Readonly<Record<string, number>>[] = [
  {},
  { left_stick_x: 0.5, left_stick_y: -1, right_stick_y: 0.4 },
  { left_trigger: 0.3, right_trigger: 0.8, south: 1 },
  { dpad_left: 1, dpad_down: 1, right_stick_x: -0.75, east: 0.6 },
];

export function pageBindings(): object[] {
  const texts = readdirSync(DOCUMENTS)
    .filter((name) => name.endsWith(".worldport"))
    .map((name) => readFileSync(path.join(DOCUMENTS, name), "utf8"));
  return [...texts, JSON.stringify(ODD)].map((text) => {
    const { commands } = JSON.parse(text) as SchemaDocument;
    const bindings = defaultBindings(commands);
    return {
      text,
      commands: commands.map((command) => ({
        name: command.name,
        fields: fieldsOf(command.args).map(plain),
        presets: presetArgs(command),
      })),
      bindings: bindings.map((binding) => ({ ...binding, points: withTargets(binding, [0.25, 0.75]) })),
      cases: bindings
        .filter(({ kind }) => ["axis1d", "axis2d", "button"].includes(kind))
        .flatMap((binding) =>
          KEYS.flatMap((keys) =>
            PADS.map((gamepad) => {
              const input = { keys: new Set(keys), gamepad, touch: new Map() };
              return {
                command: binding.command,
                keys,
                gamepad,
                axes: axesOf(binding, input),
                args: heldArgs(binding, input),
              };
            }),
          ),
        ),
    };
  });
}

/** JSON has no undefined. */
function plain(field: object): object {
  return Object.fromEntries(Object.entries(field).map(([key, value]) => [key, value ?? null]));
}

function numbers(...names: string[]): object {
  return { properties: Object.fromEntries(names.map((name) => [name, { type: "number", minimum: -2, maximum: 3 }])) };
}

function document(commands: readonly object[]): SchemaDocument {
  const filled = commands.map(
    (command) => ({ description: "", reply: null, release: null, ...command }) as unknown as CommandDocument,
  );
  const model = { id: "odd", version: "1", title: "Odd", description: "" };
  return { worldport: 1, hash: "", shape_hash: "", model, tracks: [], commands: filled, messages: [] };
}
