/**
 * One worker thread with a model in it. JavaScript is stopped wherever it stands; native code can't be, and what it
 * does when it returns to a thread that was stopped ends the whole process. So a thread is asked to leave first.
 */
import { Worker } from "node:worker_threads";
import type { HostReport, HostRequest, HostStart } from "./thread-messages.ts";

/** Long enough to stop JavaScript; what takes longer is in native code. */
const STOP_MS = 1000;

export interface ThreadEvents {
  report(report: HostReport): void;
  /** It ended without being asked. */
  crashed(cause: string): void;
  /** What the model prints. */
  output(bytes: Uint8Array): void;
}

export interface ThreadOptions {
  readonly start: HostStart;
  /** Whether it runs native code most of the time, as an ONNX model does. */
  readonly isNative: boolean;
}

export class ModelThread {
  /** Threads that were given up and are still there. */
  static readonly #behind = new Set<Worker>();
  readonly #worker: Worker;
  readonly #isNative: boolean;
  readonly #exited: Promise<true>;
  /** False once nothing of it counts any more. */
  #isOurs = true;
  #isGone = false;

  constructor({ start, isNative }: ThreadOptions, events: ThreadEvents) {
    this.#isNative = isNative;
    // The thread inherits no flags of the process: its entry brings its own module hooks. Its streams don't
    // reach standard output, which carries nothing but the ready line.
    const streams = { stdout: true, stderr: true };
    const entry = new URL("./host-entry.mjs", import.meta.url);
    const worker = new Worker(entry, { workerData: start, execArgv: [], ...streams });
    this.#worker = worker;
    for (const stream of [worker.stdout, worker.stderr]) stream.on("data", (bytes) => events.output(bytes));
    const crashed = (cause: string): void => {
      if (this.#isOurs) events.crashed(cause);
      this.#isOurs = false;
    };
    worker.on("message", (report: HostReport) => {
      if (this.#isOurs) events.report(report);
    });
    worker.on("error", (error: unknown) => {
      const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
      crashed(`The model's thread ended; the server's log has the cause.\n${cause}`);
    });
    this.#exited = new Promise((resolve) => {
      worker.on("exit", (code) => {
        this.#isGone = true;
        ModelThread.#behind.delete(worker);
        resolve(true);
        crashed(`The model's thread ended with exit code ${code}.`);
      });
    });
  }

  /** Whether threads are still there that nobody waits for: the process must not end in a way that waits for them. */
  static get isSomeLeftBehind(): boolean {
    return ModelThread.#behind.size > 0;
  }

  send(request: HostRequest): void {
    this.#worker.postMessage(request);
  }

  /** Nothing is reported after it. Asks the thread to unload and end; what does not within `ms` is left behind. */
  async leave(ms: number): Promise<void> {
    this.#isOurs = false;
    this.send({ type: "leave" });
    if (await this.#exitedWithin(ms)) return;
    this.abandon();
    if (!this.#isNative) await this.#exitedWithin(STOP_MS);
  }

  /** Nothing is reported after it. For a thread that does not answer: nobody waits for its end. */
  abandon(): void {
    this.#isOurs = false;
    if (this.#isGone) return;
    ModelThread.#behind.add(this.#worker);
    this.#worker.unref();
    if (this.#isNative) this.send({ type: "leave" });
    else void this.#worker.terminate();
  }

  async #exitedWithin(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, ms, false);
    });
    const exited = await Promise.race([this.#exited, late]);
    clearTimeout(timer);
    return exited;
  }
}
