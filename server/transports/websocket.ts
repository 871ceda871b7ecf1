/** The WebSocket transport: socket → bytes → checked messages → a conversation, and back. */
import { randomUUID } from "node:crypto";
import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { decodeMessage, encodeMessage } from "../../shared-schema/codec.ts";
import { ERRORS, type ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import { readClientMessage, type ServerMessage, SUBPROTOCOL } from "../../shared-schema/messages.ts";
import { type Cancel, type Clock, Lookout } from "../ground/clock.ts";
import type { Connection, ConnectionEvents, Entrance, EntranceAt, Opens } from "./connection.ts";
import { FrameStream } from "./frame-stream.ts";

export interface WebSocketTransportOptions {
  readonly limits: Limits;
  readonly clock: Clock;
  /** The stage whose `ws` a request asks for. */
  readonly entranceAt: EntranceAt;
  readonly opens: Opens;
  /** Links of all kinds that are open. */
  readonly openLinks: () => number;
  /** Says why a request may not connect, or null. */
  readonly refusal: (request: {
    readonly headers: NodeJS.Dict<string | string[]>;
  }) => { status: number; code: ErrorCode; message: string } | null;
}

/** Hears a server's upgrade requests until it is closed: a stage's WebSocket is `ws` under its path, `/ws` the first's. */
export class WebSocketTransport {
  readonly #server: WebSocketServer;
  readonly #connections = new Set<SocketConnection>();

  constructor(http: Server, options: WebSocketTransportOptions) {
    this.#server = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      skipUTF8Validation: true,
      maxPayload: options.limits.max_message_bytes,
      handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    });
    http.on("upgrade", (request, socket: Socket, head) => {
      const path = (request.url ?? "").split("?")[0] ?? "";
      const entrance = path.endsWith("/ws") ? options.entranceAt(path.slice(0, -"ws".length)) : null;
      if (entrance === null) return refuse(socket, 404, "not_found", "WebSocket links open at /ws.");
      const refusal = options.refusal(request);
      if (refusal !== null) return refuse(socket, refusal.status, refusal.code, refusal.message);
      if (options.openLinks() >= options.limits.max_connections)
        return refuse(
          socket,
          503,
          "too_many_connections",
          `${options.openLinks()} links are open already (max_connections).`,
        );
      this.#server.handleUpgrade(request, socket, head, (ws) => {
        socket.setTimeout(0);
        const connection = new SocketConnection(ws, options, () => this.#connections.delete(connection));
        this.#connections.add(connection);
        connection.begin(entrance);
      });
    });
  }

  /** Sends a link's frames down an HTTP response from this moment on. Gives false when no link has this token. */
  openFrames(token: string, response: ServerResponse, headers: Readonly<Record<string, string>>): boolean {
    const connection = [...this.#connections].find((one) => one.framesToken === token);
    connection?.divertFrames(new FrameStream(response, headers));
    return connection !== undefined;
  }

  get size(): number {
    return this.#connections.size;
  }

  close(): void {
    for (const connection of this.#connections) connection.close("shutting_down", "The server is stopping.");
    this.#server.close();
  }
}

/** After a close was asked for, the peer has this long to answer before the socket is cut. */
const CLOSE_TIMEOUT_MS = 1_000;

export class SocketConnection implements Connection {
  readonly transport = "websocket";
  readonly framesToken = randomUUID();
  readonly #ws: WebSocket;
  readonly #options: WebSocketTransportOptions;
  readonly #onEnd: () => void;
  #events: ConnectionEvents | null = null;
  #frames: FrameStream | null = null;
  #framesEnded = false;
  #frameBytesUnderWay = 0;
  #lastHeardUs: number;
  #pings: Lookout | null = null;
  #timer: Cancel | null = null;
  #isClosing = false;

  constructor(ws: WebSocket, options: WebSocketTransportOptions, onEnd: () => void) {
    this.#ws = ws;
    this.#options = options;
    this.#onEnd = onEnd;
    this.#lastHeardUs = options.clock.nowUs();
  }

  begin(entrance: Entrance): void {
    const events = entrance.accept(this, this.#options.opens);
    this.#events = events;
    this.#ws.on("message", (data, isBinary) => {
      this.#lastHeardUs = this.#options.clock.nowUs();
      this.#receive(events, data as Buffer, isBinary);
    });
    this.#ws.on("pong", () => {
      this.#lastHeardUs = this.#options.clock.nowUs();
    });
    // ws reports what it refused here (a message over maxPayload, bad framing) and then closes the link itself.
    this.#ws.on("error", (error: Error & { code?: string }) => {
      if (error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH")
        events.malformed(
          new ProtocolError(
            "message_too_large",
            `A message is larger than max_message_bytes (${this.#options.limits.max_message_bytes}).`,
          ),
        );
    });
    this.#ws.on("close", () => this.#ended());
    const { clock, limits } = this.#options;
    this.#pings = new Lookout(clock, limits.ping_interval_ms, (awakeSinceUs) => this.#ping(awakeSinceUs));
  }

  send(message: ServerMessage): void {
    if (this.#isClosing) return;
    if (this.#ws.bufferedAmount - this.#frameBytesUnderWay > this.#options.limits.max_send_buffer_bytes)
      return this.close("too_slow", "The link's send buffer ran over (max_send_buffer_bytes).");
    this.#ws.send(encodeMessage(message.type, message.body));
  }

  sendFrame(message: Uint8Array, done: () => void): void {
    if (this.#isClosing || this.#framesEnded) return done();
    if (this.#frames !== null) return this.#frames.send(message, done);
    this.#frameBytesUnderWay += message.byteLength;
    this.#ws.send(message, { binary: true }, () => {
      this.#frameBytesUnderWay -= message.byteLength;
      done();
    });
  }

  /** Sends frames there from this moment on. Its end is the end of this link's frames, until the next such stream. */
  divertFrames(stream: FrameStream): void {
    const before = this.#frames;
    const beginsAnew = this.#framesEnded;
    this.#frames = stream;
    this.#framesEnded = false;
    before?.close();
    stream.onClosed(() => {
      if (this.#frames !== stream) return;
      this.#frames = null;
      this.#framesEnded = true;
      this.#events?.framesEnded();
    });
    if (beginsAnew && this.#frames === stream) this.#events?.framesOpened();
  }

  /** Lets frames flow over the socket again after a stream has ended. */
  resumeFrames(): void {
    this.#framesEnded = false;
  }

  close(code: ErrorCode, reason: string): void {
    if (this.#isClosing) return;
    this.#ws.send(encodeMessage("bye", { code, reason }));
    this.#isClosing = true;
    // A close frame carries at most 123 bytes of reason (RFC 6455 §5.5).
    this.#ws.close(
      ERRORS[code].close ?? 1008,
      Buffer.from(reason)
        .subarray(0, 120)
        .toString("utf8")
        .replace(/\uFFFD+$/, ""),
    );
    this.#pings?.close();
    this.#timer?.();
    this.#timer = this.#options.clock.after(CLOSE_TIMEOUT_MS, () => this.#ws.terminate());
  }

  #receive(events: ConnectionEvents, data: Buffer, isBinary: boolean): void {
    const { limits } = this.#options;
    try {
      if (!isBinary)
        throw new ProtocolError("bad_message", "A text message came; every message is one binary MessagePack value.");
      const message = readClientMessage(decodeMessage(data, limits.max_depth, limits.max_values));
      if (message.type === "subscribe") this.resumeFrames();
      events.message(message);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      events.malformed(error);
    }
  }

  #ping(awakeSinceUs: number): void {
    const { clock, limits } = this.#options;
    const silentMs = (clock.nowUs() - Math.max(this.#lastHeardUs, awakeSinceUs)) / 1000;
    if (silentMs < limits.silence_timeout_ms) return this.#ws.ping();
    this.close(
      "silent",
      `Nothing was heard for ${Math.round(silentMs)} ms (silence_timeout_ms ${limits.silence_timeout_ms}).`,
    );
    this.#ws.terminate();
  }

  #ended(): void {
    this.#isClosing = true;
    this.#pings?.close();
    this.#timer?.();
    this.#frames?.close();
    this.#frames = null;
    this.#onEnd();
    this.#events?.closed();
    this.#events = null;
  }
}

function refuse(socket: Socket, status: number, code: ErrorCode, message: string): void {
  const body = JSON.stringify({ error: { code, message } });
  // Node lets go of a socket it gives to an upgrade; a peer that breaks off here must not end the process.
  socket.on("error", () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  // Not left half open for as long as the peer likes.
  socket.destroySoon();
}
