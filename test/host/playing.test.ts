/** What models may do while they play: wait, send, reply, batch, use several tracks, read the client's frames. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { serveToy } from "../support/test-server.ts";

const ANY = `import type { Session } from "worldport";`;

test("a model may yield idle until its first prompt, await, send messages and reply", async (t) => {
  const server = await serveToy(
    t,
    `  static readonly messages = { said: message("Said.", { text: z.string() }) };
  prompt = "";
  session: Session | null = null;
  @command("Sets the prompt.", { text: z.string() }, { reply: z.object({ length: z.number() }) })
  async setPrompt({ text }: { text: string }) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    this.prompt = text;
    return { length: text.length };
  }
  @command("Refuses.", {}) refuse() { throw new CommandError("too_dark", "Wait for the morning."); }
  @command("Breaks its word.", {}, { reply: z.number() }) lie(): number { return "three" as never; }
  async *startSession(session: Session) {
    this.prompt = "";
    while (this.prompt === "") yield idle;
    session.send("said", { text: this.prompt });
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      yield { ...grey, meta: { prompt: this.prompt, odd: undefined } };
    }
  }`,
    {},
    { before: ANY },
  );
  const ann = await server.join();
  const eve = await server.join({ role: "spectator" });
  assert.deepEqual((await ann.ask("refuse")).error, { code: "too_dark", message: "Wait for the morning.", issues: [] });
  assert.equal((await ann.ask("lie")).error.code, "internal_error");
  assert.equal(ann.all("frame").length, 0);
  const reply = await ann.ask("set_prompt", { text: "castle" });
  assert.deepEqual([reply.ok, reply.result, reply.applied_seq], [true, { length: 6 }, 1]);
  for (const one of [ann, eve]) {
    assert.deepEqual((await one.waitFor("message")).body, { name: "said", data: { text: "castle" } });
    assert.deepEqual((await one.waitFor("frame")).body.meta, { prompt: "castle" });
  }
});

test("replies come exactly once, in the order of ids for triggers, and name the frame that shows them", async (t) => {
  const server = await serveToy(
    t,
    `  count = 0;
  @command("Counts.") add() { this.count++; }
  *startSession() { this.count = 0; for (;;) yield paint(grey, () => this.count); }`,
  );
  const ann = await server.join();
  for (let i = 0; i < 50; i++) ann.command("add");
  const last = await ann.waitFor("reply", (body) => body.id === 50);
  const frame = await ann.waitFor("frame", (body) => body.seq >= last.body.applied_seq);
  assert.equal(frame.payload![2], 50);
  assert.equal(frame.body.command, 50);
  assert.deepEqual(
    ann.all("reply").map((one) => one.body.id),
    Array.from({ length: 50 }, (_, i) => i + 1),
  );
  for (const { body } of ann.all("reply")) {
    const first = ann.all("frame").find((one) => one.body.seq === body.applied_seq);
    if (first !== undefined) assert.ok(first.body.command >= body.id && first.payload![2]! >= body.id);
  }
});

test("batches of several tracks arrive in order with even presentation times, a longer one is played whole", async (t) => {
  const server = await serveToy(
    t,
    `  *startSession() {
    for (;;) yield batch([{ main: grey, depth: grey }, { main: grey }, grey], { fps: 100 });
  }`,
    {},
    {
      tracks:
        "main: videoOut({ width: 8, height: 4, fps: 25, maxBatch: 3 }), depth: videoOut({ width: 8, height: 4, maxBatch: 3 })",
    },
  );
  const ann = await server.join({ tracks: { main: { credit: 8 }, depth: {} } });
  await ann.waitFor("frame", (body) => body.track === "main" && body.seq >= 30);
  await ann.waitFor("frame", (body) => body.track === "depth" && body.seq >= 8);
  const main = ann.all("frame").filter((one) => one.body.track === "main");
  for (const [i, { body }] of main.entries()) if (i > 0) assert.ok(body.seq > main[i - 1]!.body.seq);
  const pts = new Map(main.map((one) => [one.body.seq, one.body.pts_us]));
  for (const [seq, us] of pts) if (seq % 3 !== 1 && pts.has(seq - 1)) assert.equal(us - pts.get(seq - 1)!, 10_000);
});

test("a free-running model with batches is paced by them", async (t) => {
  const server = await serveToy(
    t,
    `  *startSession() { for (;;) yield batch([grey, grey], { fps: 50 }); }`,
    {},
    { tracks: "main: videoOut({ width: 8, height: 4, fps: 0, maxBatch: 2 })" },
  );
  const ann = await server.join({ tracks: { main: { credit: 8 } } });
  const first = await ann.waitFor("frame");
  const last = await ann.waitFor("frame", (body) => body.seq >= first.body.seq + 20);
  const tookMs = (last.body.t.ready_us - first.body.t.ready_us) / 1000;
  const madeMs = (last.body.seq - first.body.seq) * 20;
  assert.ok(tookMs >= madeMs - 60, `${last.body.seq - first.body.seq} frames in ${tookMs} ms`);
});

test("the size of frames may change while a session runs, up to what the track declares", async (t) => {
  const server = await serveToy(
    t,
    `  wide = false;
  @command("Widens.", { on: z.boolean() }) widen({ on }: { on: boolean }) { this.wide = on; }
  *startSession(session: Session) {
    for (;;) { const frame = this.wide ? session.frame("main", 16, 8) : session.frame(); yield paint(frame, () => 0x102030); }
  }`,
    {},
    { before: ANY, tracks: "main: videoOut({ width: 8, height: 4, fps: 120, maxWidth: 16, maxHeight: 8 })" },
  );
  const ann = await server.join();
  const small = await ann.waitFor("frame");
  assert.deepEqual([small.body.width, small.body.height, small.payload?.byteLength], [8, 4, 128]);
  const { applied_seq } = await ann.ask("widen", { on: true });
  const large = await ann.waitFor("frame", (body) => body.seq >= applied_seq);
  assert.deepEqual([large.body.width, large.body.height, large.payload?.byteLength], [16, 8, 512]);
  assert.deepEqual([...large.payload!.subarray(-4)], [16, 32, 48, 255]);
});

test("a driver's frames reach the model with their meta, newest wins, and none outlives its session", async (t) => {
  const server = await serveToy(
    t,
    `  *startSession(session: Session) {
    for (;;) {
      const seen = session.input("camera");
      if (seen !== null) grey.data.set(seen.data.subarray(0, 4));
      yield { ...grey, meta: seen === null ? {} : { seq: seen.seq, size: [seen.width, seen.height], t: seen.tUs, ...seen.meta } };
    }
  }`,
    {},
    {
      before: ANY,
      tracks: "main: videoOut({ width: 8, height: 4, fps: 120 }), camera: videoIn({ width: 4, height: 2 })",
    },
  );
  const ann = await server.join();
  for (let seq = 1; seq <= 5; seq++)
    ann.send(
      "frame",
      { track: "camera", seq, width: 2, height: 2, format: "rgba8", t_us: 7, meta: { fov: 60 } },
      new Uint8Array(16).fill(seq * 10),
    );
  const shown = await ann.waitFor("frame", (body) => body.meta?.seq === 5);
  assert.deepEqual(shown.body.meta, { seq: 5, size: [2, 2], t: 7, fov: 60 });
  assert.deepEqual([...shown.payload!.subarray(0, 4)], [50, 50, 50, 50]);
  ann.send("frame", { track: "camera", seq: 6, width: 2, height: 2, format: "rgba8" }, new Uint8Array(15));
  assert.equal((await ann.waitFor("error")).body.code, "bad_frame");
  const from = ann.received.length;
  ann.send("restart", {});
  const welcome = await ann.waitFor("welcome", () => true, from);
  const fresh = await ann.waitFor("frame", (body) => body.epoch === welcome.body.epoch, from);
  assert.deepEqual(fresh.body.meta, {});
});

test("meta too large for the head is left out and logged; jpeg and smaller pictures are made on request", async (t) => {
  const server = await serveToy(
    t,
    `  *startSession() { for (;;) yield { ...paint(blankFrame(64, 32), () => 0xff0000), meta: { note: "x".repeat(1200) } }; }`,
    {},
    { tracks: "main: videoOut({ width: 64, height: 32, fps: 60 })" },
  );
  const raw = await server.join();
  assert.equal((await raw.waitFor("frame")).body.meta, undefined);
  assert.equal(server.logged("meta_too_large").length, 1);
  const jpeg = await server.join({ role: "spectator", tracks: { main: { formats: ["jpeg"], max_width: 16 } } });
  assert.deepEqual(jpeg.all("welcome")[0]?.body.tracks.main, { format: "jpeg", width: 16, height: 8, fps: 60 });
  const frame = await jpeg.waitFor("frame");
  assert.deepEqual([frame.body.format, frame.body.width, frame.body.height], ["jpeg", 16, 8]);
  assert.deepEqual([...frame.payload!.subarray(0, 2)], [0xff, 0xd8]);
  const small = await server.join({ role: "spectator", tracks: { main: { max_height: 8 } } });
  const pixels = await small.waitFor("frame");
  assert.deepEqual([pixels.body.format, pixels.body.width, pixels.payload?.byteLength], ["rgba8", 16, 16 * 8 * 4]);
  assert.deepEqual([...pixels.payload!.subarray(0, 4)], [255, 0, 0, 255]);
});

test("summed deltas that asked for no reply were applied: a restart answers none of them", async (t) => {
  const server = await serveToy(
    t,
    `  @command("Looks.", { dx: z.number().default(0) }, { semantics: "delta" }) look() {}
  @command("Asks.", {}, { semantics: "trigger" }) ask() {}
  async *startSession() { for (;;) yield grey; }`,
  );
  const ann = await server.join();
  await ann.waitFor("frame");
  for (let i = 0; i < 500; i++) ann.command("look", { dx: 0.01 }, { reply: false });
  assert.equal((await ann.ask("ask")).ok, true);
  const { length } = ann.received;
  ann.send("restart", {});
  await ann.waitForState("streaming", length);
  assert.deepEqual(
    ann.all("reply").filter(({ body }) => !body.ok),
    [],
  );
});
