/** How things stand: the lifecycle's state and what goes with it. Changed only by `Sessions`, read by all. */
import type { SchemaDocument } from "../../shared-schema/document.ts";
import type { State } from "../../shared-schema/messages.ts";
import { hasSession, type LifecycleEvent, nextState } from "./lifecycle.ts";

/** The session under way. */
export interface SessionInfo {
  readonly id: string;
  readonly seed: number;
  readonly openedUs: number;
}

export class Standing {
  #state: State = "loading";
  /** Why, in words: what is being loaded, why the session ended, why the model failed. */
  detail = "";
  /** Of loading, 0..1. */
  progress = 0;
  isPaused = false;
  document: SchemaDocument | null = null;
  session: SessionInfo | null = null;
  /** Grows whenever the picture's past no longer counts. */
  epoch = 1;

  get state(): State {
    return this.#state;
  }

  get hasSession(): boolean {
    return hasSession(this.#state);
  }

  allows(event: LifecycleEvent): boolean {
    return nextState(this.#state, event) !== null;
  }

  /** Moves on, and gives the state before. Throws where the table has no entry: that is a bug of ours. */
  move(event: LifecycleEvent): State {
    const before = this.#state;
    const next = nextState(before, event);
    if (next === null) throw new Error(`The lifecycle has no ${event} in ${before}.`);
    this.#state = next;
    return before;
  }
}
