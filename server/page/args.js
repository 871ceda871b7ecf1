/** A command's args schema → fields a page can show and fill. No DOM. */

/** @typedef {import("../../shared-schema/document.ts").CommandDocument} CommandDocument */
/** @typedef {Record<string, unknown>} JsonSchema */

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {"number" | "integer" | "boolean" | "string" | "choice" | "list" | "file" | "json"} type
 *   `list` is a fixed number of numbers, `file` a file's bytes as base64, `json` everything without a widget of its own
 * @property {number | null} min inclusive, null when open
 * @property {number | null} max
 * @property {number | null} step smallest sensible change, null when it can't be told
 * @property {readonly unknown[]} options of a choice
 * @property {number} length of a list
 * @property {unknown} preset value to start from
 * @property {string} description
 * @property {boolean} required
 * @property {number | null} maxLength of a string
 */

/** zod writes the ends of the safe integers where an author set no bound. */
const OPEN = 2 ** 53 - 1;

/** Fields of an args schema, in the author's order. @param {JsonSchema} schema @returns {Field[]} */
export function fieldsOf(schema) {
  const properties = /** @type {Record<string, JsonSchema>} */ (schema["properties"] ?? {});
  const required = /** @type {string[]} */ (schema["required"] ?? []);
  return Object.entries(properties).map(([name, property]) => fieldOf(name, property, required.includes(name)));
}

/** @param {string} name @param {JsonSchema} schema @param {boolean} required @returns {Field} */
function fieldOf(name, schema, required) {
  const items = schema["prefixItems"] ?? schema["items"];
  const options = optionsOf(schema);
  const length = listLength(schema);
  const ranged = length > 0 ? (Array.isArray(items) ? items[0] : items) : schema;
  const min = bound(ranged, "minimum", "exclusiveMinimum");
  const max = bound(ranged, "maximum", "exclusiveMaximum");
  const type = options.length > 0 ? "choice" : length > 0 ? "list" : typeOf(schema);
  /** @type {Field} */
  const field = {
    name,
    type,
    min,
    max,
    step: stepOf(ranged, min, max),
    options,
    length,
    preset: undefined,
    description: typeof schema["description"] === "string" ? schema["description"] : "",
    required,
    maxLength: typeof schema["maxLength"] === "number" ? schema["maxLength"] : null,
  };
  field.preset = schema["default"] ?? presetOf(field, schema);
  return field;
}

/** @param {JsonSchema} schema @returns {Field["type"]} */
function typeOf(schema) {
  const type = schema["type"];
  if (type === "string" && schema["contentEncoding"] === "base64") return "file";
  return type === "number" || type === "integer" || type === "boolean" || type === "string" ? type : "json";
}

/** @param {JsonSchema} schema @returns {unknown[]} */
function optionsOf(schema) {
  if (Array.isArray(schema["enum"])) return schema["enum"];
  const parts = schema["anyOf"] ?? schema["oneOf"];
  if (!Array.isArray(parts) || !parts.every((part) => Object.hasOwn(part, "const"))) return [];
  return parts.map((part) => part.const);
}

/** How many numbers a fixed list has, 0 for anything else. @param {JsonSchema} schema */
function listLength(schema) {
  if (schema["type"] !== "array") return 0;
  const prefix = schema["prefixItems"];
  const numeric = (/** @type {any} */ item) => item?.type === "number" || item?.type === "integer";
  if (Array.isArray(prefix)) return prefix.every(numeric) ? prefix.length : 0;
  const length = schema["minItems"];
  return typeof length === "number" && length === schema["maxItems"] && numeric(schema["items"]) ? length : 0;
}

/** @param {any} schema @param {string} inclusive @param {string} exclusive @returns {number | null} */
function bound(schema, inclusive, exclusive) {
  const value = schema?.[inclusive] ?? schema?.[exclusive];
  return typeof value === "number" && Math.abs(value) < OPEN ? value : null;
}

/** A hundredth or so of the range, as a round number; 1 for integers. @param {any} schema @param {number | null} min @param {number | null} max */
function stepOf(schema, min, max) {
  if (typeof schema?.multipleOf === "number") return schema.multipleOf;
  if (schema?.type === "integer") return 1;
  if (min === null || max === null || max <= min) return null;
  const rough = (max - min) / 200;
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / power;
  return (digit < 2 ? 1 : digit < 5 ? 2 : 5) * power;
}

/** @param {Field} field @param {JsonSchema} schema @returns {unknown} */
function presetOf(field, schema) {
  switch (field.type) {
    case "number":
    case "integer":
      return clamp(0, field.min, field.max);
    case "boolean":
      return false;
    case "string":
    case "file":
      return "";
    case "choice":
      return field.options[0];
    case "list":
      return new Array(field.length).fill(clamp(0, field.min, field.max));
    case "json":
      return schema["type"] === "array" ? [] : schema["type"] === "object" ? {} : null;
  }
}

/**
 * Args to start from: `release` where the command springs back, else every field's preset; optional fields that only
 * JSON can fill are left out.
 * @param {CommandDocument} command
 * @returns {Record<string, unknown>}
 */
export function presetArgs(command) {
  if (command.release !== null) return { ...command.release };
  /** @type {Record<string, unknown>} */
  const args = {};
  for (const field of fieldsOf(command.args)) {
    if (field.type === "json" && !field.required && field.preset === null) continue;
    args[field.name] = field.preset;
  }
  return args;
}

/** @param {number} value @param {number | null} min @param {number | null} max */
export function clamp(value, min, max) {
  return Math.min(max ?? Infinity, Math.max(min ?? -Infinity, value));
}
