/** Reactor's local API: bodies in, what `Reactor` says out, with the statuses and `{"detail": …}` its clients expect. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { ERRORS, ProtocolError } from "../../shared-schema/errors.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import { issuesOf } from "../../shared-schema/messages.ts";
import { Decline } from "../reactor/decline.ts";
import type { Traits } from "../reactor/guests.ts";
import type { Reactor } from "../reactor/reactor.ts";
import type { AddRoutes } from "./routes.ts";
import { Security } from "./security.ts";

/** The answer to an offer is given by asking for it; most are there before the offer is answered. */
const ANSWER_WAIT_MS = 2_000;

const session = z.object({ model: z.object({ name: z.string() }).optional() });
const offer = z.object({
  sdp_offer: z.string().min(1),
  track_mapping: z
    .array(
      z.object({
        mid: z.string().max(64),
        name: z.string().max(64),
        kind: z.enum(["video", "audio"]),
        direction: z.enum(["recvonly", "sendonly"]),
      }),
    )
    .max(32),
});
const candidates = z.object({
  candidates: z
    .array(
      z.object({
        candidate: z.string().max(1024),
        sdp_mid: z.string().max(64).nullish(),
        sdp_mline_index: z.number().int().min(0).nullish(),
      }),
    )
    .max(256),
  is_final: z.boolean().optional(),
});
const upload = z.object({
  name: z.string().max(255),
  size: z.number().int().min(1),
  mime_type: z.string().max(128),
  upload_id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullish(),
});

interface Params {
  readonly sid: string;
  readonly cid?: string;
  readonly id?: string;
}
type Request = FastifyRequest<{ Params: Params }>;

/** Puts Reactor's routes beside the server's own. */
export function reactorRoutes(reactor: Reactor, security: Security, limits: Limits): AddRoutes {
  return (app) => {
    void app.register(async (routes) => {
      routes.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => declined(reply, error));
      routes.addHook("onRequest", async (request) => {
        // Whoever knows an upload's random id was told it by someone who may reserve one.
        if (request.routeOptions.url === "/uploads/:id" || security.opens(Security.bearer(request.headers))) return;
        throw new Decline(401, "Send Authorization: Bearer <token>, the token the server printed when it started.");
      });
      sessionRoutes(routes, reactor);
      // JSON doubles the length of line ends.
      transportRoutes(routes, reactor, 2 * limits.max_offer_bytes);
      uploadRoutes(routes, reactor, limits.max_upload_bytes);
    });
  };
}

function sessionRoutes(app: FastifyInstance, reactor: Reactor): void {
  app.post("/start_session", async (request) => reactor.start(traitsOf(request)));
  app.post("/stop_session", async (request) => {
    reactor.stop(traitsOf(request));
    return { status: "stopped" };
  });

  // The API of Reactor's cloud, as far as a client needs it that sends a token: new Reactor({ apiUrl }).connect(token).
  app.post("/sessions", async (request, reply) => {
    const { model } = read(session, request.body ?? {});
    return reply.code(201).send(reactor.begin(traitsOf(request), model?.name));
  });
  app.get<{ Params: Params }>("/sessions/:sid", async ({ params }) => reactor.describe(params.sid));
  app.get<{ Params: Params }>("/sessions/:sid/info", async ({ params }) => reactor.describe(params.sid));
  app.delete<{ Params: Params }>("/sessions/:sid", async ({ params }, reply) => {
    reactor.end(params.sid);
    return reply.code(204).send();
  });
}

