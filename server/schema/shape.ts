/** The shape of a contract: names, types, ranges, tracks. What two documents share when a client of one fits the other. */
import type { CommandDocument, MessageDocument, TrackDocument } from "../../shared-schema/document.ts";
import type { Json, JsonMap } from "../../shared-schema/json.ts";

/** Keywords of JSON Schema that are words for people. */
export const TEXT_KEYWORDS: readonly string[] = ["title", "description", "examples", "$comment", "deprecated"];

/** Keywords whose value is a map from names to schemas: a name is never a keyword. */
const NAMED: readonly string[] = ["properties", "patternProperties", "$defs", "dependentSchemas"];
/** Keywords whose value is data and holds no schema. */
const DATA: readonly string[] = ["default", "const", "enum"];

interface Parts {
  readonly tracks: readonly TrackDocument[];
  readonly commands: readonly CommandDocument[];
  readonly messages: readonly MessageDocument[];
}

/** Gives the shape with everything in a fixed order, so that equal shapes are equal texts. */
export function shapeOf({ tracks, commands, messages }: Parts): Json {
  return ordered({
    tracks: byName(tracks) as unknown as Json,
    commands: byName(commands).map(({ name, semantics, args, reply, release }) => ({
      name,
      semantics,
      args: withoutTexts(args),
      reply: reply === null ? null : withoutTexts(reply),
      release,
    })),
    messages: byName(messages).map(({ name, data }) => ({ name, data: withoutTexts(data) })),
  });
}

/** A JSON Schema without its texts, at any depth. A field that is called `title` stays. */
export function withoutTexts(schema: Json): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map(withoutTexts);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema as JsonMap).filter(([key]) => !TEXT_KEYWORDS.includes(key));
  return Object.fromEntries(
    kept.map(([key, value]): [string, Json] => {
      if (NAMED.includes(key)) return [key, eachField(value as JsonMap, withoutTexts)];
      if (key === "required") return [key, [...(value as string[])].sort()];
      return [key, DATA.includes(key) ? value : withoutTexts(value)];
    }),
  );
}

/** Applies `change` to each value of a map and keeps the order. */
export function eachField(map: JsonMap, change: (value: Json) => Json): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));
}

/** Sorts the keys of every map. */
export function ordered(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonMap)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, ordered(item)]),
  );
}

function byName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}
