/** Which keys and gamepad parts each command gets: those its author names, else a default set that is free. */
import type { CommandDocument, InputKind } from "../../shared-schema/document.ts";

export interface CommandSets {
  /** Sets of `KeyboardEvent.code`: [negative, positive], [left, right, down, up], or one set of keys that each press. */
  readonly keys: readonly (readonly string[])[];
  /** Names of the W3C standard gamepad. */
  readonly gamepad: readonly string[];
}

type Sets = Partial<Record<InputKind, readonly (readonly string[])[]>>;

const WASD = ["KeyA", "KeyD", "KeyS", "KeyW"];
const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"];
/** Sets to take from when a hint names no keys, best first. */
const DEFAULT_KEYS: Sets = {
  axis2d: [WASD, ARROWS],
  axis1d: [
    ["KeyA", "KeyD"],
    ["ArrowLeft", "ArrowRight"],
    ["KeyS", "KeyW"],
    ["ArrowDown", "ArrowUp"],
    ["KeyQ", "KeyE"],
  ],
  button: [["Space"], ["KeyE"], ["KeyF"], ["KeyQ"], ["KeyR"], ["KeyC"], ["KeyX"]],
};
const DEFAULT_GAMEPAD: Sets = {
  axis2d: [
    ["left_stick_x", "left_stick_y"],
    ["right_stick_x", "right_stick_y"],
    ["dpad_left", "dpad_right", "dpad_down", "dpad_up"],
  ],
  axis1d: [["left_stick_x"], ["left_trigger", "right_trigger"], ["left_stick_y"], ["right_stick_x"]],
  pointer_delta: [["right_stick_x", "right_stick_y"]],
  button: [["south"], ["east"], ["west"], ["north"], ["right_shoulder"], ["left_shoulder"]],
};
/** How many keys make one set of a hint; of other kinds all of them do. */
const SET_SIZE: Partial<Record<InputKind, number>> = { axis1d: 2, axis2d: 4, slider: 2 };

/**
 * Shares keys and gamepad parts out. Those that authors name win over defaults, whatever the order of the commands; a
 * default set is taken only if all of it is free, and only for commands that `takes` accepts.
 */
export function keySets(
  commands: readonly CommandDocument[],
  takes: (command: CommandDocument) => boolean,
): ReadonlyMap<string, CommandSets> {
  const taken = new Set(commands.flatMap(({ input }) => [...(input?.keys ?? []), ...(input?.gamepad ?? [])]));
  const sets = new Map<string, CommandSets>();
  const driven = commands.filter(takes);
  for (const { name, input } of driven) {
    if (input === null) continue;
    const { kind } = input;
    const size = SET_SIZE[kind] ?? input.keys?.length ?? 0;
    const keys = input.keys === undefined ? takeFree(DEFAULT_KEYS[kind], taken) : setsOf(input.keys, size);
    sets.set(name, { keys, gamepad: input.gamepad ?? takeFree(DEFAULT_GAMEPAD[kind], taken)[0] ?? [] });
  }
  // A lone axis gets the second set too: arrows beside WASD.
  for (const { name, input } of driven) {
    const own = sets.get(name);
    if (own === undefined || input?.keys !== undefined || (input?.kind !== "axis2d" && input?.kind !== "axis1d"))
      continue;
    const more = takeFree(DEFAULT_KEYS[input.kind]?.slice(0, 2), taken);
    sets.set(name, { ...own, keys: [...own.keys, ...more] });
  }
  return sets;
}

/** The first set of which all is free, as a list of one; an empty list when there is none. */
function takeFree(sets: readonly (readonly string[])[] = [], taken: Set<string>): readonly (readonly string[])[] {
  const free = sets.find((set) => set.every((name) => !taken.has(name)));
  for (const name of free ?? []) taken.add(name);
  return free === undefined ? [] : [free];
}

function setsOf(keys: readonly string[], size: number): readonly (readonly string[])[] {
  const sets: string[][] = [];
  for (let i = 0; size > 0 && i + size <= keys.length; i += size) sets.push(keys.slice(i, i + size));
  return sets;
}
