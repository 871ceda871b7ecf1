/** `--set` reaches what a model is made of, whatever it is made of, and what it does not know is said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { CommandLine, runToEnd } from "../support/command-line.ts";
import { TestClient } from "../support/test-client.ts";

for (const [model, fps] of [
  ["world", 5],
  ["restyle", 0],
  ["testcard", 7.5],
] as const)
  test(`schema prints what --set makes of ${model}`, async () => {
    const { code, out, err } = await runToEnd(["schema", model, "--set", `${model}.fps=${fps}`]);
    assert.equal(code, 0, err);
    const main = (JSON.parse(out) as SchemaDocument).tracks.find(({ name }) => name === "main");
    assert.equal(main?.fps, fps);
  });

test("run plays a manifest as --set makes it", async (t) => {
  const sets = ["--set", "world.fps=5", "--set", "world.threads=2"];
  const line = new CommandLine(["run", "world", "--port", "0", ...sets]);
  t.after(() => line.stop());
  const ann = await TestClient.join(await line.ready());
  const { tracks } = (await ann.waitFor("welcome", (body) => body.session !== "")).body;
  assert.equal(tracks.main.fps, 5);
  await ann.close();
});

for (const [set, sentence] of [
  [
    "world.nonsense=7",
    /world has no setting "nonsense" \(--set world\.nonsense=…\); an ONNX model has: threads \(1–64\), fps \(0–1000\)\./,
  ],
  ["world.threads=0", /--set world\.threads: expected at least 1; got 0\./],
  ["world.fps=fast", /--set world\.fps: expected number; got "fast"\./],
  ["walk.fps=5", /--set walk\.fps: this model is "world"/],
] as const)
  test(`run and schema refuse --set ${set} of a manifest`, async () => {
    const ends = await Promise.all([
      runToEnd(["run", "world", "--port", "0", "--set", set]),
      runToEnd(["schema", "world", "--set", set]),
    ]);
    for (const { code, out, err, lastWord } of ends) {
      assert.notEqual(code, 0);
      assert.equal(out, "");
      assert.match(lastWord, sentence, err);
    }
  });
