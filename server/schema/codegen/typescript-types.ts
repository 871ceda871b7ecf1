/** JSON Schema → the text of a TypeScript type. */
import type { Json, JsonMap } from "../../../shared-schema/json.ts";

/** Where a reference inside a schema leads. */
export interface Place {
  /** The schema that references are relative to, and the name of its type. */
  readonly root: JsonMap;
  readonly rootName: string;
  /** References being followed: a type that holds itself has no end when written out. */
  readonly open?: readonly string[];
}

/** Lists of a fixed length up to this become tuples. */
const LONGEST_TUPLE = 4;

/** Writes the type of values that fit a schema. Ranges go into doc comments; the server checks them. */
export function typeOf(schema: Json | undefined, place: Place, indent = ""): string {
  if (!isMap(schema)) return "unknown";
  if (typeof schema["$ref"] === "string") return referenced(schema["$ref"], place, indent);
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return union((schema["enum"] as Json[]).map((value) => JSON.stringify(value)));
  const parts = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(parts)) return union(parts.map((part: Json) => typeOf(part, place, indent)));
  const { type } = schema;
  if (Array.isArray(type)) return union(type.map((one: Json) => typeOf({ ...schema, type: one }, place, indent)));
  switch (type) {
    case "number":
    case "integer":
      return "number";
    case "string":
    case "boolean":
    case "null":
      return type;
    case "array":
      return listType(schema, place, indent);
    case "object":
      return mapType(schema, place, indent);
    default:
      return "unknown";
  }
}

function listType(schema: JsonMap, place: Place, indent: string): string {
  const prefix = schema["prefixItems"];
  if (Array.isArray(prefix)) return `readonly [${prefix.map((item: Json) => typeOf(item, place, indent)).join(", ")}]`;
  const item = typeOf(schema["items"], place, indent);
  const length = schema["minItems"];
  if (typeof length === "number" && length === schema["maxItems"] && length > 0 && length <= LONGEST_TUPLE)
    return `readonly [${new Array(length).fill(item).join(", ")}]`;
  return `readonly ${item.includes("|") ? `(${item})` : item}[]`;
}

function mapType(schema: JsonMap, place: Place, indent: string): string {
  const properties = isMap(schema["properties"]) ? schema["properties"] : {};
  const required = (schema["required"] as readonly string[] | undefined) ?? [];
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, field]) => {
    const mark = required.includes(name) ? "" : "?";
    return `${docComment(wordsOf(field), inner)}${inner}readonly ${propertyName(name)}${mark}: ${typeOf(field, place, inner)};`;
  });
  if (fields.length > 0) return `{\n${fields.join("\n")}\n${indent}}`;
  const values = schema["additionalProperties"];
  return `Readonly<Record<string, ${values === false ? "never" : typeOf(values, place, indent)}>>`;
}

/** References that lead to the whole become its name; others are written out. */
function referenced(reference: string, place: Place, indent: string): string {
  if (reference === "#") return place.rootName;
  const { open = [] } = place;
  if (open.includes(reference)) return "unknown";
  const steps = reference.replace(/^#\//, "").split("/");
  const found = steps.reduce<Json | undefined>(
    (value, step) => (isMap(value) ? value[step.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined),
    place.root,
  );
  return typeOf(found, { ...place, open: [...open, reference] }, indent);
}

/** What a person should know of a field: its description, range and default. */
function wordsOf(schema: Json): string {
  if (!isMap(schema)) return "";
  const words: string[] = [];
  if (typeof schema["description"] === "string") words.push(schema["description"]);
  const least =
    schema["minimum"] ??
    (schema["exclusiveMinimum"] === undefined ? undefined : `above ${JSON.stringify(schema["exclusiveMinimum"])}`);
  const most =
    schema["maximum"] ??
    (schema["exclusiveMaximum"] === undefined ? undefined : `below ${JSON.stringify(schema["exclusiveMaximum"])}`);
  if (isShown(least) || isShown(most))
    words.push(
      `${[least, most]
        .map((bound) => (isShown(bound) ? String(bound) : ""))
        .join(" … ")
        .trim()}.`,
    );
  if (typeof schema["maxLength"] === "number") words.push(`At most ${schema["maxLength"]} characters.`);
  if (schema["default"] !== undefined) words.push(`Default ${JSON.stringify(schema["default"])}.`);
  return words.join(" ");
}

/** zod writes the ends of the safe integers where an author set no bound. */
const isShown = (bound: Json | undefined): boolean =>
  bound !== undefined && (typeof bound !== "number" || Math.abs(bound) < 2 ** 53 - 1);

/** A doc comment with its line end, or nothing where there are no words. */
export function docComment(words: string, indent: string): string {
  const safe = words.replaceAll("*/", "* /").replaceAll(/\s+/g, " ").trim();
  return safe === "" ? "" : `${indent}/** ${safe} */\n`;
}

const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const union = (types: readonly string[]): string => [...new Set(types)].join(" | ");
const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);
