/** A command's args schema → its fields, as forms and bindings need them. */
import type { CommandDocument } from "./document.ts";
import type { Json, JsonMap } from "./json.ts";

/** `list` is a fixed number of numbers, `file` a file's bytes as base64, `json` everything without a widget of its own. */
export type ArgType = "number" | "integer" | "boolean" | "string" | "choice" | "list" | "file" | "json";

export interface ArgField {
  readonly name: string;
  readonly type: ArgType;
  /** Inclusive; null when open. */
  readonly min: number | null;
  readonly max: number | null;
  /** Smallest sensible change; null when it can't be told. */
  readonly step: number | null;
  /** Of a choice. */
  readonly options: readonly Json[];
  /** Of a list. */
  readonly length: number;
  /** Value to start from. */
  readonly preset: Json;
  readonly description: string;
  readonly required: boolean;
  /** Of a string. */
  readonly maxLength: number | null;
}

/** zod writes the ends of the safe integers where an author set no bound. */
const OPEN = 2 ** 53 - 1;

/** Fields of an args schema, in the author's order. */
export function fieldsOf(schema: JsonMap): ArgField[] {
  const required = listOf(schema["required"]);
  return Object.entries(mapOf(schema["properties"])).map(([name, property]) =>
    fieldOf(name, mapOf(property), required.includes(name)),
  );
}

function fieldOf(name: string, schema: JsonMap, required: boolean): ArgField {
  const items = schema["prefixItems"] ?? schema["items"];
  const options = optionsOf(schema);
  const length = listLength(schema);
  const ranged = length > 0 ? mapOf(Array.isArray(items) ? items[0] : items) : schema;
  const min = bound(ranged, "minimum", "exclusiveMinimum");
  const max = bound(ranged, "maximum", "exclusiveMaximum");
  const type = options.length > 0 ? "choice" : length > 0 ? "list" : typeOf(schema);
  return {
    name,
    type,
    min,
    max,
    step: stepOf(ranged, min, max),
    options,
    length,
    preset: schema["default"] ?? presetOf({ type, min, max, options, length }, schema),
    description: typeof schema["description"] === "string" ? schema["description"] : "",
    required,
    maxLength: typeof schema["maxLength"] === "number" ? schema["maxLength"] : null,
  };
}

function typeOf(schema: JsonMap): ArgType {
  const type = schema["type"];
  if (type === "string" && schema["contentEncoding"] === "base64") return "file";
  return type === "number" || type === "integer" || type === "boolean" || type === "string" ? type : "json";
}

function optionsOf(schema: JsonMap): readonly Json[] {
  if (Array.isArray(schema["enum"])) return listOf(schema["enum"]);
  const parts = listOf(schema["anyOf"] ?? schema["oneOf"]).map(mapOf);
  return parts.every((part) => Object.hasOwn(part, "const")) ? parts.map((part) => part["const"] ?? null) : [];
}

/** How many numbers a fixed list has, 0 for anything else. */
function listLength(schema: JsonMap): number {
  if (schema["type"] !== "array") return 0;
  const isNumber = (item: Json | undefined): boolean => ["number", "integer"].includes(String(mapOf(item)["type"]));
  const prefix = schema["prefixItems"];
  if (Array.isArray(prefix)) return prefix.every(isNumber) ? prefix.length : 0;
  const length = schema["minItems"];
  return typeof length === "number" && length === schema["maxItems"] && isNumber(schema["items"]) ? length : 0;
}

function bound(schema: JsonMap, inclusive: string, exclusive: string): number | null {
  const value = schema[inclusive] ?? schema[exclusive];
  return typeof value === "number" && Math.abs(value) < OPEN ? value : null;
}

/** A hundredth or so of the range, as a round number; 1 for integers. */
function stepOf(schema: JsonMap, min: number | null, max: number | null): number | null {
  if (typeof schema["multipleOf"] === "number") return schema["multipleOf"];
  if (schema["type"] === "integer") return 1;
  if (min === null || max === null || max <= min) return null;
  const rough = (max - min) / 200;
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / power;
  return (digit < 2 ? 1 : digit < 5 ? 2 : 5) * power;
}

function presetOf(
  { type, min, max, options, length }: Pick<ArgField, "type" | "min" | "max" | "options" | "length">,
  schema: JsonMap,
): Json {
  switch (type) {
    case "number":
    case "integer":
      return clamp(0, min, max);
    case "boolean":
      return false;
    case "string":
    case "file":
      return "";
    case "choice":
      return options[0] ?? null;
    case "list":
      return new Array<number>(length).fill(clamp(0, min, max));
    case "json":
      return schema["type"] === "array" ? [] : schema["type"] === "object" ? {} : null;
  }
}

/**
 * Args to start from: `release` where the command springs back, else every field's preset; optional fields that only
 * JSON can fill are left out.
 */
export function presetArgs(command: Pick<CommandDocument, "args" | "release">): JsonMap {
  if (command.release !== null) return { ...command.release };
  return Object.fromEntries(
    fieldsOf(command.args)
      .filter((field) => field.type !== "json" || field.required || field.preset !== null)
      .map((field) => [field.name, field.preset]),
  );
}

/** Keeps a number within bounds; null is open. */
export function clamp(value: number, min: number | null, max: number | null): number {
  return Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, value));
}

function mapOf(value: Json | undefined): JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonMap) : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
