/** `.meta` files of the Unity package: which are wanted, what a new one holds, and what is wrong with those there are. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const PACKAGE = fileURLToPath(new URL("../../unity-package/", import.meta.url));

/** The importer of `*.worldport` files; their `.meta` names it by its guid. */
const SCHEMA_IMPORTER = "Editor/Import/WorldportImporter.cs";

// Unity writes the space behind the colon, and would write the file again without it.
const TAIL = ["  userData: ", "  assetBundleName: ", "  assetBundleVariant: "];
const EXTERNAL = "  externalObjects: {}";

/** Importer block by the ending of a name; anything else has DefaultImporter. */
const BLOCKS: readonly (readonly [RegExp, (folder: string) => readonly string[]])[] = [
  [/^package\.json$/, () => ["PackageManifestImporter:", EXTERNAL]],
  [/\.asmdef$/, () => ["AssemblyDefinitionImporter:", EXTERNAL]],
  [
    /\.cs$/,
    () => [
      "MonoImporter:",
      EXTERNAL,
      "  serializedVersion: 2",
      "  defaultReferences: []",
      "  executionOrder: 0",
      "  icon: {instanceID: 0}",
    ],
  ],
  [/\.(md|json|txt|xml)$/, () => ["TextScriptImporter:", EXTERNAL]],
  [
    /\.shader$/,
    () => [
      "ShaderImporter:",
      EXTERNAL,
      "  defaultTextures: []",
      "  nonModifiableTextures: []",
      "  preprocessorOverride: 0",
    ],
  ],
  [
    /\.worldport$/,
    (folder) => [
      "ScriptedImporter:",
      "  internalIDToNameTable: []",
      EXTERNAL,
      "  serializedVersion: 2",
      ...TAIL,
      `  script: {fileID: 11500000, guid: ${guidOf(`${path.join(folder, SCHEMA_IMPORTER)}.meta`)}, type: 3}`,
    ],
  ],
  [/./, () => ["DefaultImporter:", EXTERNAL]],
];

/** Unity looks neither into these folders nor at these files. `Samples~` is copied out whole, so its inside counts. */
const isHidden = (name: string): boolean => name.startsWith(".") || (name.endsWith("~") && name !== "Samples~");

/** Paths, relative to the package, of every file and folder that needs a `.meta`. */
export function assetsOf(folder: string, under = ""): string[] {
  return readdirSync(path.join(folder, under), { withFileTypes: true })
    .filter(({ name }) => !isHidden(name) && !name.endsWith(".meta"))
    .flatMap((entry) => {
      const asset = path.posix.join(under, entry.name);
      const itself = entry.name === "Samples~" ? [] : [asset];
      return entry.isDirectory() ? [...itself, ...assetsOf(folder, asset)] : itself;
    })
    .sort();
}

/** What the `.meta` of an asset holds when there is none yet. The same path always gives the same guid. */
export function newMeta(folder: string, asset: string): string {
  const { name } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { name: string };
  const guid = createHash("md5").update(`${name}/${asset}`).digest("hex");
  return `${["fileFormatVersion: 2", `guid: ${guid}`, ...blockOf(folder, asset)].join("\n")}\n`;
}

function blockOf(folder: string, asset: string): readonly string[] {
  if (isFolder(folder, asset)) return ["folderAsset: yes", "DefaultImporter:", EXTERNAL, ...TAIL];
  const block = (BLOCKS.find(([ending]) => ending.test(path.basename(asset))) ?? BLOCKS[0])?.[1](folder) ?? [];
  return block.includes(TAIL[0] ?? "") ? block : [...block, ...TAIL];
}

/** Everything that is wrong with the `.meta` files, a sentence each. */
export function metaProblems(folder: string): string[] {
  const assets = assetsOf(folder);
  const missing = assets.filter((asset) => !existsSync(path.join(folder, `${asset}.meta`)));
  const metas = metasUnder(folder);
  const orphans = metas.filter((meta) => !assets.includes(meta.slice(0, -".meta".length)));
  const owners = new Map<string, string>();
  const wrong = metas.flatMap((meta) => {
    const text = readFileSync(path.join(folder, meta), "utf8");
    const guid = guidIn(text);
    const other = owners.get(guid ?? "");
    if (guid !== null) owners.set(guid, meta);
    const problems = orphans.includes(meta) ? [] : textProblems(folder, meta.slice(0, -".meta".length), text);
    if (other !== undefined) problems.push(`has the same guid as ${other}`);
    return problems.map((problem) => `${meta} ${problem}`);
  });
  const empty = assets.filter((asset) => isFolder(folder, asset) && assetsOf(folder, asset).length === 0);
  return [
    ...missing.map((asset) => `${asset} has no .meta: run npm run metas`),
    ...orphans.map((meta) => `${meta} belongs to nothing: delete it`),
    ...empty.map((asset) => `${asset} is an empty folder, which git does not keep: delete it and its .meta`),
    ...wrong,
  ];
}

function textProblems(folder: string, asset: string, text: string): string[] {
  const problems: string[] = [];
  if (text.includes("\r")) problems.push("has CRLF line ends");
  if (!text.startsWith("fileFormatVersion: 2\n")) problems.push('does not start with "fileFormatVersion: 2"');
  if (guidIn(text) === null) problems.push("has no guid of 32 lower-case hexadecimal digits in its second line");
  if (/^folderAsset: yes$/m.test(text) !== isFolder(folder, asset)) problems.push("has a wrong folderAsset flag");
  const importer = blockOf(folder, asset).find((line) => line.endsWith("Importer:")) ?? "";
  if (!text.split("\n").includes(importer)) problems.push(`does not name ${importer.slice(0, -1)}`);
  return problems;
}

function metasUnder(folder: string, under = ""): string[] {
  return readdirSync(path.join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const inside = path.posix.join(under, entry.name);
    if (entry.isDirectory()) return isHidden(entry.name) ? [] : metasUnder(folder, inside);
    return entry.name.endsWith(".meta") ? [inside] : [];
  });
}

const isFolder = (folder: string, asset: string): boolean => statSync(path.join(folder, asset)).isDirectory();
const guidIn = (text: string): string | null => /^guid: ([0-9a-f]{32})$/.exec(text.split("\n")[1] ?? "")?.[1] ?? null;

function guidOf(meta: string): string {
  const guid = existsSync(meta) ? guidIn(readFileSync(meta, "utf8")) : null;
  if (guid === null) throw new Error(`${meta} has no guid, and *.worldport files are imported by its script.`);
  return guid;
}
