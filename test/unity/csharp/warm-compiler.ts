/** mcs in one process that stays warm: many small compilations in a fraction of the time. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { ROOT } from "./assemblies.ts";
import { type Compilation, compile, MCS, writeResponse } from "./mcs.ts";

export class WarmCompiler {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** Starts one whose program lies in `folder`. */
  static async start(folder: string): Promise<WarmCompiler> {
    const out = path.join(folder, "Worldport.Compiler.exe");
    await compile({ out, sources: [path.join(ROOT, "test/unity/csharp/compiler/Program.cs")], target: "exe" });
    // Debian's mcs is a script that names the program.
    const mcs = /\S+mcs\.exe/.exec(readFileSync(MCS, "utf8"))?.[0];
    if (mcs === undefined) throw new Error(`${MCS} is not Debian's script that starts mcs.exe.`);
    return new WarmCompiler(spawn("mono", [out, mcs], { stdio: ["pipe", "pipe", "inherit"] }));
  }

  /**
   * Compiles; one at a time.
   * @throws Error with the compiler's messages, one a line.
   */
  async compile(compilation: Compilation): Promise<void> {
    this.#child.stdin.write(`${writeResponse(compilation)}\n`);
    const messages: string[] = [];
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done === true) throw new Error("The compiler's process has ended.");
      if (value === "ok") return;
      if (value === "failed")
        throw new Error(`${path.basename(compilation.out)} does not compile:\n${messages.join("\n")}`);
      messages.push(value.trim());
    }
  }

  stop(): void {
    this.#child.stdin.end();
  }
}
