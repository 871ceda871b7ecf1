/** A process that is stopped for longer than its deadlines and goes on, as behind a closed lid or in a paused container. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { CommandLine } from "../support/command-line.ts";
import { TestClient } from "../support/test-client.ts";

const STOPPED_MS = 5_000;
/** All far shorter than the stop. */
const DEADLINES = ["step_timeout_ms=1500", "silence_timeout_ms=2000", "ping_interval_ms=500", "stall_timeout_ms=1500"];

test("a server that was suspended keeps its model, its session and its clients", {
  skip: process.platform === "win32" && "Windows has no SIGSTOP",
}, async (t: TestContext) => {
  const limits = DEADLINES.flatMap((one) => ["--set", `limits.${one}`]);
  const line = new CommandLine(["run", "testcard", "--port", "0", ...limits]);
  t.after(() => line.stop());
  const url = await line.ready();
  const driver = await TestClient.join(url);
  const spectator = await TestClient.join(url, { role: "spectator" });
  const { epoch } = (await driver.waitFor("frame")).body;
  await spectator.waitFor("frame");

  line.child.kill("SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, STOPPED_MS));
  const seqBefore = Math.max(...driver.received.filter(({ type }) => type === "frame").map(({ body }) => body.seq));
  line.child.kill("SIGCONT");

  await driver.waitFor("frame", (body) => body.seq > seqBefore + 60 && body.epoch === epoch);
  await spectator.waitFor("frame", (body) => body.seq > seqBefore + 60 && body.epoch === epoch);
  for (const client of [driver, spectator]) {
    assert.equal(client.closeCode, null, client.closeReason);
    assert.deepEqual(
      client.received.filter(({ type }) => type === "error" || type === "bye"),
      [],
    );
  }
  assert.doesNotMatch(line.err, /host_lost|client_lost|session_ended/);
});
