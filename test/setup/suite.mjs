/** Runs test files by node's own runner, and tells what became of each. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Node 20 bounds whole files by this, newer ones each test. */
const TIMEOUT_MS = 240_000;
/** More failed files than this are no accident of a busy machine. */
const SECOND_TRIES_MAX = 3;

/**
 * Runs `files` with the program `node`. Those of the failed ones that `mayRunAgain` are run once more, one at a time:
 * they play in real time against real engines, and on a shared machine one of them now and then has to wait too long.
 * Gives `{ passed, failed, skipped, failures, unsteady }`: `failures` and `unsteady` are sentences, the latter about
 * what failed beside other tests and passed alone.
 */
export function runSuite(node, files, mayRunAgain, stdio = "inherit") {
  const first = runFiles(node, files, 2, stdio);
  const failed = Object.keys(first.byFile).filter((file) => first.byFile[file].failed > 0);
  const again =
    failed.length > SECOND_TRIES_MAX ? [] : failed.filter((file) => files.includes(file) && mayRunAgain(file));
  if (again.length === 0) return summary(first, []);
  if (stdio === "inherit") process.stdout.write(`\nOnce more, alone: ${again.join(", ")}\n`);
  const second = runFiles(node, again, 1, stdio);
  const unsteady = again
    .filter((file) => second.byFile[file]?.failed === 0)
    .flatMap((file) => sentences(file, first.byFile[file]));
  return summary({ byFile: { ...first.byFile, ...second.byFile }, ended: second.ended }, unsteady);
}

/** One run: the results by file, and how the runner ended, or null if it ended well. */
function runFiles(node, files, concurrency, stdio) {
  const folder = mkdtempSync(join(tmpdir(), "worldport-test-"));
  const resultsFile = join(folder, "results.json");
  const options = ["--import", "tsx", "--test", "--test-force-exit"];
  options.push(`--test-concurrency=${concurrency}`, `--test-timeout=${TIMEOUT_MS}`);
  options.push("--test-reporter=spec", "--test-reporter-destination=stdout");
  options.push("--test-reporter=./test/setup/results.mjs", `--test-reporter-destination=${join(folder, "nothing")}`);
  const env = { ...process.env, WORLDPORT_TEST_RESULTS: resultsFile };
  delete env.NODE_TEST_CONTEXT; // Set inside a test; a runner that finds it reports to that test's runner.
  const { status, signal } = spawnSync(node, [...options, ...files], { stdio, env });
  const byFile = resultsIn(resultsFile);
  rmSync(folder, { recursive: true, force: true });
  const ended = status === 0 && byFile !== null ? null : `the runner ended with ${status ?? signal}`;
  return { byFile: byFile ?? {}, ended };
}

function resultsIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null; // The runner ended before it could write them.
  }
}

function summary({ byFile, ended }, unsteady) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [], unsteady };
  for (const [file, results] of Object.entries(byFile)) {
    for (const key of ["passed", "failed", "skipped"]) total[key] += results[key];
    total.failures.push(...sentences(file, results));
  }
  // A runner that ends badly without a failed test (a crash, an unhandled error) still is a failure.
  if (ended !== null && total.failed === 0) {
    total.failed = 1;
    total.failures.push(ended);
  }
  return total;
}

function sentences(file, { failures }) {
  return failures.map(({ name, reason }) => `${file}: ${name}: ${reason}`);
}
