/** Default bindings: the schema's input hints → which keys, gamepad parts and pointers drive which args. No DOM. */
import { fieldsOf, presetArgs } from "../../shared-schema/arg-fields.ts";

/** @typedef {import("../../shared-schema/document.ts").CommandDocument} CommandDocument */
/** @typedef {import("../../shared-schema/document.ts").InputKind} InputKind */

/**
 * @typedef {object} Target one number inside the args
 * @property {string} field
 * @property {number | null} index place in a list field
 * @property {number} rest value without input
 * @property {number} low value at full negative input
 * @property {number} high value at full positive input
 * @property {boolean} integer
 */

/**
 * @typedef {object} Binding
 * @property {string} command
 * @property {InputKind} kind
 * @property {import("../../shared-schema/document.ts").Semantics} semantics
 * @property {readonly Target[]} targets `axis1d` one, `axis2d`, `pointer`, `pointer_delta` two: x, y
 * @property {readonly (readonly string[])[]} keys sets of `KeyboardEvent.code`: [negative, positive], [left, right,
 *   down, up], or one set of keys that each press
 * @property {readonly string[]} gamepad names of the W3C standard gamepad
 * @property {string | null} pressedField boolean that says whether the pointer or button is down
 * @property {string | null} touchField integer that tells touches apart
 * @property {Readonly<Record<string, unknown>>} base args without input
 * @property {Readonly<Record<string, unknown>>} pressed args while a button is down
 */

const WASD = ["KeyA", "KeyD", "KeyS", "KeyW"];
const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"];
/** Sets to take from when a hint names no keys, best first. */
const DEFAULT_KEYS = /** @type {Partial<Record<InputKind, string[][]>>} */ ({
  axis2d: [WASD, ARROWS],
  axis1d: [
    ["KeyA", "KeyD"],
    ["ArrowLeft", "ArrowRight"],
    ["KeyS", "KeyW"],
    ["ArrowDown", "ArrowUp"],
    ["KeyQ", "KeyE"],
  ],
  button: [["Space"], ["KeyE"], ["KeyF"], ["KeyQ"], ["KeyR"], ["KeyC"], ["KeyX"]],
});
const DEFAULT_GAMEPAD = /** @type {Partial<Record<InputKind, string[][]>>} */ ({
  axis2d: [
    ["left_stick_x", "left_stick_y"],
    ["right_stick_x", "right_stick_y"],
    ["dpad_left", "dpad_right", "dpad_down", "dpad_up"],
  ],
  axis1d: [["left_stick_x"], ["left_trigger", "right_trigger"], ["left_stick_y"], ["right_stick_x"]],
  pointer_delta: [["right_stick_x", "right_stick_y"]],
  button: [["south"], ["east"], ["west"], ["north"], ["right_shoulder"], ["left_shoulder"]],
});
/** How many keys make one set of a hint. */
const SET_SIZE = /** @type {Partial<Record<InputKind, number>>} */ ({ axis1d: 2, axis2d: 4, slider: 2 });

/**
 * Bindings of every command that an input device can drive. Keys an author names win over defaults, whatever the order
 * of the commands; a default set is taken only if all of it is free.
 * @param {readonly CommandDocument[]} commands
 * @returns {Binding[]}
 */
export function defaultBindings(commands) {
  const taken = new Set(
    commands.flatMap((command) => [...(command.input?.keys ?? []), ...(command.input?.gamepad ?? [])]),
  );
  const bindings = commands.flatMap((command) => bindingOf(command, taken) ?? []);
  // A lone axis gets the second set too: arrows beside WASD.
  for (const binding of bindings) {
    if (binding.kind !== "axis2d" && binding.kind !== "axis1d") continue;
    const command = commands.find((c) => c.name === binding.command);
    if (command?.input?.keys !== undefined) continue;
    const more = takeFree(DEFAULT_KEYS[binding.kind]?.slice(0, 2) ?? [], taken);
    if (more !== null) binding.keys = [...binding.keys, more];
  }
  return bindings;
}

