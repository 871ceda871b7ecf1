/** A client that keeps frames unsent, frames for `in` tracks, and what a frame's meta may be. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ToyStage } from "../support/toy-stage.ts";

test("too_slow: a link that keeps a frame unsent is closed, the model and the others never wait for it", async () => {
  const stage = new ToyStage();
  await stage.join();
  const eve = await stage.join({ role: "spectator", tracks: { main: { credit: 8 } } });
  const bob = await stage.join({ role: "spectator" });
  eve.takesFrames = false;
  for (let i = 0; i < 600 && eve.closed === null; i++) {
    stage.host.frame();
    bob.say("seen", { track: "main", epoch: bob.last("welcome").epoch, seq: bob.last("frame").seq });
    stage.clock.advance(10);
  }
  assert.equal(eve.closed?.code, "too_slow");
  assert.match(eve.closed?.reason ?? "", /track "main" was not taken within stall_timeout_ms \(5000 ms\)/);
  assert.ok(bob.all("frame").length > 500, "the other client saw every frame");
  stage.host.frame();
  assert.ok(stage.host.ring.freeCount() >= 8, "the slots it held are free again");
});

test("a client that reads but gives no credit back is not closed; it gets what its credit allows", async () => {
  const stage = new ToyStage();
  await stage.join();
  const eve = await stage.join({ role: "spectator", tracks: { main: { credit: 3 } } });
  for (let i = 0; i < 1000; i++) {
    stage.host.frame();
    stage.clock.advance(10);
  }
  assert.equal(eve.closed, null);
  assert.deepEqual(
    eve.all("frame").map((head) => head.seq),
    [1, 2, 3],
  );
  eve.say("seen", { track: "main", epoch: eve.last("welcome").epoch, seq: 3 });
  assert.equal(eve.last("frame").seq, 1000, "the newest, and none of those between");
});

test("a seen of an older epoch, of an unwatched track or far ahead is ignored", async () => {
  const stage = new ToyStage();
  const ann = await stage.join({ tracks: { main: { credit: 1 } } });
  stage.host.frame();
  ann.say("restart");
  stage.cleaned();
  const { epoch } = ann.last("welcome");
  stage.host.frame();
  stage.host.frame();
  const before = ann.all("frame").length;
  const errors = ann.all("error").length;
  ann.say("seen", { track: "main", epoch: epoch - 1, seq: 99 });
  ann.say("seen", { track: "main", epoch: epoch + 1, seq: 99 });
  ann.say("seen", { track: "depth", epoch, seq: 99 });
  assert.equal(ann.all("frame").length, before);
  assert.equal(ann.all("error").length, errors);
});

const FRAME = { track: "camera", seq: 1, width: 4, height: 2, format: "rgba8" };

test("a driver's frame for an in track reaches the model with its meta", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const pixels = Uint8Array.from({ length: 16 }, (_, i) => i);
  ann.say("frame", { ...FRAME, seq: 7, width: 2, t_us: 55, meta: { fov: 60 } }, pixels);
  assert.deepEqual(ann.all("error"), []);
  const [input] = stage.host.inputs;
  assert.equal(input?.track, "camera");
  assert.deepEqual(input?.head, { seq: 7, width: 2, height: 2, tUs: 55, meta: { fov: 60 } });
  assert.deepEqual([...(input?.pixels ?? [])], [...pixels]);
});

for (const [what, body, bytes, sentence] of [
  ["another format", { format: "jpeg" }, 32, /format "jpeg"; accepted is rgba8/],
  ["too wide", { width: 5 }, 40, /is 5 × 2; accepted is up to 4 × 2/],
  ["too high", { height: 3 }, 48, /is 4 × 3; accepted is up to 4 × 2/],
  ["too few bytes", {}, 31, /has 31 bytes; 4 × 2 rgba8 needs 32/],
  ["too many bytes", {}, 33, /has 33 bytes; 4 × 2 rgba8 needs 32/],
] as const)
  test(`bad_frame: ${what}`, async () => {
    const stage = new ToyStage();
    const ann = await stage.join();
    ann.say("frame", { ...FRAME, ...body }, new Uint8Array(bytes));
    assert.equal(ann.last("error").code, "bad_frame");
    assert.match(ann.last("error").message, sentence);
    assert.equal(ann.last("error").about, "camera");
    assert.deepEqual(stage.host.inputs, []);
    assert.equal(ann.closed, null);
  });

test("unknown_track: frames for an out track or for none are refused, naming those there are", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  for (const track of ["main", "depth"]) {
    ann.say("frame", { ...FRAME, track }, new Uint8Array(32));
    assert.equal(ann.last("error").code, "unknown_track");
    assert.match(ann.last("error").message, /It has: camera/);
  }
});

test("meta_too_large: a driver's meta that does not fit is refused", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("frame", { ...FRAME, meta: { note: "x".repeat(2000) } }, new Uint8Array(32));
  assert.equal(ann.last("error").code, "meta_too_large");
  assert.deepEqual(stage.host.inputs, []);
});

test("meta_too_large: a model's meta that does not fit is left out and logged once; the frame goes", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  stage.host.frame({ note: "x".repeat(2000) });
  stage.host.frame({ note: "short" });
  stage.host.frame({ note: "x".repeat(2000) });
  assert.deepEqual(
    ann.all("frame").map((head) => [head.seq, head.meta]),
    [
      [1, undefined],
      [2, { note: "short" }],
    ],
  );
  assert.equal(stage.logged("meta_too_large").length, 1);
});
