/** What a driver holds is let go when its link ends in any way, before the model's next step. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Limits } from "../../shared-schema/limits.ts";
import { TestClient } from "../support/test-client.ts";
import { serveToy, type TestServer } from "../support/test-server.ts";

const MEMBERS = `  x = 0; speed = 1; log: string[] = [];
  @command("Moves.", { x: z.number().min(-1).max(1).default(0) }, { input: { kind: "axis1d" } })
  move({ x }: { x: number }) { this.x = x; this.log.push("x" + x); }
  @command("Speeds.", { speed: z.number().min(0).max(4).default(1) })
  setSpeed({ speed }: { speed: number }) { this.speed = speed; }
  *startSession() {
    this.log = [];
    for (;;) yield { ...grey, meta: { x: this.x, speed: this.speed, log: this.log.slice(-6) } };
  }`;

async function holding(
  t: Parameters<typeof serveToy>[0],
  limits: Partial<Limits> = {},
): Promise<[TestServer, TestClient, string]> {
  const server = await serveToy(t, MEMBERS, { limits });
  const ann = await server.join();
  await ann.ask("set_speed", { speed: 3 });
  await ann.ask("move", { x: 1 });
  await ann.waitFor("frame", (body) => body.meta.x === 1);
  return [server, ann, ann.all("welcome")[0]?.body.resume];
}

test("a cut link: the model stands still, and its next step finds the axis at zero and the slider where it was", async (t) => {
  const [server, ann, resume] = await holding(t);
  const eve = await server.join({ role: "spectator" });
  ann.cut();
  await eve.waitForState("orphaned");
  const again = await server.join({ resume });
  const frame = await again.waitFor("frame", (body) => body.meta.log.at(-1) === "x0");
  assert.deepEqual([frame.body.meta.x, frame.body.meta.speed], [0, 3]);
});

test("a command that was under way when the link was cut is let go as well", async (t) => {
  const [server, ann, resume] = await holding(t);
  ann.send("pause", {});
  await ann.waitFor("state", (body) => body.paused);
  ann.command("move", { x: -1 }, { reply: false });
  ann.send("ping", { t_us: 1 });
  await ann.waitFor("pong");
  ann.cut();
  const again = await server.join({ resume });
  again.send("play", {});
  const frame = await again.waitFor("frame", (body) => body.meta.log.includes("x-1"));
  assert.deepEqual(frame.body.meta.log.slice(-2), ["x-1", "x0"]);
  assert.equal(frame.body.meta.x, 0);
});

test("a half-open link that a resume replaces: the old hold is let go, the new one counts", async (t) => {
  const [server, ann, resume] = await holding(t);
  const again = await TestClient.connect(server.url);
  again.send("hello", { protocol: 1, resume });
  again.continueCommandsAt(3);
  again.command("move", { x: 0.5 });
  const frame = await again.waitFor("frame", (body) => body.meta.log.includes("x0.5"));
  assert.deepEqual(frame.body.meta.log.slice(-3), ["x1", "x0", "x0.5"]);
  assert.equal(await ann.waitForClose(), 4407);
});

test("steps asked for before the link was cut are not taken while nobody drives", async (t) => {
  const [server, ann] = await holding(t, { resume_grace_ms: 300 });
  const eve = await server.join({ role: "spectator", tracks: { main: { credit: 8 } } });
  ann.send("step", { n: 10_000 });
  ann.cut();
  await eve.waitForState("orphaned");
  const { seq } = eve.all("frame").at(-1)?.body ?? { seq: 0 };
  await eve.waitFor("error", (body) => body.code === "grace_over");
  assert.ok((eve.all("frame").at(-1)?.body.seq ?? 0) <= seq + 1);
});
