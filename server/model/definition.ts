/** What a definition must fulfil, checked when the class is defined, with a sentence that names the place. */
import { z } from "zod";
import { INPUT_KINDS } from "../../shared-schema/document.ts";
import { nameProblem, snakeCase } from "../../shared-schema/naming.ts";
import type { CommandDeclaration } from "./declaration.ts";
import { ADDING_KINDS } from "./hints.ts";
import { kindProblem } from "./kinds.ts";

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

export function commandProblem(
  declaration: CommandDeclaration,
  siblings: readonly CommandDeclaration[],
): string | null {
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
  if (options.reply !== undefined) {
    const problem = typeProblem(options.reply);
    if (problem !== null) return `${at} has a reply that ${problem}.`;
  }
  if (options.input !== undefined && !(INPUT_KINDS as readonly string[]).includes(options.input.kind))
    return `${at} hints input kind "${options.input.kind}"; kinds are ${INPUT_KINDS.join(", ")}.`;
  const misfit = kindProblem(declaration);
  if (misfit !== null) return `${at} ${misfit}.`;
  if (options.semantics === "delta" || (options.input !== undefined && ADDING_KINDS.includes(options.input.kind)))
    for (const [field, type] of Object.entries(fields))
      if (jsonType(type) !== "number" && jsonType(type) !== "integer")
        return `${at} has delta semantics, so its args are summed and must be numbers; field "${field}" is ${jsonType(type)}.`;
  if (options.release !== undefined) {
    const parsed = z.strictObject(fields).safeParse(options.release);
    if (!parsed.success) return `${at} has a release its own fields refuse: ${z.prettifyError(parsed.error)}.`;
  }
  return null;
}

/** Says what is wrong with a named field of args or data, or null. */
export function fieldProblem(field: string, type: unknown): string | null {
  const nameIssue = nameProblem("field", field);
  if (nameIssue !== null) return nameIssue;
  if (!(type instanceof z.ZodType)) return `is ${String(type)}; give a zod type such as z.number().min(0).max(1)`;
  return typeProblem(type) ?? presetProblem(type);
}

/** Says why a type can't be told to clients, or null. */
export function typeProblem(type: z.ZodType): string | null {
  try {
    z.toJSONSchema(type, { io: "input" });
    return null;
  } catch (error) {
    return `can't be written as JSON Schema (${(error as Error).message}); use numbers, strings, booleans, enums, arrays or objects`;
  }
}

/** Finds a default, at any depth, that its own type would refuse: zod hands defaults out unchecked. */
function presetProblem(type: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): string | null {
  // A type may hold itself.
  if (seen.has(type)) return null;
  seen.add(type);
  if (type instanceof z.ZodDefault) {
    const preset: unknown = type.def.defaultValue;
    const parsed = z.safeParse(type.def.innerType, preset);
    if (!parsed.success)
      return `has the default ${worded(preset)}, which its own type refuses: ${z.prettifyError(parsed.error)}`;
    return presetProblem(type.def.innerType, seen);
  }
  if (type instanceof z.ZodOptional || type instanceof z.ZodNullable || type instanceof z.ZodReadonly)
    return presetProblem(type.def.innerType, seen);
  if (type instanceof z.ZodArray) return presetProblem(type.def.element, seen);
  if (type instanceof z.ZodObject)
    for (const inner of Object.values(type.shape)) {
      const problem = presetProblem(inner as z.core.$ZodType, seen);
      if (problem !== null) return problem;
    }
  return null;
}

const worded = (value: unknown): string =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : JSON.stringify(value);

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
