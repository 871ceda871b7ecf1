/** What a model may hand out, and the one clear sentence for everything else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestClient } from "../support/test-client.ts";
import { serveToy, type TestServer } from "../support/test-server.ts";

/** What one step yields, by name; `session` is there. */
const YIELDS = `
const out: Record<string, (session: any) => any> = {
  undefined: () => undefined,
  null: () => null,
  number: () => 42,
  string: () => "picture",
  list: () => [grey],
  bytes: () => new Uint8Array(128),
  empty: () => ({}),
  "no bytes": () => ({ width: 8, height: 4 }),
  buffer: () => ({ width: 8, height: 4, data: new ArrayBuffer(128) }),
  words: () => ({ width: 8, height: 4, data: new Uint32Array(32) }),
  floats: () => ({ width: 8, height: 4, data: new Float32Array(32) }),
  short: () => ({ width: 8, height: 4, data: new Uint8Array(127) }),
  wide: () => ({ width: 16, height: 4, data: new Uint8Array(256) }),
  zero: () => ({ width: 0, height: 0, data: new Uint8Array(0) }),
  half: () => ({ width: 7.5, height: 4, data: new Uint8Array(120) }),
  track: () => ({ depth: grey }),
  nested: () => ({ main: 7 }),
  "long batch": () => batch(Array(5).fill(grey)),
  "batch fps": () => batch([grey], { fps: 0 }),
  "meta bigint": () => ({ ...grey, meta: { n: 10n } }),
  "meta nan": () => ({ ...grey, meta: { pose: [0, Number.NaN] } }),
  "meta date": () => ({ ...grey, meta: { at: new Date() } }),
  "meta function": () => ({ ...grey, meta: { f: () => {} } }),
  "meta circle": () => { const meta: any = {}; meta.self = meta; return { ...grey, meta }; },
  "message unknown": (session) => session.send("shouted", {}),
  "message wrong": (session) => session.send("said", { text: 5 }),
  "message bigint": (session) => session.send("any", { value: 5n }),
  "input unknown": (session) => session.input("main"),
  "frame wide": (session) => session.frame("main", 9, 4),
  "frame track": (session) => session.frame("depth"),
};`;

const MEMBERS = `
  static readonly messages = { said: message("S.", { text: z.string() }), any: message("A.", { value: z.any() }) };
  next = "";
  @command("Yields.", { what: z.string() }, { semantics: "trigger" })
  give({ what }: { what: string }) { this.next = what; }
  *startSession(session: any) {
    this.next = "";
    for (;;) {
      const make = out[this.next];
      this.next = "";
      yield make === undefined ? grey : make(session);
    }
  }`;

async function started(t: Parameters<typeof serveToy>[0]): Promise<[TestServer, TestClient]> {
  const tracks = "main: videoOut({ width: 8, height: 4, fps: 120, maxBatch: 4 })";
  const server = await serveToy(t, MEMBERS, {}, { before: YIELDS.replaceAll("grey", "blankFrame(8, 4)"), tracks });
  const ann = await server.join();
  await ann.waitFor("frame");
  return [server, ann];
}

test("what is no frame ends the session with one clear sentence in the log, and the next one works", async (t) => {
  const [server, ann] = await started(t);
  for (const [what, sentence] of [
    ["undefined", /startSession yielded nothing; yield a frame/],
    ["null", /startSession yielded nil; yield a frame/],
    ["number", /startSession yielded 42; yield a frame/],
    ["string", /startSession yielded "picture"; yield a frame/],
    ["list", /startSession yielded an array of 1; yield a frame.*batch/],
    ["bytes", /startSession yielded a bin of 128 bytes; yield a frame/],
    ["empty", /startSession yielded a map; yield a frame/],
    ["no bytes", /no out track "width"|yielded .* no frame|yielded a map/],
    ["buffer", /startSession yielded a map; yield a frame/],
    ["words", /data is a Uint32Array; accepted is Uint8Array/],
    ["floats", /data is a Float32Array; accepted is Uint8Array/],
    ["short", /frame of 8 × 4 has 127 bytes; rgba8 needs 128/],
    ["wide", /frame of 16 × 4 .*up to 8 × 4.*maxWidth/],
    ["zero", /frame of 0 × 0/],
    ["half", /frame of 7.5 × 4/],
    ["track", /no out track "depth". There is: main/],
    ["nested", /something for track "main" that is no frame/],
    ["long batch", /batch of 5 frames was yielded; the track allows 4/],
    ["batch fps", /batch with fps 0 was yielded/],
    ["meta bigint", /meta\.n is a bigint; accepted are/],
    ["meta nan", /meta\.pose\.1 is NaN/],
    ["meta date", /meta\.at is a Date/],
    ["meta function", /meta\.f is a function/],
    ["meta circle", /lies more than 12 maps and lists deep/],
    ["message unknown", /declares no such message. It has: said, any/],
    ["message wrong", /session\.send\("said"\): text: expected string; got 5/],
    ["message bigint", /session\.send\("any"\): data\.value is a bigint/],
    ["input unknown", /session\.input\("main"\): the model declares no in track/],
    ["frame wide", /frame of 9 × 4/],
    ["frame track", /no out track "depth"/],
  ] as const) {
    const from = ann.received.length;
    const faults = server.logged("model_error").length;
    ann.command("give", { what });
    const error = await ann.waitFor("error", () => true, from);
    assert.equal(error.body.code, "model_error", what);
    assert.match(String(server.logged("model_error")[faults]?.["cause"]).split("\n")[0] ?? "", sentence, what);
    const welcome = await ann.waitFor("welcome", () => true, from);
    await ann.waitFor("frame", (body) => body.epoch === welcome.body.epoch, from);
  }
  assert.equal(server.logged("host_lost").length, 0, "the host never had to be started again");
});
