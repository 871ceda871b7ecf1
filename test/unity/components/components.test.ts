/** The Unity components in a player loop of the engine's stubs, against the real server: NUnit tests, run on Mono. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { assemblies, ROOT } from "../csharp/assemblies.ts";
import { compile, nunitFramework } from "../csharp/mcs.ts";
import { testsOf } from "../csharp/nunit.ts";
import { pageBindings } from "./page-bindings.ts";

// Read by the test runner, which leaves this file out where they are missing.
void [process.env["WORLDPORT_MCS"], process.env["WORLDPORT_NUNIT"]];

const folder = mkdtempSync(path.join(tmpdir(), "worldport-components-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const all = assemblies();
const dll = (name: string): string => path.join(folder, `${name}.dll`);
const files = (...parts: string[]): string[] =>
  readdirSync(path.join(ROOT, ...parts))
    .filter((name) => name.endsWith(".cs"))
    .map((name) => path.join(ROOT, ...parts, name));

async function stub(name: string, references: readonly string[]): Promise<void> {
  await compile({ out: dll(name), sources: files("test", "unity", "stubs", name), references: references.map(dll) });
}

async function ours(name: string, references: readonly string[], defines: readonly string[]): Promise<void> {
  const sources = all.find((assembly) => assembly.name === name)?.sources ?? [];
  await compile({ out: dll(name), sources, references: references.map(dll), defines });
}

// In play mode inside the editor: a game without it keeps less.
const ENGINE = ["UnityEngine", "UnityEngine.UI", "Unity.InputSystem", "Unity.WebRTC", "UnityEditor"];
const DEFINES = [
  "UNITY_EDITOR",
  "WORLDPORT_UGUI",
  "WORLDPORT_INPUT_SYSTEM",
  "ENABLE_INPUT_SYSTEM",
  "ENABLE_LEGACY_INPUT_MANAGER",
];
await stub("UnityEngine", []);
for (const name of ENGINE.slice(1)) await stub(name, ["UnityEngine"]);
await ours("Worldport.Client", [], []);
await ours("Worldport.Runtime", [...ENGINE, "Worldport.Client"], DEFINES);
await ours(
  "Worldport.WebRtc",
  ["UnityEngine", "Unity.WebRTC", "Worldport.Client", "Worldport.Runtime"],
  ["WORLDPORT_WEBRTC"],
);
const shared = ["TestServer.cs", "Clone.cs", "Args.cs", "OddServer.cs"].map((name) =>
  path.join(ROOT, "unity-package", "Tests", "Client", name),
);
await compile({
  out: dll("Worldport.Components.Tests"),
  sources: [...files("test", "unity", "components"), ...shared],
  references: [...[...ENGINE, "Worldport.Client", "Worldport.Runtime", "Worldport.WebRtc"].map(dll), nunitFramework()],
});
process.env["WORLDPORT_PAGE_BINDINGS"] = path.join(folder, "page-bindings.json");
writeFileSync(process.env["WORLDPORT_PAGE_BINDINGS"], JSON.stringify(pageBindings()));
await testsOf(dll("Worldport.Components.Tests"), 240_000);
