/**
 * A link of one of Reactor's clients: its frames → numbered messages of a conversation, and what the sessions say → its
 * frames. v0 has no answers to commands: results come as messages named like the command, refusals as `commandFailed`.
 */
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { type ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import {
  type ClientMessage,
  PROTOCOL_VERSION,
  type Reply,
  type Role,
  readClientMessage,
  type ServerMessage,
  type Welcome,
} from "../../shared-schema/messages.ts";
import type { Clock } from "../ground/clock.ts";
import type { Journal } from "../ground/journal.ts";
import type { TrackCarrier } from "../media/track-carrier.ts";
import { openApiDocument } from "../schema/openapi.ts";
import { Rate } from "../session/rate.ts";
import { askedBefore, type Connection, type ConnectionEvents, type Entrance } from "../transports/connection.ts";
import { CommandIntake } from "./command-intake.ts";
import { commandList } from "./descriptor.ts";
import { applicationText, readDataFrame, runtimeText } from "./envelope.ts";

/** Documents asked for, and lines about this client in the log, per second. */
const SLOW_RATE = 5;

export interface TextChannel {
  readonly bufferedAmount: number;
  send(text: string): void;
}

export interface ReactorConnectionOptions {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly journal: Journal;
  /** The contract, once it is known. */
  readonly document: () => SchemaDocument | null;
  readonly channel: TextChannel;
  /** The peer's tracks. */
  readonly carrier: TrackCarrier;
  /** Token of the client this link carries on, if it had one before. */
  readonly resume: string | null;
  /** Out tracks to begin with; null: all of them. */
  readonly tracks: readonly string[] | null;
  /** Bytes of an uploaded file, waited for; null when they don't come. */
  readonly fileOf: (uploadId: string) => Promise<Buffer | null>;
  /** The client is in: its resume token. */
  readonly welcomed: (welcome: Welcome) => void;
  /** The client's role, whenever it is told. */
  readonly roleTold: (role: Role) => void;
  /** Ends the peer, after what was sent has had its time. */
  readonly end: () => void;
}

export class ReactorConnection implements Connection {
  readonly transport = "webrtc";
  readonly framesToken = "";
  readonly carrier: TrackCarrier;
  readonly #options: ReactorConnectionOptions;
  readonly #slow: Rate;
  readonly #commands: CommandIntake;
  #events: ConnectionEvents | null = null;
  #client: string | null = null;
  #role: Role = "spectator";
  #isClosed = false;

  constructor(options: ReactorConnectionOptions) {
    this.#options = options;
    this.carrier = options.carrier;
    this.#commands = new CommandIntake({
      fileOf: options.fileOf,
      tell: (id, name, args) => this.#command(id, name, args),
      refuse: (code, message, command) => this.#refused(command, { code, message }),
    });
    this.#slow = new Rate(SLOW_RATE, options.clock.nowUs());
  }

  /** Enters the conversation. Whoever may signal may join, so no token is asked for again. */
  begin(stage: Pick<Entrance, "accept">): void {
    const { resume, tracks } = this.#options;
    this.#events = stage.accept(this, askedBefore);
    this.#tell("hello", {
      protocol: PROTOCOL_VERSION,
      client: { name: "reactor", version: "v0" },
      role: "driver",
      ...(resume === null ? {} : { resume }),
      ...(tracks === null ? {} : { tracks: Object.fromEntries(tracks.map((name) => [name, {}])) }),
    });
  }

  /** Takes a text of the `data` channel in. */
  receive(text: string | Buffer): void {
    if (this.#isClosed) return;
    try {
      const frame = readDataFrame(text, this.#options.limits);
      if (frame.scope === "runtime") this.#runtime(frame.data.type);
      else this.#commands.take(frame.data);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.complain(error.code, error.message);
    }
  }

  /** What the client is at the moment. */
  get role(): Role {
    return this.#role;
  }

  /** Takes a picture of an in track in. */
  deliver(frame: ClientMessage): void {
    if (!this.#isClosed) this.#events?.message(frame);
  }

  /** Starts or ends the sending of an out track; doing it twice does nothing more. */
  sendTrack(name: string, isWanted: boolean): void {
    this.#tell(isWanted ? "subscribe" : "unsubscribe", { track: name });
  }

  send(message: ServerMessage): void {
    if (this.#isClosed) return;
    switch (message.type) {
      case "welcome":
        return this.#welcome(message.body);
      case "state":
        this.#setRole(message.body.role);
        return this.#say(runtimeText("sessionState", message.body));
      case "reply":
        return this.#reply(message.body);
      case "message":
        return this.#say(applicationText(message.body.name, message.body.data));
      case "error":
        return this.complain(message.body.code, message.body.message);
      // v0 has no words for these; which picture is which stays unsaid.
      case "frame":
      case "pong":
      case "bye":
        return;
      default:
        message satisfies never;
    }
  }

  /** Pictures are video. */
  sendFrame(_message: Uint8Array, done: () => void): void {
    done();
  }

  close(code: ErrorCode, reason: string): void {
    if (this.#isClosed) return;
    // A link that a newer one of the same client replaced must not make that client leave.
    if (code !== "replaced" && code !== "client_bye")
      this.#say(runtimeText("sessionEnded", { reason: code, message: reason }));
    this.#isClosed = true;
    this.#options.end();
  }

  /** The peer or its channel is gone. */
  ended(): void {
    this.#isClosed = true;
    this.#commands.close();
    this.#events?.closed();
    this.#events = null;
  }

  #runtime(type: string): void {
    const { clock, document } = this.#options;
    switch (type) {
      case "requestSchema":
      case "requestCapabilities": {
        const contract = document();
        if (contract === null || !this.#slow.take(clock.nowUs())) return;
        if (type === "requestSchema") return this.#say(runtimeText("modelSchema", openApiDocument(contract)));
        return this.#say(runtimeText("modelCapabilities", { commands: commandList(contract.commands) }));
      }
      case "requestClip":
      case "requestRecording":
        return this.#say(runtimeText("clipFailed", { reason: "This server records no clips." }));
      default:
      // `ping` has done its work by coming; `fileUploaded` tells what the upload told already.
    }
  }

  /** A result that the contract promises is asked for; errors come anyway. */
  #command(id: number, name: string, args: Readonly<Record<string, unknown>>): void {
    const declared = this.#options.document()?.commands.find((one) => one.name === name);
    this.#tell("command", { id, name, args, reply: declared !== undefined && declared.reply !== null });
  }

  #setRole(role: Role): void {
    this.#role = role;
    this.#options.roleTold(role);
  }

  #welcome(welcome: Welcome): void {
    this.#client = welcome.client;
    this.#setRole(welcome.role);
    this.#options.welcomed(welcome);
    // After what the welcome comes with has been said.
    queueMicrotask(() => this.#commands.begin(welcome.next_command_id));
  }

  #reply(reply: Reply): void {
    const name = this.#commands.takeName(reply.id);
    if (!reply.ok) return this.#refused(name, reply.error);
    if (reply.result !== undefined && reply.result !== null) this.#say(applicationText(name, reply.result));
  }

  #refused(
    command: string,
    error: { readonly code: string; readonly message: string; readonly issues?: unknown },
  ): void {
    this.#log(error.code, command);
    this.#say(runtimeText("commandFailed", { command, ...error }));
  }

  /** Tells the client of something it sent that can't be taken. */
  complain(code: string, message: string): void {
    this.#log(code);
    this.#say(runtimeText("error", { code, message }));
  }

  /** The sentence may hold a prompt, so it is not logged. */
  #log(code: string, command?: string): void {
    const { clock, journal } = this.#options;
    if (this.#slow.take(clock.nowUs()))
      journal("warn", "reactor_refused", { client: this.#client, code, ...(command === undefined ? {} : { command }) });
  }

  #tell(type: string, body: object): void {
    if (this.#isClosed) return;
    try {
      this.#events?.message(readClientMessage({ type, body: body as Record<string, unknown> }));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#events?.malformed(error);
    }
  }

  #say(text: string): void {
    const { channel, limits } = this.#options;
    if (Buffer.byteLength(text) > limits.max_channel_bytes) return this.#log("message_too_large");
    if (channel.bufferedAmount > limits.max_send_buffer_bytes) {
      this.#isClosed = true;
      this.#log("too_slow");
      return this.#options.end();
    }
    try {
      channel.send(text);
    } catch {
      // The peer said how much it takes in one message (a=max-message-size), and this is more.
      this.#log("message_too_large");
    }
  }
}
