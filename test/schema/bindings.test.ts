/** Input hints → default bindings of the schema document. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { documentOf } from "../../server/commands/schema.ts";
import { withBindings } from "../../server/schema/bindings.ts";
import { schemaDiff } from "../../server/schema/diff.ts";
import { openApiDocument } from "../../server/schema/openapi.ts";
import { shapeOf } from "../../server/schema/shape.ts";
import type { CommandBindings } from "../../shared-schema/bindings.ts";
import type { CommandDocument, InputHint } from "../../shared-schema/document.ts";
import type { JsonMap } from "../../shared-schema/json.ts";

const number = { type: "number", minimum: -1, maximum: 1, default: 0 };

function command(name: string, input: InputHint | null, properties: JsonMap, more: object = {}): CommandDocument {
  const args = { type: "object", properties, additionalProperties: false };
  return { name, description: "…", semantics: "held", args, reply: null, input, release: null, ...more };
}
const axes = (name: string, input: InputHint = { kind: "axis2d" }): CommandDocument =>
  command(name, input, { x: number, y: number }, { release: { x: 0, y: 0 } });

function bindingsOf(...commands: CommandDocument[]): CommandBindings {
  const [first] = withBindings(commands);
  return first?.bindings ?? assert.fail("The first command has bindings");
}
/** Controls of one device, in order. */
const named = (bindings: CommandBindings | null | undefined, device: string): string[] =>
  (bindings?.controls ?? []).filter((control) => control.device === device).map(({ control }) => control);

test("an axis gives every key, stick and on-screen stick its push, with the ends of the range", () => {
  const throttle = { type: "integer", minimum: -10, maximum: 100 };
  const hint: InputHint = { kind: "axis1d", keys: ["KeyQ", "KeyE"], gamepad: ["right_stick_y"] };
  const at = { action: "push", arg: "throttle", index: null, whole: true };
  const range = { low: -10, rest: 20, high: 100 };
  assert.deepEqual(bindingsOf(command("drive", hint, { throttle }, { release: { throttle: 20 } })), {
    rest: { throttle: 20 },
    controls: [
      { device: "key", control: "KeyQ", ...at, push: -1, dead_zone: 0, ...range },
      { device: "key", control: "KeyE", ...at, push: 1, dead_zone: 0, ...range },
      { device: "gamepad", control: "right_stick_y", ...at, push: -1, dead_zone: 0.15, ...range },
      { device: "screen", control: "x", ...at, push: 1, dead_zone: 0, ...range },
    ],
  });
});

test("two axes may lie in one list, and buttons of a gamepad come in pairs", () => {
  const way = { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 };
  const hint: InputHint = { kind: "axis2d", keys: [], gamepad: ["dpad_left", "dpad_right", "dpad_down", "dpad_up"] };
  const { rest, controls } = bindingsOf(command("move", hint, { way }, { release: { way: [0, 0] } }));
  assert.deepEqual(rest, { way: [0, 0] });
  assert.deepEqual(
    controls.map((one) => (one.action === "push" ? [one.control, one.arg, one.index, one.push] : one)),
    [
      ["dpad_left", "way", 0, -1],
      ["dpad_right", "way", 0, 1],
      ["dpad_down", "way", 1, -1],
      ["dpad_up", "way", 1, 1],
      ["x", "way", 0, 1],
      ["y", "way", 1, 1],
    ],
  );
});

test("keys an author names win over defaults, a default set is taken whole, and a lone axis gets the second one too", () => {
  const keys = (...commands: CommandDocument[]): string[][] =>
    withBindings(commands).map(({ bindings }) => named(bindings, "key"));
  const [wasd, arrows] = [
    ["KeyA", "KeyD", "KeyS", "KeyW"],
    ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"],
  ];
  assert.deepEqual(keys(axes("move")), [[...wasd, ...arrows]]);
  assert.deepEqual(keys(axes("move"), axes("aim")), [wasd, arrows]);
  const strafe = command("strafe", { kind: "axis1d", keys: ["KeyA", "KeyD"] }, { amount: number });
  assert.deepEqual(keys(axes("move"), strafe), [arrows, ["KeyA", "KeyD"]]);
  const button = (name: string): CommandDocument => command(name, { kind: "button" }, {}, { semantics: "trigger" });
  assert.deepEqual(keys(button("jump"), button("use"), axes("move", { kind: "axis2d", keys: ["KeyE"] })), [
    ["Space"],
    ["KeyF"],
    [],
  ]);
});

