/** The client of the benches, the same for Worldport and for the bare server: connects, decodes, gives credit back. */
import { decode } from "@msgpack/msgpack";
import { WebSocket } from "ws";
import { encodeMessage } from "../../shared-schema/codec.ts";
import { type FrameHead, SUBPROTOCOL } from "../../shared-schema/messages.ts";

export interface ClientOptions {
  readonly role?: "driver" | "spectator";
  readonly credit?: number;
  /** Called for every frame when it is decoded; `atUs` is CLOCK_MONOTONIC. */
  readonly onFrame?: (head: FrameHead, atUs: number) => void;
}

export const nowUs = (): number => Number(process.hrtime.bigint() / 1000n);

export class BenchClient {
  readonly #ws: WebSocket;
  readonly #options: ClientOptions;
  #commandId = 0;
  #onFirstFrame: (() => void) | null = null;
  /** Resolves when a frame has come; rejects when the server refuses. */
  readonly firstFrame: Promise<void>;

  constructor(url: string, options: ClientOptions = {}) {
    this.#options = options;
    this.#ws = new WebSocket(`${url.replace(/^http/, "ws")}/ws`, SUBPROTOCOL, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      maxPayload: 64 * 1024 * 1024,
    });
    this.firstFrame = new Promise((resolve, reject) => {
      this.#onFirstFrame = resolve;
      this.#ws.on("error", reject);
      this.#ws.on("close", (code, reason) =>
        reject(new Error(`The link was closed with ${code} ${reason.toString()}`)),
      );
    });
    this.#ws.on("open", () => {
      const { role = "driver", credit = 2 } = options;
      const client = { name: "bench", version: "1.0.0" };
      this.#ws.send(encodeMessage("hello", { protocol: 1, client, role, tracks: { main: { credit } } }));
    });
    this.#ws.on("message", (data) => this.#receive(data as Buffer));
  }

  /** Sends a command without asking for a reply. Gives its id. */
  command(name: string, args: object): number {
    const id = ++this.#commandId;
    this.#ws.send(encodeMessage("command", { id, name, args, reply: false }));
    return id;
  }

  /** Stops reading from the socket, as a client that hangs would. */
  stall(): void {
    this.#ws.pause();
  }

  /** Says goodbye and waits until the link is closed. */
  async close(): Promise<void> {
    if (this.#ws.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.#ws.once("close", () => resolve()));
    if (this.#ws.isPaused) this.#ws.terminate();
    else {
      this.#ws.send(encodeMessage("bye", {}));
      this.#ws.close();
    }
    await closed;
  }

  #receive(data: Buffer): void {
    const [type, body] = decode(data) as [string, FrameHead];
    if (type !== "frame") return;
    const atUs = nowUs();
    const { track, epoch, seq } = body;
    if (this.#ws.readyState === WebSocket.OPEN) this.#ws.send(encodeMessage("seen", { track, epoch, seq }));
    this.#options.onFrame?.(body, atUs);
    this.#onFirstFrame?.();
    this.#onFirstFrame = null;
  }
}
