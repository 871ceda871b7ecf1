/** Schema document → C#: one class with a method for each command and an event for each message, and the types they need. */
import type { CommandDocument, MessageDocument, SchemaDocument } from "../../../shared-schema/document.ts";
import type { Json } from "../../../shared-schema/json.ts";
import { literal, NameScope, oneLine, parameterName, pascalName, summary, wordsOf, xmlText } from "./csharp-text.ts";
import { type CSharpType, CSharpTypes, fieldsOf, inserted, nullable, requiredOf } from "./csharp-types.ts";

/** Names the text itself uses: nothing of a model may be called so. */
const RESERVED = (
  "Action CommandArgs Dictionary Dispose Equals Finalize GetHashCode GetType ICommandSender IDisposable MemberwiseClone " +
  "ModelId ModelMessage Receive Received ReferenceEquals ShapeHash Task ToString Wire"
).split(" ");

interface Parameter {
  readonly wire: string;
  readonly name: string;
  readonly type: CSharpType;
  /** Text of its default, or null when it must be given. */
  readonly fallback: string | null;
  readonly words: string;
}

/** Gives the text of a file for Unity's C# 9 and for `mcs`. */
export function emitCSharp(document: SchemaDocument, header: string): string {
  const { model, commands, messages } = document;
  const name = `${pascalName(model.id)}Model`;
  // Members of the class share their names with no type: inside it, the member would be meant.
  const names = new NameScope([...RESERVED, name]);
  const types = new CSharpTypes(names);
  const methods = commands.flatMap((command) => methodsOf(command, types, names));
  const events = messages.map((message) => eventOf(message, types, names));
  const body = [
    `        /// <summary>Of the document this was generated from; compare it with the one the server gives.</summary>`,
    `        public const string ShapeHash = ${literal(document.shape_hash)};`,
    "",
    "        /// <summary>Id of the model.</summary>",
    `        public const string ModelId = ${literal(model.id)};`,
    "",
    "        private readonly ICommandSender _sender;",
    "",
    "        /// <summary>Commands go out, and messages come in, by this sender.</summary>",
    `        public ${name}(ICommandSender sender)`,
    "        {",
    "            _sender = sender;",
    ...(events.length === 0 ? [] : ["            _sender.MessageReceived += Receive;"]),
    "        }",
    ...events.flatMap(({ declaration }) => ["", declaration]),
    ...methods.flatMap((method) => ["", method]),
    "",
    "        /// <summary>Ends the events. The sender stays as it is.</summary>",
    "        public void Dispose()",
    "        {",
    ...(events.length === 0 ? [] : ["            _sender.MessageReceived -= Receive;"]),
    "        }",
    ...(events.length === 0 ? [] : ["", receiver(events.map(({ branch }) => branch))]),
  ];
  return [
    `// ${oneLine(header)}`,
    `namespace Worldport.Models.${pascalName(model.id)}`,
    "{",
    "    using global::System;",
    "    using global::System.Collections.Generic;",
    "    using global::System.Threading.Tasks;",
    "    using global::Worldport.Client;",
    "",
    `${summary(`Commands and messages of ${model.title}. ${model.description}`, "    ")}    public sealed class ${name} : IDisposable`,
    "    {",
    ...body,
    "    }",
    ...types.declarations.flatMap((declaration) => ["", declaration]),
    "}",
    "",
  ].join("\n");
}