function transportRoutes(app: FastifyInstance, reactor: Reactor, bodyLimit: number): void {
  const at = "/sessions/:sid/transport/webrtc";
  app.get<{ Params: Params }>(`${at}/ice_servers`, async ({ params }) => ({
    ice_servers: reactor.iceServers(params.sid),
  }));
  app.post<{ Params: Params }>(`${at}/connections`, async ({ params }, reply) => {
    const { id, trackMap } = reactor.connect(params.sid);
    return reply.code(201).send({ connection_id: id, track_map: trackMap });
  });
  // The short form is that of clients that have one connection and no word for it (SDK 2.9).
  for (const path of [`${at}/sdp_params`, `${at}/connections/:cid/sdp_params`]) {
    app.route<{ Params: Params }>({
      method: ["POST", "PUT"],
      url: path,
      bodyLimit,
      handler: async (request: Request, reply) => {
        const { sdp_offer, track_mapping } = read(offer, request.body);
        const line = lineOf(reactor, request);
        const negotiating = line.negotiate(sdp_offer, track_mapping);
        await withinMs(ANSWER_WAIT_MS, negotiating);
        line.answer();
        return reply.code(202).send({ connection_id: line.id });
      },
    });
    app.get<{ Params: Params }>(path, async (request, reply) => {
      const line = lineOf(reactor, request);
      const answer = line.answer();
      reply.header("Cache-Control", "no-store");
      if (answer === null) return reply.code(202).send({ connection_id: line.id });
      return { sdp_answer: answer, connection_id: line.id };
    });
  }
  app.post<{ Params: Params }>(`${at}/connections/:cid/ice_candidates`, async (request, reply) => {
    const body = read(candidates, request.body);
    const given = body.candidates.map(({ candidate, sdp_mid, sdp_mline_index }) => ({
      candidate,
      sdpMid: sdp_mid ?? null,
      sdpMLineIndex: sdp_mline_index ?? null,
    }));
    await lineOf(reactor, request).addCandidates(given);
    return reply.code(202).send({});
  });
}

function uploadRoutes(app: FastifyInstance, reactor: Reactor, maxUploadBytes: number): void {
  app.post<{ Params: Params }>("/sessions/:sid/uploads", async (request, reply) => {
    const { upload_id, ...wanted } = read(upload, request.body);
    const id = reactor.reserve(request.params.sid, { ...wanted, upload_id: upload_id ?? undefined });
    const { protocol, headers } = request;
    // SDK 2.9 puts the bytes at this address as it is, so it is the one the client knows the server by.
    const url = `${protocol}://${headers.host ?? ""}/uploads/${id}`;
    return reply.code(201).send({ presigned_id: id, presigned_url: url, path: `/uploads/${id}` });
  });

  void app.register(async (bytes) => {
    // Any type: a file is what it is.
    bytes.removeAllContentTypeParsers();
    bytes.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: maxUploadBytes }, (_request, body, done) =>
      done(null, body),
    );
    bytes.put<{ Params: Params }>(
      "/uploads/:id",
      {
        bodyLimit: maxUploadBytes,
        // Before a byte is read: only what was reserved is let in.
        preParsing: async (request, reply) => {
          const id = request.params.id ?? "";
          const length = request.headers["content-length"];
          reactor.uploads.begin(id, length === undefined ? null : Number(length));
          reply.raw.once("close", () => reactor.uploads.abandon(id));
        },
      },
      async (request) => {
        const { body } = request;
        reactor.uploads.put(request.params.id ?? "", Buffer.isBuffer(body) ? body : Buffer.alloc(0));
        return {};
      },
    );
  });
}

function lineOf(reactor: Reactor, { params }: Request) {
  if (params.cid === undefined) return reactor.line(params.sid, null);
  if (!/^\d{1,9}$/.test(params.cid)) throw new Decline(404, `There is no connection "${params.cid.slice(0, 20)}".`);
  return reactor.line(params.sid, Number(params.cid));
}

/** @throws Decline 422 */
function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {}, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Decline(
    422,
    issuesOf(parsed.error)
      .map(({ message }) => message)
      .join(" "),
  );
}

function declined(reply: FastifyReply, error: Error & { statusCode?: number }): FastifyReply {
  const send = (status: number, detail: string): FastifyReply => reply.code(status).send({ detail });
  if (error instanceof Decline) {
    if (error.status === 503) reply.header("Retry-After", "1");
    return send(error.status, error.message);
  }
  if (error instanceof ProtocolError) {
    const status = ERRORS[error.code].status ?? 500;
    // To its clients a body that can be parsed and not used is 422.
    if (status === 503) reply.header("Retry-After", "1");
    return send(error.code === "bad_message" || error.code === "bad_offer" ? 422 : status, error.message);
  }
  const status = error.statusCode ?? 500;
  if (status < 500) return send(status === 400 ? 422 : status, error.message);
  throw error;
}

function traitsOf(request: FastifyRequest): Traits {
  const { "user-agent": agent = "", origin = "" } = request.headers;
  return { address: request.ip, agent: agent.slice(0, 256), origin: origin.slice(0, 256) };
}

/** Waits for what is under way, but no longer than this; what it throws is thrown, also when it comes later unheard. */
async function withinMs(ms: number, underWay: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  underWay.catch(() => undefined);
  await Promise.race([
    underWay,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    }),
  ]).finally(() => clearTimeout(timer));
}
