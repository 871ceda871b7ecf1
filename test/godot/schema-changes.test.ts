/** The addon reads schema files and tells whether they fit. What changed says the server. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { TempFolder } from "../support/temp-folder.ts";
import { imported, runGodot } from "./engine.ts";

const folder = new URL("../../shared-schema/documents/", import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => name.endsWith(".worldport"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"));

test("the addon says by shape hash whether two schemas fit, and what of a file it can't read", async (t) => {
  await imported();
  const temp = new TempFolder();
  t.after(() => temp.remove());
  const card = texts.find((text) => text.includes('"id": "testcard"')) ?? assert.fail("There is a test card");
  const reworded = card.replace(/"description": "[^"]*"/g, '"description": "Other words."');
  const reshaped = card.replace(/"shape_hash": "[^"]*"/, '"shape_hash": "sha256:00"');
  assert.notEqual(reshaped, card);
  const pairs = [
    [card, card],
    [card, reworded],
    [card, reshaped],
  ];
  const broken = [
    "{",
    "[]",
    "{}",
    '{"worldport": 2}',
    '{"worldport": 1}',
    card.replace('"name"', '"nome"'),
    card.replace('"hash"', '"h"'),
  ];
  const file = temp.write("pairs.json", JSON.stringify([...pairs, ...broken.map((text) => [card, text])]));
  const end = await runGodot(["-s", "res://tests/print_changes.gd", "--", file]);
  const line = /^changes (.*)$/m.exec(end.out)?.[1] ?? assert.fail(end.err);
  const got = JSON.parse(line) as { missing: string[]; problem?: string }[];
  assert.deepEqual(
    got.slice(0, pairs.length).map(({ missing }) => missing.length),
    [0, 0, 1],
  );
  assert.match(got[2]?.missing[0] ?? "", /^Names, types, ranges or tracks of Test card and Test card differ\.$/i);
  const problems = got.slice(pairs.length).map(({ problem = "" }) => problem);
  assert.equal(problems.length, broken.length);
  for (const problem of problems)
    assert.match(problem, /^It .*\.( Write|$)|^It is of version 2, .*Update|^Its? .* Write it/);
  assert.doesNotMatch(end.err, /ERROR/);
});
