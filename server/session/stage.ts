/**
 * One model's place in a server: its host, its sessions, whoever plays it, and what became of it. Everything outside
 * `session/` knows a model by its stage and reaches for nothing behind it.
 */
import type { SchemaDocument, TrackDocument } from "../../shared-schema/document.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import type { State } from "../../shared-schema/messages.ts";
import type { Clock } from "../ground/clock.ts";
import type { Journal } from "../ground/journal.ts";
import type { HostEvents, ModelHost } from "../host/host.ts";
import type { Connection, ConnectionEvents, Entrance, Opens } from "../transports/connection.ts";
import { Admission } from "./admission.ts";
import { Conversation } from "./conversation.ts";
import { hostEvents } from "./host-events.ts";
import { InputGate } from "./input-gate.ts";
import { type SessionReport, sessionReport } from "./session-report.ts";
import { Sessions, type SessionsOptions } from "./sessions.ts";
import { StallWatch } from "./stall-watch.ts";

export interface StageOptions extends Omit<SessionsOptions, "makeHost"> {
  /** Makes the model's host, which tells these events. */
  readonly makeHost: (events: HostEvents) => ModelHost;
}

/** What happens on a stage, by the names its journal has. */
export type StageEvent =
  | "state"
  | "session_opened"
  | "session_ended"
  | "paused"
  | "played"
  | "client_joined"
  | "client_resumed"
  | "client_lost"
  | "client_left";

type Fields = Readonly<Record<string, unknown>>;

export class Stage implements Entrance {
  readonly limits: Limits;
  readonly #clock: Clock;
  readonly #sessions: Sessions;
  readonly #admission: Admission;
  readonly #inputs: InputGate;
  readonly #stalls: StallWatch;
  readonly #heard = new Map<string, Set<(fields: Fields) => void>>();

  constructor(options: StageOptions) {
    const { limits, clock } = options;
    this.limits = limits;
    this.#clock = clock;
    const journal: Journal = (level, event, fields) => {
      options.journal(level, event, fields);
      for (const run of [...(this.#heard.get(event) ?? [])]) run(fields);
    };
    this.#sessions = new Sessions({ ...options, journal, makeHost: (owner) => options.makeHost(hostEvents(owner)) });
    this.#admission = new Admission(this.#sessions, clock);
    this.#inputs = new InputGate(this.#sessions);
    this.#stalls = new StallWatch(this.#sessions, clock);
  }

  /** Resolves when the contract is known, or when it never will be. */
  get known(): Promise<void> {
    return this.#sessions.known;
  }

  /** The model's published contract; null while it is being read, and when that failed. */
  get document(): SchemaDocument | null {
    return this.#sessions.standing.document;
  }

  /** The model's tracks, in the document's order; null while they are not known. */
  get tracks(): readonly TrackDocument[] | null {
    return this.document?.tracks ?? null;
  }

  get state(): State {
    return this.#sessions.standing.state;
  }

  /** Why, in words; empty when there is nothing to be said. */
  get detail(): string {
    return this.#sessions.standing.detail;
  }

  /** Of loading, 0..1. */
  get progress(): number {
    return this.#sessions.standing.progress;
  }

  get hasSession(): boolean {
    return this.#sessions.standing.hasSession;
  }

  get isClosed(): boolean {
    return this.#sessions.isClosed;
  }

  /** The session, its clients and what became of their frames. */
  get report(): SessionReport {
    return sessionReport(this.#sessions, this.#clock.nowUs());
  }

  accept(connection: Connection, opens: Opens): ConnectionEvents {
    const parts = { sessions: this.#sessions, admission: this.#admission, inputs: this.#inputs, clock: this.#clock };
    return new Conversation({ ...parts, isAllowed: opens }, connection);
  }

  /** Calls `run` whenever this happens, after it was logged and with the same fields, until the returned function is. */
  on(event: StageEvent, run: (fields: Fields) => void): () => void {
    const heard = this.#heard.get(event) ?? new Set();
    this.#heard.set(event, heard.add(run));
    return () => heard.delete(run);
  }

  /** Opens a session that waits for a driver. Gives false where the state does not allow it. */
  open(seed?: number): boolean {
    return this.#sessions.open(seed);
  }

  /** Ends a session that waits for a driver while nobody is there. Gives false when there is none such. */
  endUnattended(): boolean {
    const { standing, audience } = this.#sessions;
    if (standing.state !== "waiting" || audience.roster.size > 0) return false;
    this.#sessions.end("driver_left", "The session was stopped.", "next_in_queue");
    return true;
  }

  /** Ends the client with this resume token, its session too if it drives. Does nothing when there is none. */
  dismiss(resume: string): void {
    this.#admission.dismiss(resume);
  }

  /** Writes to the log, with the model and the session it was about. */
  log(level: "info" | "warn" | "error", event: string, fields: Record<string, unknown>): void {
    this.#sessions.log(level, event, fields);
  }

  /** Ends everything; safe to call again. */
  async close(): Promise<void> {
    this.#stalls.close();
    await this.#sessions.close();
  }
}
