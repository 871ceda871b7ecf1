/** `worldport schema <model>` and `worldport schema diff <old> <new>`. */
import { Console } from "node:console";
import { readFileSync } from "node:fs";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { ConfigError, readSettings } from "../config.ts";
import { registerAuthorImports } from "../host/thread/author-imports.mjs";
import { schemaDiff } from "../schema/diff.ts";
import { documentText, schemaDocument } from "../schema/export.ts";

export async function schemaCommand(args: readonly string[]): Promise<number> {
  if (args[0] === "diff") return diff(args.slice(1));
  const sets = args.flatMap((arg, i) => (args[i - 1] === "--set" ? [arg] : []));
  const [model, ...more] = args.filter((arg, i) => arg !== "--set" && args[i - 1] !== "--set");
  if (model === undefined || more.length > 0)
    throw new ConfigError("worldport schema takes one model: worldport schema <model> [--set model.key=value]");
  process.stdout.write(documentText(await documentOf(model, sets)));
  return 0;
}

/** The schema document of a model, or of a `*.worldport` file. Weights are not loaded. */
export async function documentOf(model: string, sets: readonly string[] = []): Promise<SchemaDocument> {
  if (model.endsWith(".worldport")) return readDocument(model);
  registerAuthorImports();
  // Standard output carries the document and nothing else, whatever the author's file prints.
  globalThis.console = new Console(process.stderr, process.stderr);
  const { openModel } = await import("../host/thread/model-sources.ts");
  const { settings } = readSettings(sets);
  try {
    return schemaDocument((await openModel(model, settings)).contract);
  } catch (error) {
    if (!(error instanceof Error) || error.name === "DefinitionError") throw error;
    // The author needs the place as well as the sentence.
    process.stderr.write(`${error.stack ?? error.message}\n`);
    throw new ConfigError(`${model} can't be read: ${error.message}`);
  }
}

function readDocument(file: string): SchemaDocument {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError(`${file} can't be read: ${(error as Error).message}.`);
  }
  try {
    const document = JSON.parse(text) as SchemaDocument;
    if (document.worldport === 1) return document;
  } catch {
    // Falls through to the one sentence for both.
  }
  throw new ConfigError(
    `${file} is no schema document (JSON with "worldport": 1). Make one with: worldport schema <model> > ${file}`,
  );
}

function diff(files: readonly string[]): number {
  const [before, after] = files;
  if (before === undefined || after === undefined || files.length > 2)
    throw new ConfigError("worldport schema diff takes two schema documents: worldport schema diff <old> <new>");
  const { breaking, additive, texts } = schemaDiff(readDocument(before), readDocument(after));
  for (const [kind, lines] of [
    ["breaking", breaking],
    ["additive", additive],
    ["texts", texts],
  ] as const)
    for (const line of lines) process.stdout.write(`${kind}: ${line}\n`);
  if (breaking.length + additive.length + texts.length === 0) process.stdout.write("Nothing changed.\n");
  return breaking.length > 0 ? 2 : 0;
}
