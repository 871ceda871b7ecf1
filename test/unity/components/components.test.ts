/** The Unity components in a player loop of the engine's stubs, against the real server: NUnit tests, run on Mono. */
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { assemblies, ROOT } from "../csharp/assemblies.ts";
import { compile, nunitFramework } from "../csharp/mcs.ts";
import { nunit } from "../csharp/nunit.ts";
import { pageBindings } from "./page-bindings.ts";

// Read by the test runner, which leaves this file out where they are missing.
void [process.env["WORLDPORT_MCS"], process.env["WORLDPORT_NUNIT"]];

const folder = mkdtempSync(path.join(tmpdir(), "worldport-components-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const all = assemblies();
const dll = (name: string, under = ""): string => path.join(folder, under, `${name}.dll`);
const files = (...parts: string[]): string[] =>
  readdirSync(path.join(ROOT, ...parts))
    .filter((name) => name.endsWith(".cs"))
    .map((name) => path.join(ROOT, ...parts, name));

// In play mode inside the editor: a game without it keeps less.
const ENGINE = ["UnityEngine", "UnityEngine.UI", "Unity.InputSystem", "Unity.WebRTC", "UnityEditor"];
const BOTH = [
  "UNITY_EDITOR",
  "WORLDPORT_UGUI",
  "WORLDPORT_INPUT_SYSTEM",
  "ENABLE_INPUT_SYSTEM",
  "ENABLE_LEGACY_INPUT_MANAGER",
];
const LEGACY = BOTH.filter((define) => define !== "ENABLE_INPUT_SYSTEM");

for (const name of ENGINE) {
  const references = name === "UnityEngine" ? [] : [dll("UnityEngine")];
  await compile({ out: dll(name), sources: files("test", "unity", "stubs", name), references });
}
await ours("Worldport.Client", [], []);
await ours("Worldport.Runtime", [...ENGINE, "Worldport.Client"], BOTH);
await ours("Worldport.WebRtc", [...ENGINE, "Worldport.Client", "Worldport.Runtime"], ["WORLDPORT_WEBRTC"]);
const neighbours = ["TestServer.cs", "Clone.cs", "Args.cs", "OddServer.cs"];
const shared = neighbours.map((name) => path.join(ROOT, "unity-package", "Tests", "Client", name));
const tests = files("test", "unity", "components");
const packaged = ["Worldport.Client", "Worldport.Runtime", "Worldport.WebRtc"];
await compile({
  out: dll("Worldport.Components.Tests"),
  sources: [...tests, ...shared],
  references: [...[...ENGINE, ...packaged].map((name) => dll(name)), nunitFramework()],
});

// The same bindings with the old Input Manager, in a project whose Input System is installed and not active.
mkdirSync(path.join(folder, "legacy"));
for (const name of [...ENGINE, "Worldport.Client"]) copyFileSync(dll(name), dll(name, "legacy"));
await ours("Worldport.Runtime", [...ENGINE, "Worldport.Client"], LEGACY, "legacy");
await compile({
  out: dll("Worldport.Components.Tests", "legacy"),
  sources: [
    ...tests.filter((file) => /(BindingsTests(_[A-Z][a-z]+)?|CanvasTests|Fingers|Scene)\.cs$/.test(file)),
    ...shared,
  ],
  references: [
    ...[...ENGINE, "Worldport.Client", "Worldport.Runtime"].map((name) => dll(name, "legacy")),
    nunitFramework(),
  ],
  defines: ["LEGACY"],
});

process.env["WORLDPORT_PAGE_BINDINGS"] = path.join(folder, "page-bindings.json");
writeFileSync(process.env["WORLDPORT_PAGE_BINDINGS"], JSON.stringify(pageBindings()));
const results = await nunit(dll("Worldport.Components.Tests"), 480_000);
const legacy = await nunit(dll("Worldport.Components.Tests", "legacy"), 240_000);
for (const { name, outcome, message } of [
  ...results,
  ...legacy.map((one) => ({ ...one, name: `old Input Manager, ${one.name}` })),
])
  test(name, () => assert.equal(outcome, "Success", message || outcome));
test("both assemblies have tests", () => assert.ok(results.length > 0 && legacy.length > 0));

async function ours(
  name: string,
  references: readonly string[],
  defines: readonly string[],
  under = "",
): Promise<void> {
  const sources = all.find((assembly) => assembly.name === name)?.sources ?? [];
  await compile({
    out: dll(name, under),
    sources,
    references: references.map((reference) => dll(reference, under)),
    defines,
  });
}
