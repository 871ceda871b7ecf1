/** The `worldport` command as a child process, with what it wrote so far. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../server/bin/worldport.mjs", import.meta.url));
const WAIT_MS = 25_000;

export class CommandLine {
  readonly child: ChildProcess;
  out = "";
  err = "";
  #waiters: (() => void)[] = [];
  #ended: { code: number | null; signal: string | null } | null = null;

  constructor(args: readonly string[], { cwd, env }: { cwd?: string; env?: Record<string, string> } = {}) {
    const { WORLDPORT_PORT: _, ...inherited } = process.env;
    const options = { env: { ...inherited, ...env }, ...(cwd === undefined ? {} : { cwd }) };
    this.child = spawn(process.execPath, [BIN, ...args], { ...options, stdio: ["pipe", "pipe", "pipe"] });
    this.child.stdout?.on("data", (text) => this.#heard(() => (this.out += text)));
    this.child.stderr?.on("data", (text) => this.#heard(() => (this.err += text)));
    this.child.on("close", (code, signal) => this.#heard(() => (this.#ended = { code, signal })));
  }

  /** Address of the ready line. */
  async ready(): Promise<string> {
    const match = await this.#until(() => /^Worldport is ready at (http:\/\/\S+)\n/.exec(this.out), "the ready line");
    return match[1] ?? "";
  }

  /** Waits until standard error has it. */
  async says(pattern: RegExp): Promise<void> {
    await this.#until(() => pattern.exec(this.err), String(pattern));
  }

  /** Exit code, or the signal's name. */
  async end(): Promise<number | string | null> {
    const { code, signal } = await this.#until(() => this.#ended, "its end");
    return code ?? signal;
  }

  /** Last line of standard error. */
  get lastWord(): string {
    return this.err.trimEnd().split("\n").at(-1) ?? "";
  }

  stop(): void {
    if (this.#ended === null) this.child.kill("SIGKILL");
  }

  async #until<T>(look: () => T | null, what: string): Promise<T> {
    const deadline = Date.now() + WAIT_MS;
    for (;;) {
      const found = look();
      if (found !== null) return found;
      const left = deadline - Date.now();
      if (left <= 0 || this.#ended !== null)
        throw new Error(`Waited for ${what}; it ${this.#ended ? "has ended" : "runs"}. ${this.out} ${this.err}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiters.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  #heard(note: () => void): void {
    note();
    for (const wake of this.#waiters.splice(0)) wake();
  }
}

/** Runs to the end and gives exit code and what was written. */
export async function runToEnd(args: readonly string[], options: ConstructorParameters<typeof CommandLine>[1] = {}) {
  const line = new CommandLine(args, options);
  const code = await line.end();
  return { code, out: line.out, err: line.err, lastWord: line.lastWord };
}
