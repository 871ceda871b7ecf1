/** The C# client and its NUnit tests, compiled by mcs and run on Mono, against the real server. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { assemblies } from "./assemblies.ts";
import { compile, nunitFramework } from "./mcs.ts";
import { type NunitTest, testsOf } from "./nunit.ts";

/** Compiles both, and runs the tests that nunit-console's options leave in. Gives them as what node's `test` takes. */
export async function clientTests(options: readonly string[]): Promise<NunitTest[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "worldport-csharp-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const all = assemblies();
  const sourcesOf = (name: string): readonly string[] => all.find((one) => one.name === name)?.sources ?? [];
  const client = path.join(folder, "Worldport.Client.dll");
  const tests = path.join(folder, "Worldport.Client.Tests.dll");
  await compile({ out: client, sources: sourcesOf("Worldport.Client") });
  await compile({ out: tests, sources: sourcesOf("Worldport.Client.Tests"), references: [client, nunitFramework()] });
  return testsOf(tests, 220_000, options);
}
