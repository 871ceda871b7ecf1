/** The end of the process, at moments when it is not easy to end. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandLine } from "../support/command-line.ts";
import { TempFolder } from "../support/temp-folder.ts";

for (const moment of [/starting onnxruntime/, /reading world\.onnx/, /warming up/])
  test(`stopped while an ONNX model loads (${moment.source}), it ends with 0`, async (t) => {
    const line = new CommandLine(["run", "world", "--port", "0"]);
    t.after(() => line.stop());
    await line.says(moment);
    line.child.kill("SIGTERM");
    assert.equal(await line.end(), 0, line.err);
  });

test("native code that does not return is not waited for longer than unload_timeout_ms", async (t) => {
  const line = new CommandLine(["run", "world", "--port", "0", "--set", "limits.unload_timeout_ms=1"]);
  t.after(() => line.stop());
  await line.says(/reading world\.onnx/);
  line.child.kill("SIGTERM");
  // Node before 22.15 has no way out of a process that does not destroy what the native code works with.
  assert.equal(await line.end(), "execve" in process ? 0 : "SIGKILL", line.err);
});

for (const [what, members, before] of [
  [
    "whose module never ends",
    "*startSession() {}",
    'console.error("begun"); await new Promise(() => setInterval(() => {}, 1000));',
  ],
  [
    "that waits for ever in load",
    'async load() { console.error("begun"); await new Promise(() => {}); } *startSession() {}',
    "",
  ],
  [
    "that computes for ever in load",
    'load() { setTimeout(() => { for (;;); }); console.error("begun"); return new Promise(() => {}); } *startSession() {}',
    "",
  ],
] as const)
  test(`a class ${what} can be stopped, with 0`, async (t) => {
    const folder = new TempFolder();
    t.after(() => folder.remove());
    folder.model(members, { before });
    const line = new CommandLine(["run", "model.ts", "--port", "0", "--set", "limits.unload_timeout_ms=100"], {
      cwd: folder.path,
    });
    t.after(() => line.stop());
    await line.says(/begun/);
    line.child.kill("SIGTERM");
    assert.equal(await line.end(), 0, line.err);
  });
