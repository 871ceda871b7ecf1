/** Typed C# clients of every document there is, and of one that tries to break the generator, as files to compile. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generate } from "../../../server/schema/codegen/generate.ts";
import type { SchemaDocument } from "../../../shared-schema/document.ts";
import { hostileDocument } from "../../codegen/sample-documents.ts";

const DOCUMENTS = new URL("../../../shared-schema/documents/", import.meta.url);

/** Writes the clients into a folder; gives their paths. They can be one assembly: each has a namespace of its own. */
export function generatedClients(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(DOCUMENTS).filter((name) => name.endsWith(".worldport"));
  const documents = names.map((name) => JSON.parse(readFileSync(new URL(name, DOCUMENTS), "utf8")) as SchemaDocument);
  return [...documents, hostileDocument()].map((document, i) => {
    const file = path.join(folder, `Client${i}.cs`);
    writeFileSync(file, generate("csharp", document));
    return file;
  });
}
