/** JSON Schema → C#: the type of a value, how it is written and read, and the enums and classes it needs. */
import type { Json, JsonMap } from "../../../shared-schema/json.ts";
import { literal, NameScope, pascalName, summary, wordsOf } from "./csharp-text.ts";

/** A type of C#. In `write` and `read`, `$` stands for the value. */
export interface CSharpType {
  readonly text: string;
  /** Whether null needs a `?`. */
  readonly isValue: boolean;
  /** A value of this type → one that can be sent. */
  readonly write: string;
  /** A value that came → this type. */
  readonly read: string;
  /** Members of an enum by their wire value; empty for other types. */
  readonly members: ReadonlyMap<string, string>;
}

const simple = (text: string, isValue: boolean, read: string): CSharpType => ({
  text,
  isValue,
  write: "$",
  read,
  members: new Map(),
});
const ANY = simple("object", false, "$");
const NUMBER = simple("double", true, "Received.Number($)");
const INT = simple("int", true, "Received.Int($)");
const LONG = simple("long", true, "Received.Long($)");
const BOOL = simple("bool", true, "Received.Bool($)");
const TEXT = simple("string", false, "Received.Text($)");

/** Members every class has, and those of generated ones. */
const MEMBERS =
  "Equals Finalize GetHashCode GetType MemberwiseClone ReferenceEquals ToString Read Write CommandArgs Received Wire".split(
    " ",
  );

/** Collects the declarations that types need while they are asked for. */
export class CSharpTypes {
  readonly #names: NameScope;
  readonly #enums: string[] = [];
  readonly #choices: string[] = [];
  readonly #classes: string[] = [];
  /** References being followed: a type that holds itself has no end when written out. */
  readonly #open: string[] = [];

  /** `names` gives out the names of types in the file's namespace. */
  constructor(names: NameScope) {
    this.#names = names;
  }

  /** Enums, then classes, then the names of the enums' members on the wire. */
  get declarations(): readonly string[] {
    if (this.#choices.length === 0) return this.#classes;
    const wire = [
      "    /// <summary>What the members of the enums are called on the wire, in their order.</summary>",
      "    internal static class Wire",
      "    {",
      ...this.#choices,
      "    }",
    ];
    return [...this.#enums, ...this.#classes, wire.join("\n")];
  }

  /** Type of the values that fit a schema. `name` is what an enum or class would be called; `root` is what references mean. */
  typeOf(schema: Json | undefined, name: string, root: JsonMap): CSharpType {
    if (!isMap(schema)) return ANY;
    const reference = schema["$ref"];
    if (typeof reference === "string") return this.#referenced(reference, name, root);
    if (schema["const"] !== undefined) return this.#choice([schema["const"]], name);
    if (Array.isArray(schema["enum"])) return this.#choice(schema["enum"] as Json[], name);
    const parts = schema["anyOf"] ?? schema["oneOf"];
    if (Array.isArray(parts)) return this.#union(parts as Json[], name, root);
    const { type } = schema;
    if (Array.isArray(type))
      return this.#union(
        type.map((one: Json): Json => ({ ...schema, type: one })),
        name,
        root,
      );
    if (type === "number") return NUMBER;
    if (type === "integer") return integerWithin(schema["minimum"], schema["maximum"]);
    if (type === "string") return TEXT;
    if (type === "boolean") return BOOL;
    if (type === "array") return this.#list(schema, name, root);
    if (type === "object") return this.#map(schema, name, root);
    return ANY;
  }

  /** Declares a class for a map with known fields. */
  declareClass(schema: JsonMap, wanted: string, root: JsonMap, words: string): CSharpType {
    const name = this.#names.take(wanted);
    const scope = new NameScope([...MEMBERS, name]);
    const required = requiredOf(schema);
    const place = this.#classes.push("") - 1; // Classes of its fields come behind it.
    const fields = fieldsOf(schema).map(([wire, field]) => {
      const type = this.typeOf(field, `${name}${pascalName(wire)}`, root);
      const isRequired = required.includes(wire);
      const plain = pascalName(wire);
      // Types of its fields begin with its name: inside it, a property so called would be meant.
      const property = scope.take(plain.startsWith(name) ? `_${plain}` : plain);
      return { wire, field, isRequired, type: isRequired ? type : nullable(type), name: property };
    });
    const properties = fields.map(({ field, isRequired, type, name: property }) => {
      const documented = summary(`${wordsOf(field)}${isRequired ? "" : " Null when left out."}`, "        ");
      return `${documented}        public ${type.text} ${property} { get; set; }\n`;
    });
    const reads = fields.map(({ wire, isRequired, type, name: property }) => {
      const value = `map.${isRequired ? "Required" : "Optional"}(${literal(wire)})`;
      return `                ${property} = ${inserted(type.read, value)},`;
    });
    const writes = fields.map(
      ({ wire, type, name: property }) => `            args.Set(${literal(wire)}, ${inserted(type.write, property)});`,
    );
    this.#classes[place] = [
      `${summary(words, "    ")}    public sealed class ${name}`,
      "    {",
      ...properties,
      `        internal static ${name} Read(object value)`,
      "        {",
      "            var map = new Received(value);",
      `            return new ${name}`,
      "            {",
      ...reads,
      "            };",
      "        }",
      "",
      "        internal CommandArgs Write()",
      "        {",
      "            var args = new CommandArgs();",
      ...writes,
      "            return args;",
      "        }",
      "    }",
    ].join("\n");
    return { text: name, isValue: false, write: "$?.Write()", read: `${name}.Read($)`, members: new Map() };
  }

