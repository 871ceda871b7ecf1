/** What a track kind decides: how many bytes a frame has, and what its head says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { allocateRing, FrameRing } from "../../server/host/thread/frame-ring.ts";
import { kindOf, TRACK_KINDS, type TrackKind } from "../../server/media/track-kind.ts";
import { SharedFrame } from "../../server/pacing/shared-frame.ts";
import { decodeMessage } from "../../shared-schema/codec.ts";

const STAMPS = { step_start_us: 1, step_end_us: 2, ready_us: 3 };
const HEAD = { track: "main", epoch: 1, seq: 1, pts_us: 0, driver: "", command: 0, t: STAMPS };

test("a frame of video is rgba8, four bytes for each of its pixels", () => {
  const video = kindOf({ kind: "video" });
  assert.equal(video.bytesOf({ width: 3, height: 2 }), 24);
  assert.deepEqual(video.head({ width: 3, height: 2 }), { width: 3, height: 2, format: "rgba8" });
});

test("every kind's head says the format that its frames have", () => {
  for (const kind of Object.values(TRACK_KINDS)) assert.equal(kind.head({ width: 1, height: 1 }).format, kind.format);
});

test("a message holds as many bytes as its track's kind has, whatever the kind", () => {
  const depth: TrackKind = { ...TRACK_KINDS.video, bytesOf: ({ width, height }) => width * height * 2 };
  const size = { width: 3, height: 2 };
  for (const [kind, bytes] of [
    [depth, 12],
    [TRACK_KINDS.video, 24],
  ] as const) {
    const ring = new FrameRing(allocateRing(2, 256, 24));
    const frame = new SharedFrame(ring, ring.take(0), { ...HEAD, ...kind.head(size) }, kind);
    assert.equal(frame.pixels.byteLength, bytes);
    assert.equal(decodeMessage(frame.message).payload?.byteLength, bytes);
  }
});
