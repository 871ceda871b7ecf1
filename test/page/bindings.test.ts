/** Default bindings of the page, made from a schema document's hints alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultBindings } from "../../server/page/bindings.js";
import { helpOf } from "../../server/page/help.js";
import { axesOf, heldArgs, withoutDeadZone } from "../../server/page/input-values.js";
import type { CommandDocument, InputHint, Semantics } from "../../shared-schema/document.ts";
import type { JsonMap } from "../../shared-schema/json.ts";

const number = { type: "number", minimum: -1, maximum: 1, default: 0 };

function command(
  name: string,
  input: InputHint | null,
  properties: JsonMap = {},
  more: { semantics?: Semantics; release?: JsonMap | null } = {},
): CommandDocument {
  const args = { type: "object", properties, additionalProperties: false };
  return { name, description: "…", semantics: "held", args, reply: null, input, release: null, ...more };
}
const move = (input: InputHint = { kind: "axis2d" }, name = "move"): CommandDocument =>
  command(name, input, { x: number, y: number }, { release: { x: 0, y: 0 } });
const idle = { keys: new Set<string>(), gamepad: {}, touch: new Map() };
const only = (commands: CommandDocument[]) => {
  const [binding] = defaultBindings(commands);
  assert.ok(binding);
  return binding;
};

test("an axis2d without keys gets WASD and the arrows", () => {
  assert.deepEqual(only([move()]).keys, [
    ["KeyA", "KeyD", "KeyS", "KeyW"],
    ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"],
  ]);
});

test("a second axis2d gets the arrows, and the first then keeps WASD alone", () => {
  const [first, second] = defaultBindings([move(), move({ kind: "axis2d" }, "aim")]);
  assert.deepEqual(first?.keys, [["KeyA", "KeyD", "KeyS", "KeyW"]]);
  assert.deepEqual(second?.keys, [["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"]]);
});

test("keys an author names are not given to a command that comes earlier", () => {
  const strafe = command("strafe", { kind: "axis1d", keys: ["KeyA", "KeyD"] }, { amount: number });
  const [first, second] = defaultBindings([move(), strafe]);
  assert.deepEqual(first?.keys, [["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"]]);
  assert.deepEqual(second?.keys, [["KeyA", "KeyD"]]);
});

test("a hint of eight keys is two sets of four", () => {
  const keys = ["KeyJ", "KeyL", "KeyK", "KeyI", "ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"];
  assert.deepEqual(only([move({ kind: "axis2d", keys })]).keys, [keys.slice(0, 4), keys.slice(4)]);
});

test("buttons take Space first, then letters that are free", () => {
  const button = (name: string) => command(name, { kind: "button" }, {}, { semantics: "trigger" });
  const bindings = defaultBindings([
    button("jump"),
    button("use"),
    move({ kind: "axis2d", keys: ["KeyE", "KeyF", "KeyQ", "KeyR"] }),
  ]);
  assert.deepEqual(
    bindings.map((binding) => binding.keys[0]?.[0]),
    ["Space", "KeyC", "KeyE"],
  );
});

test("keys, gamepad and on-screen stick drive the same args, and together never more than fully", () => {
  const binding = only([move()]);
  assert.deepEqual(heldArgs(binding, idle), { x: 0, y: 0 });
  assert.deepEqual(heldArgs(binding, { ...idle, keys: new Set(["KeyW", "ArrowRight"]) }), { x: 1, y: 1 });
  assert.deepEqual(heldArgs(binding, { ...idle, keys: new Set(["KeyA", "KeyD"]) }), { x: 0, y: 0 });
  const pushed = { ...idle, keys: new Set(["KeyD"]), gamepad: { left_stick_x: 0.5, left_stick_y: -0.25 } };
  assert.deepEqual(heldArgs(binding, pushed), { x: 1, y: 0.25 });
  assert.deepEqual(heldArgs(binding, { ...idle, touch: new Map([["move", [-0.5, 0.5] as const]]) }), {
    x: -0.5,
    y: 0.5,
  });
});

test("an axis reaches the ends of its argument's range from where it rests", () => {
  const throttle = { type: "integer", minimum: -10, maximum: 100, default: 20 };
  const binding = only([command("drive", { kind: "axis1d" }, { throttle }, { release: { throttle: 20 } })]);
  assert.deepEqual(heldArgs(binding, idle), { throttle: 20 });
  assert.deepEqual(heldArgs(binding, { ...idle, keys: new Set(["KeyD"]) }), { throttle: 100 });
  assert.deepEqual(heldArgs(binding, { ...idle, keys: new Set(["KeyA"]) }), { throttle: -10 });
});

test("an axis2d writes into a list of two numbers as well", () => {
  const direction = { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 };
  const binding = only([command("move", { kind: "axis2d" }, { direction }, { release: { direction: [0, 0] } })]);
  assert.deepEqual(heldArgs(binding, { ...idle, keys: new Set(["KeyS"]) }), { direction: [0, -1] });
});

test("two gamepad triggers are the two ends of one axis", () => {
  const hint: InputHint = { kind: "axis1d", gamepad: ["left_trigger", "right_trigger"] };
  const binding = only([command("drive", hint, { amount: number })]);
  assert.deepEqual(axesOf(binding, { ...idle, gamepad: { left_trigger: 0.25, right_trigger: 1 } })[0], 0.75);
});

test("a held button presses its first boolean, else its first number", () => {
  const boost = only([
    command(
      "boost",
      { kind: "button" },
      { on: { type: "boolean" }, power: number },
      { release: { on: false, power: 0 } },
    ),
  ]);
  assert.deepEqual(heldArgs(boost, { ...idle, keys: new Set(["Space"]) }), { on: true, power: 0 });
  const zoom = only([
    command(
      "zoom",
      { kind: "button" },
      { factor: { type: "number", minimum: 1, maximum: 8 } },
      { release: { factor: 1 } },
    ),
  ]);
  assert.deepEqual(heldArgs(zoom, { ...idle, gamepad: { south: 1 } }), { factor: 8 });
});

test("a pointer finds x, y, pressed and touch_id by name, whatever their order", () => {
  const unit = { type: "number", minimum: 0, maximum: 1 };
  const fields = { radius: unit, pressed: { type: "boolean" }, touch_id: { type: "integer" }, x: unit, y: unit };
  const binding = only([command("paint", { kind: "pointer" }, fields)]);
  assert.deepEqual(
    binding.targets.map((target) => target.field),
    ["x", "y"],
  );
  assert.equal(binding.pressedField, "pressed");
  assert.equal(binding.touchField, "touch_id");
});

test("a hint whose args have no room for it binds nothing", () => {
  assert.deepEqual(defaultBindings([command("odd", { kind: "axis2d" }, { name: { type: "string" } })]), []);
  assert.deepEqual(defaultBindings([command("plain", null, { x: number })]), []);
});

test("a stick near its middle counts as the middle, and still reaches its end", () => {
  assert.equal(withoutDeadZone(0.15), 0);
  assert.equal(withoutDeadZone(-0.1), 0);
  assert.equal(withoutDeadZone(1), 1);
  assert.equal(withoutDeadZone(-1), -1);
  assert.ok(Math.abs(withoutDeadZone(0.575) - 0.5) < 1e-9);
});

test("the help line reads like a person would say it", () => {
  const bindings = defaultBindings([
    move(),
    command("paint", { kind: "pointer" }, { x: number, y: number }),
    command("set_zoom", { kind: "slider", keys: ["Minus", "Equal"] }, { zoom: number }),
  ]);
  assert.deepEqual(helpOf(bindings), [
    { keys: ["W", "A", "S", "D"], name: "move" },
    { keys: ["mouse"], name: "paint" },
    { keys: ["−", "="], name: "zoom" },
  ]);
});
