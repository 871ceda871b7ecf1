/** Everyone who takes part, and what they are told: welcomes, states, replies, messages. Decides nothing. */
import type { ErrorCode } from "../../shared-schema/errors.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import { CLIENT_LIMITS, type Limits } from "../../shared-schema/limits.ts";
import { PROTOCOL_VERSION, type Reply, type StateBody } from "../../shared-schema/messages.ts";
import type { Clock } from "../ground/clock.ts";
import type { Fate } from "../host/host.ts";
import type { Client } from "./client.ts";
import type { Feeds } from "./feeds.ts";
import { Roster } from "./roster.ts";
import type { Standing } from "./standing.ts";

export class Audience {
  readonly roster = new Roster();
  readonly feeds: Feeds;
  readonly #standing: Standing;
  readonly #limits: Limits;
  readonly #clock: Clock;

  constructor(feeds: Feeds, standing: Standing, limits: Limits, clock: Clock) {
    this.feeds = feeds;
    this.#standing = standing;
    this.#limits = limits;
    this.#clock = clock;
  }

  /**
   * Welcomes a client and starts its tracks. With the document's own hash the document is left out.
   * `resumed`: it is the same client in the same role as before.
   */
  welcome(client: Client, schemaHash: string | undefined, resumed: boolean): void {
    const { document, session, epoch } = this.#standing;
    if (document === null || client.connection === null) return;
    client.send({
      type: "welcome",
      body: {
        protocol: PROTOCOL_VERSION,
        session: session?.id ?? "",
        client: client.id,
        role: client.role,
        resume: client.resumeToken,
        resumed,
        next_command_id: client.ledger.nextId,
        epoch,
        model: { id: document.model.id, version: document.model.version },
        schema_hash: document.hash,
        ...(schemaHash === document.hash ? {} : { schema: document }),
        seed: session?.seed ?? 0,
        limits: Object.fromEntries(CLIENT_LIMITS.map((name) => [name, this.#limits[name]])),
        frames_token: client.connection.framesToken,
        tracks: this.feeds.infoFor(client),
      },
    });
    client.send({ type: "state", body: this.stateFor(client) });
    this.feeds.subscribeAll(client);
  }

  /** Welcomes everyone to a session that has just opened; `newcomer` has not seen the document yet. */
  welcomeAll(newcomer?: { readonly client: Client; readonly schemaHash: string | undefined }): void {
    for (const client of this.roster.all())
      this.welcome(client, client === newcomer?.client ? newcomer.schemaHash : this.#standing.document?.hash, false);
  }

  /** Tells everyone but `informed`, whose welcome said it. */
  tellState(informed?: Client): void {
    for (const client of this.roster.all())
      if (client !== informed) client.send({ type: "state", body: this.stateFor(client) });
  }

  tellMessage(name: string, data: JsonMap): void {
    for (const client of this.roster.all()) client.send({ type: "message", body: { name, data } });
  }

  /** Tells why the session ends, and answers every command that will not be applied any more. */
  tellEnd(code: ErrorCode, reason: string): void {
    for (const client of this.roster.all())
      client.answerAll("session_ended", `The session ended before this command was applied: ${reason}`);
    this.tellError(code, reason);
  }

  tellError(code: ErrorCode, message: string): void {
    for (const client of this.roster.all()) client.send({ type: "error", body: { code, message } });
  }

  /** Answers commands whose fate is known. */
  settle(fates: readonly Fate[]): void {
    for (const fate of fates) this.roster.byId(fate.client)?.answer(replyOf(fate));
  }

  stateFor(client: Client): StateBody {
    const { state, isPaused, progress, detail } = this.#standing;
    const position = this.roster.positionOf(client);
    const { driver } = this.roster;
    return {
      state,
      role: client.role,
      paused: isPaused,
      ...(state === "loading" ? { progress } : {}),
      ...(detail === "" ? {} : { detail }),
      ...(position === undefined ? {} : { queue_position: position }),
      ...(state === "orphaned" && driver !== null
        ? { resume_left_ms: Math.max(0, Math.round((driver.graceEndsUs - this.#clock.nowUs()) / 1000)) }
        : {}),
    };
  }
}

function replyOf({ id, outcome }: Fate): Reply {
  switch (outcome.kind) {
    case "refused":
      return { id, ok: false, error: outcome.error };
    case "superseded":
      return { id, ok: true, superseded_by: outcome.by };
    case "applied":
      return {
        id,
        ok: true,
        applied_seq: outcome.appliedSeq,
        ...(outcome.result === undefined ? {} : { result: outcome.result }),
      };
    default:
      return outcome satisfies never;
  }
}
