/** Contract → schema document: stable bytes, two hashes, and the same contract as OpenAPI. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { z } from "zod";
import { command, Model, message, videoIn, videoOut } from "../../server/index.ts";
import { contractOf } from "../../server/model/contract.ts";
import { documentText, schemaDocument } from "../../server/schema/export.ts";
import { openApiDocument } from "../../server/schema/openapi.ts";
import type { SchemaDocument } from "../../shared-schema/document.ts";

interface Words {
  readonly speed: string;
  readonly inner: string;
  readonly description: string;
  readonly max: number;
}

function documentWith(words: Partial<Words> = {}): SchemaDocument {
  const { speed = "How fast.", inner = "Deep inside.", description = "Flies faster.", max = 4 } = words;
  class Flyer extends Model {
    static readonly id = "flyer";
    static readonly version = "1.2.3";
    static readonly tracks = {
      main: videoOut({ width: 8, height: 4 }),
      camera: videoIn({ width: 2, height: 2, fps: 0 }),
    };
    static readonly messages = { scored: message("A goal.", { points: z.number().int().describe(inner) }) };
    *startSession() {}

    @command(
      description,
      {
        speed: z.number().min(0).max(max).default(1).describe(speed),
        about: z.object({ title: z.string().describe(inner), description: z.string() }).optional(),
      },
      { reply: z.object({ was: z.number() }).describe(inner), input: { kind: "slider" } },
    )
    setSpeed() {
      return { was: 1 };
    }

    @command("Jumps.")
    jump() {}
  }
  return schemaDocument(contractOf(Flyer));
}

test("the document says what the class says, in the order of the protocol", () => {
  const document = documentWith();
  assert.deepEqual(Object.keys(document), [
    "worldport",
    "hash",
    "shape_hash",
    "model",
    "tracks",
    "commands",
    "messages",
  ]);
  assert.deepEqual(document.model, { id: "flyer", version: "1.2.3", title: "Flyer", description: "" });
  assert.deepEqual(document.tracks[1], {
    name: "camera",
    kind: "video",
    direction: "in",
    width: 2,
    height: 2,
    max_width: 2,
    max_height: 2,
    fps: 0,
    format: "rgba8",
    color_space: "srgb",
    row_order: "top_down",
    alpha: "opaque",
    scaling: "smooth",
  });
  assert.deepEqual(document.commands[0], {
    name: "set_speed",
    description: "Flies faster.",
    semantics: "held",
    args: {
      additionalProperties: false,
      properties: {
        speed: { default: 1, description: "How fast.", maximum: 4, minimum: 0, type: "number" },
        about: {
          properties: { title: { description: "Deep inside.", type: "string" }, description: { type: "string" } },
          required: ["title", "description"],
          type: "object",
        },
      },
      type: "object",
    },
    reply: { description: "Deep inside.", properties: { was: { type: "number" } }, required: ["was"], type: "object" },
    input: { kind: "slider" },
    release: null,
    bindings: null,
  });
  assert.deepEqual(document.messages[0]?.name, "scored");
});

test("fields keep the author's order", () => {
  assert.deepEqual(Object.keys(documentWith().commands[0]?.args["properties"] as object), ["speed", "about"]);
});

test("the same class gives the same bytes, and the hash is that of the document without it", () => {
  const document = documentWith();
  assert.equal(documentText(document), documentText(documentWith()));
  const { hash, ...rest } = document;
  const { worldport, shape_hash, model, tracks, commands, messages } = rest;
  const text = JSON.stringify({ worldport, shape_hash, model, tracks, commands, messages });
  assert.equal(hash, `sha256:${createHash("sha256").update(text).digest("hex")}`);
});

test("changed texts change the hash and never the shape", () => {
  const plain = documentWith();
  for (const words of [{ speed: "Other." }, { inner: "Other." }, { description: "Other." }]) {
    const other = documentWith(words);
    assert.notEqual(other.hash, plain.hash);
    assert.equal(other.shape_hash, plain.shape_hash, JSON.stringify(words));
  }
  assert.notEqual(documentWith({ max: 5 }).shape_hash, plain.shape_hash);
});

test("a field that is called title or description is part of the shape", () => {
  const shapeWith = (field: string): string => {
    class A extends Model {
      static readonly id = "a";
      static readonly tracks = { main: videoOut({ width: 1, height: 1 }) };
      *startSession() {}
      @command("Acts.", { [field]: z.string().optional(), deep: z.object({ [field]: z.string().optional() }) })
      act() {}
    }
    return schemaDocument(contractOf(A)).shape_hash;
  };
  assert.notEqual(shapeWith("title"), shapeWith("description"));
  assert.notEqual(shapeWith("title"), shapeWith("name"));
});

test("OpenAPI has commands as paths, messages as webhooks, tracks under x-reactor", () => {
  const document = documentWith();
  // biome-ignore lint/suspicious/noExplicitAny: read by literal keys
  const openapi = openApiDocument(document) as Record<string, any>;
  assert.equal(openapi["openapi"], "3.1.0");
  assert.deepEqual(openapi["info"], { title: "Flyer", version: "v1.2.3", description: "" });
  assert.deepEqual(openapi["x-reactor"], {
    tracks: [
      { name: "main", kind: "video", direction: "out" },
      { name: "camera", kind: "video", direction: "in" },
    ],
  });
  const { post } = openapi["paths"]["/events/set_speed"];
  assert.equal(post.operationId, "set_speed");
  assert.equal(post.summary, "Flies faster.");
  assert.deepEqual(post.requestBody.content["application/json"].schema, document.commands[0]?.args);
  assert.deepEqual(post.responses["200"].content["application/json"].schema, document.commands[0]?.reply);
  assert.deepEqual(Object.keys(openapi["paths"]["/events/jump"].post.responses), ["202"]);
  assert.deepEqual(
    openapi["webhooks"].scored.post.requestBody.content["application/json"].schema,
    document.messages[0]?.data,
  );
});

test("references inside an args schema still lead to where they should", () => {
  const tree: z.ZodType = z.object({
    name: z.string(),
    get children() {
      return z.array(tree);
    },
  });
  class A extends Model {
    static readonly id = "a";
    static readonly tracks = { main: videoOut({ width: 1, height: 1 }) };
    *startSession() {}
    @command("Grows.", { tree })
    grow() {}
  }
  const openapi = openApiDocument(schemaDocument(contractOf(A)));
  const references = [...JSON.stringify(openapi).matchAll(/"\$ref":"([^"]*)"/g)].map(
    ([, reference]) => reference ?? "",
  );
  assert.ok(references.length > 0);
  for (const reference of references) {
    const steps = reference
      .slice(2)
      .split("/")
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    const found = steps.reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step],
      openapi,
    );
    assert.equal(typeof found, "object", reference);
  }
});
