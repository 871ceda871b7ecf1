/** The link to the server: one WebSocket after another, with resume token, backoff, pings and the reason of each end. */
import { decode, Encoder } from "@msgpack/msgpack";
import type { ClientMessageType, FrameHead, Role, ServerMessage, Wish } from "../messages.ts";
import { BACKOFF_MS, OPEN_TIMEOUT_MS } from "./bounds.ts";
import { type ClientClock, platformClock } from "./client-clock.ts";
import { CLOSE_CODES, FINAL_ENDS } from "./link-ends.ts";
import { Pulse } from "./pulse.ts";
import { RESUME_KEY, type ResumeStore } from "./resume-store.ts";
import { OPEN, platformSocket, type Socket, type SocketConstructor } from "./socket.ts";

export interface LinkEvents {
  /** Everything but frames. */
  message(message: ServerMessage): void;
  /** A frame that came by WebSocket; `bytes` is the size of its whole message. */
  frame(head: FrameHead, pixels: Uint8Array<ArrayBuffer>, bytes: number): void;
  status(status: LinkStatus): void;
}

export interface LinkStatus {
  readonly phase: "connecting" | "open" | "retrying" | "stopped";
  /** Code of the last end, kept until the next welcome; "" when there is none. */
  readonly code: string;
  /** What happened, for people; kept as long. */
  readonly sentence: string;
  /** Time until the next try. */
  readonly retryMs: number;
}

export interface LinkOptions {
  /** How this client calls itself. */
  readonly client: { readonly name: string; readonly version: string; readonly engine?: string };
  /** The platform's own when left out. */
  readonly Socket?: SocketConstructor | undefined;
  /** What the hello asks of tracks. */
  readonly tracks?: Readonly<Record<string, Partial<Wish>>> | undefined;
  /** What the hello asks the first session to be seeded with. */
  readonly seed?: number | undefined;
  /** Another clock, for tests. */
  readonly clock?: ClientClock | undefined;
}

const encoder = new Encoder({ ignoreUndefined: true });

export class Link {
  readonly #url: string;
  readonly #events: LinkEvents;
  readonly #store: ResumeStore;
  readonly #options: LinkOptions;
  #socket: Socket | null = null;
  readonly #clock: ClientClock;
  readonly #pulse: Pulse;
  #cancelRetry: () => void = () => undefined;
  #tries = 0;
  #farewell: { code: string; reason: string } | null = null;
  /** How the last link ended, until the next is welcomed. */
  #last = { code: "", sentence: "" };
  #schemaHash = "";
  #role: Role = "driver";
  /** The server's token, "" when it wants none. */
  token = "";
  /** What the next link is opened with. */
  Socket: SocketConstructor;

