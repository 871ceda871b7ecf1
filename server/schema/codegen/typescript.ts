/** Schema document → TypeScript: types of args, replies and messages, and one function for each command. */
import type { CommandDocument, MessageDocument, SchemaDocument } from "../../../shared-schema/document.ts";
import { camelCase, pascalCase } from "../../../shared-schema/naming.ts";
import { docComment, typeOf } from "./typescript-types.ts";

/** Gives the text of a module without imports. */
export function emitTypeScript(document: SchemaDocument, header: string): string {
  const { model, commands, messages, shape_hash } = document;
  const name = pascalCase(model.id.replaceAll("-", "_"));
  const parts = [
    `/** ${header} */`,
    `/** Of the document this was generated from; compare it with the one the server gives. */\nexport const SHAPE_HASH = ${JSON.stringify(shape_hash)};`,
    sender(),
    ...commands.flatMap((command) => [argsType(command), replyType(command)]).filter((part) => part !== null),
    ...messages.map(messageType),
    messageUnion(name, messages),
    commandInterface(name, document),
    factory(name, document),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function sender(): string {
  return [
    "/** What the functions need of a client. */",
    "export interface CommandSender {",
    "  /** Sends a command. Resolves with its result once it is applied; rejects when it is refused. */",
    "  command(name: string, args: object): Promise<unknown>;",
    "}",
  ].join("\n");
}

function argsType({ name, args }: CommandDocument): string | null {
  if (!hasFields(args)) return null;
  return `/** Args of \`${name}\`. */\nexport type ${argsName(name)} = ${typeOf(args, { root: args, rootName: argsName(name) })};`;
}

function replyType({ name, reply }: CommandDocument): string | null {
  if (reply === null) return null;
  return `/** What \`${name}\` gives back. */\nexport type ${replyName(name)} = ${typeOf(reply, { root: reply, rootName: replyName(name) })};`;
}

function messageType({ name, description, data }: MessageDocument): string {
  const type = `${pascalCase(name)}Message`;
  return `${docComment(description, "")}export type ${type} = ${typeOf(data, { root: data, rootName: type })};`;
}

function messageUnion(model: string, messages: readonly MessageDocument[]): string {
  if (messages.length === 0) return "";
  const lines = messages.map(
    ({ name }) => `{ readonly name: ${JSON.stringify(name)}; readonly data: ${pascalCase(name)}Message }`,
  );
  const union = lines.length === 1 ? ` ${lines[0]}` : `\n${lines.map((line) => `  | ${line}`).join("\n")}`;
  return `/** Every message the model sends: the body of a \`message\`. */\nexport type ${model}Message =${union};`;
}

function commandInterface(model: string, { model: { title }, commands }: SchemaDocument): string {
  const methods = commands.map((command) => {
    const { name, description, args, reply } = command;
    const result = reply === null ? "void" : replyName(name);
    return `${docComment(`${description} (${command.semantics})`, "  ")}  ${camelCase(name)}(${parameter(name, args)}): Promise<${result}>;`;
  });
  return `${docComment(`The commands of ${title}.`, "")}export interface ${model}Commands {\n${methods.join("\n")}\n}`;
}

function factory(model: string, { commands }: SchemaDocument): string {
  const methods = commands.map(({ name, args, reply }) => {
    const cast = `as Promise<${reply === null ? "void" : replyName(name)}>`;
    const call = `client.command(${JSON.stringify(name)}, ${hasFields(args) ? "args" : "{}"}) ${cast}`;
    const parameters = hasFields(args) ? (isDemanding(args) ? "args" : "args = {}") : "";
    return `    ${camelCase(name)}: (${parameters}) => ${call},`;
  });
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  return `/** The commands, sent by a client. */\nexport function ${name}Commands(client: CommandSender): ${model}Commands {\n  return {\n${methods.join("\n")}\n  };\n}`;
}

function parameter(name: string, args: CommandDocument["args"]): string {
  if (!hasFields(args)) return "";
  return `args${isDemanding(args) ? "" : "?"}: ${argsName(name)}`;
}

const argsName = (command: string): string => `${pascalCase(command)}Args`;
const replyName = (command: string): string => `${pascalCase(command)}Reply`;
const hasFields = (args: CommandDocument["args"]): boolean => Object.keys(args["properties"] ?? {}).length > 0;
const isDemanding = (args: CommandDocument["args"]): boolean =>
  ((args["required"] as readonly string[] | undefined) ?? []).length > 0;
