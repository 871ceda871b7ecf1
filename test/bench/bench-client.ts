/** The client of the benches, the same for Worldport and for the bare server: connects, decodes, gives credit back. */
import { WebSocket } from "ws";
import { Link } from "../../shared-schema/client/link.ts";
import { MemoryStore } from "../../shared-schema/client/resume-store.ts";
import type { FrameHead } from "../../shared-schema/messages.ts";

export interface ClientOptions {
  readonly role?: "driver" | "spectator";
  readonly credit?: number;
  /** False: it only drives, and gets no frames. */
  readonly watches?: boolean;
  /** Called for every frame when it is decoded; `atUs` is CLOCK_MONOTONIC. */
  readonly onFrame?: (head: FrameHead, atUs: number) => void;
}

export const nowUs = (): number => Number(process.hrtime.bigint() / 1000n);

/** Gives messages as they lie in memory: an ArrayBuffer would be a copy. */
class BenchSocket extends WebSocket {
  constructor(url: string, subprotocol: string) {
    super(url, subprotocol, { perMessageDeflate: false, skipUTF8Validation: true, maxPayload: 64 * 1024 * 1024 });
    Object.defineProperty(this, "binaryType", { get: () => "nodebuffer", set: () => undefined });
  }
}

export class BenchClient {
  readonly #link: Link;
  #ws: WebSocket | null = null;
  readonly #closed: Promise<void>;
  #commandId = 0;
  /** Resolves when a frame has come; rejects when the server refuses. */
  readonly firstFrame: Promise<void>;

  constructor(url: string, { role = "driver", credit = 2, watches = true, onFrame }: ClientOptions = {}) {
    let opened = (_ws: WebSocket): void => undefined;
    this.#closed = new Promise((resolve) => {
      opened = (ws) => {
        this.#ws = ws;
        ws.once("close", () => resolve());
      };
    });
    class Socket extends BenchSocket {
      constructor(address: string, subprotocol: string) {
        super(address, subprotocol);
        opened(this);
      }
    }
    let came = (): void => undefined;
    let refused = (_error: Error): void => undefined;
    this.firstFrame = new Promise((resolve, reject) => {
      came = resolve;
      refused = reject;
    });
    // Nobody waits for the frames of one that only drives.
    if (!watches) this.firstFrame.catch(() => undefined);
    this.#link = new Link(
      `${url.replace(/^http/, "ws")}/ws`,
      {
        message: () => undefined,
        frame: (head) => {
          const atUs = nowUs();
          const { track, epoch, seq } = head;
          this.#link.send("seen", { track, epoch, seq });
          onFrame?.(head, atUs);
          came();
        },
        status: ({ phase, code, sentence }) => {
          if (phase === "retrying" || phase === "stopped") refused(new Error(`The link ended: ${code} ${sentence}`));
        },
      },
      new MemoryStore(),
      { client: { name: "bench", version: "1.0.0" }, tracks: watches ? { main: { credit } } : {}, Socket },
    );
    this.#link.connect(role);
  }

  /** Sends a command without asking for a reply. Gives its id. */
  command(name: string, args: object): number {
    const id = ++this.#commandId;
    this.#link.send("command", { id, name, args, reply: false });
    return id;
  }

  /** Stops reading from the socket, as a client that hangs would. */
  stall(): void {
    this.#ws?.pause();
  }

  /** Says goodbye and waits until the link is closed. */
  async close(): Promise<void> {
    const ws = this.#ws;
    this.#link.leave("The bench is done.");
    if (ws?.isPaused) ws.terminate();
    await this.#closed;
  }
}
