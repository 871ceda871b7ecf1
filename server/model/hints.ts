/** Defaults of a command's declaration: its input hint, its semantics and what it sends when the input lets go. */
import { z } from "zod";
import type { InputHint, InputKind, Semantics } from "../../shared-schema/document.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import type { CommandOptions, Fields } from "./declaration.ts";

interface FieldShape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}

/**
 * The hint an author did not write: one bounded number is a slider, one enum a choice, one boolean a toggle, one
 * string a text, no args at all a button. Anything else has no natural input, and tools show its fields.
 */
export function hintOf(fields: Fields, options: CommandOptions): InputHint | null {
  if (options.input !== undefined) return options.input;
  const shapes = Object.values(fields).map(shapeOf);
  const [only] = shapes;
  if (shapes.length === 0 || only === undefined) return { kind: "button" };
  if (shapes.length > 1) return shapes.every((s) => isNumber(s)) && shapes.length <= 4 ? { kind: "vector" } : null;
  if (only.enum !== undefined) return { kind: "choice" };
  if (only.type === "boolean") return { kind: "toggle" };
  if (only.type === "string") return { kind: "text" };
  if (isNumber(only) && isBounded(only)) return { kind: "slider" };
  return isNumber(only) ? { kind: "vector" } : null;
}

const TRIGGER_KINDS: readonly InputKind[] = ["text", "image"];
/** Motion of a device without a place: amounts. */
export const ADDING_KINDS: readonly InputKind[] = ["pointer_delta", "wheel"];

/** Semantics an author did not write: `pointer_delta` and `wheel` add up; no args, texts and images occur; all else is held. */
export function semanticsOf(fields: Fields, options: CommandOptions, input: InputHint | null): Semantics {
  if (options.semantics !== undefined) return options.semantics;
  if (input === null || Object.keys(fields).length === 0 || TRIGGER_KINDS.includes(input.kind)) return "trigger";
  return ADDING_KINDS.includes(input.kind) ? "delta" : "held";
}

/** What a springing held command sends when its input lets go. */
export function releaseOf(args: z.ZodObject, options: CommandOptions): JsonMap {
  if (options.release !== undefined) return options.release as JsonMap;
  const release: Record<string, number | boolean | string | readonly string[]> = {};
  for (const [field, type] of Object.entries(args.shape)) {
    if (type instanceof z.ZodDefault) {
      release[field] = type.def.defaultValue as number;
      continue;
    }
    const shape = shapeOf(type as z.ZodType);
    const { minimum = -Infinity, maximum = Infinity } = shape;
    if (isNumber(shape)) release[field] = Math.min(Math.max(0, minimum), maximum);
    else if (shape.type === "boolean") release[field] = false;
    else if (shape.type === "string" && shape.enum === undefined) release[field] = "";
    else if (shape.type === "array" && options.input?.kind === "keys") release[field] = [];
  }
  return release;
}

const isNumber = (shape: FieldShape): boolean => shape.type === "number" || shape.type === "integer";
const isBounded = (shape: FieldShape): boolean =>
  shape.minimum !== undefined &&
  shape.maximum !== undefined &&
  Math.abs(shape.minimum) < 2 ** 53 - 1 &&
  shape.maximum < 2 ** 53 - 1;

function shapeOf(type: z.ZodType): FieldShape {
  return z.toJSONSchema(type, { io: "input" }) as FieldShape;
}
