/** The same seed and the same commands give the same bytes: in the next session, and in a fresh host. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestClient } from "../support/test-client.ts";
import { serveToy, type TestServer } from "../support/test-server.ts";

const MEMBERS = `  begun = false;
  extra = 0;
  @command("Begins.") begin() { this.begun = true; }
  @command("Adds.", { n: z.number().int() }, { semantics: "trigger" })
  add({ n }: { n: number }) { this.extra += n; }
  *startSession(session: Session) {
    this.begun = false;
    this.extra = 0;
    let state = session.seed;
    yield paint(grey, () => 0);
    while (!this.begun) yield idle;
    for (;;) {
      state = (Math.imul(state, 1664525) + 1013904223 + this.extra) >>> 0;
      yield paint(grey, (x, y) => state >>> (x + y));
    }
  }`;
const BEFORE = `import type { Session } from "worldport";`;

/** Plays six frames after the first, with a command in their midst. */
async function play(ann: TestClient): Promise<string[]> {
  const { epoch } = ann.all("welcome").at(-1)!.body;
  await ann.waitFor("frame", (body) => body.epoch === epoch && body.seq === 1);
  ann.send("pause", {});
  ann.command("begin");
  ann.send("step", { n: 3 });
  await ann.waitFor("frame", (body) => body.epoch === epoch && body.seq === 4);
  ann.command("add", { n: 7 });
  ann.send("step", { n: 3 });
  await ann.waitFor("frame", (body) => body.epoch === epoch && body.seq === 7);
  return ann.received
    .filter((one) => one.type === "frame" && one.body.epoch === epoch)
    .map((one) => `${one.body.seq} ${Buffer.from(one.payload!).toString("hex")}`);
}

const join = (server: TestServer): Promise<TestClient> => server.join({ seed: 42, tracks: { main: { credit: 8 } } });

test("the same seed and the same commands give the same bytes, another seed others", async (t) => {
  const server = await serveToy(t, MEMBERS, {}, { before: BEFORE });
  const ann = await join(server);
  const first = await play(ann);
  assert.equal(first.length, 7);
  assert.equal(new Set(first.map((one) => one.slice(2))).size, 7);
  const plays: Record<number, string[]> = {};
  for (const seed of [42, 43]) {
    const from = ann.received.length;
    ann.send("restart", { seed });
    await ann.waitFor("welcome", (body) => body.seed === seed, from);
    plays[seed] = await play(ann);
  }
  assert.deepEqual(plays[42], first);
  assert.notDeepEqual(plays[43], first);
  const fresh = await serveToy(t, MEMBERS, {}, { before: BEFORE });
  assert.deepEqual(await play(await join(fresh)), first);
});

test("commands sent while paused are answered at the next step, and a refused one at once", async (t) => {
  const server = await serveToy(t, MEMBERS, {}, { before: BEFORE });
  const ann = await join(server);
  await ann.waitFor("frame");
  ann.send("pause", {});
  await ann.waitFor("state", (body) => body.paused);
  const good = ann.command("begin");
  const bad = ann.command("add", { n: "many" });
  const { body } = await ann.waitFor("reply");
  assert.equal(body.id, bad);
  assert.equal(body.error.code, "invalid_args");
  assert.deepEqual(
    body.error.issues.map((issue: { path: string; received: string }) => [issue.path, issue.received]),
    [["n", '"many"']],
  );
  ann.send("step", { n: 1 });
  const reply = await ann.waitFor("reply", (one) => one.id === good);
  assert.equal(reply.body.applied_seq, 2);
  await ann.waitFor("frame", (body) => body.seq === 2);
});
