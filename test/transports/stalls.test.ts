/** Peers that stop reading or vanish, and a hundred that come and go. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { TestClient } from "../support/test-client.ts";
import { eventually, serve, serveToy } from "../support/test-server.ts";

test("too_slow: a client that stops reading is closed, and another one misses nothing", async (t) => {
  const server = await serve(t, "testcard", {
    limits: { stall_timeout_ms: 700 },
    settings: { testcard: { width: 1920, height: 1080, fps: 30 } },
  });
  const ann = await server.join();
  const eve = await server.join({ role: "spectator", tracks: { main: { credit: 8 } } });
  await eve.waitFor("frame");
  eve.autoSeen = true;
  eve.stopReading();
  await eventually(
    () =>
      server.journal.length > 0 &&
      server.stage.report.clients.find((one) => one.role === "spectator")?.connected === false,
    "the stalled link to end",
    20_000,
  );
  const before = ann.all("frame").length;
  await eventually(() => ann.all("frame").length > before + 5, "more frames for the other");
  assert.equal(ann.closeCode, null);
  const gaps = ann
    .all("frame")
    .slice(1)
    .map((one, i) => one.body.seq - ann.all("frame")[i]!.body.seq);
  assert.ok(gaps.every((gap) => gap >= 1));
  eve.cut();
});

test("too_slow: small messages nobody reads run over the send buffer", async (t) => {
  const server = await serveToy(
    t,
    `  static readonly messages = { said: message("S.", { text: z.string() }) };
  *startSession(session: { send(name: string, data: object): void }) {
    for (;;) { session.send("said", { text: "x".repeat(100_000) }); yield idle; }
  }`,
    { limits: { max_send_buffer_bytes: 300_000 } },
  );
  const ann = await server.join({ tracks: {} });
  await ann.waitFor("message");
  ann.stopReading();
  await eventually(
    () => server.stage.report.clients.find((one) => one.role === "driver")?.connected === false,
    "the link to end",
    20_000,
  );
  assert.equal(server.stage.state, "orphaned");
  ann.cut();
});

test("silent: a peer that answers no ping is closed, one that does is not", async (t) => {
  const server = await serveToy(t, `  *startSession() { for (;;) yield idle; }`, {
    limits: { ping_interval_ms: 50, silence_timeout_ms: 300 },
  });
  const ann = await server.join();
  const mute = await TestClient.connect(server.url, { autoPong: false });
  mute.send("hello", { protocol: 1, role: "spectator" });
  await mute.waitFor("welcome");
  assert.equal(await mute.waitForClose(), 4408);
  assert.equal(mute.all("bye")[0]?.body.code, "silent");
  assert.equal(ann.closeCode, null);
});

test("a hundred clients come and go in every way and leave nothing behind", async (t) => {
  const server = await serveToy(t, `  *startSession() { for (;;) yield grey; }`, {
    limits: { resume_grace_ms: 50, max_queue: 100 },
  });
  const before = process.getActiveResourcesInfo().length;
  for (let round = 0; round < 10; round++) {
    const clients = await Promise.all(
      Array.from({ length: 10 }, (_, i) => server.join({ role: i % 3 === 0 ? "spectator" : "driver" })),
    );
    for (const [i, client] of clients.entries()) {
      if (i % 3 === 0) client.send("bye", {});
      else if (i % 3 === 1) client.cut();
      else void client.close();
    }
    await Promise.all(clients.map((client) => eventually(() => client.closeCode !== null, "the close")));
  }
  await eventually(() => server.stage.report.clients.length === 0, "the roster to be empty");
  await eventually(() => server.stage.state === "ready", "the model to be ready");
  assert.equal(((await (await fetch(`${server.url}/health`)).json()) as { connections: number }).connections, 0);
  await eventually(() => process.getActiveResourcesInfo().length <= before + 4, "sockets and timers to be let go");
  const last = await server.join();
  await last.waitFor("frame");
});
