/** What is pressed and moved → the args of a binding's command. Pure: the same input gives the same args. No DOM. */

/** @typedef {import("./bindings.js").Binding} Binding */
/** @typedef {import("./bindings.js").Target} Target */

/**
 * @typedef {object} InputState
 * @property {ReadonlySet<string>} keys `KeyboardEvent.code` of the keys held down
 * @property {Readonly<Record<string, number>>} gamepad axes −1..1 (down and right are positive) and buttons 0..1
 * @property {ReadonlyMap<string, readonly [number, number]>} touch on-screen sticks and buttons by command, −1..1
 */

/** Stick positions nearer to the middle than this count as the middle. */
export const DEAD_ZONE = 0.15;

/** Takes the dead zone out of a stick, so that the rest of its way still covers 0..1. @param {number} value */
export function withoutDeadZone(value) {
  const size = Math.abs(value);
  return size <= DEAD_ZONE ? 0 : (Math.sign(value) * Math.min(1, size - DEAD_ZONE)) / (1 - DEAD_ZONE);
}

/** Names of the W3C standard gamepad, by index. */
export const GAMEPAD_AXES = ["left_stick_x", "left_stick_y", "right_stick_x", "right_stick_y"];
export const GAMEPAD_BUTTONS = [
  "south",
  "east",
  "west",
  "north",
  "left_shoulder",
  "right_shoulder",
  "left_trigger",
  "right_trigger",
  "select",
  "start",
  "left_stick",
  "right_stick",
  "dpad_up",
  "dpad_down",
  "dpad_left",
  "dpad_right",
  "home",
];

/**
 * How far a binding's axes are pushed: x, y in −1..1, right and up positive. Keys, gamepad and touch are added.
 * @param {Binding} binding @param {InputState} input @returns {[number, number]}
 */
export function axesOf(binding, input) {
  let [x, y] = input.touch.get(binding.command) ?? [0, 0];
  for (const set of binding.keys) {
    const [left, right, down, up] = set.map((code) => (input.keys.has(code) ? 1 : 0));
    x += (right ?? 0) - (left ?? 0);
    y += (up ?? 0) - (down ?? 0);
  }
  const pad = binding.gamepad.map((name) => input.gamepad[name] ?? 0);
  const isAxis = binding.gamepad[0]?.includes("stick_") ?? false;
  if (isAxis) {
    // One axis may be a vertical stick: pushing it away from the player counts as positive, as on the y of a pair.
    const first = binding.gamepad[0]?.endsWith("_y") ? -(pad[0] ?? 0) : (pad[0] ?? 0);
    x += first;
    y -= pad[1] ?? 0;
  } else {
    x += (pad[1] ?? 0) - (pad[0] ?? 0);
    y += (pad[3] ?? 0) - (pad[2] ?? 0);
  }
  return [unit(x), unit(y)];
}

/** Whether any key, gamepad button or on-screen button of the binding is down. @param {Binding} binding @param {InputState} input */
export function isPressed(binding, input) {
  return (
    binding.keys.some((set) => set.some((code) => input.keys.has(code))) ||
    binding.gamepad.some((name) => Math.abs(input.gamepad[name] ?? 0) > 0.5) ||
    (input.touch.get(binding.command)?.[0] ?? 0) > 0.5
  );
}

/**
 * Args a held binding asks for right now: all of the command's fields.
 * @param {Binding} binding @param {InputState} input @returns {Readonly<Record<string, unknown>>}
 */
export function heldArgs(binding, input) {
  if (binding.kind === "button") return isPressed(binding, input) ? binding.pressed : binding.base;
  const axes = axesOf(binding, input);
  return withTargets(
    binding,
    binding.targets.map((target, i) => scaled(target, axes[i] ?? 0)),
  );
}

/**
 * The binding's resting args with its targets set.
 * @param {Binding} binding @param {readonly number[]} values one per target
 * @returns {Record<string, unknown>}
 */
export function withTargets(binding, values) {
  const args = { ...binding.base };
  for (const [i, target] of binding.targets.entries()) {
    const value = target.integer ? Math.round(values[i] ?? 0) : (values[i] ?? 0);
    if (target.index === null) args[target.field] = value;
    else {
      const list = [.../** @type {number[]} */ (args[target.field] ?? [])];
      list[target.index] = value;
      args[target.field] = list;
    }
  }
  return args;
}

/** −1..1 → low..rest..high. @param {Target} target @param {number} axis */
function scaled(target, axis) {
  const span = axis < 0 ? target.rest - target.low : target.high - target.rest;
  return target.rest + axis * span;
}

/** @param {number} value */
const unit = (value) => Math.max(-1, Math.min(1, value));
