/** Keyboard, gamepad and on-screen sticks → the input state, and from it held commands and triggers. */
import { axesOf, GAMEPAD_AXES, GAMEPAD_BUTTONS, heldArgs, isPressed, withoutDeadZone } from "./input-values.js";

/** @typedef {import("./bindings.js").Binding} Binding */
/** @typedef {import("../../shared-schema/client/outbox.ts").Outbox} Outbox */

/**
 * @typedef {object} DeviceActions what keys do besides holding a command
 * @property {(binding: Binding, direction: -1 | 1, keyIndex: number, inputUs: number) => void} nudge a slider, choice, toggle or text
 */

/** Kinds whose command follows what is held down. */
const HELD_KINDS = new Set(["axis1d", "axis2d", "button"]);
/** How far a fully pushed stick turns the view, in picture widths per second. */
const STICK_SPEED = 0.8;

export class Devices {
  #outbox;
  #actions;
  /** @type {readonly Binding[]} */
  #bindings = [];
  /** @type {{ keys: Set<string>, gamepad: Record<string, number>, touch: Map<string, readonly [number, number]> }} */
  #input = { keys: new Set(), gamepad: {}, touch: new Map() };
  /** Triggers whose button is down. @type {Set<string>} */
  #down = new Set();
  #lastPollUs = 0;

  /** @param {Outbox} outbox @param {DeviceActions} actions */
  constructor(outbox, actions) {
    this.#outbox = outbox;
    this.#actions = actions;
    addEventListener("keydown", (event) => this.#keyDown(event));
    addEventListener("keyup", (event) => this.#keyUp(event));
  }

  /** @param {readonly Binding[]} bindings */
  bind(bindings) {
    this.#bindings = bindings;
    this.releaseAll();
  }

  /** Lets go of every key, stick and button. */
  releaseAll() {
    this.#input.keys.clear();
    this.#input.gamepad = {};
    this.#input.touch.clear();
    this.#apply(performance.now() * 1000);
  }

  /** Moves an on-screen stick or button. @param {string} command @param {readonly [number, number]} axes @param {number} inputUs */
  touch(command, axes, inputUs) {
    this.#input.touch.set(command, axes);
    this.#apply(inputUs);
  }

  /** How far a command's axes are pushed, for its on-screen stick. @param {Binding} binding */
  axes(binding) {
    return binding.kind === "button"
      ? /** @type {[number, number]} */ ([isPressed(binding, this.#input) ? 1 : 0, 0])
      : axesOf(binding, this.#input);
  }

  /** Reads the gamepads; once per animation frame. @param {number} nowUs */
  poll(nowUs) {
    const seconds = Math.min(0.1, (nowUs - this.#lastPollUs) / 1e6);
    this.#lastPollUs = nowUs;
    const pad = document.hasFocus()
      ? navigator.getGamepads?.().find((p) => p !== null && p.mapping === "standard")
      : null;
    if (!pad) {
      if (Object.keys(this.#input.gamepad).length === 0) return;
      this.#input.gamepad = {};
    } else {
      /** @type {Record<string, number>} */
      const values = {};
      for (const [i, name] of GAMEPAD_AXES.entries()) values[name] = withoutDeadZone(pad.axes[i] ?? 0);
      for (const [i, name] of GAMEPAD_BUTTONS.entries()) values[name] = pad.buttons[i]?.value ?? 0;
      this.#input.gamepad = values;
    }
    this.#apply(pad ? Math.min(nowUs, pad.timestamp * 1000) : nowUs);
    this.#turn(seconds, nowUs);
  }

  /** A stick bound to `pointer_delta` turns the view as long as it is pushed. @param {number} seconds @param {number} nowUs */
  #turn(seconds, nowUs) {
    for (const binding of this.#bindings) {
      if (binding.kind !== "pointer_delta") continue;
      const [x, y] = binding.gamepad.map((name) => this.#input.gamepad[name] ?? 0);
      if (!x && !y) continue;
      const [first, second] = binding.targets;
      if (first && second)
        this.#outbox.add(
          binding.command,
          { [first.field]: (x ?? 0) * STICK_SPEED * seconds, [second.field]: (y ?? 0) * STICK_SPEED * seconds },
          nowUs,
        );
    }
  }

  /** @param {number} inputUs */
  #apply(inputUs) {
    for (const binding of this.#bindings) {
      if (!HELD_KINDS.has(binding.kind)) continue;
      if (binding.semantics === "held")
        this.#outbox.hold(binding.command, heldArgs(binding, this.#input), inputUs, { rest: binding.base });
      else this.#pressTrigger(binding, inputUs);
    }
  }

  /** @param {Binding} binding @param {number} inputUs */
  #pressTrigger(binding, inputUs) {
    const pressed =
      binding.kind === "button"
        ? isPressed(binding, this.#input)
        : axesOf(binding, this.#input).some((axis) => axis !== 0);
    if (pressed === this.#down.has(binding.command)) return;
    if (!pressed) this.#down.delete(binding.command);
    else {
      this.#down.add(binding.command);
      this.#outbox.trigger(binding.command, heldArgs(binding, this.#input), inputUs);
    }
  }

  /** @param {KeyboardEvent} event */
  #keyDown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || ownsKey(event.target, event.code)) return;
    const inputUs = event.timeStamp * 1000;
    let bound = false;
    for (const binding of this.#bindings)
      for (const set of binding.keys) {
        const index = set.indexOf(event.code);
        if (index < 0) continue;
        bound = true;
        if (!HELD_KINDS.has(binding.kind)) this.#actions.nudge(binding, index === 0 ? -1 : 1, index, inputUs);
      }
    if (!bound) return;
    event.preventDefault();
    if (event.repeat) return;
    this.#input.keys.add(event.code);
    this.#apply(inputUs);
  }

  /** @param {KeyboardEvent} event */
  #keyUp(event) {
    if (!this.#input.keys.delete(event.code)) return;
    this.#apply(event.timeStamp * 1000);
  }
}

/** Whether the focused element needs this key itself. @param {EventTarget | null} target @param {string} code */
export function ownsKey(target, code) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  if (target instanceof HTMLInputElement) {
    if (target.type === "range" || target.type === "radio") return code.startsWith("Arrow");
    return target.type !== "checkbox" || code === "Space";
  }
  return target instanceof HTMLButtonElement && (code === "Space" || code === "Enter");
}
