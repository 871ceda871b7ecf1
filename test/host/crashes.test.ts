/** Whatever a model does to its thread, the server goes on and the next session works. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestClient } from "../support/test-client.ts";
import { serveToy } from "../support/test-server.ts";

const FAST = { step_timeout_ms: 1000 };

const LIVELY = `
  mood = "";
  @command("Does harm.", { how: z.string() }, { semantics: "trigger" })
  harm({ how }: { how: string }) {
    if (how === "exit") process.exit(3);
    if (how === "throw") throw new Error("secret plan");
    if (how === "hang") for (;;);
    if (how === "reject") void Promise.reject(new Error("secret plan"));
    if (how === "later") setTimeout(() => { throw new Error("secret plan"); });
    this.mood = how;
  }
  async *startSession() {
    this.mood = "";
    for (;;) {
      if (this.mood === "step throw") throw new Error("secret plan");
      if (this.mood === "step hang") for (;;);
      if (this.mood === "step wait") await new Promise(() => {});
      if (this.mood === "return") return;
      yield grey;
    }
  }`;

/** Waits for the error, then for a frame of the next session. */
async function assertRecovers(ann: TestClient, code: string, from: number): Promise<void> {
  const error = await ann.waitFor("error", () => true, from);
  assert.equal(error.body.code, code);
  const after = ann.received.indexOf(error);
  const welcome = await ann.waitFor("welcome", () => true, after);
  assert.equal(welcome.body.role, "driver");
  await ann.waitFor("frame", (body) => body.epoch === welcome.body.epoch, after);
}

test("a model may do its worst: the session ends with the reason, and the next one works", async (t) => {
  const server = await serveToy(t, LIVELY, { limits: FAST });
  const ann = await server.join();
  await ann.waitFor("frame");
  for (const [how, code] of [
    ["exit", "host_crashed"],
    ["reject", "host_crashed"],
    ["later", "host_crashed"],
    ["hang", "step_timeout"],
    ["step hang", "step_timeout"],
    ["step wait", "step_timeout"],
    ["step throw", "model_error"],
    ["return", "model_ended"],
  ] as const)
    await t.test(`${code}: ${how}`, async () => {
      const from = ann.received.length;
      const id = ann.command("harm", { how });
      await assertRecovers(ann, code, from);
      const reply = await ann.waitFor("reply", (body) => body.id === id);
      if (["exit", "hang"].includes(how)) assert.equal(reply.body.error.code, "session_ended");
      assert.equal((await fetch(`${server.url}/health`)).status, 200);
    });
  assert.ok(!JSON.stringify(ann.received.filter((one) => one.type !== "frame")).includes("secret"));
  assert.equal(server.journal.filter((one) => one.level === "error" && one.event === "host_lost").length, 6);
});

test("internal_error: a handler that throws refuses its command, and the session goes on", async (t) => {
  const server = await serveToy(t, LIVELY);
  const ann = await server.join();
  const reply = await ann.ask("harm", { how: "throw" });
  assert.equal(reply.error.code, "internal_error");
  assert.ok(!JSON.stringify(reply).includes("secret"));
  assert.match(String(server.logged("model_log")[0]?.["text"]), /"harm" failed: Error: secret plan/);
  assert.equal((await ann.ask("harm", { how: "nothing" })).ok, true);
  assert.deepEqual(ann.all("error"), []);
});
