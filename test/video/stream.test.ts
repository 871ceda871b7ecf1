/** One stream for many viewers: key frames, newest frame first, encoders that end. The encoder is moved by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EncodeAnswer, EncodeRequest } from "../../server/media/video/encoder-messages.ts";
import type { EncoderSettings } from "../../server/media/video/picture-encoder.ts";
import { type PictureThread, VideoStream } from "../../server/media/video/video-stream.ts";
import type { VideoViewer } from "../../server/media/video-encoding.ts";
import { FeedStage } from "../support/feed-stage.ts";
import { settle } from "../support/manual-clock.ts";

const SETTINGS: EncoderSettings = { codec: "vp8", width: 16, height: 16, fps: 30, bitrate: 1_000_000 };

/** An encoder that answers when told to, with pictures of a length. */
class HandThread implements PictureThread {
  readonly requests: EncodeRequest[] = [];
  readonly problem = null;
  isClosed = false;
  #settle: ((answer: EncodeAnswer) => void) | null = null;

  encode(request: EncodeRequest): Promise<EncodeAnswer> {
    assert.equal(this.#settle, null, "A picture was sent while another was under way.");
    this.requests.push(request);
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  close(): void {
    this.isClosed = true;
    this.#answer({ kind: "failed", reason: "closed" });
  }

  async finish(length = 100): Promise<void> {
    const isFirst = this.requests.length === 1;
    const isKey = isFirst || this.requests.at(-1)?.asKey === true;
    this.#answer({ kind: "coded", bytes: new Uint8Array(length), isKey });
    await settle();
  }

  async fail(): Promise<void> {
    this.#answer({ kind: "failed", reason: "it broke" });
    await settle();
  }

  #answer(answer: EncodeAnswer): void {
    const settled = this.#settle;
    this.#settle = null;
    settled?.(answer);
  }
}

class Viewer implements VideoViewer {
  readonly codec = "vp8";
  receiverBitrate: number | null = null;
  readonly seqs: number[] = [];
  readonly timestamps: number[] = [];
  packets = 0;
  wantKeyframe: (() => void) | null = null;

  send(_payload: Buffer, timestamp: number): void {
    this.packets++;
    assert.equal(timestamp, this.timestamps.at(-1), "A packet came before its picture was told of.");
  }

  sent({ seq }: { seq: number }, timestamp: number): void {
    this.seqs.push(seq);
    this.timestamps.push(timestamp);
  }

