/**
 * One session after another on one model: turns are given and taken → the lifecycle moves → the host opens, holds and
 * closes. The only place that changes the lifecycle.
 */
import { randomInt, randomUUID } from "node:crypto";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import type { ErrorCode } from "../../shared-schema/errors.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import { type Clock, Deadline } from "../ground/clock.ts";
import type { Journal } from "../ground/journal.ts";
import type { ModelHost } from "../host/host.ts";
import type { FrameEncoder } from "../media/frame-encoding.ts";
import { Audience } from "./audience.ts";
import { Feeds } from "./feeds.ts";
import type { LifecycleEvent } from "./lifecycle.ts";
import { FAULTS, Recovery } from "./recovery.ts";
import { Standing } from "./standing.ts";
import type { Newcomer, Turn } from "./turn.ts";

export interface SessionsOptions {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly encoder: FrameEncoder | null;
  /** Seed of sessions whose opener gives none; null: random. */
  readonly seed: number | null;
  readonly journal: Journal;
  /** Makes the host, which tells these sessions what happens (`hostEvents`). */
  readonly makeHost: (sessions: Sessions) => ModelHost;
}

export class Sessions {
  readonly limits: Limits;
  readonly standing = new Standing();
  readonly audience: Audience;
  readonly host: ModelHost;
  /** Resolves when the contract is known, or when it never will be. */
  readonly known: Promise<void>;
  readonly #options: SessionsOptions;
  readonly #recovery: Recovery;
  #setKnown: () => void = () => undefined;
  /** Whether the host is busy with cleanup, and who waits for its end. */
  #isCleaning = false;
  #whenClean: () => void = () => undefined;
  /** Idle, pause or restart: never two of them at once. */
  readonly #deadline: Deadline;
  #isClosed = false;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.limits = options.limits;
    this.#deadline = new Deadline(options.clock);
    this.#recovery = new Recovery(options.limits.max_restarts);
    const { clock, encoder, journal, limits } = options;
    const feeds = new Feeds({ clock, encoder, warn: (event, fields) => journal("warn", event, fields) });
    this.audience = new Audience(feeds, this.standing, limits, clock);
    this.known = new Promise((resolve) => {
      this.#setKnown = resolve;
    });
    this.host = options.makeHost(this);
    this.host.start();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Opens a session that waits for a driver. Gives false where the state does not allow it. */
  open(seed?: number, newcomer?: Newcomer): boolean {
    if (this.#isClosed || this.standing.state !== "ready") return false;
    this.#openSession("open", seed, newcomer);
    const ms = this.limits.idle_timeout_ms;
    this.#deadline.set(ms, () =>
      this.end("idle_timeout", `No driver came within idle_timeout_ms (${ms} ms).`, "next_in_queue"),
    );
    return true;
  }

  /** Gives the wheel to the next in turn, if it is free. Gives true when `newcomer` was welcomed with it. */
  giveTurn(newcomer?: Newcomer): boolean {
    const { state, document } = this.standing;
    if (this.#isClosed) return false;
    if (state !== "ready" && state !== "waiting") return false;
    const driver = this.audience.roster.promote();
    if (driver === null) return false;
    if (state === "ready") {
      const { seed } = driver;
      driver.seed = undefined;
      this.#openSession("driver_came", seed, newcomer);
      return true;
    }
    this.#deadline.clear();
    this.host.hold(false);
    this.#setState("driver_came");
    this.audience.welcome(driver, driver === newcomer?.client ? newcomer.schemaHash : document?.hash, false);
    this.audience.tellState(driver);
    return driver === newcomer?.client;
  }

  /** The driver's link broke: what it held is let go, and the model waits for it. */
  orphan(): void {
    if (!this.standing.allows("driver_lost")) return this.audience.tellState();
    this.host.release();
    this.host.hold(true);
    this.#move("driver_lost");
  }

  /** The driver is back: its session carries on, if it was waiting for it. */
  carryOn(): void {
    if (this.standing.state !== "orphaned") return;
    this.host.hold(this.standing.isPaused);
    this.#setState("driver_came");
  }

  /** Holds the model still, or lets it go on. For the driver; the caller checks. */
  pause(paused: boolean): void {
    if (this.standing.state !== "streaming") return;
    // Also ends the steps still to be taken, when it is paused already.
    if (this.standing.isPaused === paused) return paused ? this.host.hold(true) : undefined;
    this.standing.isPaused = paused;
    this.host.hold(paused);
    this.log("info", paused ? "paused" : "played", {});
    const ms = this.limits.max_pause_ms;
    if (!paused) this.#deadline.clear();
    else
      this.#deadline.set(ms, () =>
        this.end("pause_timeout", `The session was paused longer than max_pause_ms (${ms} ms).`, "next_in_queue"),
      );
    this.audience.tellState();
  }

  /** Ends the session: everyone is told, open commands are answered, the model cleans up. */
  end(code: ErrorCode, reason: string, turn: Turn): void {
    if (!this.standing.allows("end")) return;
    this.#endSession(code, reason, turn);
    this.#isCleaning = true;
    this.host.close();
    this.#move("end");
  }

