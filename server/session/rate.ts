/** A token bucket: so many a second, with bursts of one second's worth. */

export class Rate {
  readonly #perSecond: number;
  #tokens: number;
  #lastUs: number;

  constructor(perSecond: number, nowUs: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
    this.#lastUs = nowUs;
  }

  /** Takes one token. Gives false when there is none. */
  take(nowUs: number): boolean {
    this.#tokens = Math.min(this.#perSecond, this.#tokens + ((nowUs - this.#lastUs) / 1e6) * this.#perSecond);
    this.#lastUs = nowUs;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
