/** Schema document → source text of a typed client, for each language that has an emitter. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { SchemaDocument } from "../../../shared-schema/document.ts";
import { emitCSharp } from "./csharp.ts";
import { emitGDScript } from "./gdscript.ts";
import { emitTypeScript } from "./typescript.ts";

/** Document → source text. `header` is the sentence the file begins with, as a comment of the language. */
export type Emitter = (document: SchemaDocument, header: string) => string;

/** One emitter a language. A new language is one file beside `typescript.ts` and one line here. */
export const EMITTERS = {
  csharp: emitCSharp,
  gdscript: emitGDScript,
  typescript: emitTypeScript,
} as const satisfies Record<string, Emitter>;

export type Language = keyof typeof EMITTERS;
export const LANGUAGES = Object.keys(EMITTERS) as readonly Language[];

/** Generates the source text. The same document always gives the same text. */
export function generate(language: Language, document: SchemaDocument): string {
  return EMITTERS[language](document, `Generated from ${document.model.id}.worldport ${document.hash}. Do not edit.`);
}

export type Outcome = "written" | "unchanged" | "differs";

/** Writes generated text if the file is not so yet; with `check` it only looks. */
export function deliver(file: string, text: string, check: boolean): Outcome {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return "unchanged";
  if (check) return "differs";
  writeFileSync(file, text);
  return "written";
}
