/** Commands of a manifest → contract: zod fields, hint, semantics and release, by the same rules as for classes. */
import { z } from "zod";
import { type InputHint, SPRINGING_KINDS } from "../../shared-schema/document.ts";
import { issuesOf } from "../../shared-schema/messages.ts";
import type { CommandContract } from "../model/contract.ts";
import type { CommandOptions, Fields } from "../model/declaration.ts";
import { commandProblem } from "../model/definition.ts";
import { hintOf, releaseOf, semanticsOf } from "../model/hints.ts";
import type { Model } from "../model/model.ts";
import { type ManifestArg, type ManifestCommand, wordsOf } from "./manifest.ts";

/** What a command's arrival does to the model that the manifest describes. */
export type Apply = (model: Model, command: string, args: Readonly<Record<string, unknown>>) => void;

/** A command's contract, with one sentence per thing that can't be. */
export function commandContract(
  name: string,
  command: ManifestCommand,
  apply: Apply,
): { readonly contract: CommandContract | null; readonly problems: readonly string[] } {
  const path = `commands.${name}`;
  const problems: string[] = [];
  const fields: Record<string, z.ZodType> = {};
  for (const [argName, arg] of Object.entries(command.args)) {
    const problem = argProblem(arg);
    if (problem === null) fields[argName] = fieldOf(arg);
    else problems.push(`${path}.args.${argName}: ${problem}.`);
  }
  const options = optionsOf(command);
  const declaration = {
    method: name,
    description: command.description,
    fields,
    options: { ...options, semantics: semanticsFor(command) },
  };
  const problem = problems.length > 0 ? null : commandProblem(declaration, []);
  if (problem !== null) problems.push(problem.replace(`@command ${name}`, path));
  if (problems.length > 0) return { contract: null, problems };
  const input = hintOf(fields, options);
  const semantics = semanticsFor(command);
  const args = z.strictObject(fields);
  const springs = semantics === "held" && input !== null && SPRINGING_KINDS.includes(input.kind);
  return {
    contract: {
      name,
      description: command.description,
      semantics,
      args,
      reply: null,
      input,
      release: springs ? releaseOf(args, options) : null,
      apply: (model, values) => apply(model, name, values),
    },
    problems,
  };
}

/** A command's semantics: what the manifest says, else trigger if it does what only triggers do, else as for a class. */
export function semanticsFor(command: ManifestCommand): "held" | "delta" | "trigger" {
  if (command.semantics !== undefined) return command.semantics;
  if (command.pulse !== undefined || command.reset !== undefined || command.start !== undefined) return "trigger";
  const fields: Record<string, z.ZodType> = {};
  for (const [name, arg] of Object.entries(command.args)) if (argProblem(arg) === null) fields[name] = fieldOf(arg);
  const options = optionsOf(command);
  return semanticsOf(fields, options, hintOf(fields, options));
}

function optionsOf(command: ManifestCommand): CommandOptions<Fields> {
  return {
    ...(command.input === undefined ? {} : { input: command.input as InputHint }),
    ...(command.release === undefined ? {} : { release: command.release }),
  };
}

type ArgType = NonNullable<ManifestArg["type"]>;
const typeOf = (arg: ManifestArg): ArgType => arg.type ?? (arg.choices === undefined ? "number" : "choice");

function argProblem(arg: ManifestArg): string | null {
  const type = typeOf(arg);
  if ((type === "choice") !== (arg.choices !== undefined))
    return `its type is ${type}${arg.choices === undefined ? '; list what can be chosen with "choices"' : ', so it can\'t have "choices"'}`;
  const bounded = arg.min !== undefined || arg.max !== undefined;
  if (bounded && type !== "number" && type !== "integer") return `its type is ${type}, so it can't have "min" or "max"`;
  if (arg.min !== undefined && arg.max !== undefined && arg.min > arg.max)
    return `its min ${arg.min} is greater than its max ${arg.max}`;
  if (arg.default === undefined) return null;
  const parsed = bareField(arg).safeParse(arg.default, { reportInput: true });
  return parsed.success
    ? null
    : `its default is refused by its own type: ${issuesOf(parsed.error)
        .map((issue) => `expected ${issue.expected}; got ${issue.received}`)
        .join(", ")}`;
}

function fieldOf(arg: ManifestArg): z.ZodType {
  const bare = arg.description === undefined ? bareField(arg) : bareField(arg).describe(arg.description);
  return arg.default === undefined ? bare : bare.default(arg.default);
}

function bareField(arg: ManifestArg): z.ZodType {
  switch (typeOf(arg)) {
    case "boolean":
      return z.boolean();
    case "choice":
      return z.enum(wordsOf(arg) as [string, ...string[]]);
    case "color":
      return z.string().regex(/^#[0-9a-fA-F]{6}$/, "a colour such as #ff8800");
    case "integer":
      return within(z.int(), arg);
    case "number":
      return within(z.number(), arg);
  }
}

function within(type: z.ZodNumber, arg: ManifestArg): z.ZodNumber {
  let bounded = type;
  if (arg.min !== undefined) bounded = bounded.min(arg.min);
  if (arg.max !== undefined) bounded = bounded.max(arg.max);
  return bounded;
}
