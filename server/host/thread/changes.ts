/** What `session.inputs()` gives: every change since the model's last step, bounded, the newest kept. */
import type { InputChange } from "../../model/model.ts";

export class Changes {
  readonly #most: number;
  #coming: InputChange[] = [];
  #current: readonly InputChange[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Those of the step that is being taken. */
  get current(): readonly InputChange[] {
    return this.#current;
  }

  add(change: InputChange): void {
    this.#coming.push(change);
    // Now and then instead of each time: a shift of a full list costs its length.
    if (this.#coming.length >= 2 * this.#most) this.#coming = this.#coming.slice(-this.#most);
  }

  /** A step begins. */
  turn(): void {
    this.#current = this.#coming.slice(-this.#most);
    this.#coming = [];
  }
}
