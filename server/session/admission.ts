/** Clients come, come back and go: hello → client with a role and a welcome; a lost link → grace → gone. */
import { randomUUID } from "node:crypto";
import { type ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import type { Hello } from "../../shared-schema/messages.ts";
import { afterAwake, type Clock } from "../ground/clock.ts";
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
   * Tracks it names that are not there are told after the welcome and left out.
   * @throws ProtocolError `shutting_down`, `model_failed` or `queue_full`.
   */
  join(connection: Connection, hello: Hello): Client {
    const { standing, limits, audience } = this.#sessions;
    const { roster } = audience;
    if (this.#sessions.isClosed) throw new ProtocolError("shutting_down", "The server is stopping.");
    const known = hello.resume === undefined ? undefined : roster.byToken(hello.resume);
    if (known === undefined && (standing.document === null || standing.state === "failed"))
      throw new ProtocolError("model_failed", standing.detail);
    if (known !== undefined) return this.#resume(known, connection, hello);
    if (hello.role === "driver" && roster.queueLength >= limits.max_queue)
      throw new ProtocolError(
        "queue_full",
        `${roster.queueLength} clients wait already (max_queue). Try again later, or join with role spectator.`,
      );
    const rate = new Rate(limits.max_commands_per_s, this.#clock.nowUs());
    const client = new Client(randomUUID(), randomUUID(), hello, limits.stored_replies, rate);
    client.connection = connection;
    const unknown = this.#setWishes(client, hello);
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
    tell(client, unknown);
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
    const over = (): void =>
      this.#remove(client, "grace_over", `The driver did not come back within resume_grace_ms (${graceMs} ms).`);
    let isAnew = false;
    client.grace = afterAwake(this.#clock, graceMs, over, (dueUs) => {
      client.graceEndsUs = dueUs;
      if (isAnew) audience.tellState();
      isAnew = true;
    });
    const { first, count } = audience.roster.lost;
    if (first !== undefined && count > limits.max_connections)
      this.#remove(first, "grace_over", "Too many links broke.");
    if (audience.roster.driver === client) this.#sessions.orphan();
    else audience.tellState();
  }

  /**
   * Ends the client with this resume token, whether its link is open or not, as if it had said bye. Does nothing when
   * there is none.
   */
  dismiss(resume: string): void {
    const client = this.#sessions.audience.roster.byToken(resume);
    if (client === undefined) return;
    const { connection } = client;
    client.connection = null;
    this.#sessions.log("info", "client_left", { client: client.id });
    this.#remove(client, "driver_left", "The driver said bye.");
    connection?.close("client_bye", "Good bye.");
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
    client.pins = new Map();
    const unknown = this.#setWishes(client, hello);
    this.#sessions.log("info", "client_resumed", { client: client.id, role: client.role });
    if (before !== null && audience.roster.driver === client) this.#sessions.host.release();
    if (audience.roster.driver === client) this.#sessions.carryOn();
    audience.welcome(client, hello.schema_hash, true);
    audience.tellState(client);
    tell(client, unknown);
    this.#sessions.giveTurn();
    return client;
  }

  /** Takes a hello's wishes over; gives what is to be said of tracks that are not there. */
  #setWishes(client: Client, hello: Hello): readonly ProtocolError[] {
    if (hello.tracks === undefined) return [];
    const { known, unknown } = this.#sessions.audience.feeds.sort(hello.tracks);
    client.wishes = known;
    return unknown;
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

function tell(client: Client, errors: readonly ProtocolError[]): void {
  for (const { code, message, about } of errors)
    client.send({ type: "error", body: about === undefined ? { code, message } : { code, message, about } });
}
