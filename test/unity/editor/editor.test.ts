/** Window, importer, inspectors and self-test of the Unity package, run over the stubs and beside a real server. Needs WORLDPORT_NUNIT. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { nunitFramework } from "../csharp/mcs.ts";
import { testsOf } from "../csharp/nunit.ts";
import { cs, EditorAssemblies, sourcesOf } from "./editor-assemblies.ts";

const folder = mkdtempSync(path.join(tmpdir(), "worldport-editor-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const all = await EditorAssemblies.compiled(folder);
/** What the client's tests start a server with. */
const server = sourcesOf("Worldport.Client.Tests").filter((file) => /\/(Clone|TestServer)\.cs$/.test(file));
const sources = [...sourcesOf("Worldport.Editor.Tests"), ...cs("test/unity/editor"), ...server];
for (const one of await testsOf(await all.make("Worldport.Editor.Tests", sources, [nunitFramework()]))) test(...one);