  #referenced(reference: string, name: string, root: JsonMap): CSharpType {
    if (!reference.startsWith("#/") || this.#open.includes(reference)) return ANY;
    const steps = reference.slice(2).split("/");
    const found = steps.reduce<Json | undefined>((value, step) => {
      const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
      return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }, root);
    this.#open.push(reference);
    const type = this.typeOf(found, name, root);
    this.#open.pop();
    return type;
  }

  /** Strings become an enum; other values keep the type they have in common. */
  #choice(values: readonly Json[], name: string): CSharpType {
    const some = [...new Set(values.filter((value) => value !== null))];
    const type = this.#typeOfValues(some, name);
    return values.includes(null) ? nullable(type) : type;
  }

  #typeOfValues(values: readonly Json[], name: string): CSharpType {
    if (values.length === 0) return ANY;
    if (values.every((value) => typeof value === "string")) return this.#declareEnum(values, name);
    if (values.every((value) => typeof value === "boolean")) return BOOL;
    if (!values.every((value) => typeof value === "number")) return ANY;
    if (!values.every((value) => Number.isInteger(value))) return NUMBER;
    return integerWithin(Math.min(...values), Math.max(...values));
  }

  #declareEnum(values: readonly string[], wanted: string): CSharpType {
    const name = this.#names.take(wanted);
    const scope = new NameScope([]);
    const members = new Map(values.map((value) => [value, scope.take(pascalName(value))]));
    const lines = [...members].map(([value, member]) => `${summary(`${value}`, "        ")}        ${member},`);
    this.#enums.push([`    public enum ${name}`, "    {", lines.join("\n\n"), "    }"].join("\n"));
    this.#choices.push(
      `        internal static readonly string[] ${name} = { ${values.map((value) => literal(value)).join(", ")} };`,
    );
    return {
      text: name,
      isValue: true,
      write: `CommandArgs.Choice(Wire.${name}, (int)$)`,
      read: `(${name})Received.Choice($, Wire.${name})`,
      members,
    };
  }

  /** A type or null stays typed, and so do several lists of strings; any other union is an object. */
  #union(parts: readonly Json[], name: string, root: JsonMap): CSharpType {
    const some = parts.filter((part) => !isNull(part));
    const [only] = some;
    const values = some.map(valuesOf);
    let type = ANY;
    if (some.length === 1) type = this.typeOf(only, name, root);
    else if (some.length > 1 && values.every((list) => list !== null))
      type = this.#choice(values.flat() as Json[], name);
    return some.length === parts.length ? type : nullable(type);
  }

  #list(schema: JsonMap, name: string, root: JsonMap): CSharpType {
    // The places of a tuple may differ in type, so its items are objects.
    if (schema["prefixItems"] !== undefined || !isMap(schema["items"])) return listOf(ANY);
    return listOf(this.typeOf(schema["items"], `${name}Item`, root));
  }

  #map(schema: JsonMap, name: string, root: JsonMap): CSharpType {
    if (fieldsOf(schema).length > 0) return this.declareClass(schema, name, root, wordsOf(schema));
    const item = this.typeOf(schema["additionalProperties"], `${name}Item`, root);
    const variable = variableFor(item);
    return {
      text: `Dictionary<string, ${item.text}>`,
      isValue: false,
      write: item.write === "$" ? "$" : `CommandArgs.Map($, ${variable} => ${inserted(item.write, variable)})`,
      read: `Received.Map($, ${variable} => ${inserted(item.read, variable)})`,
      members: new Map(),
    };
  }
}

/** The type with null added. */
export function nullable(type: CSharpType): CSharpType {
  if (type.text === "object" || type.text.endsWith("?")) return type;
  const text = type.isValue ? `${type.text}?` : type.text;
  const read = `$ == null ? ${type.isValue ? `(${text})` : ""}null : ${type.read}`;
  const write =
    type.isValue && type.write !== "$" ? `$ == null ? null : ${inserted(type.write, "$.Value")}` : type.write;
  return { ...type, text, read, write };
}

/** Puts a value in the place of `$`. */
export const inserted = (template: string, value: string): string => template.replaceAll("$", () => value);

function listOf(item: CSharpType): CSharpType {
  const variable = variableFor(item);
  return {
    text: `${item.text}[]`,
    isValue: false,
    write: item.write === "$" ? "$" : `CommandArgs.List($, ${variable} => ${inserted(item.write, variable)})`,
    read: `Received.List($, ${variable} => ${inserted(item.read, variable)})`,
    members: new Map(),
  };
}

/** Lambdas inside one another may not share the names of what they take. */
function variableFor({ read }: CSharpType): string {
  const depth = read.split("=>").length;
  return depth === 1 ? "_item" : `_item${depth}`;
}

function integerWithin(least: Json | undefined, most: Json | undefined): CSharpType {
  const fits = typeof least === "number" && least >= -(2 ** 31) && typeof most === "number" && most < 2 ** 31;
  return fits ? INT : LONG;
}

/** The values a schema lists, or null when it is not a list of values. */
function valuesOf(schema: Json): readonly Json[] | null {
  if (!isMap(schema)) return null;
  if (schema["const"] !== undefined) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? (schema["enum"] as Json[]) : null;
}

export function fieldsOf(schema: JsonMap): [string, Json][] {
  return isMap(schema["properties"]) ? Object.entries(schema["properties"]) : [];
}

export function requiredOf(schema: JsonMap): readonly Json[] {
  return Array.isArray(schema["required"]) ? (schema["required"] as Json[]) : [];
}

const isNull = (schema: Json): boolean => isMap(schema) && (schema["type"] === "null" || schema["const"] === null);
const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);
