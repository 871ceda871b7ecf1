/**
 * Schema document → GDScript: one class with a method for each command and a signal for each message. The Godot editor
 * asks a server for it, by `POST /client/gdscript`.
 */
import type { CommandDocument, MessageDocument, SchemaDocument } from "../../../shared-schema/document.ts";
import type { Json, JsonMap } from "../../../shared-schema/json.ts";
import { pascalCase } from "../../../shared-schema/naming.ts";
import { comment, freeName, isMap, literal, wordsOf } from "./gdscript-text.ts";

interface Parameter {
  readonly wire: string;
  readonly name: string;
  readonly type: string;
  /** Text of its default, or null when it must be given. */
  readonly fallback: string | null;
  /** How it goes into the args. */
  readonly value: string;
  /** Left out of the args when it is null. */
  readonly mayBeLeftOut: boolean;
  readonly words: string;
  readonly choices: Choices | null;
}

interface Choices {
  readonly name: string;
  /** Name of the constant that holds what the members are called on the wire. */
  readonly list: string;
  readonly wires: readonly string[];
}

/** Gives the text of a script for Godot 4.4 and newer. */
export function emitGDScript(document: SchemaDocument, header: string): string {
  const { model, commands, messages } = document;
  const name = `${pascalCase(model.id.replaceAll("-", "_"))}Model`;
  const members = [...commands.map(methodName), ...messages.map(signalName)];
  const all = commands.map((command) => ({ command, parameters: parametersOf(command, members) }));
  const choices = all.flatMap(({ parameters }) => parameters.flatMap((one) => one.choices ?? []));
  const parts = [
    [
      `# ${header}`,
      `class_name ${name}`,
      "extends RefCounted",
      ...comment(`Commands and messages of ${model.title}. ${model.description}`),
    ].join("\n"),
    messages.map(signalOf).join("\n"),
    [
      ...comment("Of the document this was generated from; compare it with the one the server gives."),
      `const SHAPE_HASH := ${literal(document.shape_hash)}`,
      ...comment("Id of the model."),
      `const MODEL_ID := ${literal(model.id)}`,
      ...choices.flatMap(choicesOf),
    ].join("\n"),
    "var _session: WorldportSession",
    `\n${initializer(messages)}`,
    ...all.map(({ command, parameters }) => `\n${methodsOf(command, parameters).join("\n\n\n")}`),
    messages.length === 0 ? "" : `\n${receiver(messages)}`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function signalOf(message: MessageDocument): string {
  const fields = Object.entries(propertiesOf(message.data));
  const args = fields.map(
    ([wire, field]) => `${freeName(wire, [])}: ${isRequired(message.data, wire) ? typeOf(field) : "Variant"}`,
  );
  return [...comment(message.description), `signal ${signalName(message)}(${args.join(", ")})`].join("\n");
}

function choicesOf({ name, list, wires }: Choices): string[] {
  const members = wires.map((wire, i) => enumMember(wire, i, wires)).join(", ");
  return [
    ...comment(`Choices: ${wires.join(", ")}.`),
    `enum ${name} { ${members} }`,
    `const ${list}: Array[String] = [${wires.map(literal).join(", ")}]`,
  ];
}

function initializer(messages: readonly MessageDocument[]): string {
  return [
    ...comment("Commands go out, and messages come in, by this session."),
    "func _init(session: WorldportSession) -> void:",
    "\t_session = session",
    ...(messages.length === 0 ? [] : ["\t_session.message_received.connect(_receive)"]),
  ].join("\n");
}

/** Held and delta commands can be said each frame without waiting; all can be awaited. */
function methodsOf(command: CommandDocument, parameters: readonly Parameter[]): string[] {
  const { semantics, reply } = command;
  const method = methodName(command);
  const list = parameters
    .map(({ name, type, fallback }) => `${name}: ${type}${fallback === null ? "" : ` = ${fallback}`}`)
    .join(", ");
  const words = parameters
    .filter(({ words: said }) => said !== "")
    .map(({ name, words: said }) => `[param ${name}]: ${said}`);
  const write = (name: string, how: string, result: string, call: string): string =>
    [
      ...comment(`${command.description} ${how}`),
      ...words.flatMap(comment),
      `func ${name}(${list}) -> ${result}:`,
      ...argsOf(parameters),
      `\t${call}`,
    ].join("\n");
  const wire = literal(command.name);
  const methods: string[] = [];
  if (semantics === "held")
    methods.push(write(method, "Held: goes out when it changes.", "void", `_session.hold(${wire}, args)`));
  if (semantics === "delta")
    methods.push(write(method, "Amounts of one tick are summed.", "void", `_session.add(${wire}, args)`));
  const awaited = semantics === "trigger" ? method : `${method}_and_wait`;
  const given = reply === null ? "" : " Its result is what the model gives back.";
  methods.push(
    write(
      awaited,
      `Await it for its fate.${given}`,
      "WorldportReply",
      `return await _session.send_command(${wire}, args)`,
    ),
  );
  return methods;
}

function argsOf(parameters: readonly Parameter[]): string[] {
  const given = parameters.filter(({ mayBeLeftOut }) => !mayBeLeftOut);
  const entries = given.map(({ wire, value }) => `${literal(wire)}: ${value}`);
  return [
    `\tvar args := {${entries.join(", ")}}`,
    ...parameters
      .filter(({ mayBeLeftOut }) => mayBeLeftOut)
      .flatMap(({ wire, name, value }) => [`\tif ${name} != null:`, `\t\targs[${literal(wire)}] = ${value}`]),
  ];
}

/** Those that must be given come first. */
function parametersOf({ name: command, args }: CommandDocument, members: readonly string[]): Parameter[] {
  const all = Object.entries(propertiesOf(args)).map(([wire, field]): Parameter => {
    const name = freeName(wire, members);
    const wires = choicesIn(field);
    const choices = wires === null ? null : choicesOfField(command, wire, wires);
    const type = choices?.name ?? typeOf(field);
    const value = choices === null ? name : `${choices.list}[${name}]`;
    const base = { wire, name, value, words: wordsOf(field), choices };
    if (isRequired(args, wire)) return { ...base, type, fallback: null, mayBeLeftOut: false };
    const fallback = fallbackOf(field, type, choices);
    if (fallback !== null) return { ...base, type, fallback, mayBeLeftOut: false };
    return { ...base, type: "Variant", fallback: "null", mayBeLeftOut: true };
  });
  return [...all.filter(({ fallback }) => fallback === null), ...all.filter(({ fallback }) => fallback !== null)];
}

/** `set_style`'s `style` is a `StyleChoice`; `teleport`'s `place` is a `TeleportPlaceChoice`. */
function choicesOfField(command: string, field: string, wires: readonly string[]): Choices {
  const snake = command === `set_${field}` ? field : `${command}_${field}`;
  return { name: `${pascalCase(snake)}Choice`, list: `_${snake.toUpperCase()}_CHOICES`, wires };
}

function fallbackOf(field: Json, type: string, choices: Choices | null): string | null {
  const value = isMap(field) ? field["default"] : undefined;
  if (choices !== null) {
    const index = typeof value === "string" ? choices.wires.indexOf(value) : -1;
    return index < 0 ? null : `${choices.name}.${enumMember(value as string, index, choices.wires)}`;
  }
  if (type === "String" && typeof value === "string") return literal(value);
  if (type === "bool" && typeof value === "boolean") return String(value);
  if (typeof value !== "number" || Math.abs(value) >= 1e9) return null;
  if (type === "int" && Number.isInteger(value)) return String(value);
  if (type !== "float") return null;
  if (Number.isInteger(value)) return `${value}.0`;
  // Six places are written: a default that has more stays the server's, and null leaves it out.
  const millionths = Math.round(value * 1e6);
  if (Math.abs(millionths / 1e6 - value) > 1e-12) return null;
  const digits = String(Math.abs(millionths)).padStart(7, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6).replace(/0+$/, "")}`;
}

function receiver(messages: readonly MessageDocument[]): string {
  const branches = messages.flatMap((message) => {
    const reads = Object.entries(propertiesOf(message.data)).map(([wire, field]) => {
      const value = `data.get(${literal(wire)})`;
      return isRequired(message.data, wire) ? inType(value, typeOf(field)) : value;
    });
    return [`\t\t${literal(message.name)}:`, `\t\t\t${signalName(message)}.emit(${reads.join(", ")})`];
  });
  return ["func _receive(message_name: String, data: Dictionary) -> void:", "\tmatch message_name:", ...branches].join(
    "\n",
  );
}

/** Numbers may come as either kind. */
const inType = (value: string, type: string): string =>
  type === "float" || type === "int" ? `${type}(${value})` : value;

const methodName = ({ name }: CommandDocument): string => freeName(name, []);
const signalName = ({ name }: MessageDocument): string => `${name}_received`;

/** Members are upper case; what no name can hold, or is there twice, gets its number. */
function enumMember(wire: string, index: number, wires: readonly string[]): string {
  const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
  const name = plain(wire);
  const isUnique = wires.filter((other) => plain(other) === name).length === 1;
  return /^[A-Z]/.test(name) && isUnique ? name : `CHOICE_${index}`;
}

function choicesIn(field: Json): readonly string[] | null {
  const choices = isMap(field) ? field["enum"] : undefined;
  if (!Array.isArray(choices) || choices.length === 0) return null;
  return choices.every((choice) => typeof choice === "string") ? (choices as string[]) : null;
}

function typeOf(field: Json): string {
  const type = isMap(field) ? field["type"] : undefined;
  const names: Readonly<Record<string, string>> = {
    number: "float",
    integer: "int",
    string: "String",
    boolean: "bool",
    array: "Array",
    object: "Dictionary",
  };
  return typeof type === "string" ? (names[type] ?? "Variant") : "Variant";
}

const propertiesOf = (schema: JsonMap): JsonMap => (isMap(schema["properties"]) ? schema["properties"] : {});
const isRequired = (schema: JsonMap, field: string): boolean =>
  ((schema["required"] as readonly string[] | undefined) ?? []).includes(field);
