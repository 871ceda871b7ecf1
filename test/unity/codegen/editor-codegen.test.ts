/** Documents as the Unity editor writes them: the same bytes as the command line's. Typed C# clients compile. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { generate } from "../../../server/schema/codegen/generate.ts";
import type { SchemaDocument } from "../../../shared-schema/document.ts";
import { documentWith, hostileDocument } from "../../codegen/sample-documents.ts";
import { TempFolder } from "../../support/temp-folder.ts";
import { assemblies, ROOT } from "../csharp/assemblies.ts";
import { compile } from "../csharp/mcs.ts";
import { MONO } from "./mono.ts";

const folder = new TempFolder();
after(() => folder.remove());
const client = path.join(folder.path, "Worldport.Client.dll");
const program = path.join(folder.path, "Emit.exe");

before(async () => {
  const codegen = path.join(folder.path, "Worldport.Codegen.dll");
  const sourcesOf = (name: string): readonly string[] => assemblies().find((one) => one.name === name)?.sources ?? [];
  await compile({ out: client, sources: sourcesOf("Worldport.Client") });
  await compile({ out: codegen, sources: sourcesOf("Worldport.Codegen"), references: [client] });
  const emit = path.join(import.meta.dirname, "Emit.cs");
  await compile({ out: program, sources: [emit], references: [client, codegen], target: "exe" });
});

function run(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(MONO, [program, ...args], { encoding: "utf8", timeout: 60_000 });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** Every document there is, and some that no model gives: names that meet, odd types, keys that JavaScript reorders. */
function documents(): Map<string, SchemaDocument> {
  const shared = path.join(ROOT, "shared-schema/documents");
  const files = readdirSync(shared).filter((name) => name.endsWith(".worldport"));
  const found = new Map(
    files.map((name) => [name, JSON.parse(readFileSync(path.join(shared, name), "utf8")) as SchemaDocument]),
  );
  found.set("hostile.worldport", hostileDocument());
  found.set("bare.worldport", { ...documentWith({}), commands: [], messages: [] });
  const properties = {
    z: { enum: [3, 1, 1], default: 3 },
    "10": { type: "number", default: 1e21, minimum: -0.1, maximum: 1e-7 },
    "9": { type: "integer", exclusiveMinimum: 0, maximum: 4294967295, default: 5 },
    a: { enum: ["on", "off", null], default: "on" },
    deep: {
      type: "array",
      items: { type: "object", properties: { x: { type: ["boolean", "null"] } }, required: ["x"] },
    },
    either: { oneOf: [{ enum: ["x"] }, { const: "y" }, { type: "null" }], default: "y" },
    list: { type: "array", items: { type: "string" }, default: ["\u007f\u2028", 1.5, { k: [true, null] }] },
    big: { type: "integer", default: 2 ** 53 },
    pi: { type: "number", default: Math.PI, description: "π\tand\n more", maxLength: 7 },
  };
  found.set("odd.worldport", documentWith({ type: "object", properties, required: ["deep"] }, { semantics: "delta" }));
  return found;
}

test("the editor writes documents in the same bytes as the command line", () => {
  const all = documents();
  for (const [name, document] of all) folder.write(`documents/${name}`, `${JSON.stringify(document, null, 2)}\n`);
  run("documents", path.join(folder.path, "documents"));
  for (const [name, document] of all) {
    const saved = readFileSync(path.join(folder.path, "documents", name.replace(/worldport$/, "json")), "utf8");
    assert.equal(saved, `${JSON.stringify(document, null, 2)}\n`, `${name}, saved`);
  }
});

test("every client compiles, warnings being errors", async () => {
  for (const [name, document] of documents()) {
    const source = folder.write(`compiled/${name}.cs`, generate("csharp", document));
    await compile({ out: `${source}.dll`, sources: [source], references: [client] });
  }
});

test("numbers are written as JavaScript writes them", () => {
  const numbers: number[] = [0, -0, 1e21, 1e-7, 123456789012345680000, 5e-324, Number.MAX_VALUE, 0.1 + 0.2];
  for (let power = -1074; power < 1024; power++) numbers.push(2 ** power);
  for (let power = -323; power < 309; power++) numbers.push(Number(`1e${power}`), Number(`-7.25e${power}`));
  // The same each time: a counter, stirred.
  const view = new DataView(new ArrayBuffer(8));
  for (let i = 1; numbers.length < 20_000; i++) {
    view.setUint32(0, Math.imul(i, 2654435761));
    view.setUint32(4, Math.imul(i, 2246822519) ^ i);
    const number = view.getFloat64(0);
    if (Number.isFinite(number)) numbers.push(number, Math.fround(number % 1000), Math.round(number % 1e6) / 1000);
  }
  const finite = numbers.filter(Number.isFinite);
  const bits = finite.map((number) => {
    view.setFloat64(0, number);
    return view.getBigUint64(0).toString(16).padStart(16, "0");
  });
  const file = path.join(folder.path, "numbers.txt");
  writeFileSync(file, bits.join("\n"));
  const texts = run("numbers", file).split("\n");
  const wrong = finite.map((number, i) => [String(number), texts[i]]).filter(([wanted, text]) => wanted !== text);
  assert.deepEqual(wrong, []);
});
