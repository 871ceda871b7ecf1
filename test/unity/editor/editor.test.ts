/** Window, importer, inspectors and self-test of the Unity package, run over the stubs and beside a real server. Needs WORLDPORT_MCS and WORLDPORT_NUNIT. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { filesUnder } from "../../structure/source-files.ts";
import { assemblies, ROOT } from "../csharp/assemblies.ts";
import { compile, nunitFramework } from "../csharp/mcs.ts";
import { testsOf } from "../csharp/nunit.ts";

const folder = mkdtempSync(path.join(tmpdir(), "worldport-editor-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const dll = (name: string): string => path.join(folder, `${name}.dll`);
const cs = (under: string): string[] => filesUnder(under, /\.cs$/).map((file) => path.join(ROOT, file));

/** Compiles an assembly beside those it refers to, as the editor does. */
async function make(name: string, sources: readonly string[], references: readonly string[]): Promise<void> {
  const defines = ["UNITY_EDITOR", "UNITY_INCLUDE_TESTS", "ENABLE_LEGACY_INPUT_MANAGER"];
  await compile({
    out: dll(name),
    sources,
    references: references.map((one) => (one.endsWith(".dll") ? one : dll(one))),
    defines,
  });
}

const all = assemblies();
const sourcesOf = (name: string): readonly string[] => all.find((one) => one.name === name)?.sources ?? [];
const engine = ["UnityEngine", "UnityEditor"];
const ours = ["Worldport.Client", "Worldport.Codegen", "Worldport.Runtime", "Worldport.Editor"];
await make("UnityEngine", cs("test/unity/stubs/UnityEngine"), []);
await make("UnityEditor", cs("test/unity/stubs/UnityEditor"), ["UnityEngine"]);
await make("Worldport.Client", sourcesOf("Worldport.Client"), []);
await make("Worldport.Codegen", sourcesOf("Worldport.Codegen"), ["Worldport.Client"]);
await make("Worldport.Runtime", sourcesOf("Worldport.Runtime"), [...engine, "Worldport.Client"]);
await make("Worldport.Editor", sourcesOf("Worldport.Editor"), [...engine, ...ours.slice(0, 3)]);
const borrowed = sourcesOf("Worldport.Client.Tests").filter((file) => /\/(Clone|TestServer)\.cs$/.test(file));
await make(
  "Worldport.Editor.Tests",
  [...sourcesOf("Worldport.Editor.Tests"), ...cs("test/unity/editor"), ...borrowed],
  [...engine, ...ours, nunitFramework()],
);
await testsOf(dll("Worldport.Editor.Tests"));
