/** What of a springing command is pressed and let go by itself: each arg, each key of `keys`, a `pointer` as a whole. */
import { isDeepStrictEqual } from "node:util";
import type { CommandContract } from "../../model/contract.ts";

export type Args = Readonly<Record<string, unknown>>;
/** Values by the name of the part; an optional arg that was left out has none. */
export type Values = ReadonlyMap<string, unknown>;

export interface ArgParts {
  split(args: Args): Values;
  /** The args that carry these values. `newest` settles the order of a list of keys. */
  join(values: Values, newest: Args): Args;
  /** The value a part goes back to. */
  rest(part: string): unknown;
  isAtRest(part: string, value: unknown): boolean;
}

export function argPartsOf({ input, args, release }: CommandContract): ArgParts {
  const rest: Args = release ?? {};
  if (input?.kind === "pointer") return pointerParts(rest);
  if (input?.kind === "keys") return keyParts(Object.keys(args.shape)[0] ?? "keys");
  return fieldParts(rest);
}

/** A press of a pointer counts at its place, so all its args go together. Without a flag that says so, being there presses. */
function pointerParts(rest: Args): ArgParts {
  const flags = Object.keys(rest).filter((name) => typeof rest[name] === "boolean");
  const flag = flags.includes("pressed") ? "pressed" : flags[0];
  return {
    split: (args) => new Map([["", args]]),
    join: (values) => values.get("") as Args,
    rest: () => rest,
    isAtRest: (_, value) =>
      flag === undefined ? isDeepStrictEqual(value, rest) : (value as Args)[flag] === rest[flag],
  };
}

function keyParts(field: string): ArgParts {
  const listed = (args: Args): readonly string[] => args[field] as readonly string[];
  return {
    split: (args) => new Map(listed(args).map((key) => [key, true])),
    join: (values, newest) => {
      const held = [...values.keys()].filter((key) => values.get(key) === true);
      return { [field]: [...new Set([...listed(newest).filter((key) => held.includes(key)), ...held])] };
    },
    rest: () => undefined,
    isAtRest: (_, value) => value !== true,
  };
}

/** A list of numbers, such as the two of a stick, is as many parts. */
function fieldParts(rest: Args): ArgParts {
  const axes = new Map<string, readonly [string, number]>();
  for (const [field, value] of Object.entries(rest))
    if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "number"))
      for (const i of value.keys()) axes.set(`${field}/${i}`, [field, i]);
  const restOf = (part: string): unknown => {
    const [field, i] = axes.get(part) ?? [part, null];
    return i === null ? rest[field] : (rest[field] as readonly number[])[i];
  };
  return {
    split(args) {
      const values = new Map<string, unknown>();
      for (const [field, value] of Object.entries(args))
        if (axes.has(`${field}/0`))
          for (const [i, one] of (value as number[]).entries()) values.set(`${field}/${i}`, one);
        else values.set(field, value);
      return values;
    },
    join(values, newest) {
      const args: Record<string, unknown> = {};
      for (const [part, value] of values) {
        const [field, i] = axes.get(part) ?? [part, null];
        if (i === null) {
          if (value !== undefined) args[field] = value;
        } else {
          args[field] ??= [...(newest[field] as readonly number[])];
          (args[field] as number[])[i] = value as number;
        }
      }
      return args;
    },
    rest: restOf,
    isAtRest: (part, value) => isDeepStrictEqual(value, restOf(part)),
  };
}
