/**
 * Words of C#: names, literals and comments out of texts that may hold anything. The Unity package has the same rules in
 * C# (`Editor/Codegen/CSharpText.cs`); a test compares what both make of the same documents.
 */
import type { Json } from "../../../shared-schema/json.ts";

/** Words of the language, and those that are keywords in some places. */
const KEYWORDS = new Set(
  (
    "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double " +
    "else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal " +
    "is lock long namespace new null object operator out override params private protected public readonly ref return " +
    "sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked " +
    "unsafe ushort using virtual void volatile while async await dynamic var yield"
  ).split(" "),
);

/** `set_speed`, `set-speed` and `set speed` → `SetSpeed`. Only ASCII letters and digits are kept. */
export function pascalName(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  if (name === "") return "Value";
  return /^[0-9]/.test(name) ? `_${name}` : name;
}

/** `set_speed` → `setSpeed`; keywords get an `@`. */
export function parameterName(text: string): string {
  const name = pascalName(text);
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  return KEYWORDS.has(camel) ? `@${camel}` : camel;
}

/** Names given out in one scope: the second of the same gets `_2`. */
export class NameScope {
  readonly #taken: Set<string>;

  constructor(reserved: readonly string[]) {
    this.#taken = new Set(reserved);
  }

  take(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted}_${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** A string literal of printable ASCII. */
export function literal(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22 || unit === 0x5c) out += `\\${text[i]}`;
    else if (unit >= 0x20 && unit < 0x7f) out += text[i];
    else out += `\\u${unit.toString(16).padStart(4, "0")}`;
  }
  return `"${out}"`;
}

/** One line that can stand in a comment: blanks, line ends and control characters become one space each run. */
export function oneLine(text: string): string {
  let out = "";
  let isBlank = true;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const blank =
      code <= 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0x2028 || code === 0x2029 || code === 0xfeff;
    // Half of a pair can't be written as UTF-8.
    if (!blank) out += code >= 0xd800 && code <= 0xdfff ? "\ufffd" : character;
    else if (!isBlank) out += " ";
    isBlank = blank;
  }
  return out.endsWith(" ") ? out.slice(0, -1) : out;
}

/** One line for inside an element of a doc comment. */
export function xmlText(text: string): string {
  return oneLine(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** What a person should know of a field: its description, range, choices that are no type, and default. */
export function wordsOf(schema: Json | undefined): string {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return "";
  const field = schema as Readonly<Record<string, Json>>;
  const words: string[] = [];
  if (typeof field["description"] === "string") words.push(field["description"]);
  const least = bound(field["minimum"], field["exclusiveMinimum"], "above");
  const most = bound(field["maximum"], field["exclusiveMaximum"], "below");
  if (least !== "" && most !== "") words.push(`${least} … ${most}.`);
  else if (least !== "") words.push(/^above/.test(least) ? `${least}.` : `At least ${least}.`);
  else if (most !== "") words.push(/^below/.test(most) ? `${most}.` : `At most ${most}.`);
  if (typeof field["maxLength"] === "number") words.push(`At most ${field["maxLength"]} characters.`);
  if (field["default"] !== undefined) words.push(`Default ${JSON.stringify(field["default"])}.`);
  return words.join(" ");
}

/** zod writes the ends of the safe integers where an author set no bound. */
function bound(closed: Json | undefined, open: Json | undefined, word: string): string {
  if (typeof closed === "number" && Math.abs(closed) < 2 ** 53 - 1) return String(closed);
  if (typeof open === "number" && Math.abs(open) < 2 ** 53 - 1) return `${word} ${open}`;
  return "";
}

/** A doc comment with its line end, or nothing where there are no words. */
export function summary(words: string, indent: string): string {
  const text = xmlText(words);
  return text === "" ? "" : `${indent}/// <summary>${text}</summary>\n`;
}
