/** Default bindings in a schema document: which part of which device does what to a command's args. */
import type { Json, JsonMap } from "./json.ts";

/** The default bindings of a command. A client reads devices and does what `controls` say; it decides nothing. */
export interface CommandBindings {
  /** All args without input, and those to start from: each control changes its own. */
  readonly rest: JsonMap;
  /** In the order keys, gamepad, pointer or mouse, screen. */
  readonly controls: readonly ControlBinding[];
}

/**
 * One part of a device and what it does. `held` commands are then stated with all args, `delta` commands added to; of
 * `trigger` commands each press counts. A client skips devices and actions that it does not know.
 */
export type ControlBinding =
  | PushBinding
  | PressBinding
  | ListBinding
  | PlaceBinding
  | AddBinding
  | TurnBinding
  | StepBinding
  | ToggleBinding
  | SetBinding
  | NextBinding
  | SendBinding
  | FocusBinding;

export const BINDING_DEVICES = ["key", "gamepad", "pointer", "mouse", "screen"] as const;
export type BindingDevice = (typeof BINDING_DEVICES)[number];

export const BINDING_ACTIONS = [
  "push",
  "press",
  "list",
  "place",
  "add",
  "turn",
  "step",
  "toggle",
  "set",
  "next",
  "send",
  "focus",
] as const satisfies readonly ControlBinding["action"][];

/**
 * `key`: `KeyboardEvent.code`. `gamepad`: names of the W3C standard gamepad. `pointer` on the picture: `x`, `y` (0..1,
 * origin top left), `pressed`, `touch`. `mouse`: `motion_x`, `motion_y` (in widths of the picture, right and down are
 * positive), `wheel` (notches, away from the person is positive). `screen`: an on-screen stick's `x`, `y` (−1..1, right
 * and up are positive), or `button`.
 */
export interface Control {
  readonly device: BindingDevice;
  readonly control: string;
}

/** One number of the args. */
export interface NumberArg {
  readonly arg: string;
  /** Place in an arg that is a list, or null. */
  readonly index: number | null;
  /** Whether it is a whole number. Round what is set; of what is added, keep the fraction for the next. */
  readonly whole: boolean;
}

/**
 * Pushes a number off its middle while held. Pushes of one number (`arg`, `index`) are added and kept in −1..1; the
 * number is then `rest` + push × (`high` − `rest`), or × (`rest` − `low`) for a negative push.
 */
export interface PushBinding extends Control, NumberArg {
  readonly action: "push";
  /** Push at the control's end; negative turns it round. */
  readonly push: number;
  /** Up to here, of 0..1, the control counts as its middle; the rest of its way still covers 0..1. */
  readonly dead_zone: number;
  readonly low: number;
  readonly rest: number;
  readonly high: number;
}

/** Sends `args` while any of the command's controls is pressed, `bindings.rest` otherwise; a trigger once per press. */
export interface PressBinding extends Control {
  readonly action: "press";
  readonly args: JsonMap;
  /** Beyond this, of 0..1, the control is pressed. */
  readonly dead_zone: number;
}

/** While the key is held, `value` stands in the list `arg`, in the order of the controls. */
export interface ListBinding extends Control {
  readonly action: "list";
  readonly arg: string;
  readonly value: string;
}

/** Writes the pointer's part into `arg`; `rest` follows when the pointer leaves. One touch only where nothing takes `touch`. */
export interface PlaceBinding extends Control, NumberArg {
  readonly action: "place";
}

/** Adds motion × `sensitivity`. */
export interface AddBinding extends Control, NumberArg {
  readonly action: "add";
  readonly sensitivity: number;
}

/** Adds push × `sensitivity` × seconds as long as the control is pushed. */
export interface TurnBinding extends Control, NumberArg {
  readonly action: "turn";
  readonly dead_zone: number;
  readonly sensitivity: number;
}

/** Each press, and each repeat of a key that is held, adds `step` to the number, within `low` and `high` (null: open). */
export interface StepBinding extends Control, NumberArg {
  readonly action: "step";
  readonly step: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Each press turns the boolean round. */
export interface ToggleBinding extends Control {
  readonly action: "toggle";
  readonly arg: string;
}

/** A press chooses `value`. */
export interface SetBinding extends Control {
  readonly action: "set";
  readonly arg: string;
  readonly value: Json;
}

/** Each press chooses the value after the present one; the first after the last. */
export interface NextBinding extends Control {
  readonly action: "next";
  readonly arg: string;
  readonly values: readonly Json[];
}

/** A press sends the args as they stand. */
export interface SendBinding extends Control {
  readonly action: "send";
}

/** A press puts the cursor into the field of `arg`, where there is one. */
export interface FocusBinding extends Control {
  readonly action: "focus";
  readonly arg: string;
}
