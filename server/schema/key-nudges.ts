/** What a press of a key does to a command that keeps its value: a slider, toggle, choice, text and the like. */
import type { ArgField } from "../../shared-schema/arg-fields.ts";
import type {
  Control,
  FocusBinding,
  NextBinding,
  SendBinding,
  SetBinding,
  StepBinding,
  ToggleBinding,
} from "../../shared-schema/bindings.ts";
import type { CommandDocument } from "../../shared-schema/document.ts";

type Nudge<T extends Control> = Omit<T, keyof Control>;
type AnyNudge =
  | Nudge<StepBinding>
  | Nudge<ToggleBinding>
  | Nudge<SetBinding>
  | Nudge<NextBinding>
  | Nudge<SendBinding>
  | Nudge<FocusBinding>;

/** Share of a range that one press moves, when the author names no step. */
const SHARE = 1 / 40;

/** What the key at place `i` of a set does. It acts on the first field; the first key of a set means less, others more. */
export function nudgeOf(
  command: CommandDocument,
  [field]: readonly ArgField[],
  set: readonly string[],
  i: number,
): AnyNudge {
  if (field === undefined) return { action: "send" };
  const { name: arg, type, min: low, max: high, options } = field;
  if (command.input?.kind === "text") return { action: "focus", arg };
  if (type === "boolean") return { action: "toggle", arg };
  if (type === "choice") {
    // As many keys as there are options: a key for each.
    const value = set.length === options.length ? options[i] : undefined;
    return value === undefined ? { action: "next", arg, values: options } : { action: "set", arg, value };
  }
  if (type !== "number" && type !== "integer") return { action: "send" };
  const whole = type === "integer";
  const step = command.input?.step ?? (whole ? 1 : shareOf(low ?? 0, high ?? 1));
  return { action: "step", arg, index: null, whole, step: i === 0 ? -step : step, low, high };
}

/** Fifteen digits at most: 0.3 rather than 0.30000000000000004. */
function shareOf(low: number, high: number): number {
  return Number(((high > low ? high - low : 1) * SHARE).toPrecision(12));
}
