/** The HTTP routes: page, schema, health, session, frames. No logic: they read what a stage tells. */
import type { ServerResponse } from "node:http";
import { encode } from "@msgpack/msgpack";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { ERRORS, type ErrorCode } from "../../shared-schema/errors.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import type { Journal } from "../ground/journal.ts";
import { documentText } from "../schema/export.ts";
import { openApiDocument } from "../schema/openapi.ts";
import type { Stage } from "../session/stage.ts";
import { clientRoutes } from "./client-routes.ts";
import { CONTENT_SECURITY_POLICY, pageFiles } from "./page.ts";
import { ALLOWED_HEADERS, EXPOSED_HEADERS, type Refusal, Security } from "./security.ts";

export interface RoutesOptions {
  readonly stage: Stage;
  readonly security: Security;
  readonly journal: Journal;
  /** Links of all kinds that are open. */
  readonly openLinks: () => number;
  /** What stands at `GET /session` beside the report: Reactor's descriptor, and what the encoders do. */
  readonly descriptor?: () => JsonMap;
  /** Further routes of the same server. */
  readonly more?: readonly AddRoutes[];
}

/**
 * Adds routes; `isLocked` answers a request that lacks the server's token, and gives true then; `opens` only tells
 * whether the request has what it needs.
 */
export type AddRoutes = (
  app: FastifyInstance,
  isLocked: (request: FastifyRequest, reply: FastifyReply) => boolean,
  opens: (request: FastifyRequest) => boolean,
) => void;

/** The links frames can be streamed to; the WebSocket transport has them. */
export interface FrameLinks {
  openFrames(token: string, response: ServerResponse, headers: Readonly<Record<string, string>>): boolean;
}

