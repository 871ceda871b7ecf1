/** What follows when the model ended a session or its host was lost: the next at once, after a while, or never. */
import type { ErrorCode } from "../../shared-schema/errors.ts";
import { Backoff } from "./backoff.ts";

/** A session the model ends sooner than this is followed by a rest, so that a model that fails early can't spin. */
const SHORT_US = 1_000_000;
const REST_MS = 250;

/** Ends that are the model's fault and belong into the log as errors. */
export const FAULTS: readonly ErrorCode[] = [
  "host_crashed",
  "model_error",
  "step_timeout",
  "cleanup_timeout",
  "cleanup_failed",
];

export class Recovery {
  readonly #backoff: Backoff;
  #openedUs = 0;
  #madeFrame = false;
  #endedByModel = false;

  /** @param maxRestarts tries in a row without a frame between them. */
  constructor(maxRestarts: number) {
    this.#backoff = new Backoff(maxRestarts);
  }

  sessionOpened(nowUs: number): void {
    this.#openedUs = nowUs;
    this.#madeFrame = false;
    this.#endedByModel = false;
  }

  frameMade(): void {
    if (this.#madeFrame) return;
    this.#madeFrame = true;
    this.#backoff.reset();
  }

  modelEnded(): void {
    this.#endedByModel = true;
  }

  /** Milliseconds until the next session may open; null: there will be none. */
  afterSession(nowUs: number): number | null {
    if (!this.#endedByModel) return 0;
    if (!this.#madeFrame) return this.#backoff.nextMs();
    return nowUs - this.#openedUs < SHORT_US ? REST_MS : 0;
  }

  /** Milliseconds until the host is started again; null: it will not be. */
  afterLoss(): number | null {
    return this.#backoff.nextMs();
  }
}
