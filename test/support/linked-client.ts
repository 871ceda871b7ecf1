/** A client and its connection in memory: bytes go through the real codec both ways, but there is no socket. */
import { decode, encode } from "@msgpack/msgpack";
import type { Connection, ConnectionEvents } from "../../server/transports/connection.ts";
import { decodeMessage, encodeMessage } from "../../shared-schema/codec.ts";
import { type ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import { readClientMessage, type ServerMessage } from "../../shared-schema/messages.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read bodies of every type by literal keys.
type Body = any;

export class LinkedClient implements Connection {
  readonly transport = "websocket";
  readonly framesToken = "frames-token";
  readonly received: { readonly type: string; readonly body: Body }[] = [];
  /** Why the server closed the link. */
  closed: { code: ErrorCode; reason: string } | null = null;
  /** Frames are taken from the link at once; with false, when `takeFrames` is called. */
  takesFrames = true;
  /** A link the server closes is gone at once; with true, when `cut` is called. */
  lingers = false;
  readonly #events: ConnectionEvents;
  #isGone = false;
  #untaken: (() => void)[] = [];
  #nextId = 1;

  constructor(accept: (connection: Connection) => ConnectionEvents) {
    this.#events = accept(this);
  }

  send(message: ServerMessage): void {
    if (this.closed === null) this.#keep(encodeMessage(message.type, message.body));
  }

  sendFrame(message: Uint8Array, done: () => void): void {
    if (this.closed !== null) return done();
    this.#keep(message);
    if (this.takesFrames) done();
    else this.#untaken.push(done);
  }

  /** The server closes the link. */
  close(code: ErrorCode, reason: string): void {
    if (this.closed !== null) return;
    this.closed = { code, reason };
    if (!this.lingers) this.#end();
  }

  takeFrames(): void {
    for (const done of this.#untaken.splice(0)) done();
  }

  /** The client says something. */
  say(type: string, body: object = {}, payload?: Uint8Array): void {
    try {
      const bytes = encode(payload === undefined ? [type, body] : [type, body, payload]);
      this.#events.message(readClientMessage(decodeMessage(bytes)));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#events.malformed(error);
    }
  }

  hello(body: object = {}): void {
    this.say("hello", { protocol: 1, role: "driver", ...body });
  }

  command(name: string, args: object = {}, more: object = {}): number {
    const id = this.#nextId++;
    this.say("command", { id, name, args, ...more });
    return id;
  }

  countFrom(id: number): void {
    this.#nextId = id;
  }

  /** The link breaks without a word. */
  cut(): void {
    this.closed ??= { code: "client_bye", reason: "cut" };
    this.#end();
  }

  all(type: string): Body[] {
    return this.received.filter((one) => one.type === type).map((one) => one.body);
  }

  last(type: string): Body {
    return this.all(type).at(-1);
  }

  reply(id: number): Body {
    return this.all("reply").find((body) => body.id === id);
  }

  get state(): string {
    return this.last("state")?.state;
  }

  get role(): string {
    return this.last("state")?.role;
  }

  #end(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.takeFrames();
    this.#events.closed();
  }

  #keep(bytes: Uint8Array): void {
    const [type, body] = decode(bytes) as [string, Body];
    this.received.push({ type, body });
  }
}
