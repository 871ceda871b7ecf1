/** Writes the sample documents, and the typed clients made from them, into shared-schema/documents. */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { documentOf } from "../../server/commands/schema.ts";
import { generate } from "../../server/schema/codegen/generate.ts";
import { documentText } from "../../server/schema/export.ts";

export const FOLDER = new URL("../../shared-schema/documents/", import.meta.url);
/** Built-in models whose documents engines and tests read. */
const MODELS = ["testcard", "tunnel", "reaction", "restyle", "world"];

/** Every file's text by its name. */
export async function documentFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const model of MODELS) files.set(`${model}.worldport`, documentText(await documentOf(model)));
  for (const [ending, language] of [
    ["cs", "csharp"],
    ["gd", "gdscript"],
    ["ts", "typescript"],
  ] as const)
    files.set(`testcard.${ending}`, generate(language, await documentOf("testcard")));
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const [name, text] of await documentFiles()) writeFileSync(new URL(name, FOLDER), text);