/** Held and delta commands can be said each frame without waiting; all of them can be awaited. */
function methodsOf(command: CommandDocument, types: CSharpTypes, names: NameScope): string[] {
  const { name, semantics, reply } = command;
  const parameters = parametersOf(command, types);
  const list = parameters.map(
    (one) => `${one.type.text} ${one.name}${one.fallback === null ? "" : ` = ${one.fallback}`}`,
  );
  const sets = parameters.map((one) => `.Set(${literal(one.wire)}, ${inserted(one.type.write, one.name)})`);
  const args = `new CommandArgs()${sets.join("")}`;
  const write = (words: string, result: string, method: string, call: string): string =>
    [
      `${summary(`${command.description} ${words}`, "        ")}${parameters.map(parameterDoc).join("")}        public ${result} ${names.take(method)}(${list.join(", ")}) =>`,
      `            ${call};`,
    ].join("\n");
  const wire = literal(name);
  const methods: string[] = [];
  if (semantics === "held")
    methods.push(write("Held: goes out when it changes.", "void", pascalName(name), `_sender.Hold(${wire}, ${args})`));
  if (semantics === "delta")
    methods.push(write("Amounts of one frame are summed.", "void", pascalName(name), `_sender.Add(${wire}, ${args})`));
  const ends = "The task ends when it is applied, or fails with CommandRefusedException.";
  const method = `${pascalName(name)}Async`;
  if (reply === null)
    return [...methods, write(ends, "Task", method, `Received.Applied(_sender.SendCommand(${wire}, ${args}))`)];
  const type =
    fieldsOf(reply).length > 0
      ? types.declareClass(reply, `${pascalName(name)}Reply`, reply, `What ${name} gives back.`)
      : types.typeOf(reply, `${pascalName(name)}Reply`, reply);
  const read = `Received.Reply(_sender.SendCommand(${wire}, ${args}), _value => ${inserted(type.read, "_value")})`;
  return [...methods, write(ends, `Task<${type.text}>`, method, read)];
}

/** Those that must be given come first. */
function parametersOf({ name, args }: CommandDocument, types: CSharpTypes): Parameter[] {
  const required = requiredOf(args);
  const scope = new NameScope([]);
  const all = fieldsOf(args).map(([wire, field]): Parameter => {
    const type = types.typeOf(field, typeName(name, wire), args);
    const words = wordsOf(field);
    const parameter = scope.take(parameterName(wire));
    if (required.includes(wire)) return { wire, name: parameter, type, fallback: null, words };
    const fallback = fallbackOf(field, type);
    if (fallback !== null) return { wire, name: parameter, type, fallback, words };
    return { wire, name: parameter, type: nullable(type), fallback: "null", words: `${words} Null leaves it out.` };
  });
  return [...all.filter(({ fallback }) => fallback === null), ...all.filter(({ fallback }) => fallback !== null)];
}

/** `set_style`'s `style` is a `Style`; `teleport`'s `place` is a `TeleportPlace`. */
function typeName(command: string, field: string): string {
  return command === `set_${field}` ? pascalName(field) : `${pascalName(command)}${pascalName(field)}`;
}

/** The default as a constant of C#, or null when it can't be one. */
function fallbackOf(field: Json, type: CSharpType): string | null {
  const value = (field as { readonly default?: Json }).default;
  if (typeof value === "string" && type.text === "string") return literal(value);
  if (typeof value === "string" && type.members.has(value) && !type.text.endsWith("?"))
    return `${type.text}.${type.members.get(value)}`;
  if (typeof value === "boolean" && type.text === "bool") return String(value);
  if (typeof value !== "number") return null;
  if (type.text === "double" || (type.text === "long" && Number.isSafeInteger(value))) return String(value);
  return type.text === "int" && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? String(value) : null;
}

function parameterDoc({ name, words }: Parameter): string {
  const text = xmlText(words);
  return text === "" ? "" : `        /// <param name="${name.replace("@", "")}">${text}</param>\n`;
}

function eventOf(
  message: MessageDocument,
  types: CSharpTypes,
  names: NameScope,
): { declaration: string; branch: string } {
  const { name, description, data } = message;
  const type = types.declareClass(data, `${pascalName(name)}Message`, data, description);
  const event = names.take(`${pascalName(name)}Received`);
  const declaration = `${summary(description, "        ")}        public event Action<${type.text}> ${event};`;
  const branch = [
    `                case ${literal(name)}:`,
    `                    ${event}?.Invoke(${inserted(type.read, "message.Data")});`,
    "                    break;",
  ].join("\n");
  return { declaration, branch };
}

function receiver(branches: readonly string[]): string {
  return [
    "        private void Receive(ModelMessage message)",
    "        {",
    "            switch (message.Name)",
    "            {",
    ...branches,
    "            }",
    "        }",
  ].join("\n");
}
