/**
 * One session after another on one model: clients come and go → the lifecycle moves → the host opens, holds and
 * closes. This is the only place that changes the lifecycle.
 */
import { randomInt, randomUUID } from "node:crypto";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { type ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import type { Hello, State, StateBody } from "../../shared-schema/messages.ts";
import type { HostEvents, ModelHost } from "../host/model-host.ts";
import type { Cancel, Clock } from "../pacing/clock.ts";
import type { FrameEncoder } from "../pacing/encoding.ts";
import type { Connection } from "../transports/connection.ts";
import { Backoff } from "./backoff.ts";
import { Client } from "./client.ts";
import { Feeds } from "./feeds.ts";
import { hasSession, type LifecycleEvent, nextState } from "./lifecycle.ts";
import { Rate } from "./rate.ts";
import { Roster } from "./roster.ts";
import { welcomeFor } from "./welcome.ts";

/** One structured line per event. */
export type Journal = (level: "info" | "warn" | "error", event: string, fields: Record<string, unknown>) => void;

export interface SessionsOptions {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly ringSlots: number;
  readonly encoder: FrameEncoder | null;
  /** Seed of sessions whose opener gives none; null: random. */
  readonly seed: number | null;
  readonly journal: Journal;
  readonly makeHost: (events: HostEvents) => ModelHost;
}

/** The session under way. */
export interface SessionInfo {
  readonly id: string;
  readonly seed: number;
  readonly epoch: number;
  readonly openedUs: number;
}

export class Sessions {
  readonly limits: Limits;
  readonly roster = new Roster();
  readonly feeds: Feeds;
  readonly host: ModelHost;
  readonly #options: SessionsOptions;
  readonly #backoff: Backoff;
  readonly #known: Promise<void>;
  #announce: (() => void) | null = null;
  #state: State = "loading";
  #progress = 0;
  #detail = "";
  #paused = false;
  #document: SchemaDocument | null = null;
  #session: SessionInfo | null = null;
  #epoch = 1;
  #timer: Cancel | null = null;
  #restart: Cancel | null = null;
  #isClosed = false;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.limits = options.limits;
    this.#backoff = new Backoff(options.limits.max_restarts);
    const { clock, ringSlots, encoder, journal } = options;
    this.feeds = new Feeds({ clock, ringSlots, encoder, warn: (event, fields) => journal("warn", event, fields) });
    this.#known = new Promise((resolve) => {
      this.#announce = resolve;
    });
    this.host = options.makeHost(this.#hostEvents());
    this.host.start();
  }

  get state(): State {
    return this.#state;
  }

  get detail(): string {
    return this.#detail;
  }

  get progress(): number {
    return this.#progress;
  }

  get isPaused(): boolean {
    return this.#paused;
  }

  get document(): SchemaDocument | null {
    return this.#document;
  }

  get session(): SessionInfo | null {
    return this.#session;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** Resolves when the contract is known, or when it never will be. */
  get known(): Promise<void> {
    return this.#known;
  }

  nowUs(): number {
    return this.#options.clock.nowUs();
  }

  /**
   * Takes a client in, or back by its resume token, and welcomes it.
   * @throws ProtocolError `model_failed`, `queue_full` or `unknown_track`.
   */
  join(connection: Connection, hello: Hello): Client {
    if (this.#document === null) throw new ProtocolError("model_failed", this.#detail);
    this.feeds.check(Object.keys(hello.tracks ?? {}));
    const known = hello.resume === undefined ? undefined : this.roster.byToken(hello.resume);
    if (known !== undefined) return this.#resume(known, connection, hello);
    if (hello.role === "driver" && this.roster.queueLength >= this.limits.max_queue)
      throw new ProtocolError("queue_full", `${this.roster.queueLength} clients wait already (max_queue). Try again later, or join with role spectator.`);
    const rate = new Rate(this.limits.max_commands_per_s, this.nowUs());
    const client = new Client(randomUUID(), randomUUID(), hello, this.limits.stored_replies, rate);
    client.connection = connection;
    this.roster.add(client);
    this.#log("info", "client_joined", { client: client.id, name: client.name, transport: connection.transport, wants: hello.role });
    const opened = this.#advance(hello.seed) || (client.role === "spectator" && this.open(hello.seed));
    if (!opened) this.#welcome(client, hello.schema_hash, false);
    return client;
  }

  /** Opens a session that waits for a driver. Gives false where that is not possible. */
  open(seed?: number): boolean {
    if (this.#state !== "ready") return false;
    this.#openSession("open", seed);
    this.#setTimer(this.limits.idle_timeout_ms, () => {
      this.end("idle_timeout", `No driver came within idle_timeout_ms (${this.limits.idle_timeout_ms} ms).`, "last");
    });
    return true;
  }

  /** A client's link has ended: with `bye` it is gone, otherwise it is held for `resume_grace_ms`. */
  leave(client: Client, connection: Connection, saidBye: boolean): void {
    if (client.connection !== connection || !this.roster.has(client)) return;
    client.unsubscribeAll();
    client.connection = null;
    this.#log("info", saidBye ? "client_left" : "client_lost", { client: client.id });
    if (saidBye) return this.#remove(client, "driver_left", "The driver said bye.");
    const graceMs = this.limits.resume_grace_ms;
    client.graceEndsUs = this.nowUs() + graceMs * 1000;
    client.grace = this.#options.clock.after(graceMs, () => {
      this.#remove(client, "grace_over", `The driver did not come back within resume_grace_ms (${graceMs} ms).`);
    });
    if (this.roster.driver !== client || this.#state !== "streaming") return this.#broadcastState();
    this.host.release();
    this.host.hold(true);
    this.#move("driver_lost");
  }

  /** Holds the model, or lets it go on. Driver only; the caller checks. */
  pause(paused: boolean): void {
    if (this.#paused === paused || this.#state !== "streaming") return;
    this.#paused = paused;
    this.host.hold(paused);
    this.#log("info", paused ? "paused" : "resumed", {});
    if (paused)
      this.#setTimer(this.limits.max_pause_ms, () => {
        this.end("pause_timeout", `The session was paused longer than max_pause_ms (${this.limits.max_pause_ms} ms).`, "last");
      });
    else this.#setTimer(0, null);
    this.#broadcastState();
  }

  /** Ends the session: everyone is told, open commands are answered, the model cleans up. */
  end(code: ErrorCode, reason: string, driverGoes: "first" | "last", seed?: number): void {
    if (nextState(this.#state, "end") === null) return;
    this.#nextSeed = seed;
    this.#finish(code, reason, driverGoes);
    this.host.close();
    this.#move("end");
  }

  /** Ends everything; safe to call again. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#setTimer(0, null);
    this.#restart?.();
    this.#announce?.();
    for (const client of this.roster.all()) {
      client.grace?.();
      client.answerAll("session_ended", "The server is stopping.");
      client.connection?.close("shutting_down", "The server is stopping.");
    }
    if (this.#session !== null) await this.#closeHostSession();
    this.feeds.close();
    await this.host.terminate();
  }

  stateFor(client: Client): StateBody {
    const position = this.roster.positionOf(client);
    const driver = this.roster.driver;
    return {
      state: this.#state,
      role: client.role,
      paused: this.#paused,
      ...(this.#state === "loading" ? { progress: this.#progress } : {}),
      ...(this.#detail === "" ? {} : { detail: this.#detail }),
      ...(position === undefined ? {} : { queue_position: position }),
      ...(this.#state === "orphaned" && driver !== null
        ? { resume_left_ms: Math.max(0, Math.round((driver.graceEndsUs - this.nowUs()) / 1000)) }
        : {}),
    };
  }

  #nextSeed: number | undefined = undefined;
  #whenClosed: (() => void) | null = null;

  /** Lets the model clean up before the thread is ended; the host's deadline bounds the wait. */
  async #closeHostSession(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#whenClosed = resolve;
      if (this.#state !== "closing") this.host.close();
    });
  }

  #resume(client: Client, connection: Connection, hello: Hello): Client {
    const before = client.connection;
    client.unsubscribeAll();
    client.connection = connection;
    before?.close("replaced", "The same client connected again; this older link was closed.");
    client.grace?.();
    client.grace = null;
    if (hello.tracks !== undefined) client.wishes = new Map(Object.entries(hello.tracks));
    this.#log("info", "client_resumed", { client: client.id, role: client.role });
    const wasOrphaned = this.#state === "orphaned" && this.roster.driver === client;
    this.#welcome(client, hello.schema_hash, true);
    if (wasOrphaned) {
      this.host.hold(this.#paused);
      this.#move("driver_came");
    }
    this.#advance(hello.seed);
    return client;
  }

  /** Gives the next in turn the wheel, if it is free. Gives true when everyone was welcomed to a new session. */
  #advance(seed?: number): boolean {
    if (this.#state !== "ready" && this.#state !== "waiting") return false;
    const driver = this.roster.promote();
    if (driver === null) return false;
    if (this.#state === "ready") {
      this.#openSession("driver_came", seed ?? this.#nextSeed);
      this.#nextSeed = undefined;
      return true;
    }
    this.#setTimer(0, null);
    this.#welcome(driver, undefined, false);
    this.host.hold(false);
    this.#move("driver_came");
    return true;
  }

  #openSession(event: "open" | "driver_came", seed: number | undefined): void {
    this.#epoch++;
    this.#paused = false;
    this.#detail = "";
    const chosen = seed ?? this.#options.seed ?? randomInt(0, 2 ** 32);
    this.#session = { id: randomUUID(), seed: chosen, epoch: this.#epoch, openedUs: this.nowUs() };
    this.feeds.startEpoch();
    this.host.open(this.#session.id, chosen, event === "open");
    this.#log("info", "session_opened", { driver: this.roster.driver?.id ?? null, seed: chosen, epoch: this.#epoch });
    for (const client of this.roster.all()) if (client.connection !== null) this.#welcome(client, this.#document?.hash, false);
    this.#move(event);
  }

  /** What every end of a session has in common, whoever ended it. */
  #finish(code: ErrorCode, reason: string, driverGoes: "first" | "last"): void {
    this.#setTimer(0, null);
    this.#paused = false;
    this.#detail = reason;
    this.#log(code === "host_crashed" || code === "model_error" || code === "step_timeout" ? "error" : "info", "session_ended", { code, reason });
    for (const client of this.roster.all()) {
      client.answerAll("session_ended", `The session ended before this command was applied: ${reason}`);
      client.send({ type: "error", body: { code, message: reason } });
    }
    this.roster.demote(driverGoes === "first");
    this.#session = null;
  }

  #remove(client: Client, code: ErrorCode, reason: string): void {
    client.grace?.();
    client.unsubscribeAll();
    const drove = this.roster.driver === client;
    if (drove) this.host.release();
    this.roster.remove(client);
    if (drove && hasSession(this.#state)) this.end(code, reason, "last");
    else this.#broadcastState();
  }

  #welcome(client: Client, schemaHash: string | undefined, resumed: boolean): void {
    if (this.#document === null || client.connection === null) return;
    client.send({ type: "welcome", body: welcomeFor(this, this.#document, client, client.connection, schemaHash, resumed) });
    client.send({ type: "state", body: this.stateFor(client) });
    this.feeds.subscribeAll(client);
  }

  #move(event: LifecycleEvent): void {
    const next = nextState(this.#state, event);
    if (next === null) throw new Error(`The lifecycle has no ${event} in ${this.#state}.`);
    if (next !== this.#state) this.#log("info", "state", { from: this.#state, to: next });
    this.#state = next;
    this.#broadcastState();
  }

  #broadcastState(): void {
    for (const client of this.roster.all()) client.send({ type: "state", body: this.stateFor(client) });
  }

  #setTimer(ms: number, run: (() => void) | null): void {
    this.#timer?.();
    this.#timer = run === null ? null : this.#options.clock.after(ms, run);
  }

  #log(level: "info" | "warn" | "error", event: string, fields: Record<string, unknown>): void {
    this.#options.journal(level, event, {
      model: this.#document?.model.id ?? null,
      session: this.#session?.id ?? null,
      ...fields,
    });
  }

  #hostEvents(): HostEvents {
    return {
      contract: (document, tracks) => {
        if (this.#document?.hash !== document.hash) {
          this.#document = document;
          this.feeds.setTracks(document.tracks, tracks);
          for (const client of this.roster.all()) if (client.connection !== null) this.#welcome(client, undefined, false);
        }
        this.#announce?.();
      },
      progress: (fraction, text) => {
        this.#progress = fraction;
        this.#detail = text;
        this.#log("info", "loading", { progress: fraction, text });
        this.#broadcastState();
      },
      loaded: () => {
        this.#progress = 1;
        this.#detail = "";
        this.#move("loaded");
        this.#advance();
      },
      frame: (report, ring) => {
        if (this.#session === null) return ring.free(report.slot);
        this.#backoff.reset();
        this.feeds.accept(report, ring, this.#epoch, this.roster.driver?.id ?? "");
      },
      fates: (fates) => {
        for (const fate of fates) {
          const client = this.roster.all().find((one) => one.id === fate.client);
          const { outcome, id } = fate;
          if (outcome.kind === "refused") client?.answer({ id, ok: false, error: outcome.error });
          else if (outcome.kind === "superseded") client?.answer({ id, ok: true, superseded_by: outcome.by });
          else client?.answer({ id, ok: true, applied_seq: outcome.appliedSeq, ...(outcome.result === undefined ? {} : { result: outcome.result }) });
        }
      },
      message: (name, data) => {
        for (const client of this.roster.all()) client.send({ type: "message", body: { name, data } });
      },
      ended: (code, message) => {
        if (!hasSession(this.#state)) return;
        if (code === "model_error") this.#log("error", "model_error", { cause: message });
        const reason = code === "model_error" ? "The model failed; the server's log has the cause." : message;
        this.#finish(code, reason, "first");
        this.#move("end");
      },
      closed: () => {
        this.#whenClosed?.();
        if (this.#isClosed || this.#state !== "closing") return;
        this.#move("closed");
        this.#advance();
      },
      lost: (code, message, fatal) => this.#hostLost(code, message, fatal),
      log: (level, text) => this.#log(level, "model_log", { text }),
    };
  }

  #hostLost(code: ErrorCode, message: string, fatal: boolean): void {
    this.#whenClosed?.();
    if (this.#isClosed) return;
    this.#log("error", "host_lost", { code, cause: message });
    const [firstLine = message] = message.split("\n");
    if (hasSession(this.#state)) this.#finish(code, firstLine, "first");
    this.#move("host_lost");
    const delayMs = fatal ? null : this.#backoff.nextMs();
    this.#progress = 0;
    this.#detail = firstLine;
    if (delayMs === null) {
      this.#announce?.();
      return this.#move("give_up");
    }
    this.#restart = this.#options.clock.after(delayMs, () => this.host.start());
  }
}
