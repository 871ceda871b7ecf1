/** What the package's documentation says in code compiles, and what it links to is there. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { generate } from "../../../server/schema/codegen/generate.ts";
import type { SchemaDocument } from "../../../shared-schema/document.ts";
import { TempFolder } from "../../support/temp-folder.ts";
import { PACKAGE } from "../metas.ts";
import { EditorAssemblies } from "./editor-assemblies.ts";

const pages = [
  "README.md",
  "CHANGELOG.md",
  ...readdirSync(path.join(PACKAGE, "Documentation~")).map((name) => `Documentation~/${name}`),
];
const textOf = (page: string): string => readFileSync(path.join(PACKAGE, page), "utf8");

test("every link leads to a page and a heading that are there", () => {
  const broken = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]*))?\)/g)].flatMap(([link, file = "", anchor]) => {
      if (/^https?:/.test(file)) return [];
      const target = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
      if (!existsSync(path.join(PACKAGE, target))) return [`${page}: ${link}`];
      return anchor === undefined || anchorsOf(textOf(target)).includes(anchor) ? [] : [`${page}: ${link}`];
    }),
  );
  assert.deepEqual(broken, []);
});

test("every piece of C# in the documentation compiles, beside the client it was generated for", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const all = await EditorAssemblies.compiled(folder.path);
  const tunnel = readFileSync(new URL("../../../shared-schema/documents/tunnel.worldport", import.meta.url), "utf8");
  const client = folder.write("TunnelModel.cs", generate("csharp", JSON.parse(tunnel) as SchemaDocument));
  await all.make("TunnelModel", [client]);
  const snippets = pages.flatMap((page) => [...textOf(page).matchAll(/^```csharp\n(.*?)^```$/gms)]);
  assert.ok(snippets.length > 0);
  for (const [i, [, code = ""]] of snippets.entries())
    await all.make(`Snippet${i}`, [folder.write(`Snippet${i}.cs`, code)]);
});

function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(/\s/g, "-"),
  );
}
