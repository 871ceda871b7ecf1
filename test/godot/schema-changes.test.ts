/** The addon reads schema files and tells what changed in the words of `worldport schema diff`. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { schemaDiff } from "../../server/schema/diff.ts";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { TempFolder } from "../support/temp-folder.ts";
import { imported, runGodot } from "./engine.ts";

const folder = new URL("../../shared-schema/documents/", import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => name.endsWith(".worldport"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"));

/** What a person might write between two versions of the test card. */
const EDITS: readonly (readonly [RegExp | string, string])[] = [
  [/"name": "jump"/, '"name": "leap"'],
  [/"maximum": 1,/g, '"maximum": 0.5,'],
  [/"maximum": 1,/g, '"maximum": 2.25,'],
  [/"minimum": -1,/g, ""],
  [/"semantics": "trigger"/g, '"semantics": "held"'],
  [/"x": \{/g, '"u": {'],
  [/"default": 0,/g, '"default": 0.25,'],
  [/"enum": \[\s*"([^"]*)",/g, '"enum": ["other",'],
  [/"direction": "out"/, '"direction": "in"'],
  [/"max_width": 640/, '"max_width": 320'],
  [/"type": "number"/g, '"type": "integer"'],
  [/"reply": null/g, '"reply": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}'],
  [/"required": \[/g, '"required": ["more", '],
  [/"release": \{[^}]*\}/g, '"release": null'],
  [/"description": "[^"]*"/g, '"description": "Other words."'],
];

test("the addon names the same changes between two schemas as the command line", async (t) => {
  await imported();
  const temp = new TempFolder();
  t.after(() => temp.remove());
  const card = texts.find((text) => text.includes('"id": "testcard"')) ?? assert.fail("There is a test card");
  const edited = EDITS.map(([from, to]) => card.replace(from, to));
  for (const [i, text] of edited.entries()) assert.notEqual(text, card, `edit ${i} changes something`);
  const pairs = [
    ...edited.flatMap((text) => [
      [card, text],
      [text, card],
    ]),
    ...texts.map((text) => [card, text]),
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
  const got = JSON.parse(line) as { breaking: string[]; additive: string[]; problem?: string }[];
  for (const [i, [before = "", after = ""]] of pairs.entries()) {
    const { breaking, additive } = schemaDiff(
      JSON.parse(before) as SchemaDocument,
      JSON.parse(after) as SchemaDocument,
    );
    assert.deepEqual(got[i], { breaking, additive }, `pair ${i}`);
  }
  assert.ok(got.flatMap((one) => one.breaking ?? []).length > 30, "there is enough to compare");
  const problems = got.slice(pairs.length).map(({ problem = "" }) => problem);
  assert.equal(problems.length, broken.length);
  for (const problem of problems)
    assert.match(problem, /^It .*\.( Write|$)|^It is of version 2, .*Update|^Its? .* Write it/);
  assert.doesNotMatch(end.err, /ERROR/);
});
