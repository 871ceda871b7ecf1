/** The whole stage with the real encoder: one encode for all, streams that come and go, and nothing left behind. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../server/ground/clock.ts";
import { allocateRing, FrameRing } from "../../server/host/thread/frame-ring.ts";
import type { TrackSource } from "../../server/media/track-carrier.ts";
import { TRACK_KINDS } from "../../server/media/track-kind.ts";
import { EncodedVideo } from "../../server/media/video/encoded-video.ts";
import type { VideoViewer } from "../../server/media/video-encoding.ts";
import { SharedFrame } from "../../server/pacing/shared-frame.ts";
import { TrackFeed } from "../../server/pacing/track-feed.ts";
import { eventually } from "../support/test-server.ts";

const [WIDTH, HEIGHT] = [64, 48];
/** The library is loaded first, which takes seconds on a busy machine. */
const FIRST_MS = 30_000;

class Track {
  readonly ring = new FrameRing(allocateRing(6, 256, WIDTH * HEIGHT * 4));
  readonly feed = new TrackFeed({ clock: systemClock, slots: 6, encoder: null, onEncodeError: () => undefined });
  readonly source: TrackSource;
  #seq = 0;

  constructor(width = WIDTH, height = HEIGHT) {
    this.source = { kind: "video", name: "main", width, height, fps: 30, feed: this.feed };
  }

  make(): void {
    const slot = this.ring.take(0);
    assert.ok(slot >= 0, "No slot is free.");
    const seq = ++this.#seq;
    this.ring.pixels(slot, WIDTH * HEIGHT * 4).fill((seq * 37) % 256);
    const t = { step_start_us: 1, step_end_us: 2, ready_us: 3 };
    const head = { track: "main", epoch: 1, seq, width: WIDTH, height: HEIGHT, format: "rgba8", pts_us: 0 } as const;
    this.feed.accept(new SharedFrame(this.ring, slot, { ...head, driver: "d", command: 0, t }, TRACK_KINDS.video), 0);
  }
}

function viewer(): VideoViewer & { readonly seqs: number[]; readonly firsts: number[] } {
  const seqs: number[] = [];
  /** First byte of each VP8 frame; its last bit is 0 in key frames. */
  const firsts: number[] = [];
  return {
    codec: "vp8",
    receiverBitrate: null,
    seqs,
    firsts,
    send: (payload) => (payload[0] === 0x90 ? firsts.push(payload[4] as number) : undefined),
    sent: ({ seq }) => seqs.push(seq),
    onKeyframeWanted: () => () => undefined,
  };
}

function stage(): { video: EncodedVideo; log: { level: string; event: string; fields: Record<string, unknown> }[] } {
  const log: { level: string; event: string; fields: Record<string, unknown> }[] = [];
  const video = new EncodedVideo("wasm", { vp8: "libvpx" }, systemClock, (level, event, fields) =>
    log.push({ level, event, fields }),
  );
  return { video, log };
}

test("eight viewers of a track share one stream and one encode per picture; another wish has its own", async (t) => {
  const { video } = stage();
  t.after(() => video.close());
  const track = new Track();
  const viewers = Array.from({ length: 8 }, viewer);
  const watchings = viewers.map((one) => video.watch(track.source, {}, one));
  for (let seq = 1; seq <= 5; seq++) {
    track.make();
    await eventually(() => viewers.every(({ seqs }) => seqs.at(-1) === seq), `picture ${seq}`, FIRST_MS);
  }
  assert.deepEqual(video.report, { library: "wasm", streams: 1, pictures: 5 });
  for (const { firsts } of viewers) assert.equal((firsts[0] as number) & 1, 0, "The first picture is a key frame.");
  const small = viewer();
  const smaller = video.watch(track.source, { max_width: 32 }, small);
  await eventually(() => small.seqs.length > 0, "a picture of the smaller stream", FIRST_MS);
  assert.equal(video.report.streams, 2);
  for (const watching of [...watchings, smaller]) watching.end();
  assert.equal(video.report.streams, 0);
  assert.equal(track.ring.freeCount(), 5, "Only the newest frame keeps its slot.");
});

test("a track too large for the built-in encoder is sent smaller, and what to install is said once", (t) => {
  const { video, log } = stage();
  t.after(() => video.close());
  const { source } = new Track(1280, 720);
  assert.deepEqual(video.describe(source, {}, "vp8"), { format: "vp8", width: 640, height: 360, fps: 30 });
  for (let i = 0; i < 2; i++) video.watch(source, {}, viewer()).end();
  const said = log.filter(({ event }) => event === "video_made_smaller");
  assert.equal(said.length, 1);
  assert.match(String(said[0]?.fields["remedy"]), /npm install --save-optional node-av/);
});

test("fifty streams opened and closed, also before they begin, leave no thread, slot or memory behind", async (t) => {
  const { video } = stage();
  t.after(() => video.close());
  const threads = (): number => process.getActiveResourcesInfo().filter((one) => one === "MessagePort").length;
  const track = new Track();
  track.make();
  const cycle = async (waits: boolean): Promise<void> => {
    video.prepare();
    const one = viewer();
    const watching = video.watch(track.source, {}, one);
    if (waits) await eventually(() => one.seqs.length > 0, "a picture", FIRST_MS);
    watching.end();
  };
  await cycle(true);
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 50; i++) {
    await cycle(i % 25 === 0);
    await eventually(() => threads() <= 2, "threads to end");
  }
  assert.ok(threads() <= 2);
  video.close();
  await eventually(() => threads() === 0, "all threads to end");
  const grownMb = (process.memoryUsage().rss - before) / 2 ** 20;
  assert.ok(grownMb < 80, `Memory grew by ${grownMb.toFixed(0)} MB.`);
  assert.deepEqual([video.report.streams, track.ring.freeCount()], [0, 5]);
  t.diagnostic(`memory grew by ${grownMb.toFixed(1)} MB`);
});
