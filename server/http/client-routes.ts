/** Typed clients and schema differences over HTTP, of the model that plays and of saved schema documents. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { pascalCase } from "../../shared-schema/naming.ts";
import { generate, LANGUAGES, type Language } from "../schema/codegen/generate.ts";
import { schemaDiff } from "../schema/diff.ts";

const MOST_BYTES = 1024 * 1024;

interface Asked {
  readonly Params: { readonly language: string };
}

/** The document of the model, or null after an answer that says why there is none. */
export type KnownDocument = (request: FastifyRequest, reply: FastifyReply) => Promise<SchemaDocument | null>;

/** Puts clients at `/client/<language>`, differences at `/schema/diff`. `isLocked` answers a request that lacks the server's token. */
export function clientRoutes(
  app: FastifyInstance,
  isLocked: (request: FastifyRequest, reply: FastifyReply) => boolean,
  known: KnownDocument,
): void {
  app.get<Asked>("/client/:language", async (request, reply) => {
    const document = await known(request, reply);
    return document === null ? reply : send(reply, request.params.language, document);
  });
  app.post<Asked>("/client/:language", { bodyLimit: MOST_BYTES }, async (request, reply) => {
    if (isLocked(request, reply)) return reply;
    const problem = problemOf(request.body);
    if (problem !== null) return refuse(reply, 400, "bad_message", `The body is no schema document: ${problem}`);
    return send(reply, request.params.language, request.body as SchemaDocument);
  });
  app.post("/schema/diff", { bodyLimit: MOST_BYTES }, async (request, reply) => {
    const { body } = request;
    if (!isPair(body)) {
      const live = await known(request, reply);
      return live === null ? reply : sendDiff(reply, body, live, "The body");
    }
    if (isLocked(request, reply)) return reply;
    const problem = problemOf(body.after);
    if (problem !== null) return refuse(reply, 400, "bad_message", `\`after\` is no schema document: ${problem}`);
    return sendDiff(reply, body.before, body.after as SchemaDocument, "`before`");
  });
}

/** Whether a body holds two documents; one is compared with the model's. */
function isPair(body: unknown): body is { readonly before: unknown; readonly after: unknown } {
  return isMap(body) && !("worldport" in body) && "before" in body && "after" in body;
}

function sendDiff(reply: FastifyReply, before: unknown, after: SchemaDocument, called: string): FastifyReply {
  const problem = problemOf(before);
  if (problem !== null) return refuse(reply, 400, "bad_message", `${called} is no schema document: ${problem}`);
  try {
    return reply.header("Cache-Control", "no-store").send(schemaDiff(before as SchemaDocument, after));
  } catch (error) {
    return refuse(reply, 400, "bad_message", notAsWritten(error));
  }
}

function send(reply: FastifyReply, language: string, document: SchemaDocument): FastifyReply {
  if (!(LANGUAGES as readonly string[]).includes(language)) {
    const message = `There are no clients in ${JSON.stringify(language.slice(0, 40))}; there are: ${LANGUAGES.join(", ")}.`;
    return refuse(reply, 404, "not_found", message);
  }
  let text: string;
  try {
    text = generate(language as Language, document);
  } catch (error) {
    return refuse(reply, 400, "bad_message", notAsWritten(error));
  }
  reply.header("Content-Disposition", `attachment; filename="${fileOf(language as Language, document.model.id)}"`);
  return reply.header("Cache-Control", "no-store").type("text/plain; charset=utf-8").send(text);
}

function notAsWritten(error: unknown): string {
  return `The document is not as \`worldport schema\` writes it: ${(error as Error).message}`;
}

/** What a language's programmers call a file that holds such a client. */
function fileOf(language: Language, id: string): string {
  const name = id.replaceAll("-", "_");
  if (language === "gdscript") return `${name}_model.gd`;
  return language === "csharp" ? `${pascalCase(name)}Model.cs` : `${id}.ts`;
}

/** Why a body is no schema document, or null. */
function problemOf(body: unknown): string | null {
  if (!isMap(body) || body["worldport"] !== 1)
    return 'it lacks "worldport": 1. Write one with: worldport schema <model>';
  const model = body["model"];
  if (!isMap(model) || typeof model["id"] !== "string" || !/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(model["id"]))
    return "model.id is no name of a model, such as testcard.";
  for (const [list, schema] of [
    ["commands", "args"],
    ["messages", "data"],
  ] as const) {
    const entries = body[list];
    if (!Array.isArray(entries) || !entries.every((one) => isNamed(one) && isMap(one[schema])))
      return `${list} is no list of entries with name and ${schema}.`;
  }
  return null;
}

function isNamed(value: unknown): value is Record<string, unknown> {
  return isMap(value) && typeof value["name"] === "string" && /^[a-z][a-z0-9_]{0,63}$/.test(value["name"]);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ error: { code, message } });
}
