/** The table of `npm run structure`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { circlesOf } from "./source-files.ts";
import { linesOf, structureTable } from "./table.ts";

test("lines are counted without comments and blank lines, in each language's own comments", () => {
  assert.equal(linesOf("/** What it is. */\n\nconst a = 1; // why\n// alone\n/*\n two\n*/\nconst b = 2;\n", "a.ts"), 2);
  assert.equal(linesOf("## Says.\nvar a := 1 # why\n\n# alone\nvar b := 2\n", "a.gd"), 2);
});

test("every area has files, and its median file is no longer than the area", () => {
  const rows = structureTable();
  for (const area of ["server/session", "server/host", "shared-schema", "godot-addon", "unity-package/Runtime"])
    assert.ok(
      rows.some((row) => row.area === area),
      area,
    );
  for (const { area, files, lines, medianLines } of rows) assert.ok(files > 0 && medianLines <= lines, area);
});

test("a round of imports is found and named by its files", () => {
  const edge = (from: string, to: string) => ({ from, to, isTypeOnly: false });
  assert.deepEqual(circlesOf([edge("a", "b"), edge("b", "c"), edge("c", "b"), edge("c", "d")]), ["b → c → b"]);
});
