/**
 * The second gate: Roslyn at C# 9, which is the compiler and the language of Unity, on every assembly in every setup.
 * One process checks everything: all that binding and flow analysis tell. Each assembly is emitted in its first setup
 * only, because WebAssembly is slow and what emitting alone can find hardly depends on the setup.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { generatedClients } from "../codegen/generated-clients.ts";
import { MCS } from "./mcs.ts";
import { nameOf, SETUPS, type Unit, UnitPlan } from "./setups.ts";

const DEADLINE_MS = 220_000;

const folder = mkdtempSync(path.join(tmpdir(), "worldport-roslyn-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const plan = new UnitPlan(folder);
const setups = SETUPS.map((setup) => ({ setup, units: plan.of(setup) }));
const clients = generatedBeside(setups[0]?.units ?? []);
const outcomes = await compileAll([...new Set(setups.flatMap(({ units }) => units)), clients]);

for (const { setup, units } of setups)
  test(`Roslyn accepts all assemblies at C# 9: ${nameOf(setup)}`, () => {
    for (const { out, name } of units) assert.equal(outcomes.get(out) ?? "was not compiled", "", name);
  });

test("Roslyn accepts every generated client at C# 9", () => {
  assert.equal(outcomes.get(clients.out) ?? "was not compiled", "");
});

/** An assembly of a game: typed clients, which refer to the engine-free client alone. */
function generatedBeside(units: readonly Unit[]): Unit {
  const client = units.find(({ name }) => name === "Worldport.Client");
  assert.ok(client !== undefined);
  const sources = generatedClients(path.join(folder, "clients"));
  const out = path.join(folder, "Generated.dll");
  return { name: "Generated", isOurs: false, out, sources, references: [client.out], defines: [] };
}

/** What Roslyn has against each unit, by its result's path; "" for nothing. */
async function compileAll(units: readonly Unit[]): Promise<Map<string, string>> {
  const files: string[] = [];
  const fileOf = (file: string): string => {
    if (!files.includes(file)) files.push(file);
    return `/${files.indexOf(file)}`;
  };
  const results = new Set(units.map(({ out }) => out));
  const firsts = new Map(units.toReversed().map(({ name, out }) => [name, out]));
  const lines = units.flatMap(({ name, out, sources, defines = [], references = [] }) => [
    `unit\t${name}`,
    ...defines.map((define) => `define\t${define}`),
    ...sources.map((source) => `source\t${fileOf(source)}\t${path.basename(source)}`),
    ...[...baseLibrary(), ...references].map((one) =>
      results.has(one) ? `reference\t${one}` : `library\t${fileOf(one)}`,
    ),
    `${firsts.get(name) === out ? "emit" : "check"}\t${out}`,
  ]);
  const outcomes = new Map<string, string>();
  let messages: string[] = [];
  for (const line of (await roslyn({ files, lines })).split("\n")) {
    if (line.startsWith("\t")) messages.push(line.trim());
    const [outcome, out] = line.split("\t");
    if (out === undefined || (outcome !== "ok" && outcome !== "failed")) continue;
    outcomes.set(out, outcome === "ok" ? "" : messages.join("\n") || "it fails");
    messages = [];
  }
  return outcomes;
}

/** Mono's, which has what Unity's .NET Standard 2.1 has, and more: matrix.test.ts checks that the more is not used. */
function baseLibrary(): string[] {
  const mcs = /\S+mcs\.exe/.exec(readFileSync(MCS, "utf8"))?.[0] ?? "";
  return ["mscorlib.dll", "System.dll", "System.Core.dll"]
    .map((name) => path.join(path.dirname(mcs), name))
    .filter((file) => existsSync(file));
}

function roslyn(job: { readonly files: readonly string[]; readonly lines: readonly string[] }): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("roslyn/roslyn.mjs", import.meta.url))], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let text = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk));
  const late = setTimeout(() => child.kill("SIGKILL"), DEADLINE_MS);
  child.stdin.end(JSON.stringify(job));
  return new Promise((resolve, reject) => {
    child.once("close", (code, signal) => {
      clearTimeout(late);
      if (code === 0) resolve(text);
      else reject(new Error(`Roslyn ended with ${code ?? signal}: ${errors.slice(-3000)}`));
    });
  });
}
