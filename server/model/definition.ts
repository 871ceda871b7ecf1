/** What a definition must fulfil, checked when the class is defined, with a sentence that names the place. */
import { z } from "zod";
import { INPUT_KINDS } from "../../shared-schema/document.ts";
import { nameProblem, snakeCase } from "../../shared-schema/naming.ts";
import type { CommandDeclaration } from "./command.ts";

/** A model that can't work as it is written. The message says where and what to write instead. */
export class DefinitionError extends Error {
  override readonly name = "DefinitionError";
}

/**
 * Checks one `@command` while its class is being defined. A method decorator runs before the class has a name it could
 * see, so the sentence carries the file and line, and `contractOf` repeats the check with the class's name.
 */
export function checkCommand(declaration: CommandDeclaration, siblings: readonly CommandDeclaration[]): void {
  const problem = commandProblem(declaration, siblings);
  if (problem !== null) throw new DefinitionError(`${definitionSite()}${problem}`);
}

export function commandProblem(declaration: CommandDeclaration, siblings: readonly CommandDeclaration[]): string | null {
  const { method, fields, options } = declaration;
  const name = snakeCase(method);
  const at = `@command ${method}`;
  const nameIssue = nameProblem("command", name);
  if (nameIssue !== null) return `${at} ${nameIssue}.`;
  const twin = siblings.find((other) => snakeCase(other.method) === name);
  if (twin !== undefined) return `${at} and ${twin.method} are both called "${name}" on the wire; rename one.`;
  if (declaration.description.trim() === "") return `${at} has no description; say in one sentence what it does.`;
  for (const [field, type] of Object.entries(fields)) {
    const problem = fieldProblem(field, type);
    if (problem !== null) return `${at}, field "${field}" ${problem}.`;
  }
  if (options.input !== undefined && !(INPUT_KINDS as readonly string[]).includes(options.input.kind))
    return `${at} hints input kind "${options.input.kind}"; kinds are ${INPUT_KINDS.join(", ")}.`;
  if (options.semantics === "delta" || options.input?.kind === "pointer_delta")
    for (const [field, type] of Object.entries(fields))
      if (jsonType(type) !== "number" && jsonType(type) !== "integer")
        return `${at} has delta semantics, so its args are summed and must be numbers; field "${field}" is ${jsonType(type)}.`;
  if (options.release !== undefined) {
    const parsed = z.strictObject(fields).safeParse(options.release);
    if (!parsed.success) return `${at} has a release its own fields refuse: ${z.prettifyError(parsed.error)}.`;
  }
  return null;
}

function fieldProblem(field: string, type: unknown): string | null {
  const nameIssue = nameProblem("field", field);
  if (nameIssue !== null) return nameIssue;
  if (!(type instanceof z.ZodType)) return `is ${String(type)}; give a zod type such as z.number().min(0).max(1)`;
  try {
    z.toJSONSchema(type, { io: "input" });
  } catch (error) {
    return `can't be written as JSON Schema (${(error as Error).message}); use numbers, strings, booleans, enums, arrays or objects`;
  }
  if (type instanceof z.ZodDefault) {
    const preset: unknown = type.def.defaultValue;
    const parsed = type.safeParse(preset);
    if (!parsed.success || (typeof preset === "number" && !Number.isFinite(preset)))
      return `has the default ${JSON.stringify(preset)}, which its own type refuses: ${parsed.success ? "numbers are finite" : z.prettifyError(parsed.error)}`;
  }
  return null;
}

/** JSON Schema's word for a field's type, or "something else". */
export function jsonType(type: z.ZodType): string {
  try {
    return String((z.toJSONSchema(type, { io: "input" }) as { type?: unknown }).type ?? "something else");
  } catch {
    return "something else";
  }
}

/** `file.ts:12: ` of the class being defined, taken from the stack; empty when it can't be told. */
function definitionSite(): string {
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  for (const frame of frames) {
    const match = /((?:file:\/\/)?\/?[^\s()]+\.[cm]?[jt]sx?):(\d+):\d+\)?$/.exec(frame);
    const file = match?.[1]?.replace(/\?.*$/, "");
    if (file !== undefined && !/\/server\/model\/(definition|command)\.[jt]s$/.test(file) && !file.startsWith("node:"))
      return `${file.replace(/^.*\//, "")}:${match?.[2]}: `;
  }
  return "";
}
