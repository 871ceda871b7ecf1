/** The memory two threads share: frame slots, heads in front of pixels, and the newest input frame. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { allocateRing, FrameRing } from "../../server/host/thread/frame-ring.ts";
import { allocateInput, InputSlot } from "../../server/host/thread/input-slot.ts";
import { TRACK_KINDS } from "../../server/media/track-kind.ts";
import { SharedFrame } from "../../server/pacing/shared-frame.ts";
import { decodeMessage } from "../../shared-schema/codec.ts";

test("a slot is taken once until it is freed, seen from either thread", () => {
  const memory = allocateRing(3, 64, 16);
  const [model, main] = [new FrameRing(memory), new FrameRing(memory)];
  assert.deepEqual([model.take(0), model.take(0), model.take(0), model.take(0)], [0, 1, 2, -1]);
  assert.equal(main.freeCount(), 0);
  main.free(1);
  assert.equal(model.take(0), 1);
});

test("waiting for a slot ends when its time is up", () => {
  const ring = new FrameRing(allocateRing(1, 64, 16));
  ring.take(0);
  const before = Date.now();
  assert.equal(ring.take(30), -1);
  assert.ok(Date.now() - before >= 29);
});

test("slots do not overlap, and there is none beyond the last", () => {
  const ring = new FrameRing(allocateRing(3, 8, 16));
  for (let slot = 0; slot < 3; slot++) ring.slot(slot).fill(slot + 1);
  for (let slot = 0; slot < 3; slot++) {
    assert.equal(ring.slot(slot).byteLength, 24);
    assert.ok(ring.pixels(slot, 16).every((byte) => byte === slot + 1));
  }
  assert.throws(() => ring.slot(3), /no slot 3; the ring has 3/);
});

const HEAD = {
  track: "main",
  epoch: 2,
  seq: 3,
  width: 2,
  height: 1,
  format: "rgba8",
  pts_us: 33_333,
  driver: "d",
  command: 9,
  t: { step_start_us: 1, step_end_us: 2, ready_us: 3 },
};

test("head and pixels lie in one piece and are one message, without a copy", () => {
  const ring = new FrameRing(allocateRing(1, 256, 8));
  const slot = ring.take(0);
  ring.pixels(slot, 8).set([1, 2, 3, 255, 5, 6, 7, 255]);
  const frame = new SharedFrame(ring, slot, { ...HEAD, meta: { fov: 60 } }, TRACK_KINDS.video);
  assert.equal(frame.message.buffer, ring.memory.bytes);
  const { type, body, payload } = decodeMessage(Uint8Array.from(frame.message));
  assert.equal(type, "frame");
  assert.deepEqual(body, { ...HEAD, meta: { fov: 60 } });
  assert.deepEqual([...(payload ?? [])], [1, 2, 3, 255, 5, 6, 7, 255]);
});

test("a picture smaller than its slot ends the message where it ends", () => {
  const ring = new FrameRing(allocateRing(1, 256, 800));
  const frame = new SharedFrame(ring, ring.take(0), HEAD, TRACK_KINDS.video);
  assert.equal(decodeMessage(Uint8Array.from(frame.message)).payload?.byteLength, 8);
});

test("meta that does not fit is left out, and only that", () => {
  const ring = new FrameRing(allocateRing(1, 256, 8));
  const frame = new SharedFrame(ring, ring.take(0), { ...HEAD, meta: { note: "x".repeat(200) } }, TRACK_KINDS.video);
  assert.equal(frame.hasMeta, false);
  assert.deepEqual(decodeMessage(Uint8Array.from(frame.message)).body, HEAD);
});

const input = () => {
  const memory = allocateInput(256, 4 * 2 * 4);
  return { main: new InputSlot(memory), model: new InputSlot(memory) };
};

test("the newest input frame is read, with its number, time and meta", () => {
  const { main, model } = input();
  assert.equal(model.read(), null);
  for (const seq of [1, 2])
    main.write({ seq, width: 2, height: 1, tUs: seq * 10, meta: { fov: seq } }, new Uint8Array(8).fill(seq));
  const frame = model.read();
  assert.deepEqual(frame && { ...frame, data: [...frame.data] }, {
    seq: 2,
    width: 2,
    height: 1,
    tUs: 20,
    meta: { fov: 2 },
    data: Array(8).fill(2),
  });
  assert.equal(model.read()?.seq, 2, "it stays until a newer one comes");
});

test("a frame being read stays whole while many newer ones come", () => {
  const { main, model } = input();
  main.write({ seq: 1, width: 4, height: 2, tUs: null }, new Uint8Array(32).fill(1));
  const frame = model.read();
  for (let seq = 2; seq < 50; seq++) main.write({ seq, width: 4, height: 2, tUs: null }, new Uint8Array(32).fill(seq));
  assert.ok(frame?.data.every((byte) => byte === 1));
  assert.equal(model.read()?.seq, 49);
  assert.ok(model.read()?.data.every((byte) => byte === 49));
});

test("numbers above 2^31 and times up to 2^53 come through", () => {
  const { main, model } = input();
  main.write({ seq: 5_000_000_000, width: 1, height: 1, tUs: 9_007_199_254_740_991 }, new Uint8Array(4));
  assert.equal(model.read()?.seq, 5_000_000_000);
  assert.equal(model.read()?.tUs, 9_007_199_254_740_991);
});

test("meta that does not fit is refused and the older frame stays", () => {
  const { main, model } = input();
  assert.equal(main.write({ seq: 1, width: 1, height: 1, tUs: null }, new Uint8Array(4)), true);
  const meta = { note: "x".repeat(300) };
  assert.equal(main.write({ seq: 2, width: 1, height: 1, tUs: null, meta }, new Uint8Array(4)), false);
  assert.equal(model.read()?.seq, 1);
});

test("a new session finds no frame of the old one", () => {
  const { main, model } = input();
  main.write({ seq: 1, width: 1, height: 1, tUs: null }, new Uint8Array(4));
  main.clear();
  assert.equal(model.read(), null);
});
