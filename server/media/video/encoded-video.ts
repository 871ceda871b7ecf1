/** The video encoding of a server that has an encoder: streams by track and wish, each shared by all who have the same wish. */

import type { TrackInfo, Wish } from "../../../shared-schema/messages.ts";
import type { Clock } from "../../ground/clock.ts";
import type { Journal } from "../../ground/journal.ts";
import type { TrackSource, Watching } from "../track-carrier.ts";
import type { VideoCodec } from "../video-codec.ts";
import type { VideoEncoding, VideoViewer } from "../video-encoding.ts";
import { EncoderThread } from "./encoder-thread.ts";
import { isInstalled, type LibraryName, PIXELS_PER_SECOND } from "./libraries.ts";
import type { EncoderSettings, Encoders } from "./picture-encoder.ts";
import { isHeldBack, planStream } from "./stream-plan.ts";
import { type PictureThread, VideoStream } from "./video-stream.ts";

/** Encoders cost a core each: further wishes for a track get the stream that is nearest to theirs. */
const MOST_STREAMS_PER_TRACK = 4;
/** A thread that nobody watches any more, or for whom it was started never came to watch, is kept this long. */
const SPARE_MS = 30_000;

interface Entry {
  readonly key: string;
  readonly source: TrackSource;
  readonly codec: VideoCodec;
  readonly stream: VideoStream;
}

export class EncodedVideo implements VideoEncoding {
  readonly encodes: readonly VideoCodec[];
  readonly problem = "";
  readonly #library: LibraryName;
  readonly #encoders: Encoders;
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #entries = new Set<Entry>();
  readonly #warned = new Set<string>();
  #spare: { readonly thread: PictureThread; readonly end: () => void } | null = null;
  #isClosed = false;
  #encodes = 0;

  /** Finds the best library installed that runs here; null when there is none. */
  static async find(clock: Clock, journal: Journal): Promise<EncodedVideo | null> {
    if (isInstalled("native")) {
      const thread = new EncoderThread("native");
      const encoders = await thread.ready;
      thread.close();
      if (encoders !== null) {
        journal("info", "video_encoder", { library: "native", ...encoders });
        return new EncodedVideo("native", encoders, clock, journal);
      }
      const remedy = "Install it anew for this machine, or remove it: npm uninstall node-av.";
      journal("warn", "native_encoder_unusable", { reason: thread.problem, remedy });
    }
    return isInstalled("wasm") ? new EncodedVideo("wasm", { vp8: "libvpx" }, clock, journal) : null;
  }

  constructor(library: LibraryName, encoders: Encoders, clock: Clock, journal: Journal) {
    this.#library = library;
    this.#encoders = encoders;
    this.encodes = Object.keys(encoders) as VideoCodec[];
    this.#clock = clock;
    this.#journal = journal;
  }

  /** Streams under way, and pictures encoded by all streams so far. */
  get report(): { readonly library: string; readonly streams: number; readonly pictures: number } {
    let pictures = this.#encodes;
    for (const { stream } of this.#entries) pictures += stream.pictures;
    return { library: this.#library, streams: this.#entries.size, pictures };
  }

  describe(source: TrackSource, wish: Wish, codec: VideoCodec): TrackInfo {
    const { width, height, fps } = this.#plan(source, wish, codec);
    return { format: codec, width, height, fps };
  }

  watch(source: TrackSource, wish: Wish, viewer: VideoViewer): Watching {
    const plan = this.#plan(source, wish, viewer.codec);
    const key = `${viewer.codec} ${plan.width}x${plan.height}@${plan.fps}`;
    const ofTrack = [...this.#entries].filter((one) => one.source.feed === source.feed && one.codec === viewer.codec);
    const same = ofTrack.find((one) => one.key === key);
    const entry = same ?? (ofTrack.length < MOST_STREAMS_PER_TRACK ? this.#open(source, wish, plan, key) : ofTrack[0]);
    return (entry as Entry).stream.watch(viewer);
  }

  /** Starts a thread for a peer that is being answered, so that its first picture does not wait for it. */
  prepare(): void {
    if (this.#spare === null) this.#keep(this.#newThread());
  }

  close(): void {
    this.#isClosed = true;
    for (const entry of [...this.#entries]) this.#end(entry);
    this.#spare?.end();
    this.#spare?.thread.close();
    this.#spare = null;
  }

  #open(source: TrackSource, wish: Wish, plan: EncoderSettings, key: string): Entry {
    this.#warnIfHeldBack(source, wish, plan);
    const entry: Entry = {
      key,
      source,
      codec: plan.codec,
      stream: new VideoStream({
        source,
        plan: (width, height) => this.#plan({ ...source, width, height }, wish, plan.codec),
        // Not needed while the track itself is no faster.
        maxFps: source.fps > 0 && source.fps <= plan.fps ? 0 : plan.fps,
        clock: this.#clock,
        openThread: () => this.#takeThread(),
        failed: (reason, retryMs) =>
          this.#journal("error", "video_encoder_failed", {
            track: source.name,
            codec: plan.codec,
            reason,
            retry_ms: retryMs,
          }),
        unused: () => this.#end(entry),
        spent: (thread) => this.#keep(thread),
      }),
    };
    this.#entries.add(entry);
    this.#journal("info", "video_stream", { track: source.name, ...plan });
    return entry;
  }

  #end(entry: Entry): void {
    if (!this.#entries.delete(entry)) return;
    this.#encodes += entry.stream.pictures;
    entry.stream.close();
  }

  /** Who comes back, or comes next, does not wait for the library to load. */
  #keep(thread: PictureThread): void {
    if (this.#isClosed || this.#spare !== null || thread.problem !== null) return thread.close();
    const end = this.#clock.after(SPARE_MS, () => {
      thread.close();
      this.#spare = null;
    });
    this.#spare = { thread, end };
  }

  #takeThread(): PictureThread {
    const spare = this.#spare;
    this.#spare = null;
    spare?.end();
    return spare === null || spare.thread.problem !== null ? this.#newThread() : spare.thread;
  }

  #newThread(): EncoderThread {
    return new EncoderThread(this.#library, this.#encoders);
  }

  #plan(track: TrackSource, wish: Wish, codec: VideoCodec): EncoderSettings {
    return planStream(track, wish, codec, PIXELS_PER_SECOND[this.#library]);
  }

  #warnIfHeldBack(source: TrackSource, wish: Wish, plan: EncoderSettings): void {
    if (this.#library !== "wasm" || !isHeldBack(source, wish, plan) || this.#warned.has(source.name)) return;
    this.#warned.add(source.name);
    this.#journal("warn", "video_made_smaller", {
      track: source.name,
      sent: `${plan.width}x${plan.height} at ${plan.fps} fps`,
      remedy:
        "The built-in encoder carries about 640x360 at 30 fps. For larger pictures install the native one: npm install --save-optional node-av (its binary is GPL-3).",
    });
  }
}