  /** `url` is the one of `/ws`; `store` keeps the resume token. Nothing is opened before `connect`. */
  constructor(url: string, events: LinkEvents, store: ResumeStore, options: LinkOptions) {
    this.#url = url;
    this.#events = events;
    this.#store = store;
    this.#options = options;
    this.#clock = options.clock ?? platformClock;
    this.#pulse = new Pulse(this.#clock, {
      ping: (t_us) => this.send("ping", { t_us }),
      dead: (sentence) => this.#cut(sentence),
    });
    this.Socket = options.Socket ?? platformSocket();
  }

  /** Opens the link, or opens it anew. */
  connect(role: Role, { resume = true }: { readonly resume?: boolean } = {}): void {
    this.#role = role;
    this.#drop();
    if (!resume) this.#store.removeItem(RESUME_KEY);
    this.#farewell = null;
    this.#status("connecting", this.#last.code, this.#last.sentence);
    const socket = new this.Socket(this.#url, "worldport.v1");
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    const keepWaiting = this.#clock.after(OPEN_TIMEOUT_MS, () => socket.close());
    socket.onopen = () => {
      keepWaiting();
      const { client, tracks, seed } = this.#options;
      this.send("hello", {
        protocol: 1,
        client,
        role,
        token: this.token || undefined,
        resume: this.#store.getItem(RESUME_KEY) ?? undefined,
        schema_hash: this.#schemaHash || undefined,
        tracks,
        seed,
      });
      if (this.#socket === socket) this.#pulse.start();
    };
    socket.onmessage = (event: { readonly data: unknown }) => {
      if (this.#socket !== socket) return;
      this.#pulse.heard();
      this.#receive(bytesOf(event.data));
    };
    // A close follows every error; the listener keeps `ws` from throwing it.
    socket.onerror = () => undefined;
    socket.onclose = (event: { readonly code: number; readonly reason: string }) => {
      keepWaiting();
      if (this.#socket === socket) this.#ended(event.code, event.reason);
    };
  }

  /** Sends a message if the link is open. */
  send(type: ClientMessageType, body: object, payload?: Uint8Array): void {
    if (this.#socket?.readyState !== OPEN) return;
    this.#socket.send(encoder.encode(payload === undefined ? [type, body] : [type, body, payload]));
  }

  /** Whether everything sent so far has left this client. */
  get isIdle(): boolean {
    return this.#socket?.readyState === OPEN && this.#socket.bufferedAmount === 0;
  }

  /** Says goodbye for good: the session, if this client drives it, ends. */
  leave(reason: string): void {
    this.send("bye", { reason });
    this.#store.removeItem(RESUME_KEY);
    this.#drop();
  }

  #drop(): void {
    this.#cancelRetry();
    this.#pulse.stop();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #receive(data: Uint8Array): void {
    const [type, body, payload] = decode(data) as [string, never, Uint8Array<ArrayBuffer>?];
    if (type === "frame" && payload !== undefined) {
      this.#events.frame(body, payload, data.byteLength);
      return;
    }
    const message = { type, body } as unknown as ServerMessage;
    if (message.type === "welcome") this.#welcomed(message.body);
    if (message.type === "bye") this.#farewell = message.body;
    if (message.type === "error" && FINAL_ENDS.has(message.body.code))
      this.#farewell = { code: message.body.code, reason: message.body.message };
    this.#events.message(message);
  }

  #welcomed(welcome: { readonly resume: string; readonly schema?: object; readonly schema_hash: string }): void {
    this.#tries = 0;
    this.#last = { code: "", sentence: "" };
    this.#store.setItem(RESUME_KEY, welcome.resume);
    if (welcome.schema !== undefined) this.#schemaHash = welcome.schema_hash;
    this.#status("open");
    this.#pulse.welcomed();
  }

  /** Ends a dead connection without its closing handshake, which nobody would answer. */
  #cut(sentence: string): void {
    const socket = this.#socket;
    this.#ended(0, sentence);
    socket?.terminate?.();
  }

  #ended(closeCode: number, closeReason: string): void {
    this.#drop();
    const code = this.#farewell?.code ?? CLOSE_CODES.get(closeCode) ?? "";
    const known = this.#farewell?.reason || closeReason;
    const final = FINAL_ENDS.get(code);
    if (final !== undefined) {
      if (code === "replaced") this.#store.removeItem(RESUME_KEY);
      this.#status("stopped", code, code === "replaced" ? final : known || final);
      return;
    }
    const wait = BACKOFF_MS[Math.min(this.#tries, BACKOFF_MS.length - 1)] ?? 4000;
    const retryMs = Math.round(wait * (0.85 + 0.3 * Math.random()));
    this.#tries += 1;
    this.#last = { code, sentence: known || "The link to the server is down." };
    this.#status("retrying", code, this.#last.sentence, retryMs);
    this.#cancelRetry = this.#clock.after(retryMs, () => this.connect(this.#role));
  }

  #status(phase: LinkStatus["phase"], code = "", sentence = "", retryMs = 0): void {
    this.#events.status({ phase, code, sentence, retryMs });
  }
}

/** A socket may give its own memory (`Uint8Array`) where it would have to copy to give an ArrayBuffer. */
function bytesOf(data: unknown): Uint8Array {
  return data instanceof Uint8Array ? data : new Uint8Array(data as ArrayBuffer);
}
