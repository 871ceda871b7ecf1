/**
 * Every assembly of the Unity package in every combination of optional packages, in the editor and in a player: compiled
 * with exactly the references its definition declares, warnings as errors, and with no type that Unity has not.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { referredTypes } from "./metadata.ts";
import { nameOf, SETUPS, UnitPlan } from "./setups.ts";
import { WarmCompiler } from "./warm-compiler.ts";

const folder = mkdtempSync(path.join(tmpdir(), "worldport-matrix-"));
const compiler = await WarmCompiler.start(folder);
after(() => {
  compiler.stop();
  rmSync(folder, { recursive: true, force: true });
});

const plan = new UnitPlan(folder);
/** What became of each assembly: compiled once, though many setups share it. */
const outcomes = new Map<string, Error | null>();
const ours = new Set<string>();

for (const setup of SETUPS)
  test(`all assemblies compile: ${nameOf(setup)}`, async () => {
    for (const unit of plan.of(setup)) {
      if (!outcomes.has(unit.out)) {
        const outcome = await compiler.compile(unit).then(
          () => null,
          (error: Error) => error,
        );
        outcomes.set(unit.out, outcome);
      }
      const problem = outcomes.get(unit.out);
      if (problem instanceof Error) throw problem;
      if (unit.isOurs) ours.add(unit.out);
    }
  });

test("every type of the base library that is used is one of .NET Standard 2.1, which is what Unity has", () => {
  // Forwarded by the netstandard.dll of mono-devel 6.8, one a line.
  const list = readFileSync(new URL("netstandard-2.1-types.txt", import.meta.url), "utf8");
  const known = new Set(list.split("\n"));
  assert.ok(ours.size > 20, "assemblies of many setups were compiled");
  const strange = [...ours].flatMap((dll) =>
    referredTypes(dll)
      .filter((name) => /^(System|Microsoft)\b/.test(name) && !known.has(name))
      .map((name) => `${path.basename(dll)}: ${name}`),
  );
  assert.deepEqual([...new Set(strange)], []);
});
