/**
 * One part of a springing command between two steps. A press that is over before a step saw it is shown for exactly one
 * step; the next step shows it let go; what was stated meanwhile comes after that.
 */

/** A value and the statement it came with. */
export interface Stated<S> {
  readonly value: unknown;
  readonly by: S;
}

/** What the next step shows. `by` is null when nothing new was stated. */
export interface Shown<S> {
  readonly value: unknown;
  readonly by: S | null;
  /** A press that is over already: it is shown although it is not the newest. */
  readonly isPress: boolean;
}

export class HeldPart<S> {
  readonly #rest: unknown;
  readonly #isAtRest: (value: unknown) => boolean;
  #shown: unknown;
  /** The newest value, until a step has shown it. */
  #newest: Stated<S> | null = null;
  /** The last value away from rest that no step has seen the start of. */
  #press: Stated<S> | null = null;
  /** After a press that was over: the value at rest that the next step must show before another press. */
  #owed: Stated<S> | null = null;
  #owesRest = false;

  constructor(rest: unknown, isAtRest: (value: unknown) => boolean) {
    this.#rest = rest;
    this.#isAtRest = isAtRest;
    this.#shown = rest;
  }

  /** Whether a press waits for its step. */
  get isPressed(): boolean {
    return this.#press !== null;
  }

  state(value: unknown, by: S): void {
    const before = this.#newest === null ? this.#shown : this.#newest.value;
    if (!this.#isAtRest(value) && (this.#press !== null || this.#isAtRest(before))) {
      if (this.#owesRest && this.#press === null) this.#owed = this.#newest;
      this.#press = { value, by };
    }
    this.#newest = { value, by };
  }

  /** Whether a step is still to show something of this statement. */
  awaits(by: S): boolean {
    return this.#newest?.by === by || this.#press?.by === by || this.#owed?.by === by;
  }

  take(): Shown<S> {
    const owed = this.#owesRest ? this.#owed : null;
    this.#owed = null;
    if (owed !== null) {
      this.#owesRest = false;
      return this.#show(owed, false);
    }
    const newest = this.#newest;
    if (newest === null) return { value: this.#shown, by: null, isPress: false };
    const press = this.#press;
    this.#press = null;
    if (!this.#owesRest && press !== null && this.#isAtRest(newest.value)) {
      this.#owesRest = true;
      return this.#show(press, true);
    }
    this.#owesRest = false;
    this.#newest = null;
    return this.#show(newest, false);
  }

  /** Back to rest, with nothing stated. */
  letGo(): void {
    this.#shown = this.#rest;
    this.#newest = this.#press = this.#owed = null;
    this.#owesRest = false;
  }

  #show({ value, by }: Stated<S>, isPress: boolean): Shown<S> {
    this.#shown = value;
    return { value, by, isPress };
  }
}
