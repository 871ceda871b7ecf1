/** The published JSON Schema of manifests, and what is said to follow it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { manifestSchemaText } from "../../server/onnx/manifest.ts";
import { openOnnxModel } from "../../server/onnx/onnx-source.ts";
import { writeModel } from "./play.ts";
import { walkGraph } from "./walk-graph.ts";

const read = (path: string): string => readFileSync(new URL(`../../server/${path}`, import.meta.url), "utf8");

test("the committed JSON Schema is the one that is checked by", () => {
  assert.equal(
    read("onnx/manifest.schema.json"),
    manifestSchemaText(),
    "it differs; run server/onnx/write-manifest-schema.ts",
  );
});

const check = new Ajv.default({ strict: false }).compile(JSON.parse(read("onnx/manifest.schema.json")) as object);

for (const name of ["reaction", "restyle"])
  test(`${name}'s manifest names the JSON Schema and follows it`, () => {
    const manifest = JSON.parse(read(`models/${name}/${name}.model.json`)) as { $schema: string };
    assert.equal(manifest.$schema, "../../onnx/manifest.schema.json");
    assert.ok(check(manifest), JSON.stringify(check.errors));
  });

const EXAMPLES = [...read("onnx/README.md").matchAll(/```json\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

test("the README's whole manifests follow the JSON Schema and fit the graph that it describes", () => {
  const whole = EXAMPLES.filter((text) => text.includes('"manifest": 1'));
  assert.ok(whole.length >= 2);
  for (const text of whole) {
    assert.ok(check(JSON.parse(text)), `${text}: ${JSON.stringify(check.errors)}`);
    const { $schema: _, graph: __, ...manifest } = JSON.parse(text) as Record<string, unknown>;
    openOnnxModel(writeModel(walkGraph(), manifest));
  }
});

test("the README's pieces are JSON", () => {
  for (const text of EXAMPLES)
    assert.doesNotThrow(() => JSON.parse(text.trim().startsWith('"') ? `{${text}}` : text), text);
});

test("the README names every key of the format", () => {
  const readme = read("onnx/README.md");
  const keys = new Set<string>();
  collect(JSON.parse(manifestSchemaText()), keys);
  for (const key of keys)
    assert.ok(readme.includes(`\`${key}\``) || readme.includes(`"${key}"`), `README.md says nothing about "${key}".`);
});

function collect(schema: unknown, keys: Set<string>): void {
  if (typeof schema !== "object" || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === "properties") for (const name of Object.keys(value as object)) keys.add(name);
    collect(value, keys);
  }
}
