/** The stubs of Unity's assemblies: every public member says on which page of Unity's documentation its signature stands. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const STUBS = fileURLToPath(new URL("stubs/", import.meta.url));
/** A declaration that other assemblies see. Overrides and implementations are documented where they are declared. */
const PUBLIC = /^ +public (?!override\b)/;
const PAGE = /\/\/ [\w.#-]+$/;

const files = readdirSync(STUBS, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".cs") && !name.endsWith("AssemblyInfo.cs"),
);

test("every stub says where its pages lie", () => {
  const silent = files.filter((name) => !/https:\/\/docs\.unity3d\.com\//.test(head(name)) && !isOurs(name));
  assert.deepEqual(silent, []);
});

test("every public member of a stub names its page", () => {
  const silent = files.filter((name) => !isOurs(name)).flatMap((name) => silentLines(name, textOf(name).split("\n")));
  assert.deepEqual(silent, []);
});

/** Public members without a page, but for those of types that only tests see. */
function silentLines(name: string, lines: readonly string[]): string[] {
  let inner = Infinity;
  return lines.flatMap((line, at) => {
    const depth = line.length - line.trimStart().length;
    if (/^ +(internal|private)\b.*\b(class|struct)\b/.test(line)) inner = depth;
    else if (/\b(class|struct|enum|interface)\b/.test(line) && PUBLIC.test(line) && depth <= inner) inner = Infinity;
    return PUBLIC.test(line) && depth <= inner && !PAGE.test(line) ? [`${name}:${at + 1} ${line.trim()}`] : [];
  });
}

/** The player loop has no page: it is no part of Unity's. */
const isOurs = (name: string): boolean => path.basename(name).startsWith("Player");
const head = (name: string): string => textOf(name).split("\n").slice(0, 4).join("\n");
const textOf = (name: string): string => readFileSync(path.join(STUBS, name), "utf8");
