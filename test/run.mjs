/**
 * `npm test`: installs what is missing, then lint, types, all tests, and the core tests again on the current LTS.
 * `npm test -- <part of a path>…` runs only the test files whose path contains one of the parts.
 * Plain JavaScript without dependencies: it runs on a fresh clone.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { install, missingPackages, nodeProblem } from "../server/bin/dependencies.mjs";
import { ENGINES, enginesOf, findEngine, installEngines } from "./setup/engines.mjs";
import { currentLts } from "./setup/lts.mjs";
import { runSuite } from "./setup/suite.mjs";

const root = new URL("../", import.meta.url);
process.chdir(fileURLToPath(root));
const inCi = /^(1|true|yes)$/i.test(process.env.CI ?? "");
const total = { passed: 0, failed: 0, skipped: 0 };
const notes = [];

prepare();
const parts = process.argv.slice(2).map((part) => part.replace(/^\.\//, ""));
const all = testFiles();
const chosen = all.filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)));
if (chosen.length === 0) end(`No test file's path contains ${parts.join(" or ")}.`);
const ready = withEngines(chosen);

if (parts.length === 0) {
  check("Lint and format", "node_modules/@biomejs/biome/bin/biome", ["check"]);
  check("Types", "node_modules/typescript/bin/tsc", ["--noEmit"]);
  check("Types of the page", "node_modules/typescript/bin/tsc", ["--noEmit", "-p", "server/page"]);
}
tests(`Tests on Node ${process.versions.node}`, process.execPath, ready);
if (parts.length === 0) {
  const lts = currentLts();
  const core = all.filter((file) => enginesOf(file).length === 0);
  if (lts.problem !== undefined) absent(`The core tests on the current LTS: ${lts.problem}.`, core.length);
  else tests(`Core tests on Node ${lts.version}`, lts.path, core);
}
end();

function prepare() {
  const problem = nodeProblem();
  if (problem !== null) end(problem);
  const missing = missingPackages(root, { development: true });
  if (missing.length === 0) return;
  process.stderr.write(`Installing ${missing.length} missing or outdated packages.\n`);
  const failure = install(root);
  if (failure !== null) end(failure);
}

function testFiles(folder = "test") {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : testFiles(path);
    return entry.name.endsWith(".test.ts") ? [path] : [];
  });
}

/** Leaves out the files whose engine can't be had, and tells the others where theirs is. */
function withEngines(files) {
  const needed = ENGINES.filter((engine) => files.some((file) => enginesOf(file).includes(engine)));
  const absentEngines = needed.filter((engine) => findEngine(engine) === null);
  const reason = absentEngines.length === 0 ? null : installEngines(absentEngines);
  for (const engine of needed) {
    const path = findEngine(engine);
    if (path !== null) process.env[engine.variable] = path;
    else delete process.env[engine.variable];
  }
  return files.filter((file) => {
    const without = enginesOf(file).find((engine) => process.env[engine.variable] === undefined);
    if (without === undefined) return true;
    absent(`${file}: ${without.name} is not installed (${reason ?? "the packages did not bring it"}).`, 1);
    return false;
  });
}

/** Something that could not run here: a failure in CI, else skipped. */
function absent(sentence, count) {
  total[inCi ? "failed" : "skipped"] += count;
  notes.push(`${inCi ? "Failed" : "Skipped"}: ${sentence}`);
}

function check(title, script, args) {
  process.stdout.write(`\n${title}\n`);
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit" });
  total[status === 0 ? "passed" : "failed"] += 1;
  if (status !== 0) notes.push(`Failed: ${title}.`);
}

function tests(title, node, files) {
  if (files.length === 0) return;
  process.stdout.write(`\n${title}\n`);
  const results = runSuite(node, files, (file) => enginesOf(file).length > 0);
  for (const key of Object.keys(total)) total[key] += results[key];
  notes.push(...results.unsteady.map((sentence) => `Failed beside other tests, passed alone: ${sentence}`));
  notes.push(...results.failures.map((sentence) => `Failed: ${title}: ${sentence}`));
}

function end(problem) {
  if (problem !== undefined) {
    total.failed += 1;
    notes.push(problem);
  }
  process.stdout.write(`\n${notes.map((note) => `${note}\n`).join("")}`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  process.exit(total.failed === 0 ? 0 : 1);
}
