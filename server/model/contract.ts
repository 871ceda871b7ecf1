/** The contract: what a model offers, resolved in memory. Class or manifest → contract → schema document. */
import { z } from "zod";
import { type InputHint, type Semantics, SPRINGING_KINDS } from "../../shared-schema/document.ts";
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { Json, JsonMap } from "../../shared-schema/json.ts";
import { issuesOf } from "../../shared-schema/messages.ts";
import { MODEL_ID, nameProblem, snakeCase } from "../../shared-schema/naming.ts";
import { commandsOf } from "./command.ts";
import type { CommandDeclaration, Fields } from "./declaration.ts";
import { commandProblem, DefinitionError, fieldProblem } from "./definition.ts";
import { hintOf, releaseOf, semanticsOf } from "./hints.ts";
import { fieldsOfKind } from "./kinds.ts";
import type { Model, ModelClass } from "./model.ts";
import type { Tracks } from "./track.ts";

export interface CommandContract {
  /** snake_case, as on the wire. */
  readonly name: string;
  readonly description: string;
  readonly semantics: Semantics;
  readonly args: z.ZodObject;
  readonly reply: z.ZodType | null;
  readonly input: InputHint | null;
  /** Args sent when the input lets go; null unless held and springing back. */
  readonly release: JsonMap | null;
  /** Runs the command on the model; what it gives is the reply's result. */
  apply(model: Model, args: Record<string, unknown>): unknown;
}

export interface MessageContract {
  readonly name: string;
  readonly description: string;
  readonly data: z.ZodObject;
}

export interface Contract {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly tracks: Tracks;
  readonly commands: ReadonlyMap<string, CommandContract>;
  readonly messages: ReadonlyMap<string, MessageContract>;
}

/** A loaded model with its contract: what every model source (class, ONNX file) gives to the host. */
export interface LoadedModel {
  readonly contract: Contract;
  readonly model: Model;
  readonly settings: Readonly<Record<string, Json>>;
}

/**
 * Resolves a class's contract.
 * @param settings raw values from `--set`; checked against the class's own `settings`.
 * @throws DefinitionError naming class, method and field.
 */
export function contractOf(modelClass: ModelClass, settings: Readonly<Record<string, Json>> = {}): Contract {
  const where = modelClass.name || "The model class";
  const fail = (problem: string): never => {
    throw new DefinitionError(`${where}: ${problem}`);
  };
  const id = modelClass.id ?? fail(`has no id; add static readonly id = "${snakeCase(where).replaceAll("_", "-")}".`);
  if (!MODEL_ID.test(id)) fail(`has the id "${id}"; ids are lower-case letters, digits and single hyphens.`);
  const version = modelClass.version ?? "0.0.0";
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) fail(`has the version "${version}"; write it as 1.2.3.`);
  const tracks = tracksOf(modelClass, settings, fail);
  const declarations = commandsOf(modelClass);
  const commands = new Map<string, CommandContract>();
  for (const [i, declaration] of declarations.entries()) {
    const problem = commandProblem(declaration, declarations.slice(0, i));
    if (problem !== null) fail(problem);
    const command = commandContract(declaration);
    const release = command.release === null ? undefined : command.args.safeParse(command.release);
    if (release?.success === false)
      fail(
        `@command ${declaration.method} springs back, but what it would send then is refused by its own fields. Give it release: { … }. ${issuesOf(
          release.error,
        )
          .map((issue) => issue.message)
          .join(" ")}`,
      );
    commands.set(command.name, command);
  }
  const messages = new Map<string, MessageContract>();
  for (const [name, { description, fields }] of Object.entries(modelClass.messages ?? {})) {
    const problem = nameProblem("message", name);
    if (problem !== null) fail(`a message ${problem}.`);
    for (const [field, type] of Object.entries(fields)) {
      const fieldIssue = fieldProblem(field, type);
      if (fieldIssue !== null) fail(`message ${name}, field "${field}" ${fieldIssue}.`);
    }
    messages.set(name, { name, description, data: finite(fields) });
  }
  return {
    id,
    version,
    title: modelClass.title ?? titleOf(id),
    description: modelClass.description ?? "",
    tracks,
    commands,
    messages,
  };
}

/**
 * Checks args against a command and fills defaults in.
 * @throws ProtocolError `unknown_command` or `invalid_args`, listing what there is.
 */
export function checkArgs(contract: Contract, name: string, args: unknown): Record<string, unknown> {
  const command = contract.commands.get(name);
  if (command === undefined) throw unknownCommand(name, [...contract.commands.keys()]);
  const parsed = command.args.safeParse(args, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error);
  throw new ProtocolError("invalid_args", `${name}: ${issues.map((i) => i.message).join(" ")}`, issues, name);
}

export function unknownCommand(name: string, known: readonly string[]): ProtocolError {
  const has = known.length === 0 ? "It has no commands" : `It has: ${known.join(", ")}`;
  return new ProtocolError(
    "unknown_command",
    `This model has no command "${name}". ${has}. Regenerate your client code if the model changed.`,
    [],
    name,
  );
}

function commandContract(declaration: CommandDeclaration): CommandContract {
  const { method, description, fields, options } = declaration;
  const input = hintOf(fields, options);
  const args = finite(fieldsOfKind(fields, input));
  const semantics = semanticsOf(fields, options, input);
  return {
    name: snakeCase(method),
    description,
    semantics,
    args,
    reply: options.reply ?? null,
    input,
    release:
      semantics === "held" && input !== null && SPRINGING_KINDS.includes(input.kind) ? releaseOf(args, options) : null,
    apply: (model, values) => (model as unknown as Record<string, (args: unknown) => unknown>)[method]?.(values),
  };
}

/** Args refuse keys they don't know, so that a misspelt one is told and not lost. */
function finite(fields: Fields): z.ZodObject {
  return z.strictObject(fields);
}

function tracksOf(
  modelClass: ModelClass,
  settings: Readonly<Record<string, Json>>,
  fail: (problem: string) => never,
): Tracks {
  const declared = modelClass.tracks;
  const tracks = typeof declared === "function" ? declared(checkSettings(modelClass, settings) as never) : declared;
  if (tracks === undefined || !Object.values(tracks).some((track) => track.direction === "out"))
    return fail("has no out track; add static readonly tracks = { main: videoOut({ width: 640, height: 360 }) }.");
  for (const name of Object.keys(tracks)) {
    const problem = nameProblem("track", name);
    if (problem !== null) fail(`a track ${problem}.`);
  }
  return tracks;
}

/**
 * Checks `--set` values against the class's settings; strings are turned into what the setting is.
 * @throws DefinitionError naming the setting, the value and what is accepted.
 */
export function checkSettings(modelClass: ModelClass, settings: Readonly<Record<string, Json>>): Record<string, Json> {
  const schema = modelClass.settings ?? z.object({});
  const known = Object.keys(schema.shape);
  for (const key of Object.keys(settings))
    if (!known.includes(key))
      throw new DefinitionError(
        `${modelClass.id} has no setting "${key}" (--set ${modelClass.id}.${key}=…). ${known.length === 0 ? "It has none" : `It has: ${known.join(", ")}`}.`,
      );
  const parsed = schema.safeParse(settings, { reportInput: true });
  if (parsed.success) return parsed.data as Record<string, Json>;
  throw new DefinitionError(
    `${modelClass.id}: ${issuesOf(parsed.error)
      .map((issue) => `--set ${modelClass.id}.${issue.message}`)
      .join(" ")}`,
  );
}

function titleOf(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", " ");
}
