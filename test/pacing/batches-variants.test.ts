/** Batches are played evenly and in order; each distinct wish is encoded once, however many share it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { encodingFor, fitted } from "../../server/media/frame-encoding.ts";
import { FeedStage, HandEncoder } from "../support/feed-stage.ts";

const seqs = (watcher: { got: readonly { seq: number }[] }): number[] => watcher.got.map(({ seq }) => seq);

test("the frames of a batch are shown one after another at even distances", () => {
  const stage = new FeedStage({ slots: 16 });
  const ann = stage.watch({ credit: 8 });
  for (let i = 0; i < 4; i++) stage.make(25_000);
  stage.clock.advance(100);
  assert.deepEqual(seqs(ann), [1, 2, 3, 4]);
  assert.deepEqual(
    ann.got.map(({ atMs }) => Math.round(atMs)),
    [0, 25, 50, 75],
  );
});

test("the next batch follows evenly, though it comes early or a little late", () => {
  const stage = new FeedStage({ slots: 20 });
  const ann = stage.watch({ credit: 8 });
  const show = (ms: number): void => {
    for (let i = 0; i < ms; i++) {
      stage.clock.advance(1);
      ann.seen();
    }
  };
  for (const gapMs of [70, 80, 75, 75]) {
    for (let i = 0; i < 3; i++) stage.make(25_000);
    show(gapMs);
  }
  show(100);
  assert.deepEqual(
    seqs(ann),
    Array.from({ length: 12 }, (_, i) => i + 1),
  );
  const gaps = ann.got.slice(1).map(({ atMs }, i) => atMs - ann.got[i]!.atMs);
  assert.ok(
    gaps.every((gap) => gap >= 24 && gap <= 30.5),
    gaps.join(" "),
  );
});

test("a single frame after a batch does not overtake it", () => {
  const stage = new FeedStage({ slots: 16 });
  const ann = stage.watch({ credit: 8 });
  for (let i = 0; i < 3; i++) stage.make(20_000);
  stage.clock.advance(10);
  stage.make(0);
  stage.clock.advance(100);
  assert.deepEqual(seqs(ann), [1, 2, 3, 4]);
});

test("many batches at 60 fps stay within two frames of their time", () => {
  const stage = new FeedStage({ slots: 40 });
  stage.watch({ credit: 1 });
  const newest = stage.watch({ credit: 8 });
  const batches = 500;
  for (let batch = 0; batch < batches; batch++) {
    for (let i = 0; i < 4; i++) assert.notEqual(stage.make(1e6 / 60), null);
    stage.clock.advance(4000 / 60);
    newest.seen();
  }
  assert.ok(newest.got.at(-1)!.seq >= batches * 4 - 2);
});

test("a new epoch throws away what is still to be shown", () => {
  const stage = new FeedStage({ slots: 8 });
  const ann = stage.watch({ credit: 8 });
  for (let i = 0; i < 4; i++) stage.make(25_000);
  stage.newEpoch();
  stage.clock.advance(200);
  assert.deepEqual(seqs(ann), [1]);
  assert.equal(stage.ring.freeCount(), 8);
  assert.equal(stage.clock.pending, 0);
});

test("watchers with the same wish share one encode, another wish has its own", async () => {
  const encoder = new HandEncoder();
  const stage = new FeedStage({ encoder });
  const jpegs = [stage.watch({ formats: ["jpeg"] }), stage.watch({ formats: ["jpeg", "rgba8"], credit: 8 })];
  const small = stage.watch({ max_width: 2 });
  const raw = stage.watch({ formats: ["webp", "rgba8", "jpeg"] });
  stage.make();
  assert.equal(encoder.jobs.length, 2);
  assert.deepEqual(seqs(raw), [1]);
  for (const job of encoder.jobs.splice(0)) await job.finish();
  for (const one of jpegs) assert.deepEqual([one.got[0]?.seq, one.got[0]?.format], [1, "jpeg"]);
  assert.deepEqual([small.got[0]?.format, small.got[0]?.width], ["rgba8", 2]);
  assert.equal(raw.got[0]?.format, "rgba8");
  assert.deepEqual([...encoder.counts.values()], [1, 1]);
});

test("while a picture is encoded newer ones do not queue: the newest follows", async () => {
  const encoder = new HandEncoder();
  const stage = new FeedStage({ encoder });
  const ann = stage.watch({ formats: ["jpeg"], credit: 8 });
  for (let i = 0; i < 5; i++) assert.notEqual(stage.make(), null);
  assert.equal(encoder.jobs.length, 1);
  await encoder.jobs.shift()!.finish();
  await encoder.jobs.shift()!.finish();
  assert.deepEqual(
    ann.got.map(({ seq, first }) => [seq, first]),
    [
      [1, 1],
      [5, 5],
    ],
  );
  assert.equal(encoder.jobs.length, 0);
  assert.deepEqual(ann.delivery.counters, { sent: 2, replaced: 3, skipped: 0, seen: 0, under_way: 2 });
});

test("a failed encode is told, frees its slot, and the next frame goes", async () => {
  const encoder = new HandEncoder();
  const stage = new FeedStage({ encoder, slots: 4 });
  const ann = stage.watch({ formats: ["jpeg"] });
  for (let i = 1; i <= 20; i++) {
    assert.notEqual(stage.make(), null);
    if (i < 20) await encoder.jobs.shift()!.fail(new Error("no memory"));
  }
  await encoder.jobs.shift()!.finish();
  assert.equal(stage.encodeErrors.length, 19);
  assert.deepEqual(seqs(ann), [20]);
});

test("what was encoded for an epoch that is over is thrown away", async () => {
  const encoder = new HandEncoder();
  const stage = new FeedStage({ encoder, slots: 4 });
  const ann = stage.watch({ formats: ["jpeg"] });
  stage.make();
  stage.newEpoch();
  await encoder.jobs.shift()!.finish();
  assert.deepEqual(seqs(ann), []);
  stage.make();
  await encoder.jobs.shift()!.finish();
  assert.deepEqual(seqs(ann), [1]);
});

test("a slow encode never takes the model's slot", async () => {
  const encoder = new HandEncoder();
  const stage = new FeedStage({ encoder, slots: 4 });
  for (const wish of [{ formats: ["jpeg"] }, { max_width: 2 }, { max_width: 1 }, { max_height: 1 }]) stage.watch(wish);
  for (let i = 0; i < 40; i++) {
    assert.notEqual(stage.make(), null, `frame ${i}`);
    if (i % 5 === 4) await encoder.jobs.shift()?.finish();
  }
});

test("a wish becomes an encoding only where it asks for something else than the model gives", () => {
  const track = { maxWidth: 640, maxHeight: 360 };
  const encoder = new HandEncoder();
  const of = (wish: object) => encodingFor(wish, track, encoder)?.key ?? null;
  assert.equal(of({}), null);
  assert.equal(of({ max_width: 9999, max_height: 9999 }), null, "pictures are never enlarged");
  assert.equal(of({ formats: ["h264", "rgba8"] }), null);
  assert.equal(of({ formats: ["h264"] }), null);
  assert.equal(of({ formats: ["jpeg"], max_width: 320 }), of({ formats: ["jpeg", "rgba8"], max_width: 320 }));
  assert.notEqual(of({ max_width: 320 }), of({ max_width: 321 }));
  assert.equal(encodingFor({ formats: ["jpeg"], max_width: 1 }, track, null), null, "without an encoder all is raw");
});

test("a picture made to fit keeps its shape and at least one pixel", () => {
  const into = (maxWidth: number, maxHeight: number) => ({ key: "", format: "rgba8" as const, maxWidth, maxHeight });
  assert.deepEqual(fitted(640, 360, into(320, 360)), { width: 320, height: 180 });
  assert.deepEqual(fitted(640, 360, into(640, 90)), { width: 160, height: 90 });
  assert.deepEqual(fitted(640, 360, into(1000, 1000)), { width: 640, height: 360 });
  assert.deepEqual(fitted(1000, 1, into(10, 10)), { width: 10, height: 1 });
});
