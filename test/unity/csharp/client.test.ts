/** The C# client, compiled by mcs and run on Mono: its NUnit tests, against the real server. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { assemblies } from "./assemblies.ts";
import { compile, nunitFramework } from "./mcs.ts";
import { testsOf } from "./nunit.ts";

const folder = mkdtempSync(path.join(tmpdir(), "worldport-csharp-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const all = assemblies();
const sourcesOf = (name: string): readonly string[] => all.find((one) => one.name === name)?.sources ?? [];
const client = path.join(folder, "Worldport.Client.dll");
const tests = path.join(folder, "Worldport.Client.Tests.dll");
await compile({ out: client, sources: sourcesOf("Worldport.Client") });
await compile({ out: tests, sources: sourcesOf("Worldport.Client.Tests"), references: [client, nunitFramework()] });
await testsOf(tests);
