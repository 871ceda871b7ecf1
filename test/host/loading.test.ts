/** Loading goes on in sight of everyone, and ends: well, badly, or by its deadline. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, serveToy } from "../support/test-server.ts";

test("a model that fails as soon as a session starts is tried ever later and then given up", async (t) => {
  const server = await serveToy(t, `  *startSession(): Generator { throw new Error("never"); }`, {
    limits: { max_restarts: 2 },
  });
  const ann = await server.join();
  const failed = await ann.waitForState("failed");
  assert.match(failed.detail, /too often in a row \(max_restarts 2\)/);
  assert.equal(ann.all("error").filter((one) => one.body.code === "model_error").length, 3);
  const health = await fetch(`${server.url}/health`);
  assert.equal(health.status, 503);
  assert.equal(((await health.json()) as { state: string }).state, "failed");
});

test("load_failed: the reason is on /health and in the log, and the server stays up", async (t) => {
  const server = await serveToy(
    t,
    `  load() { throw new Error("weights.bin is missing"); }\n  *startSession() { yield grey; }`,
  );
  await eventually(() => server.stage.state === "failed", "failed");
  const health = await fetch(`${server.url}/health`);
  assert.equal(health.status, 503);
  const body = (await health.json()) as { live: boolean; ready: boolean; detail: string };
  assert.deepEqual([body.live, body.ready], [true, false]);
  assert.match(body.detail, /weights\.bin is missing/);
});

for (const [how, load] of [
  ["hangs", "load() { for (;;); }"],
  ["never resolves", "async load() { await new Promise(() => setInterval(() => {}, 1000)); }"],
] as const)
  test(`load_timeout: a load that ${how} is ended and given up`, async (t) => {
    const limits = { load_timeout_ms: 5000, max_restarts: 0 };
    const server = await serveToy(t, `  ${load}\n  *startSession() { yield grey; }`, { limits, waits: false });
    await eventually(() => server.stage.state === "failed", "failed", 20_000);
    assert.deepEqual(
      server.logged("host_lost").map((one) => one["code"]),
      ["load_timeout"],
    );
    assert.match(server.stage.detail, /did not finish loading within 5000 ms/);
  });

test("progress of loading is seen on /health and by clients that wait", async (t) => {
  const server = await serveToy(
    t,
    `  async load(loading: { progress(f: number, text?: string): void }) {
    loading.progress(0.4, "compiling");
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  *startSession() { for (;;) yield grey; }`,
    { waits: false },
  );
  const ann = await server.join();
  const state = await ann.waitFor("state", (body) => body.state === "loading" && body.detail === "compiling");
  assert.equal(state.body.progress, 0.4);
  assert.equal(state.body.role, "queued");
  const health = await fetch(`${server.url}/health`);
  assert.equal(health.status, 503);
  const { detail, progress, ready } = (await health.json()) as { detail: string; progress: number; ready: boolean };
  assert.deepEqual([detail, progress, ready], ["compiling", 0.4, false]);
  await ann.waitForState("streaming");
  assert.equal((await fetch(`${server.url}/health`)).status, 200);
});
