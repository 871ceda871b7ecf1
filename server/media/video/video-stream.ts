/**
 * One track coded once for all viewers with the same wish: newest frame → encoder's thread → packets → viewers.
 * Frames that come while one is being encoded are left out, so no picture waits behind another.
 */
import type { Cancel, Clock } from "../../ground/clock.ts";
import type { Delivery } from "../../pacing/delivery.ts";
import type { SharedFrame } from "../../pacing/shared-frame.ts";
import type { TrackSource, Watching } from "../track-carrier.ts";
import type { VideoViewer } from "../video-encoding.ts";
import { BitrateControl } from "./bitrate.ts";
import type { EncodeAnswer } from "./encoder-messages.ts";
import type { EncoderThread } from "./encoder-thread.ts";
import { PacketPacer } from "./packet-pacer.ts";
import { packetize } from "./packetize.ts";
import type { EncoderSettings } from "./picture-encoder.ts";
import { Viewers } from "./viewers.ts";

/** A receiver that keeps asking for key frames gets one this often at most: each costs the bitrate of many pictures. */
const KEY_EVERY_US = 400_000;
/** A key frame that is wanted waits this long for a new frame; then the newest one is encoded again. */
const KEY_WITHIN_MS = 60;
const LOOK_MS = 1_000;
/** Waits before an encoder that ended is started again; after the last one the stream stays dark. */
const RETRY_MS = [500, 2_000, 8_000, 30_000];
/** After so many pictures an encoder that ends is taken for a new misfortune. */
const PROVEN_PICTURES = 300;

/** What a stream needs of its encoder's thread. */
export type PictureThread = Pick<EncoderThread, "encode" | "close" | "problem">;

export interface StreamOptions {
  readonly source: TrackSource;
  /** Settings for frames of a size; they differ only in width, height and bitrate. */
  readonly plan: (width: number, height: number) => EncoderSettings;
  readonly maxFps: number;
  readonly clock: Clock;
  readonly openThread: () => PictureThread;
  /** The encoder ended by itself. Another one is tried after `retryMs`; null: this was the last try. */
  readonly failed: (reason: string, retryMs: number | null) => void;
  /** The last viewer has left. */
  readonly unused: () => void;
  /** The stream was closed and its thread is idle: it is the receiver's from now on. */
  readonly spent: (thread: PictureThread) => void;
}

