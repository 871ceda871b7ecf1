/** A model file that can't be used ends `run` and `schema` with the one sentence its author needs, as the last line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { runToEnd } from "../support/command-line.ts";
import { TempFolder } from "../support/temp-folder.ts";

for (const [what, text, sentence] of [
  ["no class", `export const x = 1;`, /model\.ts has no default export that extends Model/],
  [
    "a reserved command",
    `import { command, Model } from "worldport";\nexport default class A extends Model { @command("X.") class() {} *startSession() {} }`,
    /class/,
  ],
  [
    "a bad default",
    `import { command, Model } from "worldport";\nimport { z } from "zod";\nexport default class A extends Model { @command("X.", { x: z.number().max(1).default(5) }) move() {} *startSession() {} }`,
    /move.*field "x".*default 5/,
  ],
  ["a syntax error", `export default class A {`, /./],
  ["an import that is not there", `import "./nowhere.ts";`, /nowhere/],
  [
    "no track",
    `import { Model } from "worldport";\nexport default class A extends Model { static id = "a"; *startSession() {} }`,
    /A: has no out track/,
  ],
] as const)
  test(`a model with ${what} ends run and schema with its sentence`, async (t) => {
    const folder = new TempFolder();
    t.after(() => folder.remove());
    const file = folder.write("model.ts", text);
    const ended = await Promise.all([runToEnd(["run", file, "--port", "0"]), runToEnd(["schema", file])]);
    for (const { code, out, err, lastWord } of ended) {
      assert.notEqual(code, 0);
      assert.equal(out, "");
      assert.match(lastWord, sentence, err);
      assert.doesNotMatch(lastWord, /^\s+at |Node\.js v/);
    }
  });

test("worldport schema prints the document and nothing else, though the author's file prints too", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const file = folder.model("  *startSession() { for (;;) yield grey; }", { before: `console.log("hello");` });
  const loud = await runToEnd(["schema", file]);
  assert.equal((JSON.parse(loud.out) as { model: { id: string } }).model.id, "toy");
  assert.match(loud.err, /hello/);
  const { code, out, err } = await runToEnd(["schema", "testcard"]);
  assert.equal(code, 0);
  assert.equal(err, "");
  const document = JSON.parse(out) as { worldport: number; hash: string; model: { id: string } };
  assert.deepEqual([document.worldport, document.model.id], [1, "testcard"]);
  assert.equal(out, `${JSON.stringify(document, null, 2)}\n`);
});
