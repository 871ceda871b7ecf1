/** Closes links that keep one frame unsent too long, so that they pin its slot no longer. */
import type { Cancel, Clock } from "../ground/clock.ts";
import type { Sessions } from "./sessions.ts";

const LOOK_MS = 500;

export class StallWatch {
  readonly #sessions: Sessions;
  readonly #clock: Clock;
  #next: Cancel;

  constructor(sessions: Sessions, clock: Clock) {
    this.#sessions = sessions;
    this.#clock = clock;
    this.#next = clock.after(LOOK_MS, () => this.#look());
  }

  close(): void {
    this.#next();
  }

  #look(): void {
    const { limits, audience } = this.#sessions;
    const beforeUs = this.#clock.nowUs() - limits.stall_timeout_ms * 1000;
    for (const client of audience.roster.all())
      for (const [track, pins] of client.pins)
        if ((pins.oldestUs ?? beforeUs) < beforeUs)
          client.connection?.close(
            "too_slow",
            `A frame of track "${track}" was not taken within stall_timeout_ms (${limits.stall_timeout_ms} ms).`,
          );
    this.#next = this.#clock.after(LOOK_MS, () => this.#look());
  }
}
