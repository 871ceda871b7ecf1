/** The runner of all tests: what it counts, what it runs again, and what it says at the end. */
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { runSuite } from "./suite.mjs";

const folder = fileURLToPath(new URL("../.artifacts/suite", import.meta.url));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
after(() => rmSync(folder, { recursive: true, force: true }));

const always = () => true;
const never = () => false;

test("tests are counted, and each failure is told with its file, its name and its reason", () => {
  const good = file("good", `test("works", () => {}); test.skip("rests", () => {});`);
  const bad = file("bad", `test("adds", () => assert.equal(1 + 1, 3)); test("works", () => {});`);
  const { passed, failed, skipped, failures, unsteady } = runSuite(process.execPath, [good, bad], never, "ignore");
  assert.deepEqual({ passed, failed, skipped, unsteady }, { passed: 2, failed: 1, skipped: 1, unsteady: [] });
  assert.deepEqual(failures, [`${bad}: adds: Expected values to be strictly equal: 2 !== 3`]);
});

test("a file whose process ends is a failure that tells how", () => {
  const ended = file("ended", `test("works", () => {}); process.exitCode = 7;`);
  const killed = file(
    "killed",
    `test("waits", () => { process.kill(process.pid, "SIGKILL"); return new Promise(() => setTimeout(() => {}, 1e5)); });`,
  );
  const { failures } = runSuite(process.execPath, [ended, killed], never, "ignore");
  assert.deepEqual(failures, [
    `${ended}: the whole file: its process ended with 7`,
    `${killed}: the whole file: its process was ended by SIGKILL`,
  ]);
});

test("a failed file that may run again runs once more: what passes then is counted as passed, and told", () => {
  const moody = file("moody", failingAtFirst("moody"));
  const bad = file("bad", `test("adds", () => assert.equal(1 + 1, 3));`);
  const { passed, failed, failures, unsteady } = runSuite(process.execPath, [moody, bad], always, "ignore");
  assert.deepEqual({ passed, failed }, { passed: 1, failed: 1 });
  assert.equal(failures.length, 1, "one that fails twice has failed");
  assert.deepEqual(unsteady, [`${moody}: sees its mark: it is not there yet`]);
});

test("a subtest that a shared file runs counts for the file whose test it is in", () => {
  const shared = file("shared", `export const all = (context) => context.test("adds", () => assert.equal(1 + 1, 3));`);
  const user = file("user", `import { all } from "./${path.basename(shared)}"; test("all", all);`);
  const { failures } = runSuite(process.execPath, [user], never, "ignore");
  assert.equal(failures[0], `${user}: adds: Expected values to be strictly equal: 2 !== 3`);
});

test("a failed file that must not run again has failed", () => {
  const moody = file("moody", failingAtFirst("strict"));
  assert.equal(runSuite(process.execPath, [moody], never, "ignore").failed, 1);
});

test("when many files fail, none runs again", () => {
  const moody = ["a", "b", "c", "d"].map((name) => file(name, failingAtFirst(name)));
  assert.equal(runSuite(process.execPath, moody, always, "ignore").failed, 4);
});

/** Relative to where tests run, as the runner's own files are. */
function file(name: string, tests: string): string {
  const full = path.join(folder, `${name}.test.mjs`);
  writeFileSync(
    full,
    `import { test } from "node:test"; import assert from "node:assert/strict"; import fs from "node:fs";\n${tests}`,
  );
  return path.relative("", full);
}

function failingAtFirst(name: string): string {
  const mark = JSON.stringify(path.join(folder, `${name}.mark`));
  return `test("sees its mark", () => {
    const isThere = fs.existsSync(${mark});
    fs.writeFileSync(${mark}, "");
    assert.ok(isThere, "it is not there yet");
  });`;
}
