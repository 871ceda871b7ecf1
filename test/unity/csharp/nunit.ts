/** NUnit tests of an assembly → one node test each, so that they are counted and named like all others, in their file. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { ROOT } from "./assemblies.ts";

export interface NunitResult {
  /** "FrameSlot: the newest frame wins". */
  readonly name: string;
  /** "Success", or what else became of it. */
  readonly outcome: string;
  readonly message: string;
}

export type NunitTest = readonly [name: string, check: () => void];

/** Runs the tests of an assembly, whose references lie beside it; `options` are nunit-console's, such as `-include:Links`. */
export async function nunit(dll: string, deadlineMs: number, options: readonly string[] = []): Promise<NunitResult[]> {
  const xml = `${dll}.xml`;
  const args = ["-nologo", "-noshadow", "-labels", "-process:Single", "-domain:Single", `-xml:${xml}`, ...options, dll];
  const child = spawn(process.env["WORLDPORT_NUNIT"] ?? "nunit-console", args, {
    env: { ...process.env, WORLDPORT_CLONE: ROOT, WORLDPORT_NODE: process.execPath },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk));
  const late = setTimeout(() => child.kill("SIGKILL"), deadlineMs);
  const code = await new Promise((resolve) => child.once("close", (exit, signal) => resolve(exit ?? signal)));
  clearTimeout(late);
  // With failed tests the exit code is their number; negative ones, and signals, mean that it could not run.
  if (typeof code !== "number" || code > 200)
    throw new Error(`nunit-console ended with ${code}:\n${text.slice(-4000)}`);
  return resultsOf(readFileSync(xml, "utf8"));
}

/** Every test of the assembly that the options leave in, as what node's `test` takes: a name and a check. */
export async function testsOf(
  dll: string,
  deadlineMs = 220_000,
  options: readonly string[] = [],
): Promise<NunitTest[]> {
  const results = await nunit(dll, deadlineMs, options);
  if (results.length === 0) throw new Error(`${dll} has no tests with the options "${options.join(" ")}".`);
  return results.map(({ name, outcome, message }) => [
    name,
    () => assert.equal(outcome, "Success", message || outcome),
  ]);
}

/** Reads NUnit 2's report; its tests are flat elements, so no XML parser is needed. */
export function resultsOf(xml: string): NunitResult[] {
  const cases = xml.matchAll(/<test-case\s([^>]*?)(?:\/>|>([\s\S]*?)<\/test-case>)/g);
  return [...cases].map(([, attributes = "", inner = ""]) => {
    const attribute = (key: string): string => unescaped(new RegExp(`\\b${key}="([^"]*)"`).exec(attributes)?.[1] ?? "");
    const part = (key: string): string =>
      unescaped(
        new RegExp(`<${key}>\\s*(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?\\s*</${key}>`).exec(inner)?.[1] ?? "",
      );
    const message = [part("message"), part("reason"), part("stack-trace")].filter((text) => text !== "").join("\n");
    return { name: sentence(attribute("name")), outcome: attribute("result"), message };
  });
}

/** `Worldport.Client.Tests.FrameSlotTests.The_newest_frame_wins(1)` → `FrameSlot: The newest frame wins(1)`. */
function sentence(full: string): string {
  const [path = "", ...args] = full.split(/(?=\()/);
  const [method = "", fixture = ""] = path.split(".").reverse();
  return `${fixture.replace(/Tests$/, "")}: ${method.replaceAll("_", " ")}${args.join("")}`;
}

function unescaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text
    .replaceAll(/&#x([0-9A-Fa-f]+);|&#(\d+);/g, (_all, hex, decimal) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (_all, name: string) => entities[name] ?? "");
}
