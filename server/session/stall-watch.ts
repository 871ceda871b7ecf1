/** Closes links that keep one frame unsent too long, so that they pin its slot no longer. */
import { type Clock, Lookout } from "../ground/clock.ts";
import type { Sessions } from "./sessions.ts";

const LOOK_MS = 500;

export class StallWatch {
  readonly #sessions: Sessions;
  readonly #clock: Clock;
  readonly #lookout: Lookout;

  constructor(sessions: Sessions, clock: Clock) {
    this.#sessions = sessions;
    this.#clock = clock;
    this.#lookout = new Lookout(clock, LOOK_MS, (awakeSinceUs) => this.#look(awakeSinceUs));
  }

  close(): void {
    this.#lookout.close();
  }

  #look(awakeSinceUs: number): void {
    const { limits, audience } = this.#sessions;
    const beforeUs = this.#clock.nowUs() - limits.stall_timeout_ms * 1000;
    for (const client of audience.roster.all())
      for (const [track, pins] of client.pins)
        if (Math.max(pins.oldestUs ?? beforeUs, awakeSinceUs) < beforeUs)
          client.connection?.close(
            "too_slow",
            `A frame of track "${track}" was not taken within stall_timeout_ms (${limits.stall_timeout_ms} ms).`,
          );
  }
}
