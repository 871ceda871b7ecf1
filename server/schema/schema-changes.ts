/** What changed between two JSON Schemas of args, replies or data, and what it means for a client. */
import type { Json, JsonMap } from "../../shared-schema/json.ts";
import { ordered, TEXT_KEYWORDS } from "./shape.ts";

export interface Findings {
  readonly breaking: string[];
  readonly additive: string[];
  readonly texts: string[];
}

/** `sent`: by the client, so that accepting less breaks. `received`: by the client, so that giving more breaks. */
export type Direction = "sent" | "received";

/** Keywords that are a lower bound: a smaller value accepts more. */
const LOWER = ["minimum", "exclusiveMinimum", "minLength", "minItems"];
const UPPER = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];
const COMPARED = ["properties", "required", "items", "enum", "default", ...LOWER, ...UPPER, ...TEXT_KEYWORDS];

/** Compares two schemas; `where` begins each sentence. */
export function schemaChanges(where: string, before: JsonMap, after: JsonMap, direction: Direction): Findings {
  const findings: Findings = { breaking: [], additive: [], texts: [] };
  compare(where, before, after, { findings, direction });
  return findings;
}

interface Context {
  readonly findings: Findings;
  readonly direction: Direction;
}

function compare(where: string, before: JsonMap, after: JsonMap, context: Context): void {
  const { breaking, additive, texts } = context.findings;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (!COMPARED.includes(key) && differ(before[key], after[key]))
      breaking.push(sentence(where, key, before[key], after[key]));
  for (const key of LOWER) compareBound(where, key, before, after, -1, context);
  for (const key of UPPER) compareBound(where, key, before, after, 1, context);
  compareEnum(where, before, after, context);
  compareFields(where, before, after, context);
  if (isMap(before["items"]) && isMap(after["items"]))
    compare(`${where}, items`, before["items"], after["items"], context);
  else if (differ(before["items"], after["items"]))
    breaking.push(sentence(where, "items", before["items"], after["items"]));
  if (differ(before["default"], after["default"]))
    additive.push(sentence(where, "default", before["default"], after["default"]));
  for (const key of TEXT_KEYWORDS)
    if (differ(before[key], after[key])) texts.push(sentence(where, key, before[key], after[key]));
}

/** `wider` is the sign of a change that accepts more. */
function compareBound(
  where: string,
  key: string,
  before: JsonMap,
  after: JsonMap,
  wider: 1 | -1,
  context: Context,
): void {
  if (!differ(before[key], after[key])) return;
  const open = wider * Infinity;
  const old = typeof before[key] === "number" ? before[key] : open;
  const now = typeof after[key] === "number" ? after[key] : open;
  list(context, (now - old) * wider > 0).push(sentence(where, key, before[key], after[key]));
}

function compareEnum(where: string, before: JsonMap, after: JsonMap, context: Context): void {
  if (!differ(before["enum"], after["enum"])) return;
  if (!Array.isArray(before["enum"]) || !Array.isArray(after["enum"])) {
    list(context, after["enum"] === undefined).push(sentence(where, "enum", before["enum"], after["enum"]));
    return;
  }
  const [old, now] = [before["enum"] as readonly Json[], after["enum"] as readonly Json[]];
  for (const value of old)
    if (!now.includes(value)) list(context, false).push(`${where}: the choice ${JSON.stringify(value)} was removed.`);
  for (const value of now)
    if (!old.includes(value)) list(context, true).push(`${where}: the choice ${JSON.stringify(value)} was added.`);
}

function compareFields(where: string, before: JsonMap, after: JsonMap, context: Context): void {
  const { breaking, additive } = context.findings;
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const [oldRequired, nowRequired] = [requiredOf(before), requiredOf(after)];
  for (const [name, schema] of Object.entries(old)) {
    const later = now[name];
    const field = `${where}, field ${name}`;
    if (later === undefined) {
      breaking.push(`${field} was removed.`);
      continue;
    }
    if (oldRequired.includes(name) !== nowRequired.includes(name)) {
      const becameRequired = nowRequired.includes(name);
      list(context, !becameRequired).push(`${field} became ${becameRequired ? "required" : "optional"}.`);
    }
    if (isMap(schema) && isMap(later)) compare(field, schema, later, context);
  }
  for (const name of Object.keys(now)) {
    if (old[name] !== undefined) continue;
    const isDemanded = context.direction === "sent" && nowRequired.includes(name);
    (isDemanded ? breaking : additive).push(
      `${where}, field ${name} was added${isDemanded ? ", and is required" : ""}.`,
    );
  }
}

/** Accepting more is harmless for what a client sends, and breaks what it receives; accepting less the other way. */
function list({ findings, direction }: Context, acceptsMore: boolean): string[] {
  return acceptsMore === (direction === "sent") ? findings.additive : findings.breaking;
}

function sentence(where: string, key: string, before: Json | undefined, after: Json | undefined): string {
  if (before === undefined) return `${where}: ${key} is ${JSON.stringify(after)} now.`;
  if (after === undefined) return `${where}: ${key} is no longer given; it was ${JSON.stringify(before)}.`;
  return `${where}: ${key} changed from ${JSON.stringify(before)} to ${JSON.stringify(after)}.`;
}

const differ = (before: Json | undefined, after: Json | undefined): boolean =>
  JSON.stringify(before === undefined ? null : ordered(before)) !==
  JSON.stringify(after === undefined ? null : ordered(after));
const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const fieldsOf = (schema: JsonMap): JsonMap => (isMap(schema["properties"]) ? schema["properties"] : {});
const requiredOf = (schema: JsonMap): readonly string[] =>
  Array.isArray(schema["required"]) ? (schema["required"] as string[]) : [];
