/** What one link is still reading of one track: when each unfinished send began. It outlives subscriptions. */

export class Pins {
  readonly #sinceUs: number[] = [];

  get count(): number {
    return this.#sinceUs.length;
  }

  /** When the oldest unfinished send began, µs, or null. */
  get oldestUs(): number | null {
    return this.#sinceUs[0] ?? null;
  }

  begin(nowUs: number): void {
    this.#sinceUs.push(nowUs);
  }

  /** Notes that the link has taken the oldest send whole. */
  end(): void {
    this.#sinceUs.shift();
  }
}
