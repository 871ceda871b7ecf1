/**
 * A reporter for node's test runner that keeps in the file named by WORLDPORT_TEST_RESULTS, as JSON, what became of each
 * test file: `{ [file]: { passed, failed, skipped, failures: [{ name, reason }] } }`. It writes at once each time,
 * because with --test-force-exit Node 20 ends before a reporter's own output is written. A test's file is the one that
 * calls `test`, so a subtest counts for the file of the test it is in.
 */
import { writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";

export default async function* results(events) {
  const byFile = {};
  let nested = [];
  for await (const event of events) {
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    nested.push(event);
    if (event.data.nesting > 0) continue;
    const file = relative("", event.data.file ?? "");
    byFile[file] ??= { passed: 0, failed: 0, skipped: 0, failures: [] };
    for (const one of nested) count(byFile[file], one);
    nested = [];
    writeFileSync(process.env.WORLDPORT_TEST_RESULTS, JSON.stringify(byFile));
  }
  yield "";
}

function count(results, { type, data }) {
  if (data.details?.type === "suite" && type === "test:pass") return;
  const isSkipped = data.skip !== undefined || data.todo !== undefined;
  results[isSkipped ? "skipped" : type === "test:pass" ? "passed" : "failed"] += 1;
  if (type === "test:fail" && !isSkipped) results.failures.push({ name: nameOf(data), reason: reasonOf(data) });
}

/** A process that ends on its own, or too late, is reported under its file's name, in newer Nodes as it was given. */
function nameOf({ name, file }) {
  return resolve(name) === file ? "the whole file" : name;
}

function reasonOf({ details: { error } }) {
  if (error?.signal) return `its process was ended by ${error.signal}`;
  if (error?.exitCode) return `its process ended with ${error.exitCode}`;
  const { message = String(error) } = error?.cause ?? error ?? {};
  return message.trim().replace(/\s+/g, " ").slice(0, 300);
}