  onKeyframeWanted(run: () => void): () => void {
    this.wantKeyframe = run;
    return () => {
      this.wantKeyframe = null;
    };
  }
}

function open(options: { fps?: number } = {}): {
  stage: FeedStage;
  stream: VideoStream;
  threads: HandThread[];
  thread: () => HandThread;
  failures: (number | null)[];
  spent: HandThread[];
  unused: () => number;
} {
  const stage = new FeedStage();
  const threads: HandThread[] = [];
  const failures: (number | null)[] = [];
  const spent: HandThread[] = [];
  let unused = 0;
  const stream = new VideoStream({
    source: { name: "main", kind: "video", width: 4, height: 2, fps: options.fps ?? 30, feed: stage.feed },
    plan: () => SETTINGS,
    maxFps: 0,
    clock: stage.clock,
    openThread: () => {
      const thread = new HandThread();
      threads.push(thread);
      return thread;
    },
    failed: (_reason, retryMs) => failures.push(retryMs),
    unused: () => unused++,
    spent: (thread) => spent.push(thread as HandThread),
  });
  const thread = (): HandThread => threads.at(-1) as HandThread;
  return { stage, stream, threads, thread, failures, spent, unused: () => unused };
}

test("each picture is encoded once for all viewers, and each is told which frame it was", async () => {
  const { stage, stream, thread } = open();
  const viewers = [new Viewer(), new Viewer(), new Viewer()];
  for (const viewer of viewers) stream.watch(viewer);
  for (let n = 0; n < 5; n++) {
    stage.make();
    await thread().finish();
    stage.clock.advance(33);
  }
  assert.equal(thread().requests.length, 5);
  for (const viewer of viewers) assert.deepEqual([viewer.seqs, viewer.packets], [[1, 2, 3, 4, 5], 5]);
  assert.deepEqual(viewers[0]?.timestamps, viewers[2]?.timestamps);
  stream.close();
});

test("the newest frame is taken when the encoder is free again, and no slot stays pinned", async () => {
  const { stage, stream, thread } = open();
  const viewer = new Viewer();
  const watching = stream.watch(viewer);
  for (let n = 0; n < 4; n++) stage.make();
  await thread().finish();
  await thread().finish();
  assert.deepEqual(viewer.seqs, [1, 4]);
  assert.equal(watching.counters.replaced, 2);
  assert.equal(stage.ring.freeCount(), 9, "Only the newest frame keeps its slot.");
  stream.close();
});

test("who joins later gets whole pictures only, from a key frame on, also when the model rests", async () => {
  const { stage, stream, thread } = open();
  stream.watch(new Viewer());
  stage.make();
  await thread().finish();
  const late = new Viewer();
  stage.clock.advance(1000);
  stream.watch(late);
  assert.equal(thread().requests.length, 1);
  stage.clock.advance(60);
  assert.equal(thread().requests.at(-1)?.asKey, true);
  await thread().finish();
  assert.deepEqual(late.seqs, [1]);
  stream.close();
});

test("a receiver that keeps asking for key frames gets one in 400 ms at most", async () => {
  const { stage, stream, thread } = open();
  const viewer = new Viewer();
  stream.watch(viewer);
  for (let n = 0; n < 60; n++) {
    stage.make();
    await thread().finish();
    viewer.wantKeyframe?.();
    stage.clock.advance(33);
  }
  const keys = thread().requests.filter(({ asKey }) => asKey).length;
  assert.ok(keys >= 4 && keys <= 5, `${keys} key frames were asked for in two seconds.`);
  stream.close();
});

test("a first picture that takes long is not encoded twice", async () => {
  const { stage, stream, thread } = open();
  stream.watch(new Viewer());
  stage.make();
  stage.clock.advance(2_000);
  await thread().finish();
  stage.clock.advance(2_000);
  assert.equal(thread().requests.length, 1);
  stream.close();
});

test("a key frame that is wanted while a frame comes is encoded after it, never beside it", async () => {
  const { stage, stream, thread } = open({ fps: 5 });
  const viewer = new Viewer();
  stream.watch(viewer);
  stage.make();
  await thread().finish();
  stage.clock.advance(500);
  viewer.wantKeyframe?.();
  stage.clock.advance(60);
  assert.equal(thread().requests.length, 2, "The model rests: the newest frame is encoded again.");
  stage.make();
  await thread().finish();
  await thread().finish();
  assert.deepEqual(viewer.seqs, [1, 1, 2]);
  stream.close();
});

test("an encoder that ends is started again after a while, with a key frame of the newest frame", async () => {
  const { stage, stream, threads, thread, failures } = open();
  const viewer = new Viewer();
  stream.watch(viewer);
  stage.make();
  await thread().fail();
  assert.deepEqual([failures, threads.length, threads[0]?.isClosed], [[500], 1, true]);
  stage.make();
  stage.make();
  stage.clock.advance(500);
  assert.equal(threads.length, 2);
  await thread().finish();
  assert.deepEqual([thread().requests[0]?.asKey, viewer.seqs], [true, [3]]);
  assert.equal(stage.ring.freeCount(), 9);
  stream.close();
});

test("a model that rests, or begins anew, while there is no encoder is shown again too", async () => {
  for (const beginsAnew of [false, true]) {
    const { stage, stream, thread } = open();
    const viewer = new Viewer();
    stream.watch(viewer);
    stage.make();
    stage.make();
    await thread().finish();
    await thread().fail();
    if (beginsAnew) {
      stage.newEpoch();
      stage.make();
      await settle();
    }
    stage.clock.advance(500);
    await thread().finish();
    assert.equal(viewer.seqs.at(-1), beginsAnew ? 1 : 2);
    stage.make();
    await thread().finish();
    assert.deepEqual(viewer.seqs, beginsAnew ? [1, 1, 2] : [1, 2, 3], "Frames go on.");
    stream.close();
  }
});

test("an encoder that ends again and again is given up, and the frames' slots stay free", async () => {
  const { stage, stream, threads, thread, failures } = open();
  stream.watch(new Viewer());
  stage.make();
  for (const waitMs of [500, 2_000, 8_000, 30_000]) {
    await thread().fail();
    stage.clock.advance(waitMs);
  }
  await thread().fail();
  stage.clock.advance(60_000);
  assert.deepEqual(failures, [500, 2_000, 8_000, 30_000, null]);
  assert.equal(threads.length, 5);
  for (let n = 0; n < 20; n++) assert.notEqual(stage.make(), null);
  stream.close();
});

test("the last viewer to leave is noticed; a closed stream leaves no timer and no pin, and gives its thread back", async () => {
  for (const isEncoding of [false, true]) {
    const { stage, stream, thread, spent, unused } = open();
    const viewer = new Viewer();
    const [first, second] = [stream.watch(new Viewer()), stream.watch(viewer)];
    stage.make();
    await thread().finish();
    if (isEncoding) stage.make();
    first.end();
    first.end();
    assert.equal(unused(), 0);
    second.end();
    assert.deepEqual([unused(), viewer.wantKeyframe], [1, null]);
    stream.close();
    assert.equal(spent.length, isEncoding ? 0 : 1, "A thread is given back when it is idle.");
    if (isEncoding) await thread().finish();
    assert.deepEqual(spent, [thread()]);
    assert.deepEqual([thread().isClosed, stage.clock.pending, stage.ring.freeCount()], [false, 0, 9]);
  }
});

test("a thread whose first picture is still awaited ends with its stream", async () => {
  const { stage, stream, thread, spent } = open();
  stream.watch(new Viewer());
  stage.make();
  stream.close();
  assert.equal(thread().isClosed, true);
  await settle();
  assert.deepEqual([spent.length, stage.ring.freeCount()], [1, 9]);
});

test("a large picture leaves in small groups of packets", async () => {
  const { stage, stream, thread } = open();
  const viewer = new Viewer();
  stream.watch(viewer);
  stage.make();
  await thread().finish(30 * 1146);
  assert.equal(viewer.packets, 8);
  stage.clock.advance(1);
  assert.equal(viewer.packets, 16);
  stage.clock.advance(2);
  assert.equal(viewer.packets, 30);
  stream.close();
});
