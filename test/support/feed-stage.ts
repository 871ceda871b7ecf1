/** A track's feed with a ring of its own, a manual clock and watchers whose links a test drives by hand. */

import { allocateRing, FrameRing } from "../../server/host/thread/frame-ring.ts";
import { type EncodedFrame, type Encoding, encodingFor, type FrameEncoder } from "../../server/media/frame-encoding.ts";
import { TRACK_KINDS } from "../../server/media/track-kind.ts";
import type { Delivery } from "../../server/pacing/delivery.ts";
import { SharedFrame } from "../../server/pacing/shared-frame.ts";
import { TrackFeed } from "../../server/pacing/track-feed.ts";
import { decodeMessage } from "../../shared-schema/codec.ts";
import type { FrameHead, Wish } from "../../shared-schema/messages.ts";
import { ManualClock } from "./manual-clock.ts";

const WIDTH = 4;
const HEIGHT = 2;

export interface Watcher {
  readonly delivery: Delivery;
  /** Numbers of the frames that were sent, with the first byte of their pixels. */
  readonly got: { seq: number; first: number; format: string; width: number; atMs: number }[];
  /** Sends the link has not taken yet, oldest first; call one to let it finish. */
  readonly sends: (() => void)[];
  seen(seq?: number): void;
}

export class FeedStage {
  readonly clock = new ManualClock();
  readonly ring: FrameRing;
  readonly feed: TrackFeed;
  readonly encoder: HandEncoder | null;
  readonly encodeErrors: unknown[] = [];
  epoch = 1;
  #seq = 0;
  readonly #startMs: number;

  constructor({ slots = 10, encoder = null }: { slots?: number; encoder?: HandEncoder | null } = {}) {
    const { clock } = this;
    this.#startMs = clock.nowUs() / 1000;
    this.ring = new FrameRing(allocateRing(slots, 256, WIDTH * HEIGHT * 4));
    this.encoder = encoder;
    this.feed = new TrackFeed({ clock, slots, encoder, onEncodeError: (error) => this.encodeErrors.push(error) });
  }

  /** Milliseconds since the start. */
  get ms(): number {
    return this.clock.nowUs() / 1000 - this.#startMs;
  }

  /** The model makes a frame, every byte of it its number. Gives the number, or null when no slot was free. */
  make(spacingUs = 0): number | null {
    const slot = this.ring.take(0);
    if (slot < 0) return null;
    const seq = ++this.#seq;
    this.ring.pixels(slot, WIDTH * HEIGHT * 4).fill(seq % 251);
    const t = { step_start_us: 1, step_end_us: 2, ready_us: 3 };
    const head: FrameHead = {
      track: "main",
      epoch: this.epoch,
      seq,
      width: WIDTH,
      height: HEIGHT,
      format: "rgba8",
      pts_us: 0,
      driver: "d",
      command: 0,
      t,
    };
    this.feed.accept(new SharedFrame(this.ring, slot, head, TRACK_KINDS.video), spacingUs);
    return seq;
  }

  newEpoch(): void {
    this.epoch++;
    this.#seq = 0;
    this.feed.startEpoch();
  }

  /** Someone watches; `isOpen` links take every send at once. */
  watch(wish: Wish = {}, isOpen = true): Watcher {
    const got: Watcher["got"] = [];
    const sends: (() => void)[] = [];
    const encoding = encodingFor(wish, { maxWidth: WIDTH, maxHeight: HEIGHT }, this.encoder);
    const delivery = this.feed.add(wish, encoding, (message, done) => {
      const { body, payload } = decodeMessage(message);
      const { seq, format, width } = body as { seq: number; format: string; width: number };
      got.push({ seq, first: payload?.[0] ?? -1, format, width, atMs: this.ms });
      if (isOpen) done();
      else sends.push(done);
    });
    const seen = (seq = got.at(-1)?.seq ?? 0): void => this.feed.seen(delivery, seq);
    return { delivery, got, sends, seen };
  }
}

/** An encoder that finishes when a test says so. */
export class HandEncoder implements FrameEncoder {
  readonly formats = ["jpeg"] as const;
  readonly jobs: { readonly encoding: Encoding; finish(): Promise<void>; fail(error: Error): Promise<void> }[] = [];
  /** How often each kind of picture was encoded. */
  readonly counts = new Map<string, number>();

  encode(pixels: Uint8Array, width: number, height: number, encoding: Encoding): Promise<EncodedFrame> {
    const { key } = encoding;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    return new Promise((resolve, reject) => {
      const after = (): Promise<void> => new Promise((next) => setImmediate(next));
      this.jobs.push({
        encoding,
        finish: () => {
          const size = { width: Math.min(width, encoding.maxWidth), height: Math.min(height, encoding.maxHeight) };
          resolve({ ...size, payload: pixels.slice(0, 1) });
          return after();
        },
        fail: (error) => {
          reject(error);
          return after();
        },
      });
    });
  }
}
