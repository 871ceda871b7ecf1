/** The WHEP routes: bodies and headers in, statuses and headers out. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { ERRORS, ProtocolError } from "../../shared-schema/errors.ts";
import type { Whep } from "../webrtc/whep.ts";
import type { AddRoutes } from "./routes.ts";

/** Puts WHEP at `/whep`. `maxOfferBytes`: the largest offer that is read; `iceLinks`: `Link` to the ICE servers. */
export function whepRoutes(whep: Whep, maxOfferBytes: number, iceLinks: string): AddRoutes {
  return (app, isLocked, opens) => {
    const texts = ["application/sdp", "application/trickle-ice-sdpfrag"];
    // One byte more than is read is enough to say that it is too much.
    app.addContentTypeParser(texts, { parseAs: "string", bodyLimit: maxOfferBytes + 1 }, (_request, body, done) =>
      done(null, body),
    );

    // A browser's preflight comes without the token, and must pass; the passwords of TURN servers need it.
    app.options("/whep", async (request, reply) => {
      if (iceLinks !== "" && opens(request)) reply.header("Link", iceLinks).header("Cache-Control", "no-store");
      return reply.header("Accept-Post", "application/sdp").code(204).send();
    });

    app.post("/whep", { bodyLimit: maxOfferBytes + 1 }, (request, reply) =>
      answering(reply, async () => {
        if (isLocked(request, reply) || !is(request, reply, "application/sdp")) return reply;
        const { id, answer, etag } = await whep.offer(request.body as string);
        reply.code(201).header("Location", `/whep/${id}`).header("ETag", etag).header("Accept-Patch", texts[1]);
        if (iceLinks !== "") reply.header("Link", iceLinks);
        return reply.header("Cache-Control", "no-store").type("application/sdp").send(answer);
      }),
    );

    app.patch<{ Params: { id: string } }>("/whep/:id", (request, reply) =>
      answering(reply, async () => {
        if (isLocked(request, reply) || !is(request, reply, "application/trickle-ice-sdpfrag")) return reply;
        const ifMatch = request.headers["if-match"];
        await whep.candidates(request.params.id, request.body as string, ifMatch);
        return reply.code(204).send();
      }),
    );

    app.delete<{ Params: { id: string } }>("/whep/:id", (request, reply) =>
      answering(reply, async () => {
        if (isLocked(request, reply)) return reply;
        await whep.end(request.params.id);
        return reply.code(200).send();
      }),
    );
  };
}

/** Whether the body is of this type; otherwise the answer says so. */
function is(request: FastifyRequest, reply: FastifyReply, type: string): boolean {
  const given = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (given === type && typeof request.body === "string") return true;
  const message = `The body is ${given === "" ? "of no type" : given}; send ${type}.`;
  void reply.code(415).send({ error: { code: "bad_message", message } });
  return false;
}

async function answering(reply: FastifyReply, run: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (error.code === "not_ready") reply.header("Retry-After", "1");
    return reply.code(ERRORS[error.code].status ?? 400).send({ error: { code: error.code, message: error.message } });
  }
}