  /** Ends everything; safe to call again. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#deadline.clear();
    this.#setKnown();
    for (const client of this.audience.roster.all()) {
      client.grace?.();
      client.answerAll("session_ended", "The server is stopping.");
      client.connection?.close("shutting_down", "The server is stopping.");
    }
    if (this.standing.hasSession) {
      this.#isCleaning = true;
      this.host.close();
    }
    // The host's own deadline on cleanup bounds this wait.
    if (this.#isCleaning)
      await new Promise<void>((resolve) => {
        this.#whenClean = resolve;
      });
    this.audience.feeds.close();
    await this.host.terminate();
  }

  log(level: "info" | "warn" | "error", event: string, fields: Record<string, unknown>): void {
    const { document, session } = this.standing;
    this.#options.journal(level, event, { model: document?.model.id ?? null, session: session?.id ?? null, ...fields });
  }

  /** From the host: the contract is known. Gives false when it is the one already known. */
  setDocument(document: SchemaDocument): boolean {
    const isNew = this.standing.document?.hash !== document.hash;
    this.standing.document = document;
    this.#setKnown();
    return isNew;
  }

  /** From the host: loading goes on. */
  setProgress(fraction: number, text: string): void {
    if (this.standing.state !== "loading") return;
    this.standing.progress = fraction;
    this.standing.detail = text;
    this.log("info", "loading", { progress: fraction, text });
    this.audience.tellState();
  }

  /** From the host: loading is done. */
  loaded(): void {
    this.standing.progress = 1;
    this.standing.detail = "";
    this.#move("loaded");
    this.giveTurn();
  }

  /** From the host: a frame was made. */
  frameMade(): void {
    this.#recovery.frameMade();
  }

  /** From the host: the model ended its session by itself; its cleanup runs. */
  modelEnded(code: ErrorCode, reason: string): void {
    if (!this.standing.allows("end")) return;
    this.#endSession(code, reason, code === "model_ended" ? "next_in_queue" : "same_driver");
    this.#isCleaning = true;
    this.#recovery.modelEnded();
    this.#move("end");
  }

  /** From the host: cleanup is done. A session the model ended early is not followed by the next at once. */
  hostClosed(): void {
    this.#isCleaning = false;
    this.#whenClean();
    if (this.#isClosed || this.standing.state !== "closing") return;
    const delayMs = this.#recovery.afterSession(this.#options.clock.nowUs());
    if (delayMs === null) return this.#giveUp(`${this.standing.detail} ${this.#tooOften}`);
    const goOn = (): void => {
      this.#move("closed");
      this.giveTurn();
    };
    if (delayMs === 0) goOn();
    else this.#deadline.set(delayMs, goOn);
  }

  /** From the host: its thread is gone. It is started again after a while, unless that is no use. */
  hostLost(code: ErrorCode, cause: string, fatal: boolean): void {
    this.#isCleaning = false;
    this.#whenClean();
    if (this.#isClosed || !this.standing.allows("host_lost")) return;
    this.log("error", "host_lost", { code, cause });
    // Of a crash the first line is the sentence; what is fatal was written to be read whole.
    const reason = fatal ? cause : (cause.split("\n")[0] ?? cause);
    if (this.standing.hasSession) this.#endSession(code, reason, "same_driver");
    else this.audience.tellError(code, reason);
    this.standing.progress = 0;
    this.standing.detail = reason;
    this.#move("host_lost");
    const delayMs = fatal ? null : this.#recovery.afterLoss();
    if (delayMs !== null) return this.#deadline.set(delayMs, () => this.host.start());
    this.#giveUp(fatal ? reason : `${reason} ${this.#tooOften}`);
  }

  get #tooOften(): string {
    return `It failed too often in a row (max_restarts ${this.limits.max_restarts}). Mend the model, then start the server again.`;
  }

  /** Nothing will be played any more; the reason stays to be seen. */
  #giveUp(reason: string): void {
    this.standing.detail = reason;
    this.#move("give_up");
    this.#setKnown();
    void this.host.terminate();
  }

  #openSession(event: "open" | "driver_came", seed: number | undefined, newcomer?: Newcomer): void {
    const { standing, audience } = this;
    const chosen = seed ?? this.#options.seed ?? randomInt(0, 2 ** 32);
    standing.epoch++;
    standing.isPaused = false;
    standing.detail = "";
    standing.session = { id: randomUUID(), seed: chosen, openedUs: this.#options.clock.nowUs() };
    this.#recovery.sessionOpened(standing.session.openedUs);
    audience.feeds.startEpoch();
    this.host.open(standing.session.id, chosen, event === "open");
    this.log("info", "session_opened", {
      driver: audience.roster.driver?.id ?? null,
      seed: chosen,
      epoch: standing.epoch,
    });
    this.#setState(event);
    audience.welcomeAll(newcomer);
  }

  /** What every end of a session has in common, whoever ended it. */
  #endSession(code: ErrorCode, reason: string, turn: Turn): void {
    this.#deadline.clear();
    this.standing.isPaused = false;
    this.standing.detail = reason;
    this.log(FAULTS.includes(code) ? "error" : "info", "session_ended", { code, reason });
    this.audience.tellEnd(code, reason);
    this.audience.roster.demote(turn === "same_driver");
  }

  #move(event: LifecycleEvent): void {
    this.#setState(event);
    this.audience.tellState();
  }

  #setState(event: LifecycleEvent): void {
    const before = this.standing.move(event);
    const { state } = this.standing;
    if (before !== state) this.log("info", "state", { from: before, to: state });
    if (!this.standing.hasSession) this.standing.session = null;
  }
}
