/**
 * One out track, from the model to its clients: frames come in → shown at their time → newest wins per client.
 * The model never waits for a client: a link may pin slots only while two stay out of its reach.
 */
import type { Wish } from "../../shared-schema/messages.ts";
import { type Cancel, type Clock, Deadline } from "../ground/clock.ts";
import type { Encoding, FrameEncoder } from "../media/frame-encoding.ts";
import { Delivery, type FrameSink } from "./delivery.ts";
import type { Pins } from "./pins.ts";
import type { SharedFrame } from "./shared-frame.ts";
import { Variant } from "./variant.ts";

/** Slots no link may pin: the newest frame's and the one the model writes. */
const RESERVED_SLOTS = 2;

export interface FeedOptions {
  readonly clock: Clock;
  readonly slots: number;
  readonly encoder: FrameEncoder | null;
  /** Called when a wished encoding fails; the client then gets nothing until the next frame. */
  readonly onEncodeError: (error: unknown) => void;
}

/** A frame of a batch that waits for its time. */
interface Upcoming {
  readonly frame: SharedFrame;
  readonly dueUs: number;
}

export class TrackFeed {
  readonly #options: FeedOptions;
  readonly #deliveries = new Map<Delivery, { variant: Variant | null; timer: Cancel | null }>();
  readonly #variants = new Map<string, Variant>();
  readonly #pinned = new Set<SharedFrame>();
  #latest: SharedFrame | null = null;
  /** In order of their time; the timer is the first one's. */
  #upcoming: Upcoming[] = [];
  readonly #next: Deadline;
  #lastShownUs = 0;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#next = new Deadline(options.clock);
  }

  /** Adds a client; it gets the newest frame at once, if there is one. */
  add(wish: Wish, encoding: Encoding | null, sink: FrameSink, pins?: Pins): Delivery {
    const delivery = new Delivery(wish, sink, pins);
    const variant = encoding === null ? null : this.#variant(encoding);
    this.#deliveries.set(delivery, { variant, timer: null });
    if (this.#latest !== null) {
      delivery.offer(this.#latest.head.seq);
      this.#flush(delivery);
    }
    return delivery;
  }

  remove(delivery: Delivery): void {
    this.#deliveries.get(delivery)?.timer?.();
    this.#deliveries.delete(delivery);
    for (const [key, variant] of this.#variants)
      if (![...this.#deliveries.values()].some((entry) => entry.variant === variant)) this.#variants.delete(key);
  }

  /** Takes a frame over. `spacingUs` > 0 shows it no sooner than that after the one before. */
  accept(frame: SharedFrame, spacingUs: number): void {
    const dueUs = Math.max(this.#options.clock.nowUs(), this.#lastShownUs + spacingUs);
    this.#lastShownUs = dueUs;
    this.#upcoming.push({ frame, dueUs });
    if (this.#upcoming.length === 1) this.#showDue();
  }

  /** Gives credit back for all frames up to `seq`. */
  seen(delivery: Delivery, seq: number): void {
    delivery.seen(seq);
    this.#flush(delivery);
  }

  /** Sends a client the newest frame once more, if there is one, as soon as it has credit. */
  repeat(delivery: Delivery): void {
    if (this.#latest === null || delivery.waiting) return;
    delivery.offer(this.#latest.head.seq);
    this.#flush(delivery);
  }

  /** Forgets every frame of the past. */
  startEpoch(): void {
    this.#next.clear();
    for (const { frame } of this.#upcoming.splice(0)) frame.release();
    this.#lastShownUs = 0;
    this.#latest?.release();
    this.#latest = null;
    for (const variant of this.#variants.values()) variant.clear();
    for (const delivery of this.#deliveries.keys()) delivery.startEpoch();
  }

  close(): void {
    for (const delivery of [...this.#deliveries.keys()]) this.remove(delivery);
    this.startEpoch();
  }

  /** Shows every frame whose time has come, and waits for the next one's. */
  #showDue(): void {
    for (;;) {
      const [first] = this.#upcoming;
      if (first === undefined) return;
      const restUs = first.dueUs - this.#options.clock.nowUs();
      // Timers are up to a millisecond early.
      if (restUs >= 1000) return this.#next.set(restUs / 1000, () => this.#showDue());
      this.#upcoming.shift();
      this.#show(first.frame);
    }
  }

  #show(frame: SharedFrame): void {
    const before = this.#latest;
    this.#latest = frame;
    before?.release();
    // All are told before any is sent: a send that is done at once lets others be flushed meanwhile.
    for (const delivery of this.#deliveries.keys()) delivery.offer(frame.head.seq);
    for (const delivery of this.#deliveries.keys()) this.#flush(delivery);
  }

  #flush(delivery: Delivery): void {
    this.#sendNewest(delivery);
    if (!delivery.waiting && delivery.hasCredit) this.#latest?.wantNext();
  }

  #sendNewest(delivery: Delivery): void {
    const entry = this.#deliveries.get(delivery);
    if (entry === undefined || this.#latest === null || !delivery.waiting || !delivery.hasCredit) return;
    const waitMs = delivery.waitMs(this.#options.clock.nowUs());
    if (waitMs > 0) {
      entry.timer ??= this.#options.clock.after(waitMs, () => {
        entry.timer = null;
        this.#flush(delivery);
      });
      return;
    }
    if (entry.variant === null) this.#sendRaw(delivery, this.#latest);
    else this.#sendEncoded(delivery, entry.variant, this.#latest);
  }

  #sendRaw(delivery: Delivery, frame: SharedFrame): void {
    if (!this.#mayPin(delivery, frame)) return;
    this.#pin(frame);
    delivery.sending(frame.head.seq, this.#options.clock.nowUs());
    const done = (): void => {
      delivery.sendDone();
      this.#unpin(frame);
      this.#flush(delivery);
    };
    delivery.sink(frame.message, done, frame);
  }

  #sendEncoded(delivery: Delivery, variant: Variant, frame: SharedFrame): void {
    const ready = variant.messageOf(frame);
    if (ready !== null) {
      delivery.sending(frame.head.seq, this.#options.clock.nowUs());
      const done = (): void => {
        delivery.sendDone();
        this.#flush(delivery);
      };
      delivery.sink(ready, done, null);
      return;
    }
    if (!variant.isFreeFor(frame) || !this.#mayPin(delivery, frame)) return;
    this.#pin(frame);
    // Never rejects: a failed encode is its result.
    void variant.encode(frame).then((error) => {
      this.#unpin(frame);
      if (error !== null) this.#options.onEncodeError(error);
      else if (this.#latest?.head.epoch === frame.head.epoch) this.#sendToSharers(variant, frame);
    });
  }

  /** Gives everyone with this wish what was encoded, though a newer frame may have come meanwhile. */
  #sendToSharers(variant: Variant, frame: SharedFrame): void {
    for (const [delivery, { variant: theirs, timer }] of this.#deliveries) {
      if (theirs !== variant || timer !== null || !delivery.waiting || !delivery.hasCredit) continue;
      this.#sendEncoded(delivery, variant, frame);
      this.#flush(delivery);
    }
  }

  /** While only one more slot may be pinned, it is for clients that hold none. */
  #mayPin(delivery: Delivery, frame: SharedFrame): boolean {
    if (frame.isPinned) return true;
    const room = this.#options.slots - RESERVED_SLOTS - this.#pinned.size;
    return room > 1 || (room === 1 && delivery.pins.count === 0);
  }

  #pin(frame: SharedFrame): void {
    frame.pin();
    this.#pinned.add(frame);
  }

  #unpin(frame: SharedFrame): void {
    frame.unpin();
    if (frame.isPinned) return;
    this.#pinned.delete(frame);
    // Whoever was refused for want of room may go now; the model might make no further frame for a while.
    for (const delivery of this.#deliveries.keys()) this.#flush(delivery);
  }

  #variant(encoding: Encoding): Variant {
    const known = this.#variants.get(encoding.key);
    if (known !== undefined) return known;
    if (this.#options.encoder === null) throw new Error(`No encoder is there for ${encoding.key}.`);
    const variant = new Variant(encoding, this.#options.encoder);
    this.#variants.set(encoding.key, variant);
    return variant;
  }
}
