/** Contract → schema document: the same contract always gives the same bytes. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { CommandDocument, MessageDocument, SchemaDocument, TrackDocument } from "../../shared-schema/document.ts";
import type { Json, JsonMap } from "../../shared-schema/json.ts";
import type { Contract } from "../model/contract.ts";
import { withBindings } from "./bindings.ts";
import { eachField, shapeOf } from "./shape.ts";

/** Publishes a contract. Tracks, commands, messages and fields keep the author's order; keywords of schemas are sorted. */
export function schemaDocument(contract: Contract): SchemaDocument {
  const model = {
    id: contract.id,
    version: contract.version,
    title: contract.title,
    description: contract.description,
  };
  const tracks = Object.entries(contract.tracks).map(
    ([name, track]): TrackDocument => ({
      name,
      kind: track.kind,
      direction: track.direction,
      width: track.width,
      height: track.height,
      max_width: track.maxWidth,
      max_height: track.maxHeight,
      fps: track.fps,
      format: "rgba8",
      color_space: "srgb",
      row_order: "top_down",
      alpha: track.alpha,
      scaling: track.scaling,
    }),
  );
  const declared = [...contract.commands.values()].map(
    (command): CommandDocument => ({
      name: command.name,
      description: command.description,
      semantics: command.semantics,
      args: jsonSchema(command.args),
      reply: command.reply === null ? null : jsonSchema(command.reply),
      input: command.input,
      release: command.release,
    }),
  );
  const commands = withBindings(declared);
  const messages = [...contract.messages.values()].map(
    (message): MessageDocument => ({
      name: message.name,
      description: message.description,
      data: jsonSchema(message.data),
    }),
  );
  const shape_hash = hash(shapeOf({ tracks, commands, messages }));
  const body = { worldport: 1 as const, shape_hash, model, tracks, commands, messages };
  const { worldport, ...rest } = body;
  return { worldport, hash: hash(body as unknown as Json), ...rest };
}

/** The document's canonical text: what `GET /schema` and `worldport schema` give, newline at the end. */
export function documentText(document: SchemaDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function jsonSchema(type: z.ZodType): JsonMap {
  const { $schema, ...schema } = z.toJSONSchema(type, { io: "input" }) as Record<string, Json>;
  return sorted(schema) as JsonMap;
}

function hash(value: Json): string {
  return `sha256:${createHash("sha256").update(JSON.stringify(value)).digest("hex")}`;
}

/** Sorts a schema's keywords, and leaves the order of its fields, which is the author's. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, key === "properties" ? eachField(item as JsonMap, sorted) : sorted(item as Json)]),
  );
}
