/** What the bin and the test runner find out before anything is installed. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { missingPackages, nodeProblem, OLDEST_NODE } from "../../server/bin/dependencies.mjs";

const LOCK = {
  "": { version: "0.1.0" },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/a/node_modules/b": { version: "2.0.0" },
  "node_modules/linter": { version: "3.0.0", dev: true },
  "node_modules/for-another-system": { version: "4.0.0", optional: true },
};

test("a clone without node_modules misses what running needs, and for tests what development needs, too", (t) => {
  const root = clone(t, LOCK, null);
  assert.deepEqual(missingPackages(root), ["a", "b"]);
  assert.deepEqual(missingPackages(root, { development: true }), ["a", "b", "linter"]);
});

test("a package of another version than the lock file's counts as missing", (t) => {
  const root = clone(t, LOCK, { ...LOCK, "node_modules/a": { version: "0.9.0" } });
  assert.deepEqual(missingPackages(root, { development: true }), ["a"]);
});

test("a package whose folder was removed counts as missing", (t) => {
  const root = clone(t, LOCK, LOCK);
  assert.deepEqual(missingPackages(root, { development: true }), []);
  rmSync(new URL("node_modules/linter", root), { recursive: true });
  assert.deepEqual(missingPackages(root, { development: true }), ["linter"]);
});

test("a published package, which has no lock file, misses nothing", (t) => {
  const root = clone(t, LOCK, null);
  rmSync(new URL("package-lock.json", root));
  assert.deepEqual(missingPackages(root), []);
});

test("too old a Node is told in one sentence, with what to do", () => {
  assert.equal(nodeProblem("20.19.0"), null);
  assert.equal(nodeProblem("24.1.0"), null);
  assert.equal(
    nodeProblem("20.18.3"),
    "Worldport needs Node 20.19 or newer, and this is Node 20.18.3. Install a newer one from https://nodejs.org.",
  );
  assert.match(nodeProblem("18.20.0") ?? "", /^Worldport needs Node 20\.19/);
});

test("the oldest Node is the same in package.json, .nvmrc and the code", () => {
  const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
  assert.deepEqual([engines.node, read(".nvmrc").trim(), OLDEST_NODE.join(".")], [">=20.19", "20.19", "20.19"]);
});

/** A folder with a lock file and what npm would have installed from `installed`. */
function clone(t: { after(remove: () => void): void }, wanted: object, installed: object | null): URL {
  const root = mkdtempSync(join(tmpdir(), "worldport-clone-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, packages: object): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify({ packages }));
  };
  write("package-lock.json", wanted);
  if (installed === null) return pathToFileURL(`${root}/`);
  write("node_modules/.package-lock.json", installed);
  for (const path of Object.keys(installed))
    if (!path.includes("another")) mkdirSync(join(root, path), { recursive: true });
  return pathToFileURL(`${root}/`);
}
