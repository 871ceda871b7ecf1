/** Arithmetic of the latency overlay: sliding percentiles, frame counts. No DOM; times in microseconds. */

import { ClockOffset } from "../../shared-schema/client/clock-offset.ts";

/** The last `size` values of one quantity. */
export class Samples {
  #values;
  #count = 0;

  /** @param {number} size */
  constructor(size) {
    this.#values = new Float64Array(size);
  }

  /** @param {number} value */
  add(value) {
    this.#values[this.#count++ % this.#values.length] = value;
  }

  clear() {
    this.#count = 0;
  }

  get count() {
    return Math.min(this.#count, this.#values.length);
  }

  /** Oldest first. @returns {number[]} */
  list() {
    const { length } = this.#values;
    if (this.#count <= length) return Array.from(this.#values.subarray(0, this.#count));
    const start = this.#count % length;
    return [...this.#values.subarray(start), ...this.#values.subarray(0, start)];
  }

  /** The value that the share `q` of the samples does not exceed (nearest rank); null without samples. @param {number} q */
  percentile(q) {
    const { count } = this;
    if (count === 0) return null;
    const sorted = this.#values.slice(0, count).sort();
    return sorted[Math.min(count - 1, Math.max(0, Math.ceil(q * count) - 1))] ?? null;
  }
}

/** The way of a picture, in order. The first and the last are measured only for frames that show a new command. */
export const STAGES = /** @type {const} */ ([
  "input_applied",
  "applied_made",
  "made_sent",
  "sent_received",
  "received_shown",
  "input_shown",
]);
/** @typedef {typeof STAGES[number]} Stage */

/** @typedef {import("../../shared-schema/messages.ts").FrameHead} FrameHead */

/** Follows every frame from its head to the screen. */
export class LatencyLedger {
  clock = new ClockOffset();
  /** @type {Record<Stage, Samples>} */
  stages = /** @type {any} */ (Object.fromEntries(STAGES.map((stage) => [stage, new Samples(240)])));
  /** Time between two frames shown, µs. */
  intervals = new Samples(120);
  /** Frames made that never reached this page, and frames that another overtook before they could be painted. */
  replaced = 0;
  superseded = 0;
  shown = 0;
  /** Bytes of the newest message, head included. */
  frameBytes = 0;
  #epoch = 0;
  #seq = 0;
  #command = 0;
  #lastShown = 0;

  /** Forgets which command was seen last: ids may start anew. @param {number} [command] */
  restart(command = 0) {
    this.#command = command;
    this.#lastShown = 0;
  }

  /** Notes a frame that lies whole in memory. @param {FrameHead} head @param {number} bytes */
  received(head, bytes) {
    if (head.epoch === this.#epoch) this.replaced += Math.max(0, head.seq - this.#seq - 1);
    this.#epoch = head.epoch;
    this.#seq = head.seq;
    this.frameBytes = bytes;
  }

  /**
   * Notes a painted frame.
   * @param {FrameHead} head
   * @param {number} received @param {number} shown local µs
   * @param {boolean} mine whether this client is the frame's driver
   * @param {(command: number) => number | null} inputOf local µs of the input that sent a command
   * @returns {number | null} local µs of the input this frame is the first to show
   */
  painted(head, received, shown, mine, inputOf) {
    const { stages } = this;
    const best = this.clock.best;
    const { step_start_us: start, step_end_us: end, ready_us: ready } = head.t;
    this.shown += 1;
    if (this.#lastShown > 0) this.intervals.add(shown - this.#lastShown);
    this.#lastShown = shown;
    stages.applied_made.add(end - start);
    stages.made_sent.add(ready - end);
    if (best !== null) stages.sent_received.add(received - (ready - best.offset));
    stages.received_shown.add(shown - received);
    if (!mine || head.command <= this.#command) return null;
    this.#command = head.command;
    const input = inputOf(head.command);
    if (input === null) return null;
    if (best !== null) stages.input_applied.add(start - best.offset - input);
    stages.input_shown.add(shown - input);
    return input;
  }

  /** Frames shown per second over the last two seconds of intervals; null before there are two. */
  get fps() {
    let sum = 0;
    let count = 0;
    for (const interval of this.intervals.list().reverse()) {
      if (sum > 2e6) break;
      sum += interval;
      count += 1;
    }
    return count === 0 ? null : (count * 1e6) / sum;
  }
}
