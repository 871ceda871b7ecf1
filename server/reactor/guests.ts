/**
 * Clients that speak Reactor's API, from `start_session` to `stop_session`. Each gets a session id of its own, because
 * that is all its later requests tell of it; `stop_session` tells nothing, so whom it came from is found by its address.
 */
import { randomInt, randomUUID } from "node:crypto";
import type { Limits } from "../../shared-schema/limits.ts";
import { type Cancel, type Clock, Deadline } from "../ground/clock.ts";
import { Decline } from "./decline.ts";
import { JOINING_ID } from "./descriptor.ts";
import { Line, type LineOptions } from "./line.ts";

/** What a request tells of its sender. */
export interface Traits {
  readonly address: string;
  readonly agent: string;
  readonly origin: string;
}

export interface GuestsOptions {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly line: (sessionId: string) => Omit<LineOptions, "ended">;
  /** A guest is forgotten. */
  readonly gone: (sessionId: string) => void;
}

/** Guests and lines without a peer are looked through this often. */
const SWEEP_MS = 5_000;
/** A client that has said stop closes its peer within this, which tells it from others of the same address. */
const STOP_MS = 10_000;

class Guest {
  readonly sessionId: string;
  readonly traits: Traits | null;
  readonly lines = new Map<number, Line>();
  /** The line of clients that know no connections. */
  short: Line | null = null;
  /** Token of the client that its first line carries on. */
  resume: string | null = null;
  /** When it was last asked for. */
  lastUs: number;

  constructor(sessionId: string, traits: Traits | null, nowUs: number) {
    this.sessionId = sessionId;
    this.traits = traits;
    this.lastUs = nowUs;
  }
}

export class Guests {
  readonly #options: GuestsOptions;
  readonly #guests = new Map<string, Guest>();
  readonly #sweep: Deadline;
  #stops: { readonly traits: Traits; readonly cancel: Cancel }[] = [];

  constructor(options: GuestsOptions) {
    this.#options = options;
    this.#sweep = new Deadline(options.clock);
  }

  /**
   * Lets a client in that is to connect next, and gives its session id. A page that was loaded anew starts as if it had
   * never been there: it carries on the client of the same traits whose page is gone.
   * @throws Decline 503 when there are too many.
   */
  open(traits: Traits): string {
    const left = [...this.#guests.values()].findLast(
      (one) => one.traits !== null && isSame(one.traits, traits) && firstOf(one)?.isLeft,
    );
    const resume = (left === undefined ? undefined : firstOf(left)?.handOver()) ?? null;
    if (left !== undefined) this.#forget(left);
    const guest = this.#add(randomUUID(), traits);
    guest.resume = resume;
    return guest.sessionId;
  }

  has(sessionId: string): boolean {
    return sessionId === JOINING_ID || this.#guests.has(sessionId);
  }

