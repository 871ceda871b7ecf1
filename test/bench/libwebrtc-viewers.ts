/**
 * Many viewers at once: libwebrtc's receivers, connected by WHEP and shown nowhere. They are a process of their own,
 * which is killed at the end: libwebrtc in Node does not always survive an orderly one.
 */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export class LibwebrtcViewers {
  readonly #child: ChildProcess;

  constructor(endpoint: string) {
    const program = fileURLToPath(new URL("libwebrtc-viewers-process.ts", import.meta.url));
    this.#child = fork(program, [endpoint], { execArgv: ["--import", "tsx"] });
  }

  /** Adds viewers until there are so many. */
  async grow(count: number): Promise<void> {
    await this.#ask({ count });
  }

  /** Bytes of video received by all of them so far. */
  bytes(): Promise<number> {
    return this.#ask({ count: 0 });
  }

  close(): void {
    this.#child.kill("SIGKILL");
  }

  #ask(question: { readonly count: number }): Promise<number> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error("The viewers' process ended."));
      child.once("exit", ended);
      child.once("message", (bytes) => {
        child.off("exit", ended);
        resolve(Number(bytes));
      });
      child.send(question);
    });
  }
}
