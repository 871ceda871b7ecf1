/** Rules of the C# client that no compiler checks. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { assemblies } from "./assemblies.ts";

const sources = assemblies().find(({ name }) => name === "Worldport.Client")?.sources ?? [];

/** Statements with the word, comments left out. */
function statementsWith(pattern: RegExp): string[] {
  return sources.flatMap((file) => {
    const code = readFileSync(file, "utf8").replaceAll(/^\s*\/\/.*$/gm, "");
    return code
      .split(/[;{}]/)
      .filter((statement) => pattern.test(statement))
      .map((statement) => `${path.basename(file)}: ${statement.trim()}`);
  });
}

test("no await of the client comes back to the thread that a game's frames are drawn on", () => {
  const awaits = statementsWith(/\bawait\b/);
  assert.ok(awaits.length > 8);
  assert.deepEqual(
    awaits.filter((statement) => !statement.includes(".ConfigureAwait(false)")),
    [],
  );
});

test("nothing of the client waits for a task, sleeps, or keeps a thread of its own", () => {
  assert.deepEqual(statementsWith(/\.Wait(All|Any|One)?\(|Thread\.Sleep|new Thread\(/), []);
});