test("a button says all args that a press sends", () => {
  const args = (one: CommandDocument): unknown => {
    const [first] = bindingsOf(one).controls;
    return first?.action === "press" ? first.args : first;
  };
  const held = (properties: JsonMap): CommandDocument => command("act", { kind: "button" }, properties);
  assert.deepEqual(args(held({ power: number, on: { type: "boolean" } })), { power: 0, on: true });
  assert.deepEqual(args(held({ force: { type: "number", minimum: 2, maximum: 9 } })), { force: 9 });
  assert.deepEqual(args(held({ force: { type: "number", minimum: 2 } })), { force: 2 });
  assert.deepEqual(args(command("jump", { kind: "button" }, {}, { semantics: "trigger" })), {});
  assert.deepEqual(bindingsOf(command("jump", { kind: "button" }, {}, { semantics: "trigger" })), {
    rest: {},
    controls: [
      { device: "key", control: "Space", action: "press", args: {}, dead_zone: 0 },
      { device: "gamepad", control: "south", action: "press", args: {}, dead_zone: 0.5 },
      { device: "screen", control: "button", action: "press", args: {}, dead_zone: 0.5 },
    ],
  });
});

test("keys list themselves, and a wheel adds its notches", () => {
  const down = { type: "array", items: { enum: ["KeyW", "ShiftLeft"] } };
  const hint: InputHint = { kind: "keys", keys: ["KeyW", "ShiftLeft"] };
  assert.deepEqual(bindingsOf(command("hold", hint, { down }, { release: { down: [] } })), {
    rest: { down: [] },
    controls: [
      { device: "key", control: "KeyW", action: "list", arg: "down", value: "KeyW" },
      { device: "key", control: "ShiftLeft", action: "list", arg: "down", value: "ShiftLeft" },
    ],
  });
  const zoom = command("zoom", { kind: "wheel" }, { notches: { type: "integer" } }, { semantics: "delta" });
  const at = { arg: "notches", index: null, whole: true };
  assert.deepEqual(bindingsOf(zoom).controls, [
    { device: "mouse", control: "wheel", action: "add", ...at, sensitivity: 1 },
  ]);
});

test("a pointer finds x, y, pressed and touch_id by name, whatever their order", () => {
  const fields = { radius: number, pressed: { type: "boolean" }, touch_id: { type: "integer" }, y: number, x: number };
  const place = { device: "pointer", action: "place", index: null };
  assert.deepEqual(bindingsOf(command("paint", { kind: "pointer" }, fields)).controls, [
    { ...place, control: "x", arg: "x", whole: false },
    { ...place, control: "y", arg: "y", whole: false },
    { ...place, control: "pressed", arg: "pressed", whole: false },
    { ...place, control: "touch", arg: "touch_id", whole: true },
  ]);
});

test("motion of the mouse is added, and a stick turns the view as long as it is pushed", () => {
  const look = command("look", { kind: "pointer_delta" }, { dx: number, dy: number }, { semantics: "delta" });
  const [x, y] = ["dx", "dy"].map((arg) => ({ arg, index: null, whole: false }));
  const turn = { device: "gamepad", action: "turn", dead_zone: 0.15, sensitivity: 0.8 };
  assert.deepEqual(bindingsOf(look).controls, [
    { ...turn, control: "right_stick_x", ...x },
    { ...turn, control: "right_stick_y", ...y },
    { device: "mouse", control: "motion_x", action: "add", ...x, sensitivity: 1 },
    { device: "mouse", control: "motion_y", action: "add", ...y, sensitivity: 1 },
  ]);
});

