/** The text of typed C# clients: types, names, defaults, and nothing that a document's words could break. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { generate } from "../../server/schema/codegen/generate.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import { documentWith, hostileDocument } from "./sample-documents.ts";

const optional = (schema: JsonMap): string =>
  generate("csharp", documentWith({ type: "object", properties: { a: schema } }));
const required = (schema: JsonMap): string =>
  generate("csharp", documentWith({ type: "object", properties: { a: schema }, required: ["a"] }));

/** What stands between the brackets of the generated method. */
const parametersIn = (source: string): string => /ActAsync\((.*)\) =>/.exec(source)?.[1] ?? source;

test("JSON Schema types become C# types", () => {
  for (const [schema, type] of [
    [{ type: "number" }, "double"],
    [{ type: "integer" }, "long"],
    [{ type: "integer", minimum: 0, maximum: 255 }, "int"],
    [{ type: "integer", minimum: 0, maximum: 2 ** 40 }, "long"],
    [{ type: "string" }, "string"],
    [{ type: "boolean" }, "bool"],
    [{ type: "string", enum: ["x", "y"] }, "ActA"],
    [{ enum: ["x", null] }, "ActA?"],
    [{ anyOf: [{ const: "x" }, { const: "y" }] }, "ActA"],
    [{ enum: [1, 2] }, "int"],
    [{ enum: [0.5, 2] }, "double"],
    [{ const: true }, "bool"],
    [{ enum: ["x", 2] }, "object"],
    [{ type: ["number", "string"] }, "object"],
    [{ type: ["number", "null"] }, "double?"],
    [{ anyOf: [{ type: "null" }, { type: "string" }] }, "string"],
    [{ type: "array", items: { type: "number" } }, "double[]"],
    [{ type: "array", items: { type: "array", items: { type: ["integer", "null"] } } }, "long?[][]"],
    [{ type: "array", prefixItems: [{ type: "number" }, { type: "string" }] }, "object[]"],
    [{ type: "object", additionalProperties: { type: "number" } }, "Dictionary<string, double>"],
    [{ type: "object", properties: { b: { type: "number" } } }, "ActA"],
    [{}, "object"],
    [{ $ref: "#" }, "object"],
    [{ $ref: "#/$defs/none" }, "object"],
  ] as const)
    assert.equal(parametersIn(required(schema as JsonMap)), `${type} a`, JSON.stringify(schema));
});

test("an arg with a default has it as a constant; one without may be null and is then left out", () => {
  for (const [schema, parameter] of [
    [{ type: "number", default: 0.5 }, "double a = 0.5"],
    [{ type: "number", default: -0 }, "double a = 0"],
    [{ type: "number", default: 1e21 }, "double a = 1e+21"],
    [{ type: "integer", default: 7 }, "long a = 7"],
    [{ type: "integer", minimum: 0, maximum: 9, default: 7 }, "int a = 7"],
    [{ type: "boolean", default: true }, "bool a = true"],
    [{ type: "string", default: 'a "b" \\ \n é' }, 'string a = "a \\"b\\" \\\\ \\u000a \\u00e9"'],
    [{ type: "string", enum: ["x_1", "y"], default: "x_1" }, "ActA a = ActA.X1"],
    [{ type: "string", enum: ["x", "y"] }, "ActA? a = null"],
    [{ type: "number" }, "double? a = null"],
    [{ type: "array", items: { type: "number" }, default: [1] }, "double[] a = null"],
  ] as const)
    assert.equal(parametersIn(optional(schema as JsonMap)), parameter);
});

test("args that must be given come before those that may be left out", () => {
  const properties = { a: { type: "number", default: 1 }, b: { type: "string" } };
  const source = generate("csharp", documentWith({ type: "object", properties, required: ["b"] }));
  assert.equal(parametersIn(source), "string b, double a = 1");
});

test("held and delta commands can also be said without waiting", () => {
  const args = { type: "object", properties: { a: { type: "number", default: 0 } } };
  const held = generate("csharp", documentWith(args, { semantics: "held" }));
  assert.match(held, /public void Act\(double a = 0\) =>\n {12}_sender\.Hold\("act", /);
  assert.match(held, /public Task<ActReply> ActAsync\(/);
  const delta = generate("csharp", documentWith(args, { semantics: "delta" }));
  assert.match(delta, /public void Act\(double a = 0\) =>\n {12}_sender\.Add\("act", /);
  assert.doesNotMatch(generate("csharp", documentWith(args)), /public void Act\(/);
});

test("ranges and defaults are in the doc comments, in no culture's spelling", () => {
  const source = optional({ type: "number", description: "How much.", minimum: 0.25, maximum: 1e6, default: 1e-7 });
  assert.match(source, /<param name="a">How much\. 0\.25 … 1000000\. Default 1e-7\.<\/param>/);
  assert.match(optional({ type: "number", minimum: 1 }), /"a">At least 1\. Null/);
  assert.match(optional({ type: "number", exclusiveMaximum: 2 }), /"a">below 2\. Null/);
});

test("the file says from which document it is, carries the shape's hash, and is the same each time", () => {
  const document = hostileDocument();
  const source = generate("csharp", documentWith({}));
  assert.match(
    source,
    /^\/\/ Generated from new\.worldport sha256:00\. Do not edit\.\nnamespace Worldport\.Models\.New\n/,
  );
  assert.match(source, /public const string ShapeHash = "sha256:01";/);
  assert.equal(generate("csharp", document), generate("csharp", document));
});

test("no word of a document leaves its comment or literal", () => {
  const source = generate("csharp", hostileDocument());
  const outside = source
    .split("\n")
    .map((line) => line.replace(/^\s*\/\/.*$/, "").replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'))
    .join("\n");
  assert.doesNotMatch(outside, /System\.Diagnostics/);
  for (const end of ["\r", "\u0085", "\u2028", "\u2029"]) assert.ok(!source.includes(end), JSON.stringify(end));
});

test("names that meet get numbers, and none is a keyword", () => {
  const source = generate("csharp", hostileDocument());
  for (const wanted of [/ @class\b/, / @class_2\b/, /\bBigRed,/, /\bBigRed_2,/, /\b_3d,/, /\bValue,/])
    assert.match(source, wanted);
});
