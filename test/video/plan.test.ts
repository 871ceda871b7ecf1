/** How large, how often and how well a stream's pictures are made, and how its bitrate follows its receivers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BitrateControl } from "../../server/media/video/bitrate.ts";
import { keyframePercent } from "../../server/media/video/picture-encoder.ts";
import { isHeldBack, planStream } from "../../server/media/video/stream-plan.ts";

/** 640 × 360 at 30 fps. */
const MODEST = 640 * 360 * 30;
const HD = { width: 1280, height: 720, fps: 30 };

test("a track that the encoder carries keeps its size and rate", () => {
  const plan = planStream({ width: 640, height: 360, fps: 30 }, {}, "vp8", MODEST);
  assert.deepEqual([plan.width, plan.height, plan.fps], [640, 360, 30]);
  assert.equal(isHeldBack({ width: 640, height: 360, fps: 30 }, {}, plan), false);
});

test("a fast track is sent less often before it is made smaller", () => {
  const plan = planStream({ width: 640, height: 360, fps: 60 }, {}, "vp8", MODEST);
  assert.deepEqual([plan.width, plan.height, plan.fps], [640, 360, 30]);
});

test("a track too large for the encoder keeps its shape, with even sizes, and it is said that it is held back", () => {
  const plan = planStream(HD, {}, "vp8", MODEST);
  assert.deepEqual([plan.width, plan.height, plan.fps], [640, 360, 30]);
  assert.equal(isHeldBack(HD, {}, plan), true);
  const odd = planStream({ width: 333, height: 255, fps: 30 }, {}, "vp8", MODEST);
  assert.deepEqual([odd.width % 2, odd.height % 2], [0, 0]);
});

test("a free-running track is planned for sixty pictures a second at most", () => {
  assert.equal(planStream({ width: 128, height: 80, fps: 0 }, {}, "vp8", MODEST).fps, 60);
});

test("a wish makes pictures smaller and fewer, and that is no holding back", () => {
  const wish = { max_width: 320, max_height: 1000, max_fps: 10 };
  const plan = planStream(HD, wish, "vp8", MODEST);
  assert.deepEqual([plan.width, plan.height, plan.fps], [320, 180, 10]);
  assert.equal(isHeldBack(HD, wish, plan), false);
});

test("the bitrate grows with the pixels, within bounds", () => {
  const of = (width: number, height: number): number =>
    planStream({ width, height, fps: 30 }, {}, "h264", 1e12).bitrate;
  assert.equal(of(64, 36), 400_000);
  assert.ok(of(640, 360) > 1_400_000 && of(640, 360) < 1_700_000);
  assert.equal(of(3840, 2160), 12_000_000);
});

test("a key frame stays below the packets that are sent again at once", () => {
  const settings = { codec: "vp8", width: 640, height: 360, fps: 30, bitrate: 1_500_000 } as const;
  const bits = (keyframePercent(settings) / 100) * (settings.bitrate / settings.fps);
  assert.ok(bits / 8 / 1150 <= 96);
});

/** Looks of an encoder that sends as much as it may. */
function look(control: BitrateControl, estimate: number | null, times = 1): void {
  for (let i = 0; i < times; i++) control.look(estimate, control.bitrate);
}

test("the bitrate gives way to the least estimate at once, and comes back slowly", () => {
  const control = new BitrateControl(2_000_000);
  look(control, 300_000, 3);
  assert.equal(control.bitrate, 2_000_000, "an estimate of a link that has just opened says nothing");
  look(control, 1_000_000);
  assert.equal(control.bitrate, 850_000);
  look(control, 5_000_000);
  assert.equal(control.bitrate, 850_000);
  look(control, 5_000_000, 3);
  assert.equal(control.bitrate, 1_275_000);
  look(control, 5_000_000, 12);
  assert.equal(control.bitrate, 2_000_000);
});

test("the bitrate never falls below what shows anything, and small changes are left alone", () => {
  const control = new BitrateControl(2_000_000);
  look(control, null, 5);
  look(control, 2_200_000);
  assert.equal(control.bitrate, 2_000_000);
  look(control, 1000, 5);
  assert.equal(control.bitrate, 150_000);
});

test("a quiet picture, of which receivers estimate little, does not lower the bitrate of what comes after it", () => {
  const control = new BitrateControl(2_000_000);
  for (let i = 0; i < 10; i++) control.look(310_000, 200_000);
  control.look(310_000, 400_000);
  assert.equal(control.bitrate, 2_000_000, "what has just become lively is not told of yet");
  control.look(310_000, 400_000);
  assert.equal(control.bitrate, 263_500);
});

test("a receiver that estimates what comes in, as one does at first, does not lower the bitrate", () => {
  const control = new BitrateControl(2_000_000);
  for (const sent of [1_900_000, 2_100_000, 1_850_000, 2_150_000, 1_900_000]) control.look(1_950_000, sent);
  assert.equal(control.bitrate, 2_000_000);
  look(control, 0.85 * 2_000_000);
  look(control, 0.85 * 2_000_000);
  assert.equal(control.bitrate, Math.round(0.85 * 0.85 * 2_000_000), "it estimates less where packets queue up");
});
