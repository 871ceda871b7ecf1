/** Whether a connection lives: sends pings, and tells when nothing was heard for too long. */
import { FIRST_PING_MS, FIRST_PINGS, OPEN_TIMEOUT_MS, PING_MS, SILENCE_TIMEOUT_MS } from "./bounds.ts";
import type { ClientClock } from "./client-clock.ts";

export interface PulseEvents {
  ping(tUs: number): void;
  /** The connection is dead, and why, for people. Told once; the pulse has stopped. */
  dead(sentence: string): void;
}

/** A timer as late as this tells of a machine or tab that slept: what the server said meanwhile is yet to be read. */
const ASLEEP_MS = 3000;

export class Pulse {
  readonly #clock: ClientClock;
  readonly #events: PulseEvents;
  #cancel: () => void = () => undefined;
  #heardUs = 0;
  #dueUs = 0;
  #quick = 0;
  #isWelcome = false;

  constructor(clock: ClientClock, events: PulseEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /** The connection is open: a welcome is awaited. */
  start(): void {
    this.stop();
    this.#isWelcome = false;
    this.#heardUs = this.#dueUs = this.#clock.nowUs();
    this.#beat();
  }

  /** The welcome is there: pings may go out. */
  welcomed(): void {
    this.stop();
    this.#isWelcome = true;
    this.#quick = FIRST_PINGS;
    this.#heardUs = this.#dueUs = this.#clock.nowUs();
    this.#beat();
  }

  /** Something came from the server. */
  heard(): void {
    this.#heardUs = this.#clock.nowUs();
  }

  stop(): void {
    this.#cancel();
  }

  #beat(): void {
    const now = this.#clock.nowUs();
    if (now - this.#dueUs > ASLEEP_MS * 1000) this.#heardUs = now;
    const limitMs = this.#isWelcome ? SILENCE_TIMEOUT_MS : OPEN_TIMEOUT_MS;
    const leftMs = limitMs - (now - this.#heardUs) / 1000;
    if (leftMs <= 0) {
      const seconds = limitMs / 1000;
      return this.#events.dead(
        this.#isWelcome
          ? `Nothing came from the server for ${seconds} s.`
          : `The server did not answer within ${seconds} s.`,
      );
    }
    if (this.#isWelcome) this.#events.ping(Math.round(now));
    const waitMs = Math.max(1, Math.min(this.#quick > 0 ? FIRST_PING_MS : PING_MS, leftMs));
    this.#quick = Math.max(0, this.#quick - 1);
    this.#dueUs = now + waitMs * 1000;
    this.#cancel = this.#clock.after(waitMs, () => this.#beat());
  }
}
