/**
 * Schema document → OpenAPI 3.1, as vocabulary for tools that read it: commands as `/events/<command>`, messages as
 * webhooks, tracks under `x-reactor`. No such HTTP routes exist; commands travel over the link.
 */
import type { CommandDocument, MessageDocument, SchemaDocument } from "../../shared-schema/document.ts";
import type { Json, JsonMap } from "../../shared-schema/json.ts";

/** The same contract as an OpenAPI document. */
export function openApiDocument(document: SchemaDocument): JsonMap {
  const { model, tracks, commands, messages, hash, shape_hash } = document;
  return {
    openapi: "3.1.0",
    info: { title: model.title, version: `v${model.version}`, description: model.description },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    "x-reactor": { tracks: tracks.map(({ name, kind, direction }) => ({ name, kind, direction })) },
    "x-worldport": { model: model.id, hash, shape_hash, tracks: tracks as unknown as Json },
    paths: Object.fromEntries(commands.map((command) => [`/events/${command.name}`, { post: operation(command) }])),
    webhooks: Object.fromEntries(messages.map((message) => [message.name, { post: webhook(message) }])),
  };
}

function operation({ name, description, semantics, args, reply, input, release, bindings }: CommandDocument): JsonMap {
  const at = `#/paths/~1events~1${name}/post`;
  return {
    operationId: name,
    summary: description,
    "x-worldport": {
      semantics,
      input: input as unknown as Json,
      release,
      bindings: (bindings ?? null) as unknown as Json,
    },
    requestBody: {
      required: Array.isArray(args["required"]),
      content: json(args, `${at}/requestBody`),
    },
    responses:
      reply === null
        ? { "202": { description: "Applied between two steps of the model; no result." } }
        : { "200": { description: "Applied; the command's result.", content: json(reply, `${at}/responses/200`) } },
  };
}

function webhook({ name, description, data }: MessageDocument): JsonMap {
  return {
    operationId: name,
    summary: description,
    requestBody: { required: true, content: json(data, `#/webhooks/${name}/post/requestBody`) },
    responses: { "204": { description: "Nothing is expected." } },
  };
}

function json(schema: JsonMap, at: string): JsonMap {
  return { "application/json": { schema: moved(schema, `${at}/content/application~1json/schema`) } };
}

/** References inside a schema begin at its own root, which lies at `root` here. */
function moved(value: Json, root: string): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => moved(item, root));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonMap).map(([key, item]): [string, Json] =>
      key === "$ref" && typeof item === "string" && item.startsWith("#")
        ? [key, root + item.slice(1)]
        : [key, moved(item, root)],
    ),
  );
}
