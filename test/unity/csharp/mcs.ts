/** Debian's C# compiler: sources → one assembly, in the language that Unity's compilers accept too, warnings as errors. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

export const MCS = process.env["WORLDPORT_MCS"] ?? "mcs";

/** Fields that Unity fills in, and events nobody in the assembly subscribes to, look unused to a compiler. */
const NOT_WARNED = "649,414,169,67";
const DEADLINE_MS = 60_000;

export interface Compilation {
  readonly out: string;
  readonly sources: readonly string[];
  readonly references?: readonly string[];
  readonly defines?: readonly string[];
  readonly target?: "library" | "exe";
}

/**
 * Compiles, or gives what the compiler says against it.
 * @throws Error with the compiler's messages, one a line.
 */
export async function compile(compilation: Compilation): Promise<void> {
  const { code, text } = await run(MCS, [`@${writeResponse(compilation)}`]);
  if (code !== 0) throw new Error(`${path.basename(compilation.out)} does not compile:\n${text}`);
}

/** Writes what mcs is to do into a file beside the result, and gives its path. */
export function writeResponse(compilation: Compilation): string {
  const { out, sources, references = [], defines = [], target = "library" } = compilation;
  const options = ["-langversion:latest", "-warn:4", "-warnaserror+", `-nowarn:${NOT_WARNED}`, "-debug", "-nologo"];
  const lines = [
    ...options,
    `-target:${target}`,
    `-out:"${out}"`,
    ...defines.map((define) => `-define:${define}`),
    ...references.map((reference) => `-r:"${reference}"`),
    ...sources.map((source) => `"${source}"`),
  ];
  const response = `${out}.rsp`;
  writeFileSync(response, lines.join("\n"));
  return response;
}

/** Where the test framework lies that nunit-console runs tests of. */
export function nunitFramework(): string {
  for (const folder of ["/usr/lib/cli", "/usr/lib/mono/gac/nunit.framework"]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name, "nunit.framework.dll");
      if (existsSync(file)) return file;
    }
  }
  throw new Error("nunit.framework.dll was not found; install libnunit-cil-dev.");
}

function run(command: string, args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: DEADLINE_MS, maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, text: `${stdout}${stderr}` || String(error ?? "") });
    });
  });
}
