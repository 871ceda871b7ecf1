/**
 * Input hints → default bindings with every value worked out. These rules stand here alone: clients read devices and do
 * what the schema document says.
 */
import { type ArgField, clamp, fieldsOf, presetArgs } from "../../shared-schema/arg-fields.ts";
import type { CommandBindings, Control, ControlBinding } from "../../shared-schema/bindings.ts";
import type { CommandDocument } from "../../shared-schema/document.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import { type ArgTarget, argTargets } from "./arg-targets.ts";
import { nudgeOf } from "./key-nudges.ts";
import { type CommandSets, keySets } from "./key-sets.ts";

/** Stick positions nearer to the middle than this count as the middle. */
const DEAD_ZONE = 0.15;
/** A stick, trigger or button that is pushed further counts as pressed. */
const PRESSED_BEYOND = 0.5;
/** How far a fully pushed stick turns the view, in picture widths per second. */
const STICK_SPEED = 0.8;

/** Gives every command its bindings: null for one without a hint, without room in its args, or that nothing drives. */
export function withBindings(commands: readonly CommandDocument[]): CommandDocument[] {
  const targets = new Map(commands.map((command) => [command.name, argTargets(command, fieldsOf(command.args))]));
  const sets = keySets(commands, ({ name, input }) => input !== null && targets.get(name) !== null);
  return commands.map((command) => {
    const own = sets.get(command.name);
    const bindings = own === undefined ? null : bindingsOf(command, targets.get(command.name) ?? [], own);
    return { ...command, bindings };
  });
}

function bindingsOf(
  command: CommandDocument,
  targets: readonly ArgTarget[],
  sets: CommandSets,
): CommandBindings | null {
  const rest = presetArgs(command);
  const controls = controlsOf(command, rest, targets, sets);
  return controls.length === 0 ? null : { rest, controls };
}

function controlsOf(
  command: CommandDocument,
  rest: JsonMap,
  targets: readonly ArgTarget[],
  sets: CommandSets,
): readonly ControlBinding[] {
  const fields = fieldsOf(command.args);
  switch (command.input?.kind) {
    case "axis1d":
    case "axis2d":
      return pushes(targets, sets);
    case "button":
      return presses(pressedArgs(command, rest, fields), sets);
    case "keys":
      return fields
        .slice(0, 1)
        .flatMap(({ name: arg }) =>
          sets.keys.flat().map((value) => ({ ...key(value), action: "list" as const, arg, value })),
        );
    case "pointer":
      return places(targets, fields);
    case "pointer_delta":
      return turns(targets, sets);
    case "wheel":
      return targets.map(({ at }) => ({ ...mouse("wheel"), action: "add", ...at, sensitivity: 1 }));
    default:
      return sets.keys.flatMap((set) => set.map((code, i) => ({ ...key(code), ...nudgeOf(command, fields, set, i) })));
  }
}

/** Keys and buttons come in pairs of negative and positive; sticks by axis. */
function pushes(targets: readonly ArgTarget[], { keys, gamepad }: CommandSets): ControlBinding[] {
  const push = (control: Control, target: ArgTarget, push: number, dead_zone = 0): ControlBinding => ({
    ...control,
    action: "push",
    ...target.at,
    push,
    dead_zone,
    ...target.range,
  });
  const pairs = (names: readonly string[], control: (name: string) => Control): ControlBinding[] =>
    names.flatMap((name, i) => {
      const target = targets[Math.floor(i / 2)];
      return target === undefined ? [] : [push(control(name), target, i % 2 === 0 ? -1 : 1)];
    });
  const isStick = gamepad[0]?.includes("stick_") ?? false;
  const sticks = gamepad.slice(0, targets.length).flatMap((name, i) => {
    // Down is positive on a gamepad, and pushing a stick away from the player counts as positive.
    const isTurned = i === 1 || name.endsWith("_y");
    const target = targets[i];
    return target === undefined ? [] : [push(pad(name), target, isTurned ? -1 : 1, DEAD_ZONE)];
  });
  return [
    ...keys.flatMap((set) => pairs(set, key)),
    ...(isStick ? sticks : pairs(gamepad, pad)),
    ...targets.map((target, i) => push(screen(i === 0 ? "x" : "y"), target, 1)),
  ];
}

function presses(args: JsonMap, { keys, gamepad }: CommandSets): ControlBinding[] {
  const controls = [...keys.flat().map(key), ...gamepad.map(pad), screen("button")];
  return controls.map((control) => ({
    ...control,
    action: "press",
    args,
    dead_zone: control.device === "key" ? 0 : PRESSED_BEYOND,
  }));
}

/** Args while a button is down: its first boolean true, else its first number at its upper end. */
function pressedArgs(command: CommandDocument, rest: JsonMap, fields: readonly ArgField[]): JsonMap {
  if (command.semantics !== "held") return rest;
  const flag = fields.find(({ type }) => type === "boolean");
  if (flag !== undefined) return { ...rest, [flag.name]: true };
  const number = fields.find(({ type }) => type === "number" || type === "integer");
  return number === undefined ? rest : { ...rest, [number.name]: clamp(number.max ?? 1, number.min, number.max) };
}

function places(targets: readonly ArgTarget[], fields: readonly ArgField[]): ControlBinding[] {
  const place = (control: string, at: ArgTarget["at"]): ControlBinding => ({
    device: "pointer",
    control,
    action: "place",
    ...at,
  });
  const pressed = fields.find(({ name }) => name === "pressed") ?? fields.find(({ type }) => type === "boolean");
  const touch = fields.find(({ name }) => name === "touch_id");
  return [
    ...targets.map(({ at }, i) => place(i === 0 ? "x" : "y", at)),
    ...(pressed === undefined ? [] : [place("pressed", { arg: pressed.name, index: null, whole: false })]),
    ...(touch === undefined ? [] : [place("touch", { arg: touch.name, index: null, whole: true })]),
  ];
}

function turns(targets: readonly ArgTarget[], { gamepad }: CommandSets): ControlBinding[] {
  return [
    ...gamepad.slice(0, 2).flatMap((name, i): ControlBinding[] => {
      const at = targets[i]?.at;
      const dead_zone = name.includes("stick_") ? DEAD_ZONE : 0;
      return at === undefined ? [] : [{ ...pad(name), action: "turn", ...at, dead_zone, sensitivity: STICK_SPEED }];
    }),
    ...targets.map(
      ({ at }, i): ControlBinding => ({
        ...mouse(i === 0 ? "motion_x" : "motion_y"),
        action: "add",
        ...at,
        sensitivity: 1,
      }),
    ),
  ];
}

const key = (control: string): Control => ({ device: "key", control });
const pad = (control: string): Control => ({ device: "gamepad", control });
const mouse = (control: string): Control => ({ device: "mouse", control });
const screen = (control: string): Control => ({ device: "screen", control });
