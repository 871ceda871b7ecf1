/** The link to the server: one WebSocket after another, with resume token, backoff, pings and the reason of each end. */
import { decode, Encoder } from "/page/msgpack.js";

/** @typedef {import("../../shared-schema/messages.ts").ServerMessage} ServerMessage */
/** @typedef {import("../../shared-schema/messages.ts").FrameHead} FrameHead */

/**
 * @typedef {object} LinkEvents
 * @property {(message: ServerMessage) => void} message everything but frames
 * @property {(head: FrameHead, pixels: Uint8Array<ArrayBuffer>, bytes: number) => void} frame a frame that came by WebSocket
 * @property {(status: LinkStatus) => void} status
 */
/**
 * @typedef {object} LinkStatus
 * @property {"connecting" | "open" | "retrying" | "stopped"} phase
 * @property {string} code of the last end, kept until the next welcome; "" when there is none
 * @property {string} sentence what happened, for people; kept as long
 * @property {number} retryMs time until the next try
 */

const encoder = new Encoder({ ignoreUndefined: true });
const BACKOFF_MS = [250, 500, 1000, 2000, 4000];
const PING_MS = 1000;
/** The first pings come quickly, so that the clock offset is known soon. */
const FIRST_PINGS = 6;
const FIRST_PING_MS = 150;
const GIVE_UP_MS = 10_000;

/** Ends after which trying again by itself would only do harm. */
const FINAL = new Map([
  ["unauthorized", "This server wants a token."],
  ["replaced", "This session was opened in another window, which carries on."],
  [
    "protocol_mismatch",
    "The server speaks another version of the protocol. Reload the page after updating the server.",
  ],
]);
const CLOSE_CODES = new Map([
  [1001, "shutting_down"],
  [1009, "message_too_large"],
  [4400, "bad_message"],
  [4401, "protocol_mismatch"],
  [4402, "hello_expected"],
  [4403, "hello_timeout"],
  [4404, "unauthorized"],
  [4405, "too_many_connections"],
  [4406, "queue_full"],
  [4407, "replaced"],
  [4408, "silent"],
  [4409, "too_slow"],
  [4410, "model_failed"],
]);

export class Link {
  #url;
  #events;
  #storage;
  /** @type {WebSocket | null} */
  #socket = null;
  #timer = 0;
  #pinger = 0;
  #tries = 0;
  /** @type {{ code: string, reason: string } | null} */
  #farewell = null;
  /** How the last link ended, until the next is welcomed. */
  #last = { code: "", sentence: "" };
  #schemaHash = "";
  #role = "driver";
  token = "";

  /** @param {string} url of `/ws` @param {LinkEvents} events @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage keeps the resume token */
  constructor(url, events, storage) {
    this.#url = url;
    this.#events = events;
    this.#storage = storage;
  }

  /** Opens the link, or opens it anew. @param {string} role `driver` or `spectator` @param {{ resume?: boolean }} [options] */
  connect(role, { resume = true } = {}) {
    this.#role = role;
    this.#drop();
    if (!resume) this.#storage.removeItem("worldport.resume");
    this.#farewell = null;
    this.#status("connecting", this.#last.code, this.#last.sentence);
    const socket = new WebSocket(this.#url, "worldport.v1");
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    const giveUp = setTimeout(() => socket.close(), GIVE_UP_MS);
    socket.onopen = () => {
      clearTimeout(giveUp);
      const saved = this.#storage.getItem("worldport.resume");
      this.send("hello", {
        protocol: 1,
        client: { name: "worldport page", version: "1" },
        role,
        token: this.token || undefined,
        resume: saved ?? undefined,
        schema_hash: this.#schemaHash || undefined,
      });
    };
    socket.onmessage = (event) => {
      if (this.#socket === socket) this.#receive(/** @type {ArrayBuffer} */ (event.data));
    };
    socket.onclose = (event) => {
      clearTimeout(giveUp);
      if (this.#socket === socket) this.#ended(event.code, event.reason);
    };
  }

  /** Sends a message if the link is open. @param {string} type @param {object} body @param {Uint8Array} [payload] */
  send(type, body, payload) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(encoder.encode(payload === undefined ? [type, body] : [type, body, payload]));
  }

  /** Whether everything sent so far has left this page. */
  get isIdle() {
    return this.#socket?.readyState === WebSocket.OPEN && this.#socket.bufferedAmount === 0;
  }

  /** Says goodbye for good: the session, if this client drives it, ends. @param {string} reason */
  leave(reason) {
    this.send("bye", { reason });
    this.#storage.removeItem("worldport.resume");
    this.#drop();
  }

  #drop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#pinger);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /** @param {ArrayBuffer} data */
  #receive(data) {
    const [type, body, payload] = /** @type {[string, any, Uint8Array<ArrayBuffer>?]} */ (decode(new Uint8Array(data)));
    if (type === "frame" && payload !== undefined) {
      this.#events.frame(body, payload, data.byteLength);
      return;
    }
    if (type === "welcome") {
      this.#tries = 0;
      this.#last = { code: "", sentence: "" };
      this.#storage.setItem("worldport.resume", body.resume);
      if (body.schema !== undefined) this.#schemaHash = body.schema_hash;
      this.#status("open");
      this.#ping(FIRST_PINGS);
    }
    if (type === "bye") this.#farewell = body;
    if (type === "error" && FINAL.has(body.code)) this.#farewell = { code: body.code, reason: body.message };
    this.#events.message(/** @type {ServerMessage} */ ({ type, body }));
  }

  /** @param {number} quick how many of the next pings come quickly */
  #ping(quick) {
    clearTimeout(this.#pinger);
    this.send("ping", { t_us: Math.round(performance.now() * 1000) });
    this.#pinger = window.setTimeout(() => this.#ping(Math.max(0, quick - 1)), quick > 0 ? FIRST_PING_MS : PING_MS);
  }

  /** @param {number} closeCode @param {string} closeReason */
  #ended(closeCode, closeReason) {
    this.#drop();
    const code = this.#farewell?.code ?? CLOSE_CODES.get(closeCode) ?? "";
    const known = this.#farewell?.reason || closeReason;
    const final = FINAL.get(code);
    if (final !== undefined) {
      if (code === "replaced") this.#storage.removeItem("worldport.resume");
      this.#status("stopped", code, code === "replaced" ? final : known || final);
      return;
    }
    const wait = BACKOFF_MS[Math.min(this.#tries, BACKOFF_MS.length - 1)] ?? 4000;
    const retryMs = Math.round(wait * (0.85 + 0.3 * Math.random()));
    this.#tries += 1;
    this.#last = { code, sentence: known || "The link to the server is down." };
    this.#status("retrying", code, this.#last.sentence, retryMs);
    this.#timer = window.setTimeout(() => this.connect(this.#role), retryMs);
  }

  /** @param {LinkStatus["phase"]} phase @param {string} [code] @param {string} [sentence] @param {number} [retryMs] */
  #status(phase, code = "", sentence = "", retryMs = 0) {
    this.#events.status({ phase, code, sentence, retryMs });
  }
}
