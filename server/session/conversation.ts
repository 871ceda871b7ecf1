/** One link's conversation: hello first, then each message to the one thing it is for; every refusal is told. */
import { ERRORS, type ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import { type ClientMessage, type Command, type Hello, PROTOCOL_VERSION } from "../../shared-schema/messages.ts";
import { afterAwake, type Cancel, type Clock } from "../ground/clock.ts";
import { unknownCommand } from "../model/contract.ts";
import type { Connection, ConnectionEvents } from "../transports/connection.ts";
import type { Admission } from "./admission.ts";
import type { Client } from "./client.ts";
import { InputClock } from "./input-clock.ts";
import type { InputGate } from "./input-gate.ts";
import type { Sessions } from "./sessions.ts";

export interface ConversationOptions {
  readonly sessions: Sessions;
  readonly admission: Admission;
  readonly inputs: InputGate;
  readonly clock: Clock;
  /** Says whether a hello's token opens this server. */
  readonly isAllowed: (token: string | undefined) => boolean;
}

/**
 * Types of messages that take nothing from the rate: commands are counted where they are answered, what gives credit back
 * costs nothing, and who says too much must still be able to leave.
 */
const UNCOUNTED: readonly ClientMessage["type"][] = ["command", "seen", "bye"];

export class Conversation implements ConnectionEvents {
  readonly #options: ConversationOptions;
  readonly #connection: Connection;
  readonly #cancelHello: Cancel;
  readonly #inputClock = new InputClock();
  #client: Client | null = null;
  /** Messages that came while hello waited for the contract; a client sends few before its welcome. */
  #early: ClientMessage[] = [];
  #greeted = false;
  #isOver = false;

  constructor(options: ConversationOptions, connection: Connection) {
    this.#options = options;
    this.#connection = connection;
    const ms = options.sessions.limits.hello_timeout_ms;
    this.#cancelHello = afterAwake(options.clock, ms, () => {
      this.#end("hello_timeout", `No hello came within hello_timeout_ms (${ms} ms).`);
    });
  }

  message(message: ClientMessage): void {
    if (this.#isOver) return;
    if (!this.#greeted) {
      if (message.type === "hello") return this.#greet(message.body);
      return this.#end("hello_expected", `The first message was "${message.type}". Send hello first.`);
    }
    if (this.#client === null) {
      if (this.#early.length < 64) this.#early.push(message);
      return;
    }
    // A link that a newer one replaced may still be heard until it has closed.
    if (this.#client.connection !== this.#connection) return;
    if (message.type === "command" || message.type === "ping")
      this.#inputClock.hear(this.#options.clock.nowUs(), message.body.t_us);
    try {
      if (!UNCOUNTED.includes(message.type)) this.#takeToken(this.#client, message.type);
      this.#dispatch(this.#client, message);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#complain(error);
    }
  }

  malformed(error: ProtocolError): void {
    if (this.#isOver) return;
    if (!this.#greeted || error.code === "message_too_large") return this.#end(error.code, error.message);
    // Ids grow by 1 on an ordered link, so a command that can't be read was the next one: it is answered as such, and
    // the ones sent behind it are not taken for skipping ahead. Only a bad id itself says nothing about its place.
    const client = this.#client;
    if (error.about !== "command" || client === null || error.issues.some((issue) => issue.path === "id"))
      return this.#complain(error);
    const id = client.ledger.nextId;
    client.ledger.admit(id);
    const { code, message, issues } = error;
    client.answer({ id, ok: false, error: { code, message, issues } });
  }

  framesEnded(): void {
    this.#client?.unsubscribeAll();
  }

  framesOpened(): void {
    if (this.#client !== null) this.#options.sessions.audience.feeds.subscribeAll(this.#client);
  }

  closed(): void {
    this.#isOver = true;
    this.#cancelHello();
    if (this.#client !== null) this.#options.admission.leave(this.#client, this.#connection, false);
  }

  #greet(hello: Hello): void {
    this.#greeted = true;
    this.#cancelHello();
    if (hello.protocol !== PROTOCOL_VERSION)
      return this.#end(
        "protocol_mismatch",
        `The client speaks protocol ${hello.protocol}, this server ${PROTOCOL_VERSION}. Update the older side.`,
      );
    if (!this.#options.isAllowed(hello.token))
      return this.#end(
        "unauthorized",
        `The token is ${hello.token === undefined ? "missing" : "wrong"}. Use the one the server printed when it started.`,
      );
    const { sessions } = this.#options;
    // The contract is known before weights are loaded; until then there is nothing to welcome anyone to.
    void sessions.known.then(() => {
      if (this.#isOver) return;
      try {
        this.#client = this.#options.admission.join(this.#connection, hello);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        return this.#end(error.code, error.message);
      }
      for (const message of this.#early) this.message(message);
      this.#early = [];
    });
  }

  #dispatch(client: Client, message: ClientMessage): void {
    const { sessions, inputs, clock } = this.#options;
    switch (message.type) {
      case "hello":
        throw new ProtocolError("bad_message", "hello was said already; open another link to change it.", [], "hello");
      case "command":
        return this.#command(client, message.body);
      case "seen": {
        const { track, epoch, seq } = message.body;
        if (epoch === sessions.standing.epoch) client.subscriptions.get(track)?.seen(seq);
        return;
      }
      case "shown":
        client.latency.add(message.body);
        return;
      case "subscribe": {
        const { track, ...wish } = message.body;
        return sessions.audience.feeds.subscribe(client, track, wish);
      }
      case "unsubscribe":
        return sessions.audience.feeds.unsubscribe(client, message.body.track);
      case "frame":
        this.#requireDriver(client, "frame");
        return inputs.accept(message.body, message.payload);
      case "pause":
      case "play":
        this.#requireDriver(client, message.type);
        return sessions.pause(message.type === "pause");
      case "step":
        this.#requireDriver(client, "step");
        if (!sessions.standing.isPaused) sessions.pause(true);
        return sessions.host.step(message.body.n);
      case "restart":
        this.#requireDriver(client, "restart");
        client.seed = message.body.seed;
        return sessions.end("restarted", "The driver started a new session.", "same_driver");
      case "ping":
        return client.send({ type: "pong", body: { t_us: message.body.t_us, server_us: clock.nowUs() } });
      case "bye":
        this.#isOver = true;
        this.#options.admission.leave(client, this.#connection, true);
        return this.#connection.close("client_bye", "Good bye.");
      default:
        message satisfies never;
    }
  }

  #command(client: Client, command: Command): void {
    const { sessions, clock } = this.#options;
    const nowUs = clock.nowUs();
    const admission = client.ledger.admit(command.id);
    if (admission.kind === "repeat") return client.send({ type: "reply", body: admission.reply });
    if (admission.kind === "ignore") return;
    if (!command.reply) client.silence(command.id);
    const refusal = this.#refusal(client, command, nowUs);
    if (refusal !== null) {
      const { code, message, issues } = refusal;
      return client.answer({ id: command.id, ok: false, error: { code, message, issues } });
    }
    const { id, name, args, reply } = command;
    const inputUs = this.#inputClock.timeOf(nowUs, command.t_us);
    sessions.host.command({ client: client.id, id, name, args, reply, inputUs });
  }

  #refusal(client: Client, command: Command, nowUs: number): ProtocolError | null {
    const { sessions } = this.#options;
    const known = sessions.standing.document?.commands.map((one) => one.name) ?? [];
    if (!client.rate.take(nowUs)) return rateLimited(sessions.limits.max_commands_per_s);
    if (!known.includes(command.name)) return unknownCommand(command.name, known);
    if (client.role !== "driver") return notDriver(client, `command "${command.name}"`);
    if (sessions.standing.state !== "streaming")
      return new ProtocolError(
        "no_session",
        `No session is streaming (state ${sessions.standing.state}). Send "${command.name}" when it is.`,
      );
    return null;
  }

  #takeToken(client: Client, about: string): void {
    if (!client.rate.take(this.#options.clock.nowUs()))
      throw rateLimited(this.#options.sessions.limits.max_commands_per_s, about);
  }

  #requireDriver(client: Client, about: string): void {
    if (client.role !== "driver") throw notDriver(client, about);
  }

  #complain({ code, message, about }: ProtocolError): void {
    const body = about === undefined ? { code, message } : { code, message, about };
    this.#connection.send({ type: "error", body });
  }

  #end(code: ErrorCode, reason: string): void {
    this.#isOver = true;
    this.#cancelHello();
    if (ERRORS[code].close === null) this.#complain(new ProtocolError(code, reason));
    this.#connection.close(code, reason);
  }
}

function notDriver(client: Client, about: string): ProtocolError {
  return new ProtocolError(
    "not_driver",
    `Only the driver may send ${about}; this client is ${client.role}. Wait for your turn, or connect with role driver.`,
    [],
    about,
  );
}

function rateLimited(perSecond: number, about?: string): ProtocolError {
  return new ProtocolError(
    "rate_limited",
    `More than ${perSecond} messages a second (max_commands_per_s). Send held input only when it changes.`,
    [],
    about,
  );
}