/** @param {CommandDocument} command @param {Set<string>} taken @returns {Binding | null} */
function bindingOf(command, taken) {
  const hint = command.input;
  if (hint === null) return null;
  const { kind } = hint;
  const fields = fieldsOf(command.args);
  const targets = targetsOf(command, fields);
  if (targets === null) return null;
  const keys = hint.keys === undefined ? takeFree(DEFAULT_KEYS[kind] ?? [], taken) : null;
  const pads = hint.gamepad === undefined ? takeFree(DEFAULT_GAMEPAD[kind] ?? [], taken) : null;
  const pressedField = fields.find((field) => field.type === "boolean")?.name ?? null;
  const base = presetArgs(command);
  return {
    command: command.name,
    kind,
    semantics: command.semantics,
    targets,
    keys:
      hint.keys === undefined ? (keys === null ? [] : [keys]) : setsOf(hint.keys, SET_SIZE[kind] ?? hint.keys.length),
    gamepad: hint.gamepad ?? pads ?? [],
    pressedField: fields.find((field) => field.name === "pressed")?.name ?? pressedField,
    touchField: fields.find((field) => field.name === "touch_id")?.name ?? null,
    base,
    pressed: pressedArgs(command, base, fields),
  };
}

/** The numbers a kind of input writes, or null when the args have no room for them. @param {CommandDocument} command @param {import("../../shared-schema/arg-fields.ts").ArgField[]} fields @returns {Target[] | null} */
function targetsOf(command, fields) {
  const kind = command.input?.kind;
  const wanted =
    kind === "axis1d" || kind === "slider"
      ? 1
      : kind === "axis2d" || kind === "pointer" || kind === "pointer_delta"
        ? 2
        : 0;
  if (wanted === 0) return [];
  const release = command.release ?? {};
  /** @type {Target[]} */
  const numbers = [];
  for (const field of fields) {
    if (field.name === "touch_id") continue;
    if (field.type !== "number" && field.type !== "integer" && field.type !== "list") continue;
    const values =
      field.type === "list"
        ? [.../** @type {number[]} */ (release[field.name] ?? field.preset)]
        : [Number(release[field.name] ?? field.preset)];
    for (const [i, rest] of values.entries())
      numbers.push({
        field: field.name,
        index: field.type === "list" ? i : null,
        rest,
        low: field.min ?? -1,
        high: field.max ?? 1,
        integer: field.type === "integer",
      });
  }
  const x = numbers.findIndex((target) => /^(d|delta_)?x$/.test(target.field));
  const y = numbers.findIndex((target) => /^(d|delta_)?y$/.test(target.field));
  const named = [numbers[x], numbers[y]];
  const chosen = wanted === 2 && named[0] && named[1] ? [named[0], named[1]] : numbers.slice(0, wanted);
  return chosen.length === wanted ? chosen : null;
}

/** @param {CommandDocument} command @param {Record<string, unknown>} base @param {import("../../shared-schema/arg-fields.ts").ArgField[]} fields */
function pressedArgs(command, base, fields) {
  if (command.semantics !== "held") return base;
  const flag = fields.find((field) => field.type === "boolean");
  if (flag) return { ...base, [flag.name]: true };
  const number = fields.find((field) => field.type === "number" || field.type === "integer");
  return number ? { ...base, [number.name]: number.max ?? 1 } : base;
}

/** @param {readonly (readonly string[])[]} sets @param {Set<string>} taken @returns {string[] | null} */
function takeFree(sets, taken) {
  const free = sets.find((set) => set.every((name) => !taken.has(name)));
  if (free === undefined) return null;
  for (const name of free) taken.add(name);
  return [...free];
}

/** @param {readonly string[]} keys @param {number} size */
function setsOf(keys, size) {
  const sets = [];
  for (let i = 0; size > 0 && i + size <= keys.length; i += size) sets.push(keys.slice(i, i + size));
  return sets;
}
