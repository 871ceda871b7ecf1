/** The Unity package as its package manager sees it: `.meta` files, assembly definitions, `package.json`, samples. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { TempFolder } from "../support/temp-folder.ts";
import { assetsOf, metaProblems, newMeta, PACKAGE } from "./metas.ts";
import { assemblyDefinitions, assemblyProblems, manifestProblems, moduleProblems } from "./package-layout.ts";

test("every file and folder of the package has its .meta, and each is well formed", () => {
  assert.deepEqual(metaProblems(PACKAGE), []);
});

test("package.json has what Unity's package manager wants, and names every sample", () => {
  assert.deepEqual(manifestProblems(PACKAGE), []);
});

test("every engine module the code needs is a dependency, and no other", () => {
  assert.deepEqual(moduleProblems(PACKAGE, assetsOf(PACKAGE)), []);
});

test("assembly definitions have names of their own and refer only to what there is", () => {
  assert.deepEqual(assemblyProblems(assemblyDefinitions(PACKAGE, assetsOf(PACKAGE))), []);
});

test("the licence is the repository's, and the version its own", () => {
  const repository = path.join(PACKAGE, "..");
  const licence = readFileSync(path.join(repository, "LICENSE"), "utf8");
  assert.ok(readFileSync(path.join(PACKAGE, "LICENSE.md"), "utf8").endsWith(licence));
  const versionIn = (folder: string): unknown =>
    (JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: unknown }).version;
  assert.equal(versionIn(PACKAGE), versionIn(repository));
});

/** A copy that a test may break. */
function copyOf(t: TestContext): string {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  cpSync(PACKAGE, folder.path, { recursive: true });
  return folder.path;
}

test("what is wrong with a .meta is found, whatever it is", (t) => {
  const folder = copyOf(t);
  const file = (name: string): string => path.join(folder, name);
  const changed = (name: string, change: (text: string) => string): void =>
    writeFileSync(file(name), change(readFileSync(file(name), "utf8")));
  rmSync(file("CHANGELOG.md.meta"));
  writeFileSync(file("gone.cs.meta"), "");
  changed("README.md.meta", (text) => text.replaceAll("\n", "\r\n"));
  changed("Runtime.meta", (text) => text.replace("folderAsset: yes\n", ""));
  changed("LICENSE.md.meta", (text) => text.replace(/guid: .{32}/, `guid: ${"G".repeat(32)}`));
  changed("package.json.meta", (text) => text.replace("PackageManifestImporter", "TextScriptImporter"));
  const guid = /guid: .*/.exec(readFileSync(file("Runtime.meta"), "utf8"))?.[0] ?? "";
  changed("Editor.meta", (text) => text.replace(/guid: .*/, guid));
  mkdirSync(file("Nothing"));
  const problems = metaProblems(folder).join("\n");
  for (const wanted of [
    /CHANGELOG\.md has no \.meta/,
    /gone\.cs\.meta belongs to nothing/,
    /README\.md\.meta has CRLF/,
    /Runtime\.meta has a wrong folderAsset flag/,
    /LICENSE\.md\.meta has no guid/,
    /package\.json\.meta does not name PackageManifestImporter/,
    /(Editor|Runtime)\.meta has the same guid as (Editor|Runtime)\.meta/,
    /Nothing is an empty folder/,
  ])
    assert.match(problems, wanted);
});

test("what is wrong with package.json and the assembly definitions is found", (t) => {
  const folder = copyOf(t);
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as object;
  const samples = [{ displayName: "Gone", description: "Gone.", path: "Samples~/Gone" }];
  const broken = { ...manifest, version: "1.0", unity: "2021", dependencies: { "com.unity.ugui": "^1" }, samples };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(broken));
  mkdirSync(path.join(folder, "Samples~/Secret"), { recursive: true });
  const problems = manifestProblems(folder).join("\n");
  for (const wanted of [
    /"1.0" is no SemVer/,
    /"2021" is no Unity/,
    /"\^1"/,
    /ugui is optional/,
    /Gone is not/,
    /Secret/,
  ])
    assert.match(problems, wanted);
  const [[file, definition]] = [...assemblyDefinitions(folder, assetsOf(folder))] as [[string, never]];
  const other = { ...(definition as object), references: ["Nobody"], defineConstraints: ["NEVER"] } as never;
  const found = assemblyProblems(new Map([[file, definition] as const, ["Other.asmdef", other] as const])).join("\n");
  for (const wanted of [/is called/, /shares the name/, /refers to Nobody/, /wants NEVER/]) assert.match(found, wanted);
});

test("a new .meta depends on the path alone", () => {
  const meta = newMeta(PACKAGE, "Runtime/Client/Worldport.Client.asmdef");
  assert.equal(
    meta,
    "fileFormatVersion: 2\nguid: c3db06dc4af529d88937309e795dfb27\nAssemblyDefinitionImporter:\n  externalObjects: {}\n  userData: \n  assetBundleName: \n  assetBundleVariant: \n",
  );
});
