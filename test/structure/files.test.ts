/** What files may be, hold and be called. */
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path/posix";
import { test } from "node:test";
import { declaredNames, filesUnder, ROOT, textOf } from "./source-files.ts";

const LONGEST_FILE_LINES = 300;
const TOP_LEVEL_FOLDERS = [
  ".ci",
  ".git",
  "dist",
  "godot-addon",
  "node_modules",
  "server",
  "shared-schema",
  "test",
  "unity-package",
];
const BANNED = /(Manager|Handler|Helper|Utils?|Service|Processor|Base|Impl|Common|Misc)$/i;

const written = ["server", "shared-schema", "test", "godot-addon", "unity-package"]
  .filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap((folder) => filesUnder(folder, /\.(ts|mjs|js|py|gd|cs)$/))
  .filter((file) => !file.includes("/vectors/") && !/Generated from .* Do not edit\./.test(textOf(file).slice(0, 300)));

test("no written file is longer than 300 lines", () => {
  const long = written.map((file) => [file, textOf(file).split("\n").length - 1] as const);
  assert.deepEqual(
    long.filter(([, lines]) => lines > LONGEST_FILE_LINES),
    [],
    "Split it by noun.",
  );
});

test("every TypeScript file starts with a sentence that says what it is", () => {
  const silent = written.filter((file) => file.endsWith(".ts") && !textOf(file).startsWith("/**"));
  assert.deepEqual(
    silent.filter((file) => file !== "server/models/tunnel/tunnel.ts"),
    [],
  );
});

test("only test files register tests, so that each counts for the file it is in", () => {
  const others = written.filter((file) => /^test\/.*\.ts$/.test(file) && !file.endsWith(".test.ts"));
  assert.deepEqual(
    others.filter((file) => /import (?!type)[^;]*\btest\b[^;]* from "node:test"/.test(textOf(file))),
    [],
  );
});

test("nothing bears a banned name", () => {
  const names = written.flatMap((file) => [
    [file, basename(file).replace(/\..*$/, "").replaceAll("-", "")] as const,
    ...(file.endsWith(".ts") ? declaredNames(file).map((name) => [file, name] as const) : []),
  ]);
  assert.deepEqual(
    names.filter(([, name]) => BANNED.test(name)),
    [],
  );
});

test("files are named in kebab-case", () => {
  const odd = written.filter(
    (file) => /\.(ts|mjs|js)$/.test(file) && !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(basename(file)),
  );
  assert.deepEqual(odd, []);
});

test("the top level holds only the folders it is meant to", () => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual(
    folders.map(({ name }) => name).filter((name) => !TOP_LEVEL_FOLDERS.includes(name)),
    [],
  );
});

test("no file names a folder of the machine it was written on", () => {
  const texts = [...filesUnder(".", /\.(ts|mjs|js|py|md|json|cs|gd|yml)$|^run$/)].filter(
    (file) => !file.startsWith(".git/"),
  );
  // "someone" is nobody: a path of an example.
  const machinePath = /(?<![\w.])\/(root|home|Users)\/(?!someone\b)[\w.-]+/;
  const naming = texts.filter(
    (file) =>
      file !== "test/structure/files.test.ts" && (machinePath.test(textOf(file)) || textOf(file).includes(ROOT)),
  );
  assert.deepEqual(naming, []);
});

test("the lock files hold no download addresses", () => {
  for (const file of ["package-lock.json", "test/setup/lts/package-lock.json"]) {
    assert.ok(existsSync(join(ROOT, file)), `${file} is missing`);
    assert.equal(/"resolved"|https?:\/\//.exec(withoutFunding(textOf(file))), null);
  }
});

function withoutFunding(lock: string): string {
  return JSON.stringify(JSON.parse(lock), (key, value: unknown) =>
    key === "funding" || key === "bugs" ? undefined : value,
  );
}
