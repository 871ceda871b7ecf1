/** Typed clients from schema documents: what is committed is what comes out, it compiles, and it sends what it says. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { codegenCommand } from "../../server/commands/codegen.ts";
import { generate } from "../../server/schema/codegen/generate.ts";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { testcardCommands } from "../../shared-schema/documents/testcard.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import { documentFiles, FOLDER } from "./documents.ts";

test("the committed documents and clients are what the models give", async () => {
  for (const [name, text] of await documentFiles())
    assert.equal(
      readFileSync(new URL(name, FOLDER), "utf8"),
      text,
      `${name}: run npm run documents and look at the difference.`,
    );
});

test("the generated functions send the commands by their wire names", async () => {
  const sent: unknown[] = [];
  const commands = testcardCommands({ command: async (name, args) => void sent.push([name, args]) });
  await commands.setSpeed({ speed: 3 });
  await commands.move();
  await commands.jump();
  assert.deepEqual(sent, [
    ["set_speed", { speed: 3 }],
    ["move", {}],
    ["jump", {}],
  ]);
});

function documentWith(args: JsonMap, words = "Acts."): SchemaDocument {
  const command = {
    name: "act",
    description: words,
    semantics: "trigger",
    args,
    reply: args,
    input: null,
    release: null,
  } as const;
  const model = { id: "new", version: "1.0.0", title: `A ${words}`, description: "" };
  return {
    worldport: 1,
    hash: "sha256:00",
    shape_hash: "sha256:01",
    model,
    tracks: [],
    commands: [command],
    messages: [{ name: "said", description: words, data: args }],
  };
}
const field = (type: JsonMap): string =>
  generate("typescript", documentWith({ type: "object", properties: { a: type }, required: ["a"] }));

function problemsOf(source: string): string[] {
  const file = join(mkdtempSync(join(tmpdir(), "worldport-")), "generated.ts");
  writeFileSync(file, source);
  const program = ts.createProgram([file], { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, types: [] });
  return ts.getPreEmitDiagnostics(program).map((one) => ts.flattenDiagnosticMessageText(one.messageText, "\n"));
}

test("JSON Schema types become TypeScript types", () => {
  for (const [schema, type] of [
    [{ type: "number" }, "number"],
    [{ type: "integer" }, "number"],
    [{ type: ["number", "string"] }, "number | string"],
    [{ type: "string", enum: ["x", "y"] }, '"x" | "y"'],
    [{ const: 3 }, "3"],
    [{ anyOf: [{ type: "null" }, { type: "boolean" }] }, "null | boolean"],
    [{ type: "array", items: { type: "number" } }, "readonly number[]"],
    [{ type: "array", items: { type: ["number", "null"] } }, "readonly (number | null)[]"],
    [{ type: "array", items: { type: "number" }, minItems: 3, maxItems: 3 }, "readonly [number, number, number]"],
    [{ type: "array", prefixItems: [{ type: "number" }, { type: "string" }] }, "readonly [number, string]"],
    [{ type: "object", additionalProperties: { type: "number" } }, "Readonly<Record<string, number>>"],
    [{ type: "object", properties: { "b c": { type: "number" } } }, '{\n    readonly "b c"?: number;\n  }'],
    [{}, "unknown"],
    [{ $ref: "#" }, "ActArgs"],
  ] as const) {
    const source = field(schema as JsonMap);
    assert.ok(source.includes(`  readonly a: ${type};`), `${JSON.stringify(schema)}\n${source}`);
  }
});

test("whatever a description holds, and whatever a model is called, what comes out compiles", () => {
  const hostile = 'Ends */ the comment `and` "quotes" $\nover lines';
  const args: JsonMap = {
    type: "object",
    properties: { a: { type: "string", description: hostile, default: "*/" }, tree: { $ref: "#/$defs/tree" } },
    $defs: { tree: { type: "object", properties: { children: { type: "array", items: { $ref: "#/$defs/tree" } } } } },
  };
  assert.deepEqual(problemsOf(generate("typescript", documentWith(args, hostile))), []);
});

test("a document without commands and messages gives a client that compiles", () => {
  assert.deepEqual(problemsOf(generate("typescript", { ...documentWith({}), commands: [], messages: [] })), []);
});

test("the file says from which document it is and that it is not to be edited", () => {
  assert.match(field({}), /^\/\*\* Generated from new\.worldport sha256:00\. Do not edit\. \*\/\n/);
});

test("--check passes when the file is up to date, fails when it is not, and never writes", async () => {
  const out = join(mkdtempSync(join(tmpdir(), "worldport-")), "client.ts");
  const args = ["--typescript", fileURLToPath(new URL("testcard.worldport", FOLDER)), "--out", out];
  assert.equal(await codegenCommand([...args, "--check"]), 1);
  assert.equal(await codegenCommand(args), 0);
  assert.equal(readFileSync(out, "utf8"), readFileSync(new URL("testcard.ts", FOLDER), "utf8"));
  assert.equal(await codegenCommand([...args, "--check"]), 0);
  writeFileSync(out, "edited");
  assert.equal(await codegenCommand([...args, "--check"]), 1);
  assert.equal(readFileSync(out, "utf8"), "edited");
});

test("missing and unknown arguments are told with what is accepted", async () => {
  await assert.rejects(codegenCommand([]), /needs one language \(.*--typescript.*\) and --out/);
  await assert.rejects(codegenCommand(["--typescript", "testcard"]), /needs one language .* and --out/);
  await assert.rejects(codegenCommand(["--cobol", "testcard"]), /'--cobol'.*Use: worldport codegen/s);
});
