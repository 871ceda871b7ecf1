/** Yielded frames → shared slots → frame reports. One copy per frame, none for frames made by `session.frame()`. */

import { describe } from "../../../shared-schema/codec.ts";
import { kindOf } from "../../media/track-kind.ts";
import type { Batch, Emission, Frame, FrameSet, Yielded } from "../../model/frame.ts";
import { idle } from "../../model/frame.ts";
import type { Tracks } from "../../model/track.ts";
import { FrameRing, type RingMemory } from "./frame-ring.ts";
import type { FrameMessage } from "./thread-messages.ts";
import { wireProblem } from "./wire-value.ts";

/** The main thread empties the ring with every turn of its loop; this long without one means it is gone. */
const RING_TIMEOUT_MS = 10_000;

/** What the model yielded is no frame of its tracks. */
export class EmissionError extends Error {
  override readonly name = "EmissionError";
}

export interface Stamps {
  readonly tickUs: number;
  readonly epochStartUs: number;
  readonly stepStartUs: number;
  readonly stepEndUs: number;
  readonly command: number;
}

export class Emitter {
  readonly #tracks: Tracks;
  readonly #outNames: readonly string[];
  readonly #rings: ReadonlyMap<string, FrameRing>;
  readonly #nowUs: () => number;
  readonly #report: (report: FrameMessage) => void;
  readonly #seqs = new Map<string, number>();
  /** Slots handed to the model by `frame()` in this step, by their pixels' view. */
  readonly #lent = new Map<object, { track: string; slot: number }>();

  constructor(
    tracks: Tracks,
    rings: Readonly<Record<string, RingMemory>>,
    nowUs: () => number,
    report: (report: FrameMessage) => void,
  ) {
    this.#tracks = tracks;
    this.#outNames = Object.keys(tracks).filter((name) => tracks[name]?.direction === "out");
    this.#rings = new Map(Object.entries(rings).map(([name, memory]) => [name, new FrameRing(memory)]));
    this.#nowUs = nowUs;
    this.#report = report;
  }

  /** The number the next frame of the first out track will get. */
  get nextSeq(): number {
    return (this.#seqs.get(this.#outNames[0] ?? "") ?? 0) + 1;
  }

  /** Starts numbering anew; for a new session. */
  restart(): void {
    this.#seqs.clear();
    this.#returnLent();
  }

  /** Waits until a client could take a frame of the first out track, `timeoutMs` at most. */
  awaitWanted(timeoutMs: number): void {
    this.#rings.get(this.#outNames[0] ?? "")?.awaitWanted(timeoutMs);
  }

  /** Lends a slot's pixels to the model until its next yield. */
  lend(track = this.#outNames[0] ?? "", width?: number, height?: number): Frame {
    const declared = this.#track(track);
    const w = width ?? declared.width;
    const h = height ?? declared.height;
    this.#checkSize(track, w, h);
    const slot = this.#take(track);
    const data = this.#ring(track).pixels(slot, kindOf(declared).bytesOf({ width: w, height: h }));
    this.#lent.set(data, { track, slot });
    return { width: w, height: h, data };
  }

  /** Emits what a step yielded. Gives how long it lasts, µs: an interval, or all frames of a batch. */
  emit(yielded: Yielded, stamps: Stamps, intervalUs: number): number {
    let lastsUs = intervalUs;
    if (yielded !== idle) {
      if (isBatch(yielded)) lastsUs = this.#emitBatch(yielded, stamps, intervalUs);
      else this.#emitOne(yielded, stamps, 0, 0);
    }
    this.#returnLent();
    return lastsUs;
  }

  #emitBatch(batch: Batch, stamps: Stamps, intervalUs: number): number {
    const most = Math.min(...this.#outNames.map((name) => this.#track(name).maxBatch));
    if (batch.frames.length > most)
      throw new EmissionError(
        `A batch of ${batch.frames.length} frames was yielded; the track allows ${most}. Declare videoOut({ maxBatch: ${batch.frames.length} }).`,
      );
    if (batch.frames.length === 0) return intervalUs;
    if (batch.fps !== null && !(batch.fps > 0 && batch.fps <= 1000))
      throw new EmissionError(`A batch with fps ${batch.fps} was yielded; accepted is more than 0 and at most 1000.`);
    const spacingUs = batch.fps === null ? intervalUs : 1e6 / batch.fps;
    for (const [i, emission] of batch.frames.entries()) this.#emitOne(emission, stamps, i * spacingUs, spacingUs);
    return batch.frames.length * spacingUs;
  }

  #emitOne(emission: Emission, stamps: Stamps, offsetUs: number, spacingUs: number): void {
    const [first] = this.#outNames;
    const set: FrameSet = isFrame(emission) ? { [first ?? ""]: emission } : emission;
    if (!isFrameSet(set)) throw new EmissionError(`startSession yielded ${describe(emission)}; ${ACCEPTED}`);
    for (const [track, frame] of Object.entries(set)) this.#emitFrame(track, frame, stamps, offsetUs, spacingUs);
  }

