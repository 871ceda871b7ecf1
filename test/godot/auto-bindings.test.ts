/** The addon's automatic bindings are the browser page's: one set of rules in two languages. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { defaultBindings } from "../../server/page/bindings.js";
import type { CommandDocument, InputHint, Semantics } from "../../shared-schema/document.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import { TempFolder } from "../support/temp-folder.ts";
import { imported, runGodot } from "./engine.ts";

const number = { type: "number", minimum: -1, maximum: 1, default: 0 };
const unit = { type: "number", minimum: 0, maximum: 1 };

function command(
  name: string,
  input: InputHint | null,
  properties: JsonMap = {},
  more: { semantics?: Semantics; release?: JsonMap | null } = {},
): CommandDocument {
  const args = { type: "object", properties, additionalProperties: false };
  return { name, description: "…", semantics: "held", args, reply: null, input, release: null, ...more };
}

const documents = new URL("../../shared-schema/documents/", import.meta.url);
const models = readdirSync(documents)
  .filter((name) => name.endsWith(".worldport"))
  .map(
    (name) => (JSON.parse(readFileSync(new URL(name, documents), "utf8")) as { commands: CommandDocument[] }).commands,
  );

/** Models the addon has never seen, with every turn the rules take. */
const made: CommandDocument[][] = [
  [
    command("move", { kind: "axis2d" }, { x: number, y: number }, { release: { x: 0, y: 0 } }),
    command("aim", { kind: "axis2d" }, { y: number, x: number }),
    command("roll", { kind: "axis1d" }, { amount: number }),
    command("drive", { kind: "axis1d" }, { throttle: { type: "integer", minimum: -10, maximum: 100, default: 20 } }),
    command("look", { kind: "pointer_delta" }, { dx: number, dy: number }, { semantics: "delta" }),
  ],
  [
    command("strafe", { kind: "axis1d", keys: ["KeyA", "KeyD"] }, { amount: number }),
    command("walk", { kind: "axis2d" }, { direction: { type: "array", items: number, minItems: 2, maxItems: 2 } }),
    command("jump", { kind: "button" }, {}, { semantics: "trigger" }),
    command(
      "boost",
      { kind: "button" },
      { on: { type: "boolean" }, power: number },
      { release: { on: false, power: 0 } },
    ),
    command("zoom", { kind: "button", gamepad: ["north"] }, { factor: { type: "number", minimum: 1, maximum: 8 } }),
    command("say", { kind: "text" }, { text: { type: "string" } }, { semantics: "trigger" }),
  ],
  [
    command(
      "paint",
      { kind: "pointer" },
      { radius: unit, pressed: { type: "boolean" }, touch_id: { type: "integer" }, x: unit, y: unit },
    ),
    command("style", { kind: "choice", keys: ["Digit1", "Digit2"] }, { style: { enum: ["a", "b"] } }),
    command("grid", { kind: "toggle", keys: ["KeyG"] }, { shown: { type: "boolean", default: true } }),
    command("odd", { kind: "axis2d" }, { name: { type: "string" } }),
    command("plain", null, { x: number }),
  ],
];

test("the same schema gives the same bindings in Godot and on the page", async (context) => {
  await imported();
  const folder = new TempFolder();
  context.after(() => folder.remove());
  const commands = [...models, ...made];
  const file = folder.write("commands.json", JSON.stringify(commands));
  const end = await runGodot(["-s", "res://tests/print_bindings.gd", "--", file]);
  const line = /^bindings (.*)$/m.exec(end.out)?.[1] ?? assert.fail(end.err);
  assert.deepEqual(JSON.parse(line), JSON.parse(JSON.stringify(commands.map((list) => defaultBindings(list)))));
  assert.ok(commands.flatMap((list) => defaultBindings(list)).length > 20, "there is enough to compare");
});
