/** The main thread's side of an encoder's thread: one picture at a time, each with a deadline. */
import { Worker } from "node:worker_threads";
import type { EncodeAnswer, EncodeRequest, EncoderReady, EncoderThreadData } from "./encoder-messages.ts";
import type { LibraryName } from "./libraries.ts";
import type { Encoders } from "./picture-encoder.ts";

/** The first picture waits for the library to load; later ones take some milliseconds. */
const FIRST_MS = 20_000;
const PICTURE_MS = 5_000;

export class EncoderThread {
  readonly #worker: Worker;
  #settle: ((answer: EncodeAnswer) => void) | null = null;
  #deadline: NodeJS.Timeout | undefined;
  #hasAnswered = false;
  #problem: string | null = null;

  /** Settles when its library is loaded: the encoders that work, or null; `problem` says why. Never rejects. */
  readonly ready: Promise<Encoders | null>;
  #setReady: (encoders: Encoders | null) => void = () => undefined;

  /** `encoders`: as an earlier thread of the library found them; null looks for them. */
  constructor(library: LibraryName, encoders: Encoders | null = null) {
    this.ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    this.#worker = new Worker(new URL("encoder-entry.mjs", import.meta.url), {
      workerData: { library, encoders } satisfies EncoderThreadData,
      name: "worldport video encoder",
      // What a library writes about itself is no line of the server's.
      stdout: true,
      stderr: true,
    });
    this.#worker.unref();
    this.#worker.on("message", (answer: EncodeAnswer | EncoderReady) => {
      if (answer.kind === "ready") return this.#setReady(answer.encoders);
      this.#hasAnswered = true;
      this.#answer(answer);
    });
    this.#worker.on("error", (error) => this.#fail(error.message));
    this.#worker.on("exit", (code) => this.#fail(`its thread ended with ${code}`));
  }

  /** Why it can't be used any more, or null. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Encodes one picture; not to be called again before it has settled. Never rejects. */
  encode(request: EncodeRequest): Promise<EncodeAnswer> {
    if (this.#problem !== null) return Promise.resolve({ kind: "failed", reason: this.#problem });
    if (this.#settle !== null) throw new Error("An encoder takes one picture at a time.");
    return new Promise((resolve) => {
      this.#settle = resolve;
      const ms = this.#hasAnswered ? PICTURE_MS : FIRST_MS;
      this.#deadline = setTimeout(() => {
        this.#fail(`a picture took longer than ${ms} ms`);
        void this.#worker.terminate();
      }, ms);
      this.#worker.postMessage(request);
    });
  }

  close(): void {
    this.#fail("it was closed");
    void this.#worker.terminate();
  }

  #fail(reason: string): void {
    this.#problem ??= reason;
    this.#setReady(null);
    this.#answer({ kind: "failed", reason: this.#problem });
  }

  #answer(answer: EncodeAnswer): void {
    clearTimeout(this.#deadline);
    const settle = this.#settle;
    this.#settle = null;
    settle?.(answer);
  }
}
