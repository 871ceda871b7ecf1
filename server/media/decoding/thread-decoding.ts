/** Video of peers, decoded by a thread per track: packets → whole pictures → the thread → pixels. */
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { Journal } from "../../ground/journal.ts";
import type { VideoCodec } from "../video-codec.ts";
import type { DecodingEvents, InPacket, TrackDecoding, VideoDecoding } from "../video-decoding.ts";
import type { DecodeBounds, DecodeReport } from "./decode-thread.ts";
import { Vp8Pictures } from "./vp8-pictures.ts";

/** Pictures under way to the thread; beyond it the track starts over with a key frame. */
const MOST_UNDER_WAY = 12;
/** A key frame is asked for no more often than this. */
const KEYFRAME_EVERY_MS = 300;

export class ThreadDecoding implements VideoDecoding {
  readonly decodes: readonly VideoCodec[];
  readonly #journal: Journal;

  private constructor(decodes: readonly VideoCodec[], journal: Journal) {
    this.decodes = decodes;
    this.#journal = journal;
  }

  /** Offers what can be decoded here; nothing when the decoder is not installed. */
  static load(journal: Journal): ThreadDecoding {
    try {
      createRequire(import.meta.url).resolve("@libav.js/variant-webm");
      return new ThreadDecoding(["vp8"], journal);
    } catch (error) {
      journal("warn", "no_video_decoder", { reason: `Video of clients can't be taken in: ${String(error)}` });
      return new ThreadDecoding([], journal);
    }
  }

  open(_codec: VideoCodec, events: DecodingEvents): TrackDecoding {
    return new ThreadTrack(events, (cause) => this.#journal("error", "video_decoder_lost", { cause }));
  }
}

class ThreadTrack implements TrackDecoding {
  readonly #events: DecodingEvents;
  readonly #worker: Worker;
  readonly #lost: (cause: string) => void;
  #pictures = new Vp8Pictures();
  #underWay = 0;
  #askedMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;
  #isReady = false;

  /** `lost` hears once why the thread ended by itself. */
  constructor(events: DecodingEvents, lost: (cause: string) => void) {
    const { maxWidth, maxHeight } = events;
    this.#events = events;
    this.#lost = lost;
    const workerData: DecodeBounds = { maxWidth, maxHeight };
    // Its streams don't reach standard output, which carries nothing but the ready line.
    const options = { workerData, execArgv: [], stdout: true, stderr: true };
    this.#worker = new Worker(new URL("./decode-entry.mjs", import.meta.url), options);
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) stream.resume();
    this.#worker.on("message", (report: DecodeReport) => this.#receive(report));
    this.#worker.on("error", (error: unknown) => this.#lose(String(error)));
    this.#worker.on("exit", (code) => this.#lose(`The decoder's thread ended with exit code ${code}.`));
  }

  packet(packet: InPacket): void {
    if (this.#isClosed || !this.#isReady) return;
    for (const { data } of this.#pictures.push(packet)) this.#decode(data);
    // While pictures wait for the thread, another key frame would only wait behind them.
    if (this.#pictures.needsKeyframe && this.#underWay === 0) this.#askForKeyframe();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    void this.#worker.terminate();
  }

  #decode(data: Uint8Array): void {
    if (this.#underWay >= MOST_UNDER_WAY) {
      this.#pictures = new Vp8Pictures();
      return;
    }
    this.#underWay++;
    const copy = new Uint8Array(data);
    this.#worker.postMessage(copy, [copy.buffer]);
  }

  #receive(report: DecodeReport): void {
    if (this.#isClosed) return;
    if (report.kind === "ready") {
      this.#isReady = true;
      this.#askForKeyframe();
    } else if (report.kind === "taken") this.#underWay--;
    else if (report.kind === "damaged") this.#pictures = new Vp8Pictures();
    else this.#events.picture(report.width, report.height, report.data);
  }

  #askForKeyframe(): void {
    const nowMs = performance.now();
    if (nowMs - this.#askedMs < KEYFRAME_EVERY_MS) return;
    this.#askedMs = nowMs;
    this.#events.wantKeyframe();
  }

  #lose(cause: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#lost(cause);
  }
}
