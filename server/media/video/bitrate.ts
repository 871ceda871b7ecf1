/** What the receivers say they can take → the bitrate of a stream: quick to give way, slow to come back. No clock. */

/** Estimates of a link that has just opened say nothing yet. */
const SETTLING_LOOKS = 3;
/** Part of the estimate that is used: the rest is for audio, retransmissions and the estimate's error. */
const USED = 0.85;
const LEAST = 150_000;
/** An encoder may have to start anew for another bitrate: small changes are not worth a key frame. */
const WORTH = 0.2;
/** Looks between two rises. */
const RISE_AFTER = 4;
/**
 * An estimate tells of a narrow link when this many times as much is sent. A receiver begins with what comes in, goes up
 * to 1.5 times that, and below it, to 0.85 times, only where packets queue up: so a picture that is quiet for a while,
 * or a viewer who has just come, lowers nothing (libwebrtc, `AimdRateControl`). An estimate for many tracks has been
 * shared out by what they send: this compares it with the sum of them.
 */
const TELLING = 1.1;

export class BitrateControl {
  readonly #most: number;
  #now: number;
  #looks = 0;
  #sentBefore = 0;
  #goodLooks = 0;

  /** `most` bit/s is what the stream has when nothing holds it back. */
  constructor(most: number) {
    this.#most = most;
    this.#now = most;
  }

  get bitrate(): number {
    return this.#now;
  }

  /**
   * Once a second: the least of the viewers' estimates, or null when none has said anything, and what was sent since the
   * last look, both in bit/s.
   */
  look(estimate: number | null, sent: number): void {
    this.#looks++;
    // What comes in is told later than it is sent: a picture that has just become lively is not told of yet.
    const steady = Math.min(sent, this.#sentBefore);
    this.#sentBefore = sent;
    if (estimate === null || this.#looks <= SETTLING_LOOKS) return;
    const carried = Math.max(LEAST, Math.min(this.#most, estimate * USED));
    if (carried < this.#now * (1 - WORTH) && steady >= estimate * TELLING) {
      this.#now = Math.round(carried);
      this.#goodLooks = 0;
      return;
    }
    this.#goodLooks = carried > this.#now * (1 + WORTH) || carried === this.#most ? this.#goodLooks + 1 : 0;
    if (this.#goodLooks < RISE_AFTER || this.#now === this.#most) return;
    this.#now = Math.round(Math.min(this.#most, carried, this.#now * 1.5));
    this.#goodLooks = 0;
  }
}
