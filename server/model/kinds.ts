/** What the input kinds `keys` and `wheel` ask of a command, and the args that follow from the hinted keys. */
import { z } from "zod";
import type { InputHint } from "../../shared-schema/document.ts";
import type { CommandDeclaration, Fields } from "./declaration.ts";

/** Most keys that one command reads: nobody holds more, and a command is no keylogger. */
const MOST_KEYS = 64;
/** A `KeyboardEvent.code`, such as KeyW, Digit1 or ArrowLeft. */
const CODE = /^[A-Z][A-Za-z0-9]{0,31}$/;

/** Says what of a declaration does not fit its hint's kind, or null. */
export function kindProblem({ fields, options }: CommandDeclaration): string | null {
  const hint = options.input;
  if (hint?.kind === "wheel") return wheelProblem(fields, options);
  return hint?.kind === "keys" ? keysProblem(fields, options, hint) : null;
}

/** The fields as clients are told them: of `keys` only the hinted codes, each at most once, none by default. */
export function fieldsOfKind(fields: Fields, hint: InputHint | null): Fields {
  const [only] = Object.entries(fields);
  if (hint?.kind !== "keys" || hint.keys === undefined || only === undefined) return fields;
  const [name, { description }] = only;
  const held = z.array(z.enum([...hint.keys])).max(hint.keys.length);
  return { [name]: (description === undefined ? held : held.describe(description)).default([]) };
}

function wheelProblem(fields: Fields, { semantics }: CommandDeclaration["options"]): string | null {
  if (semantics !== undefined && semantics !== "delta")
    return `hints input kind "wheel", whose notches are summed, and has ${semantics} semantics; write semantics: "delta" or leave it out`;
  const names = Object.keys(fields);
  return names.length === 1
    ? null
    : `hints input kind "wheel", which has one arg, a number of notches; its fields are ${listed(names)}`;
}

function keysProblem(fields: Fields, options: CommandDeclaration["options"], hint: InputHint): string | null {
  const [field, ...more] = Object.keys(fields);
  if (field === undefined || more.length > 0)
    return `hints input kind "keys", which has one arg, a list of key codes; its fields are ${listed(Object.keys(fields))}`;
  const keys = hint.keys ?? [];
  if (keys.length === 0)
    return `hints input kind "keys" without keys; list the codes it reads, such as keys: ["KeyW", "Space"]`;
  if (keys.length > MOST_KEYS) return `hints ${keys.length} keys; accepted are up to ${MOST_KEYS}`;
  for (const [i, key] of keys.entries()) {
    if (!CODE.test(key))
      return `hints the key "${key}"; write KeyboardEvent.code values such as KeyW, Digit1, ArrowLeft`;
    if (keys.indexOf(key) < i) return `hints the key "${key}" twice; leave one out`;
  }
  if (options.semantics !== undefined && options.semantics !== "held")
    return `hints input kind "keys", which is held, and has ${options.semantics} semantics; write semantics: "held" or leave it out`;
  const type = fields[field];
  const refused = [keys, []].find((held) => type?.safeParse(held).success !== true);
  if (refused !== undefined)
    return `hints input kind "keys", and field "${field}" refuses ${JSON.stringify(refused)}; write z.array(z.string())`;
  const rest = type?.safeParse(undefined);
  const release = options.release?.[field] ?? (rest?.success === true ? rest.data : []);
  return Array.isArray(release) && release.length === 0
    ? null
    : `hints input kind "keys", and field "${field}" goes back to ${JSON.stringify(release)}; when all keys are let go it is the empty list`;
}

const listed = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));
