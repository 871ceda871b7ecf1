/** A game that starts the server with pipes and never reads standard error can't stop it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { TempFolder } from "../support/temp-folder.ts";
import { TestClient } from "../support/test-client.ts";

const BIN = fileURLToPath(new URL("../../server/bin/worldport.mjs", import.meta.url));

test("log lines and a model's prints beyond a full pipe are dropped; the server answers and ends", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const model =
    folder.model(`  @command("Fails.", {}, { semantics: "trigger" }) fail() { throw new Error("x".repeat(20_000)); }
  async *startSession() { for (;;) { console.log("x".repeat(20_000)); console.error("y".repeat(20_000)); yield grey; } }`);
  const child = spawn(process.execPath, [BIN, "run", model, "--port", "0"], { stdio: ["pipe", "pipe", "pipe"] });
  const ended = once(child, "exit");
  t.after(() => child.kill("SIGKILL"));
  const [ready] = await once(child.stdout, "data");
  const url = /http:\S+/.exec(String(ready))?.[0] ?? "";
  const ann = await TestClient.join(url);
  for (let i = 0; i < 200; i++) assert.equal((await ann.ask("fail")).error.code, "internal_error");
  const { state } = (await (await fetch(`${url}/health`, { signal: AbortSignal.timeout(5000) })).json()) as Record<
    string,
    unknown
  >;
  assert.equal(state, "streaming");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  assert.deepEqual(await ended, [0, null]);
  clearTimeout(timer);
});