  /** A new connection. @throws Decline 404 for an unknown session, 503 when there are too many. */
  connect(sessionId: string): Line {
    const guest = this.#require(sessionId);
    const taken = [...this.#guests.values()].flatMap((one) => [...one.lines.keys()]);
    if (taken.length >= this.#most) throw new Decline(503, `${taken.length} connections are there already.`);
    for (;;) {
      const id = randomInt(1002, 10_000);
      if (taken.includes(id)) continue;
      const line = this.#makeLine(guest, id);
      guest.lines.set(id, line);
      return line;
    }
  }

  /** A session's connection by its id, or, for clients that know none, its only one. @throws Decline 404 */
  line(sessionId: string, connectionId: number | null): Line {
    const guest = this.#require(sessionId);
    if (connectionId === null) {
      if (guest.traits === null)
        throw new Decline(404, "Whoever joins without start_session connects by POST …/connections.");
      guest.short ??= this.connect(sessionId);
      return guest.short;
    }
    const line = guest.lines.get(connectionId);
    if (line !== undefined) line.lastUs = guest.lastUs;
    if (line === undefined) throw new Decline(404, `There is no connection ${connectionId} in this session.`);
    return line;
  }

  /** Ends the client that a session was opened for. @throws Decline 404 */
  end(sessionId: string): void {
    const guest = this.#require(sessionId);
    if (guest.traits === null) throw new Decline(404, "This id is nobody's own: it only lets clients join.");
    const first = firstOf(guest);
    first?.end();
    if (guest.lines.size <= 1) this.#forget(guest);
    else this.#forgetLine(guest, first);
  }

  /**
   * Ends the client a request came from: the only one with its traits, or the first of several that closes its peer now.
   * Gives false when there is none.
   */
  stop(traits: Traits): boolean {
    const likely = [...this.#guests.values()].filter((one) => one.traits !== null && isSame(one.traits, traits));
    const [only] = likely;
    if (only === undefined) return false;
    if (likely.length === 1) {
      this.end(only.sessionId);
      return true;
    }
    const cancel = this.#options.clock.after(STOP_MS, () => this.#takeStop(traits));
    this.#stops.push({ traits, cancel });
    if (this.#stops.length > this.#most) this.#takeStop(this.#stops[0]?.traits ?? traits);
    return true;
  }

  close(): void {
    this.#sweep.clear();
    for (const { cancel } of this.#stops.splice(0)) cancel();
    for (const guest of [...this.#guests.values()]) this.#forget(guest);
  }

  /** Records of those who were there are cheap; who is there is bounded by the peers. */
  get #most(): number {
    return 4 * this.#options.limits.max_connections;
  }

  #add(sessionId: string, traits: Traits | null): Guest {
    if (this.#guests.size >= this.#most) {
      const idle = [...this.#guests.values()].find((one) => ![...one.lines.values()].some((line) => line.isBusy));
      if (idle === undefined) throw new Decline(503, `${this.#guests.size} clients are there already.`);
      this.#forget(idle);
    }
    const guest = new Guest(sessionId, traits, this.#options.clock.nowUs());
    this.#guests.set(sessionId, guest);
    if (this.#guests.size === 1) this.#sweepLater();
    return guest;
  }

  #require(sessionId: string): Guest {
    const guest = this.#guests.get(sessionId) ?? (sessionId === JOINING_ID ? this.#add(JOINING_ID, null) : undefined);
    if (guest === undefined) throw new Decline(404, "There is no such session. POST /start_session opens one.");
    guest.lastUs = this.#options.clock.nowUs();
    return guest;
  }

  #makeLine(guest: Guest, id: number): Line {
    const { clock } = this.#options;
    const { resume } = guest;
    guest.resume = null;
    const line: Line = new Line(id, clock.nowUs(), resume, {
      ...this.#options.line(guest.sessionId),
      ended: () => {
        line.lastUs = clock.nowUs();
        if (firstOf(guest) === line && guest.traits !== null && this.#takeStop(guest.traits)) this.end(guest.sessionId);
      },
    });
    return line;
  }

  #takeStop(traits: Traits): boolean {
    const at = this.#stops.findIndex((one) => isSame(one.traits, traits));
    const [stop] = at < 0 ? [] : this.#stops.splice(at, 1);
    stop?.cancel();
    return stop !== undefined;
  }

  #forgetLine(guest: Guest, line: Line | undefined): void {
    if (line === undefined) return;
    guest.lines.delete(line.id);
    if (guest.short === line) guest.short = null;
  }

  #forget(guest: Guest): void {
    this.#guests.delete(guest.sessionId);
    for (const line of guest.lines.values()) void line.close();
    this.#options.gone(guest.sessionId);
    if (this.#guests.size === 0) this.#sweep.clear();
  }

  /** Forgets who has been away for longer than it may come back. */
  #sweepLater(): void {
    const { limits, clock } = this.#options;
    this.#sweep.set(SWEEP_MS, () => {
      const before = clock.nowUs() - 1000 * (limits.resume_grace_ms + limits.idle_timeout_ms);
      for (const guest of [...this.#guests.values()]) {
        for (const line of [...guest.lines.values()]) {
          if (line.isBusy) line.lastUs = clock.nowUs();
          else if (line.lastUs < before) this.#forgetLine(guest, line);
        }
        if (guest.lines.size === 0 && guest.lastUs < before) this.#forget(guest);
      }
      if (this.#guests.size > 0) this.#sweepLater();
    });
  }
}

/** The line of the client that a session was opened for. */
function firstOf(guest: Guest): Line | undefined {
  const [first] = guest.lines.values();
  return first;
}

function isSame(a: Traits, b: Traits): boolean {
  return a.address === b.address && a.agent === b.agent && a.origin === b.origin;
}
