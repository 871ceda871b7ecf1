/** Clients come, come back and go: hello → client with a role and a welcome; a lost link → grace → gone. */
import { randomUUID } from "node:crypto";
import { type ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import type { Hello } from "../../shared-schema/messages.ts";
import type { Clock } from "../pacing/clock.ts";
import type { Connection } from "../transports/connection.ts";
import { Client } from "./client.ts";
import { Rate } from "./rate.ts";
import type { Sessions } from "./sessions.ts";

export class Admission {
  readonly #sessions: Sessions;
  readonly #clock: Clock;

  constructor(sessions: Sessions, clock: Clock) {
    this.#sessions = sessions;
    this.#clock = clock;
  }

  /**
   * Takes a client in, or back by its resume token, and welcomes it.
   * @throws ProtocolError `shutting_down`, `model_failed`, `queue_full` or `unknown_track`.
   */
  join(connection: Connection, hello: Hello): Client {
    const { standing, limits, audience } = this.#sessions;
    const { roster } = audience;
    if (this.#sessions.isClosed) throw new ProtocolError("shutting_down", "The server is stopping.");
    const known = hello.resume === undefined ? undefined : roster.byToken(hello.resume);
    if (known === undefined && (standing.document === null || standing.state === "failed"))
      throw new ProtocolError("model_failed", standing.detail);
    audience.feeds.check(Object.keys(hello.tracks ?? {}));
    if (known !== undefined) return this.#resume(known, connection, hello);
    if (hello.role === "driver" && roster.queueLength >= limits.max_queue)
      throw new ProtocolError(
        "queue_full",
        `${roster.queueLength} clients wait already (max_queue). Try again later, or join with role spectator.`,
      );
    const rate = new Rate(limits.max_commands_per_s, this.#clock.nowUs());
    const client = new Client(randomUUID(), randomUUID(), hello, limits.stored_replies, rate);
    client.connection = connection;
    roster.add(client);
    const { name, id } = client;
    this.#sessions.log("info", "client_joined", {
      client: id,
      name,
      transport: connection.transport,
      wants: hello.role,
    });
    const newcomer = { client, schemaHash: hello.schema_hash };
    const isWelcomed =
      this.#sessions.giveTurn(newcomer) || (client.role === "spectator" && this.#sessions.open(hello.seed, newcomer));
    if (!isWelcomed) audience.welcome(client, hello.schema_hash, false);
    return client;
  }

  /** A client's link has ended: with `bye` it is gone, otherwise it is held for `resume_grace_ms`. */
  leave(client: Client, connection: Connection, saidBye: boolean): void {
    const { limits, audience } = this.#sessions;
    if (client.connection !== connection || audience.roster.byId(client.id) === undefined) return;
    client.unsubscribeAll();
    client.connection = null;
    this.#sessions.log("info", saidBye ? "client_left" : "client_lost", { client: client.id });
    if (this.#sessions.isClosed) return;
    if (saidBye) return this.#remove(client, "driver_left", "The driver said bye.");
    const graceMs = limits.resume_grace_ms;
    client.graceEndsUs = this.#clock.nowUs() + graceMs * 1000;
    client.grace = this.#clock.after(graceMs, () => {
      this.#remove(client, "grace_over", `The driver did not come back within resume_grace_ms (${graceMs} ms).`);
    });
    if (audience.roster.driver === client) this.#sessions.orphan();
    else audience.tellState();
  }

  #resume(client: Client, connection: Connection, hello: Hello): Client {
    const { audience } = this.#sessions;
    const before = client.connection;
    client.unsubscribeAll();
    client.connection = connection;
    before?.close("replaced", "The same client connected again; this older link was closed.");
    client.grace?.();
    client.grace = null;
    client.seed = hello.seed ?? client.seed;
    if (hello.tracks !== undefined) client.wishes = new Map(Object.entries(hello.tracks));
    this.#sessions.log("info", "client_resumed", { client: client.id, role: client.role });
    if (before !== null && audience.roster.driver === client) this.#sessions.host.release();
    const carriesOn = audience.roster.driver === client && this.#sessions.carryOn();
    audience.welcome(client, hello.schema_hash, true);
    if (carriesOn) audience.tellState();
    this.#sessions.giveTurn();
    return client;
  }

  #remove(client: Client, code: ErrorCode, reason: string): void {
    const { audience, standing } = this.#sessions;
    client.grace?.();
    client.unsubscribeAll();
    const drove = audience.roster.driver === client;
    audience.roster.remove(client);
    if (drove && standing.hasSession) this.#sessions.end(code, reason, "next_in_queue");
    else audience.tellState();
  }
}
