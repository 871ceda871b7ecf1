/** A client for tests: a real WebSocket that remembers what came and lets a test wait for what it needs. */
import assert from "node:assert/strict";
import { decode, encode } from "@msgpack/msgpack";
import { WebSocket } from "ws";

export interface Received {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies of every type by literal keys.
  readonly body: any;
  readonly payload?: Uint8Array;
}

const WAIT_MS = 10_000;

export class TestClient {
  readonly received: Received[] = [];
  closeCode: number | null = null;
  closeReason = "";
  /** Gives credit back for every frame as soon as it is here. */
  autoSeen = true;
  readonly #ws: WebSocket;
  #waiters: (() => void)[] = [];
  #commandId = 1;

  private constructor(ws: WebSocket) {
    this.#ws = ws;
    ws.on("message", (data) => {
      const [type, body, payload] = decode(data as Buffer) as [string, Received["body"], Uint8Array | undefined];
      this.received.push(payload === undefined ? { type, body } : { type, body, payload });
      if (type === "frame" && this.autoSeen) this.send("seen", { track: body.track, epoch: body.epoch, seq: body.seq });
      this.#wake();
    });
    ws.on("close", (code, reason) => {
      this.closeCode = code;
      this.closeReason = reason.toString();
      this.#wake();
    });
    ws.on("error", () => this.#wake());
  }

  /** Opens a link without saying anything. */
  static async connect(url: string, options: object = {}): Promise<TestClient> {
    const ws = new WebSocket(`${url.replace(/^http/, "ws")}/ws`, "worldport.v1", {
      perMessageDeflate: false,
      ...options,
    });
    const client = new TestClient(ws);
    await new Promise<void>((resolve, reject) => ws.once("open", resolve).once("error", reject));
    return client;
  }

  /** Opens a link, says hello and waits for the welcome. */
  static async join(url: string, hello: object = {}): Promise<TestClient> {
    const client = await TestClient.connect(url);
    client.send("hello", { protocol: 1, client: { name: "test", version: "1" }, role: "driver", ...hello });
    await client.waitFor("welcome");
    return client;
  }

  send(type: string, body: object, payload?: Uint8Array): void {
    this.#ws.send(encode(payload === undefined ? [type, body] : [type, body, payload]));
  }

  sendRaw(bytes: Uint8Array | string): void {
    this.#ws.send(bytes);
  }

  /** Sends a command and gives its id. */
  command(name: string, args: object = {}, more: object = {}): number {
    const id = this.#commandId++;
    this.send("command", { id, name, args, ...more });
    return id;
  }

  /** Sends a command and waits for its reply. */
  async ask(name: string, args: object = {}): Promise<Received["body"]> {
    const id = this.command(name, args);
    return (await this.waitFor("reply", (body) => body.id === id)).body;
  }

  continueCommandsAt(id: number): void {
    this.#commandId = id;
  }

  /** The first message, already here or to come, that fits. */
  async waitFor(type: string, fits: (body: Received["body"]) => boolean = () => true, from = 0): Promise<Received> {
    return this.until(
      () => this.received.slice(from).find((one) => one.type === type && fits(one.body)),
      () => `${type}; got ${this.summary()}`,
    );
  }

  /** Waits for a state. */
  async waitForState(state: string, from = 0): Promise<Received["body"]> {
    return (await this.waitFor("state", (body) => body.state === state, from)).body;
  }

  async waitForClose(): Promise<number> {
    return this.until(
      () => this.closeCode ?? undefined,
      () => `the link to close; got ${this.summary()}`,
    );
  }

  /** Waits until `look` gives something, looking after every message. */
  async until<T>(look: () => T | undefined, what: () => string): Promise<T> {
    const deadline = Date.now() + WAIT_MS;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      const left = deadline - Date.now();
      if (left <= 0) assert.fail(`Waited ${WAIT_MS} ms for ${what()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiters.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  all(type: string): Received[] {
    return this.received.filter((one) => one.type === type);
  }

  summary(): string {
    const kinds = this.received.map((one) =>
      one.type === "state" ? `state:${one.body.state}` : one.type === "error" ? `error:${one.body.code}` : one.type,
    );
    return `${kinds.slice(-20).join(", ")}${this.closeCode === null ? "" : `, closed ${this.closeCode} ${this.closeReason}`}`;
  }

  /** Cuts the link without a word, as a crash would. */
  cut(): void {
    this.#ws.terminate();
  }

  /** Stops reading, as a hung client would. */
  stopReading(): void {
    this.#ws.pause();
  }

  async close(): Promise<void> {
    if (this.closeCode !== null) return;
    this.#ws.close();
    await this.waitForClose();
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}