test("keys of a slider, toggle, choice or text say what each press changes", () => {
  const actions = (one: CommandDocument): unknown[] =>
    bindingsOf(one).controls.map(({ device, control, ...does }) => [control, does]);
  const range = { type: "number", minimum: 0, maximum: 12, default: 3 };
  const step = { action: "step", arg: "speed", index: null, whole: false, low: 0, high: 12 };
  assert.deepEqual(actions(command("speed", { kind: "slider", keys: ["Minus", "Equal"] }, { speed: range })), [
    ["Minus", { ...step, step: -0.3 }],
    ["Equal", { ...step, step: 0.3 }],
  ]);
  const hint: InputHint = { kind: "slider", keys: ["Minus", "Equal"], step: 0.5 };
  assert.deepEqual(actions(command("speed", hint, { speed: range })), [
    ["Minus", { ...step, step: -0.5 }],
    ["Equal", { ...step, step: 0.5 }],
  ]);
  assert.deepEqual(actions(command("grid", { kind: "toggle", keys: ["KeyG"] }, { shown: { type: "boolean" } })), [
    ["KeyG", { action: "toggle", arg: "shown" }],
  ]);
  const mode = { enum: ["day", "night"] };
  assert.deepEqual(actions(command("mode", { kind: "choice", keys: ["KeyM"] }, { mode })), [
    ["KeyM", { action: "next", arg: "mode", values: ["day", "night"] }],
  ]);
  assert.deepEqual(actions(command("mode", { kind: "choice", keys: ["Digit1", "Digit2"] }, { mode })), [
    ["Digit1", { action: "set", arg: "mode", value: "day" }],
    ["Digit2", { action: "set", arg: "mode", value: "night" }],
  ]);
  assert.deepEqual(actions(command("say", { kind: "text", keys: ["Enter"] }, { text: { type: "string" } })), [
    ["Enter", { action: "focus", arg: "text" }],
  ]);
  const color = { type: "string" };
  assert.deepEqual(actions(command("paint", { kind: "color", keys: ["KeyP"] }, { color })), [
    ["KeyP", { action: "send" }],
  ]);
});

test("a command without a hint, without room for it, or without a control gets none, and takes none from others", () => {
  const speed = { type: "number", minimum: 0, maximum: 1 };
  const [plain, odd, slider, move] = withBindings([
    command("plain", null, { x: number, y: number }),
    command("odd", { kind: "axis2d" }, { name: { type: "string" } }),
    command("slider", { kind: "slider" }, { speed }),
    axes("move"),
  ]);
  assert.deepEqual([plain?.bindings, odd?.bindings, slider?.bindings], [null, null, null]);
  assert.equal(named(move?.bindings, "key")[0], "KeyA");
  assert.equal(named(move?.bindings, "gamepad")[0], "left_stick_x");
});

test("bindings are no part of the shape, whose hashes of all built-in models stay as they are", async () => {
  const literals = {
    reaction: "sha256:df2e6d6d004994c93031a6873095546a30aed61c339193e5c53dd1264875efa3",
    restyle: "sha256:6e5c9104356dadb0c9024a38461b545a656c71ed802535b88343e596e9fc46f9",
    testcard: "sha256:38beebfea7ec04598ead352cd46064acb95a5253894c8b35af90ca2349592646",
    tunnel: "sha256:a38c6b8e894d6d42c281a1c60f5371ffc66459f82a011dc22f0f002f4cb2720d",
    world: "sha256:2f7a0b3ea3c0c4b445f240eb5f35ef059b6cf5c201472b757bc6fab6a7bb81fe",
  };
  for (const [model, hash] of Object.entries(literals)) {
    const document = await documentOf(model);
    assert.equal(document.shape_hash, hash, model);
    const bare = document.commands.map(({ bindings, ...command }) => command);
    assert.deepEqual(shapeOf(document), shapeOf({ ...document, commands: bare }), model);
  }
});

test("OpenAPI carries the bindings, and a difference of them is told as one of words", async () => {
  const card = await documentOf("testcard");
  // biome-ignore lint/suspicious/noExplicitAny: read by literal keys
  const { paths } = openApiDocument(card) as Record<string, any>;
  const move = card.commands.find(({ name }) => name === "move");
  assert.deepEqual(paths["/events/move"].post["x-worldport"].bindings, move?.bindings);
  const changed = card.commands.map((one) => (one === move ? { ...one, bindings: null } : one));
  const none = { breaking: [], additive: [], texts: [] };
  assert.deepEqual(schemaDiff(card, { ...card, commands: changed }), {
    ...none,
    texts: ["Command move: its default bindings changed."],
  });
  const old = card.commands.map(({ bindings, ...one }) => one);
  assert.deepEqual(schemaDiff({ ...card, commands: old }, card), none);
});