export class VideoStream {
  readonly #options: StreamOptions;
  readonly #delivery: Delivery;
  readonly #viewers = new Viewers();
  readonly #pacer: PacketPacer;
  #thread: PictureThread | null;
  #picturesOfThread = 0;
  #failures = 0;
  /** The frame that keeps its credit while there is no encoder. */
  #heldSeq = 0;
  #retry: Cancel | null = null;
  #control: BitrateControl | null = null;
  #settings: EncoderSettings | null = null;
  #isEncoding = false;
  #isClosed = false;
  #wantsKey = true;
  #lastKeyUs = Number.NEGATIVE_INFINITY;
  #keyTimer: Cancel | null = null;
  #look: Cancel;
  #pictureId = 0;
  #lastPts = 0;
  /** Bytes of pictures since the last look. */
  #bytes = 0;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#thread = options.openThread();
    this.#pacer = new PacketPacer(options.clock);
    const { source, maxFps, clock } = options;
    const wish = maxFps > 0 ? { max_fps: maxFps, credit: 1 } : { credit: 1 };
    this.#look = clock.after(LOOK_MS, () => this.#lookAtViewers());
    this.#delivery = source.feed.add(wish, null, (_message, done, frame) => {
      if (frame === null || this.#isClosed) done();
      // Never rejects: a failed encode is an answer.
      else void this.#encodeFrame(frame, done);
    });
  }

  /** Pictures encoded since the stream began. */
  get pictures(): number {
    return this.#pictureId;
  }

  /** Sends pictures to a viewer, from the next key frame on, until the returned object's `end`. */
  watch(viewer: VideoViewer): Watching {
    const place = this.#viewers.add(viewer);
    const forget = viewer.onKeyframeWanted(() => this.#wantKey());
    this.#wantKey();
    const { counters } = this.#delivery;
    const [replaced, skipped] = [counters.replaced, counters.skipped];
    const delivery = this.#delivery;
    return {
      get counters() {
        const { sent } = place;
        const now = delivery.counters;
        return { sent, replaced: now.replaced - replaced, skipped: now.skipped - skipped, seen: sent, under_way: 0 };
      },
      // RTP has its own feedback.
      seen: () => undefined,
      end: () => {
        forget();
        if (this.#viewers.remove(place) && this.#viewers.size === 0) this.#options.unused();
      },
    };
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#look();
    this.#keyTimer?.();
    this.#retry?.();
    this.#pacer.close();
    this.#options.source.feed.remove(this.#delivery);
    if (!this.#isEncoding) this.#handBack();
    // One that has not made a picture yet may still be loading: many that come and go would load at once.
    else if (this.#picturesOfThread === 0) this.#thread?.close();
  }

  #handBack(): void {
    if (this.#thread !== null) this.#options.spent(this.#thread);
    this.#thread = null;
  }

  /** The wish's credit of one keeps this from being called while a picture is under way. */
  async #encodeFrame(frame: SharedFrame, done: () => void): Promise<void> {
    const { width, height, seq } = frame.head;
    const settings = this.#settingsFor(width, height);
    const nowUs = this.#options.clock.nowUs();
    const asKey = this.#wantsKey && nowUs - this.#lastKeyUs >= KEY_EVERY_US;
    const pts = Math.max(this.#lastPts + 1, Math.round(nowUs * 0.09));
    this.#lastPts = pts;
    const thread = this.#thread;
    this.#isEncoding = true;
    const answer = await thread?.encode({ settings, picture: { pixels: frame.pixels, width, height }, pts, asKey });
    this.#isEncoding = false;
    if (!this.#isClosed && thread === this.#thread) {
      if (answer?.kind === "failed") this.#startAgain(answer.reason);
      if (answer?.kind === "coded") this.#send(answer, settings, frame.head, pts);
    }
    done();
    if (this.#isClosed) return this.#handBack();
    if (this.#wantsKey) this.#keyLater();
    // Without an encoder the frame keeps its credit, so that no other comes until there is one.
    if (this.#thread === null) this.#heldSeq = seq;
    else this.#options.source.feed.seen(this.#delivery, seq);
  }

  #send(
    { bytes, isKey }: EncodeAnswer & { kind: "coded" },
    { codec }: EncoderSettings,
    head: SharedFrame["head"],
    pts: number,
  ): void {
    if (isKey) {
      this.#wantsKey = false;
      this.#lastKeyUs = this.#options.clock.nowUs();
    }
    if (++this.#picturesOfThread === PROVEN_PICTURES) this.#failures = 0;
    this.#bytes += bytes.length;
    const payloads = packetize(codec, bytes, this.#pictureId++);
    const timestamp = pts % 2 ** 32;
    const viewers = this.#viewers.startPicture(isKey);
    const last = payloads.length - 1;
    this.#pacer.add(
      payloads.map((payload, i) => () => {
        for (const place of viewers) {
          if (i === 0) place.begin(head, timestamp);
          place.send(payload, timestamp, i === last);
        }
      }),
    );
  }

  #startAgain(reason: string): void {
    this.#thread?.close();
    this.#thread = null;
    this.#picturesOfThread = 0;
    const retryMs = RETRY_MS[this.#failures++] ?? null;
    this.#options.failed(reason, retryMs);
    if (retryMs === null) return;
    this.#retry = this.#options.clock.after(retryMs, () => {
      const { source, openThread } = this.#options;
      this.#thread = openThread();
      this.#wantsKey = true;
      source.feed.repeat(this.#delivery);
      source.feed.seen(this.#delivery, this.#heldSeq);
    });
  }

  /** The bitrate follows what receivers say; a stream of another size starts from its own. */
  #settingsFor(width: number, height: number): EncoderSettings {
    const plan = this.#options.plan(width, height);
    const { width: wide, height: tall } = this.#settings ?? {};
    if (this.#control === null || plan.width !== wide || plan.height !== tall)
      this.#control = new BitrateControl(plan.bitrate);
    this.#settings = { ...plan, bitrate: this.#control.bitrate };
    return this.#settings;
  }

  #wantKey(): void {
    this.#wantsKey = true;
    this.#keyLater();
  }

  /** The model may make no further frame for a while, when it is paused or idle: then the newest one is sent again. */
  #keyLater(): void {
    const { clock, source } = this.#options;
    const restMs = (this.#lastKeyUs + KEY_EVERY_US - clock.nowUs()) / 1000;
    this.#keyTimer ??= clock.after(Math.max(0, restMs) + KEY_WITHIN_MS, () => {
      this.#keyTimer = null;
      // A picture under way is looked at when it is done: it may be a key frame.
      if (this.#wantsKey && !this.#isEncoding) source.feed.repeat(this.#delivery);
    });
  }

  #lookAtViewers(): void {
    this.#control?.look(this.#viewers.leastBitrate, (this.#bytes * 8 * 1000) / LOOK_MS);
    this.#bytes = 0;
    this.#look = this.#options.clock.after(LOOK_MS, () => this.#lookAtViewers());
  }
}
