/** What one client gets of one track: its wish, its credit, and what became of each frame. No clock, no socket. */
import type { Wish } from "../../shared-schema/messages.ts";
import { Pins } from "./pins.ts";
import type { SharedFrame } from "./shared-frame.ts";

/**
 * Where a delivery's frames go. `done` is called once, when the bytes are no longer needed. `frame` is what the message
 * was made of, when it is the model's own frame and no other encoding of it.
 */
export type FrameSink = (message: Uint8Array, done: () => void, frame: SharedFrame | null) => void;

export const DEFAULT_CREDIT = 2;

/** Counters of one client and track; a frame counts in one of the first three. */
export interface DeliveryCounters {
  readonly sent: number;
  /** Not sent because a newer frame took its place while the client had no credit or the ring no room. */
  readonly replaced: number;
  /** Not sent because the client asked for a lower `max_fps`. */
  readonly skipped: number;
  readonly seen: number;
  readonly under_way: number;
}

/** A frame may come this part of the wished interval early: the model's jitter must not halve the rate. */
const EARLY = 0.25;

export class Delivery {
  readonly wish: Wish;
  readonly sink: FrameSink;
  readonly pins: Pins;
  /** Whether the newest frame has not been sent yet. */
  waiting = false;
  #sent = 0;
  #replaced = 0;
  #skipped = 0;
  #seen = 0;
  #underWay: number[] = [];
  #nextUs = 0;
  #newest = 0;
  /** First of the frames offered since the last send. */
  #oldestUnsent = 0;
  #heldByRate = false;

  /** @param pins of the same link and track, also when an earlier delivery of theirs began them. */
  constructor(wish: Wish, sink: FrameSink, pins: Pins = new Pins()) {
    this.wish = wish;
    this.sink = sink;
    this.pins = pins;
  }

  get counters(): DeliveryCounters {
    return {
      sent: this.#sent,
      replaced: this.#replaced,
      skipped: this.#skipped,
      seen: this.#seen,
      under_way: this.#underWay.length,
    };
  }

  /** A new epoch gives credit back, but a link that has not taken its frames yet gets no more to read. */
  get hasCredit(): boolean {
    const credit = this.wish.credit ?? DEFAULT_CREDIT;
    return this.#underWay.length < credit && this.pins.count < credit;
  }

  /** A newer frame is there: the one still waiting is given up. */
  offer(seq: number): void {
    if (!this.waiting) this.#oldestUnsent = seq;
    else if (this.#heldByRate) this.#skipped++;
    else this.#replaced++;
    this.#newest = seq;
    this.waiting = true;
    this.#heldByRate = false;
  }

  /** Milliseconds until `max_fps` allows the next frame; 0 when it may go now. */
  waitMs(nowUs: number): number {
    const { max_fps } = this.wish;
    const earlyUs = max_fps === undefined ? 0 : (EARLY * 1e6) / max_fps;
    const restUs = max_fps === undefined ? 0 : this.#nextUs - earlyUs - nowUs;
    this.#heldByRate = restUs > 0;
    return restUs > 0 ? Math.ceil(restUs / 1000) : 0;
  }

  /** Notes that a frame goes out: the newest, or an older one whose encoding took until a newer one came. */
  sending(seq: number, nowUs: number): void {
    this.waiting = seq < this.#newest;
    if (this.waiting && seq >= this.#oldestUnsent && this.#replaced > 0) this.#replaced--;
    this.#oldestUnsent = this.#newest;
    this.#sent++;
    this.#underWay.push(seq);
    this.pins.begin(nowUs);
    const { max_fps } = this.wish;
    if (max_fps === undefined) return;
    const intervalUs = 1e6 / max_fps;
    // A frame that is only a little late keeps the rhythm; after a rest the rhythm starts anew.
    const dueUs = nowUs - this.#nextUs <= EARLY * intervalUs ? this.#nextUs : nowUs;
    this.#nextUs = dueUs + intervalUs;
  }

  /** Notes that the link has taken the oldest send whole. */
  sendDone(): void {
    this.pins.end();
  }

  /** All frames up to `seq` have arrived: their credit comes back. */
  seen(seq: number): void {
    const before = this.#underWay.length;
    this.#underWay = this.#underWay.filter((sent) => sent > seq);
    this.#seen += before - this.#underWay.length;
  }

  /** A new epoch gives the full credit back and forgets what waited. */
  startEpoch(): void {
    this.#underWay = [];
    this.waiting = false;
    this.#newest = 0;
  }
}