/** Makes the HTTP server; `links` is asked late, because the transport is made on this server. */
export function makeRoutes(options: RoutesOptions, links: () => FrameLinks): FastifyInstance {
  const { stage, security, journal, openLinks, descriptor, more = [] } = options;
  const app = fastify({
    logger: false,
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    // A HEAD made from GET would run it: one of /frames would take a client's frames away.
    exposeHeadRoutes: false,
    // A URL that can't be read comes here past all hooks.
    frameworkErrors: (error, request, reply) => {
      if (!isRefused(request, reply)) failUnread(request, reply, error);
    },
  });

  app.addHook("onRequest", async (request, reply) => (isRefused(request, reply) ? reply : undefined));
  app.setNotFoundHandler((request, reply) =>
    fail(
      reply,
      "not_found",
      `There is no ${request.method} ${request.url.split("?")[0]}. There is: GET /, /schema, /client/<language>, POST /schema/diff, /openapi.json, /health, /session, /frames, POST /whep and the WebSocket /ws.`,
    ),
  );
  app.setErrorHandler((error: Failure, request, reply) => {
    if ((error.statusCode ?? 500) < 500) return failUnread(request, reply, error);
    const route = `${request.method} ${request.url.split("?")[0]}`;
    journal("error", "route_failed", { route, cause: error.stack ?? error.message });
    return fail(reply, "internal_error", "The server failed to answer; its log has the cause.");
  });
  app.options("/*", async (_request, reply) => reply.code(204).send());
  for (const add of more) add(app, isLocked, opens);

  for (const [path, { type, body }] of pageFiles())
    app.get(path, { exposeHeadRoute: true }, async (_request, reply) => {
      reply.header("Content-Security-Policy", CONTENT_SECURITY_POLICY).header("Cache-Control", "no-cache").type(type);
      return reply.send(body);
    });

  app.get("/health", { exposeHeadRoute: true }, async (_request, reply) => {
    const { state, progress, detail, document } = stage;
    const ready = state !== "loading" && state !== "failed";
    reply.code(ready ? 200 : 503).header("Cache-Control", "no-store");
    return {
      live: true,
      ready,
      state,
      progress,
      detail,
      model: document?.model.id ?? null,
      connections: openLinks(),
    };
  });

  app.get("/schema", async (request, reply) => {
    const document = await known(request, reply);
    if (document === null) return reply;
    if (wantsMsgpack(request))
      return reply.type("application/msgpack").send(Buffer.from(encode(document, { ignoreUndefined: true })));
    return reply.type("application/json; charset=utf-8").send(documentText(document));
  });

  clientRoutes(app, isLocked, known);

  app.get("/openapi.json", async (request, reply) => {
    const document = await known(request, reply);
    return document === null ? reply : reply.send(openApiDocument(document));
  });

  app.get("/session", async (request, reply) =>
    isLocked(request, reply) ? reply : { ...descriptor?.(), ...stage.report },
  );

  app.post("/session", async (request, reply) => {
    if (isLocked(request, reply)) return reply;
    const seed = (request.body as { seed?: unknown } | null)?.seed;
    if (seed !== undefined && !(Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) <= 0xffffffff))
      return fail(
        reply,
        "bad_message",
        `seed is ${JSON.stringify(seed)}; accepted is an integer from 0 to 4294967295.`,
      );
    if (!stage.open(seed as number | undefined))
      return reply.code(409).send({
        error: {
          code: "no_session",
          message: `A session can be opened in state ready; it is ${stage.state}.`,
        },
      });
    return reply.code(201).send(stage.report);
  });

  app.get("/frames", async (request, reply) => {
    const token = Security.bearer(request.headers);
    if (token !== undefined && links().openFrames(token, reply.raw, reply.getHeaders() as Record<string, string>))
      return reply.hijack();
    const message = "Send Authorization: Bearer <welcome.frames_token> of a WebSocket link that is open.";
    return fail(reply, "bad_frames_token", message);
  });

  /** Whether Host or Origin refused the request; else the answer has its headers for browsers. */
  function isRefused(request: FastifyRequest, reply: FastifyReply): boolean {
    const refusal = security.refusal(request.headers);
    if (refusal !== null) {
      refuse(reply, refusal);
      return true;
    }
    const { origin } = request.headers;
    if (origin !== undefined) cors(reply, origin);
    reply.header("X-Content-Type-Options", "nosniff");
    return false;
  }

  /** The document once it is known, or null after an answer that says why not. */
  async function known(request: FastifyRequest, reply: FastifyReply): Promise<SchemaDocument | null> {
    if (isLocked(request, reply)) return null;
    if (stage.document === null) {
      reply.header("Retry-After", "1");
      if (stage.state === "failed") fail(reply, "model_failed", stage.detail);
      else fail(reply, "not_ready", "The model is still being read. Try again, or watch GET /health.");
    }
    return stage.document;
  }

  function opens(request: FastifyRequest): boolean {
    return security.opens(Security.bearer(request.headers));
  }

  function isLocked(request: FastifyRequest, reply: FastifyReply): boolean {
    if (opens(request)) return false;
    refuse(reply, {
      status: 401,
      code: "unauthorized",
      message: "Send Authorization: Bearer <token>, the token the server printed when it started.",
    });
    return true;
  }

  return app;
}

function wantsMsgpack(request: FastifyRequest): boolean {
  return /application\/(x-|vnd\.)?msgpack/.test(request.headers.accept ?? "");
}

function cors(reply: FastifyReply, origin: string): void {
  reply.header("Access-Control-Allow-Origin", origin).header("Vary", "Origin");
  reply.header("Access-Control-Allow-Headers", ALLOWED_HEADERS);
  reply.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
  reply.header("Access-Control-Expose-Headers", EXPOSED_HEADERS);
}

function refuse(reply: FastifyReply, { status, code, message }: Refusal): FastifyReply {
  return reply.code(status).send({ error: { code, message } });
}

interface Failure {
  readonly statusCode?: number;
  readonly message: string;
  readonly stack?: string;
}

/** Answers a request that can't be read. */
function failUnread(
  request: FastifyRequest,
  reply: FastifyReply,
  { statusCode = 400, message }: Failure,
): FastifyReply {
  if (statusCode !== 413) return reply.code(statusCode).send({ error: { code: "bad_message", message } });
  const most = request.routeOptions.bodyLimit;
  return fail(reply, "message_too_large", `The body is too large; at most ${most} bytes are read here.`);
}

function fail(reply: FastifyReply, code: ErrorCode, message: string): FastifyReply {
  return reply.code(ERRORS[code].status ?? 500).send({ error: { code, message } });
}
