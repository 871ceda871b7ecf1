/** Which numbers of a command's args an input writes, and between which values. */
import type { ArgField } from "../../shared-schema/arg-fields.ts";
import type { NumberArg } from "../../shared-schema/bindings.ts";
import type { CommandDocument, InputKind } from "../../shared-schema/document.ts";
import type { Json } from "../../shared-schema/json.ts";

export interface ArgTarget {
  readonly at: NumberArg;
  /** Value at full negative input, without input, and at full positive input. */
  readonly range: { readonly low: number; readonly rest: number; readonly high: number };
}

/** How many numbers a kind of input writes. */
const NUMBERS: Partial<Record<InputKind, number>> = { axis1d: 1, wheel: 1, axis2d: 2, pointer: 2, pointer_delta: 2 };

/**
 * The numbers a command's input writes, `x` before `y`; none for kinds that write none, null when the args have no room
 * for them.
 */
export function argTargets(command: CommandDocument, fields: readonly ArgField[]): readonly ArgTarget[] | null {
  const wanted = (command.input && NUMBERS[command.input.kind]) ?? 0;
  const numbers = fields.flatMap((field) => targetsOf(field, command.release?.[field.name] ?? field.preset));
  const x = numbers.find(({ at }) => /^(d|delta_)?x$/.test(at.arg));
  const y = numbers.find(({ at }) => /^(d|delta_)?y$/.test(at.arg));
  const chosen = wanted === 2 && x && y ? [x, y] : numbers.slice(0, wanted);
  return chosen.length === wanted ? chosen : null;
}

function targetsOf({ name, type, min, max }: ArgField, rest: Json): ArgTarget[] {
  // Tells fingers apart, and is no amount of anything.
  if (name === "touch_id") return [];
  const target = (value: Json, index: number | null): ArgTarget => ({
    at: { arg: name, index, whole: type === "integer" },
    range: { low: min ?? -1, rest: Number(value), high: max ?? 1 },
  });
  if (type === "number" || type === "integer") return [target(rest, null)];
  return type === "list" && Array.isArray(rest) ? (rest as readonly Json[]).map(target) : [];
}