  #emitFrame(track: string, frame: Frame, stamps: Stamps, offsetUs: number, spacingUs: number): void {
    if (!isFrame(frame))
      throw new EmissionError(`startSession yielded something for track "${track}" that is no frame; ${ACCEPTED}`);
    const { width, height, data, meta } = frame;
    this.#checkSize(track, width, height);
    if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray))
      throw new EmissionError(
        `A frame's data is a ${(data as object).constructor.name}; accepted is Uint8Array or Uint8ClampedArray. Of other arrays take new Uint8Array(data.buffer).`,
      );
    const kind = kindOf(this.#track(track));
    const needed = kind.bytesOf(frame);
    if (data.byteLength !== needed)
      throw new EmissionError(
        `A frame of ${width} × ${height} has ${data.byteLength} bytes; ${kind.format} needs ${needed} (${kind.rule}).`,
      );
    const problem = meta === undefined ? null : wireProblem(meta, "meta");
    if (problem !== null) throw new EmissionError(`A frame of track "${track}" can't be sent: ${problem}`);
    const lent = this.#lent.get(data);
    const slot = lent?.track === track ? lent.slot : this.#take(track);
    if (lent?.track === track) this.#lent.delete(data);
    else this.#ring(track).pixels(slot, data.byteLength).set(data);
    const seq = (this.#seqs.get(track) ?? 0) + 1;
    this.#seqs.set(track, seq);
    this.#report({
      type: "frame",
      track,
      slot,
      seq,
      width,
      height,
      ptsUs: Math.max(0, Math.round(stamps.tickUs - stamps.epochStartUs + offsetUs)),
      spacingUs,
      command: stamps.command,
      stepStartUs: stamps.stepStartUs,
      stepEndUs: stamps.stepEndUs,
      readyUs: this.#nowUs(),
      meta: meta ?? null,
    });
  }

  #take(track: string): number {
    const slot = this.#ring(track).take(RING_TIMEOUT_MS);
    if (slot < 0)
      throw new EmissionError(
        `No frame slot of track "${track}" came free within ${RING_TIMEOUT_MS} ms; yield the frames taken by session.frame().`,
      );
    return slot;
  }

  #returnLent(): void {
    for (const { track, slot } of this.#lent.values()) this.#ring(track).free(slot);
    this.#lent.clear();
  }

  #checkSize(track: string, width: number, height: number): void {
    const { maxWidth, maxHeight } = this.#track(track);
    if (
      !(
        Number.isInteger(width) &&
        Number.isInteger(height) &&
        width >= 1 &&
        height >= 1 &&
        width <= maxWidth &&
        height <= maxHeight
      )
    )
      throw new EmissionError(
        `A frame of ${width} × ${height} was made for track "${track}", which takes up to ${maxWidth} × ${maxHeight}. Declare maxWidth and maxHeight in videoOut.`,
      );
  }

  #track(track: string) {
    const declared = this.#tracks[track];
    if (declared?.direction !== "out")
      throw new EmissionError(`There is no out track "${track}". There is: ${this.#outNames.join(", ")}.`);
    return declared;
  }

  #ring(track: string): FrameRing {
    this.#track(track);
    return this.#rings.get(track) as FrameRing;
  }
}

const ACCEPTED = "yield a frame {width, height, data}, frames by track name, batch([…]) or idle.";
const isBatch = (value: Yielded): value is Batch =>
  typeof value === "object" && value !== null && (value as Partial<Batch>).kind === "batch";
/** Not a picture's fields or bytes taken for tracks: those would be told as tracks that do not exist. */
const isFrameSet = (value: unknown): value is FrameSet =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !ArrayBuffer.isView(value) &&
  !("data" in value) &&
  Object.keys(value).length > 0;
const isFrame = (value: unknown): value is Frame =>
  typeof value === "object" && value !== null && ArrayBuffer.isView((value as Partial<Frame>).data);
