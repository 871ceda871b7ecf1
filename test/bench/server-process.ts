/** A server in its own process, and what it costs: CPU time by thread, full garbage collections. Linux only. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const path = (relative: string): string => fileURLToPath(new URL(relative, root));

export interface Cpu {
  /** ms of the main thread. */
  readonly main: number;
  /** ms of all threads. */
  readonly total: number;
}

export class ServerProcess {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, url: string) {
    this.#process = process;
    this.url = url;
  }

  /** `worldport run` with a model and settings, on a free port. */
  static worldport(model: string, settings: Readonly<Record<string, number>> = {}): Promise<ServerProcess> {
    const file = model.endsWith(".ts") ? path(model) : model;
    const id = model.endsWith(".ts") ? "bench" : model;
    const set = Object.entries(settings).flatMap(([key, value]) => ["--set", `${id}.${key}=${value}`]);
    return ServerProcess.#start([
      path("server/bin/worldport.mjs"),
      "run",
      file,
      "--port",
      "0",
      "--log-level",
      "warn",
      ...set,
    ]);
  }

  static bareWs(width: number, height: number, fps: number): Promise<ServerProcess> {
    return ServerProcess.#start([
      "--import",
      "tsx",
      path("test/bench/bare-ws.ts"),
      ...[width, height, fps].map(String),
    ]);
  }

  /** libwebrtc's own sender of the `webrtc` bench's pictures, at a bitrate in kbit/s. */
  static libwebrtc(width: number, height: number, fps: number, kbps: number): Promise<ServerProcess> {
    return ServerProcess.#start([
      "--import",
      "tsx",
      path("test/bench/libwebrtc-sender.ts"),
      ...[width, height, fps, kbps].map(String),
    ]);
  }

  /** A plain node:http server that answers every request with a small JSON body. */
  static bareHttp(): Promise<ServerProcess> {
    return ServerProcess.#start([path("test/bench/bare-http.mjs")]);
  }

  static async #start(args: readonly string[]): Promise<ServerProcess> {
    const gcs = ["--import", new URL("full-gcs.mjs", import.meta.url).href];
    const child = spawn(process.execPath, [...gcs, ...args], {
      cwd: path("."),
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        const found = /ready at (\S+)/.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once("exit", (code) => reject(new Error(`A server ended with ${code} before it was ready.`)));
    });
    return new ServerProcess(child, url);
  }

  /** CPU time used so far. The kernel counts it in nanoseconds, per thread. */
  cpu(): Cpu {
    const { pid } = this.#process;
    const ms = (tid: string | number | undefined): number =>
      Number(readFileSync(`/proc/${pid}/task/${tid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    const threads = readdirSync(`/proc/${pid}/task`);
    return { main: ms(pid), total: threads.reduce((sum, tid) => sum + ms(tid), 0) };
  }

  /** CPU time of the process so far, ended threads included, ms; the kernel counts it in steps of 10 ms. */
  processCpuMs(): number {
    const fields = readFileSync(`/proc/${this.#process.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return 10 * (Number(fields[11]) + Number(fields[12]));
  }

  /** Full garbage collections of the main thread so far. */
  async fullGcs(): Promise<number> {
    return (await this.#ask<{ fullGcs: number }>("full_gcs")).fullGcs;
  }

  /** Watches the main thread's event loop from now on. */
  watchLoop(): void {
    this.#process.send("watch_loop");
  }

  /** How late timers of the main thread were since `watchLoop`, 99th percentile, ms. */
  async loopDelayP99Ms(): Promise<number> {
    return (await this.#ask<{ p99Ms: number }>("loop_delay")).p99Ms;
  }

  #ask<T>(question: string): Promise<T> {
    return new Promise((resolve) => {
      this.#process.once("message", (message) => resolve(message as T));
      this.#process.send(question);
    });
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const exited = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGINT");
    const deadline = setTimeout(() => this.#process.kill("SIGKILL"), 3_000);
    await exited;
    clearTimeout(deadline);
  }
}
