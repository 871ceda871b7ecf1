/** The composition root: the only file that names concrete classes. Configuration → a running server. */
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { Config } from "./config.ts";
import { type Clock, systemClock } from "./ground/clock.ts";
import type { Journal } from "./ground/journal.ts";
import { ModelThread } from "./host/thread/model-thread.ts";
import { ThreadHost } from "./host/thread/thread-host.ts";
import { reactorRoutes } from "./http/reactor-routes.ts";
import { makeRoutes } from "./http/routes.ts";
import { isLoopback, Security } from "./http/security.ts";
import { whepRoutes } from "./http/whep-routes.ts";
import { writeToStderr } from "./log.ts";
import { ThreadDecoding } from "./media/decoding/thread-decoding.ts";
import { NoVideo } from "./media/no-video.ts";
import { SharpEncoder } from "./media/pictures/sharp-encoder.ts";
import { EncodedVideo } from "./media/video/encoded-video.ts";
import type { VideoEncoding } from "./media/video-encoding.ts";
import { Reactor } from "./reactor/reactor.ts";
import { Stage } from "./session/stage.ts";
import { WebSocketTransport } from "./transports/websocket.ts";
import { iceLinks } from "./webrtc/ice-links.ts";
import { PeerInputs } from "./webrtc/peer-inputs.ts";
import { PeerVideo } from "./webrtc/peer-video.ts";
import { Peers } from "./webrtc/peers.ts";
import { Whep } from "./webrtc/whep.ts";

/** Slots per out track: a few slow links may pin some, and the newest frame and the model keep theirs. */
const RING_SLOTS = 10;
const VERSION = (createRequire(import.meta.url)("../package.json") as { version: string }).version;

export interface RunningServer {
  readonly url: string;
  /** The token clients need, or null. */
  readonly token: string | null;
  /** The model's. */
  readonly stage: Stage;
  /** Whether a thread in native code is still there: the process must then leave without waiting for it. */
  readonly isSomethingLeftBehind: boolean;
  /** Ends everything; safe to call again. */
  close(): Promise<void>;
}

/** Finds what encodes video. */
export type LoadVideo = (clock: Clock, journal: Journal) => VideoEncoding | Promise<VideoEncoding>;

/** A server that can't start; the message is the sentence a person needs. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/**
 * Starts a server and waits until it can be connected to.
 * @param stop asked to stop: it does not wait for the model any longer, and is there to be closed.
 * @throws StartError when the model can't be read or the address can't be used.
 */
export async function startServer(
  config: Config,
  journal: Journal,
  loadVideo: LoadVideo = findVideo,
  stop: Promise<unknown> = new Promise(() => undefined),
): Promise<RunningServer> {
  const clock = systemClock;
  const { limits, host } = config;
  const token = config.token ?? (isLoopback(host) ? null : randomBytes(16).toString("base64url"));
  const security = new Security({ host, token, allowOrigins: config.allowOrigins });
  const stage = new Stage({
    limits,
    clock,
    journal,
    encoder: await SharpEncoder.load(journal),
    seed: config.seed,
    makeHost: (events) =>
      new ThreadHost(
        { model: config.model, settings: config.settings, limits, clock, ringSlots: RING_SLOTS, output: writeToStderr },
        events,
      ),
  });
  const openLinks = (): number => transport.size + peers.size;
  const encoding = await loadVideo(clock, journal);
  const decoding = ThreadDecoding.load(journal);
  const peers = new Peers({
    network: { host, ports: config.webrtcPorts, iceServers: config.iceServers },
    limits,
    encoding,
    decoding,
    warn: (event, fields) => journal("warn", event, fields),
    openLinks,
  });
  const whep = new Whep({ peers, limits, stage, encoding, decoding });
  const reactor = new Reactor({
    stage,
    limits,
    clock,
    version: VERSION,
    iceServers: config.iceServers,
    answer: (offer, assign) => peers.answer(offer, assign),
    // v0 has no word for which frame a picture is.
    carrierOf: (peer) => new PeerVideo(peer.outs, encoding, () => undefined),
    inputsOf: (peer, options) => new PeerInputs({ ...options, ins: peer.ins, decoding }),
  });
  const more = [
    whepRoutes(whep, limits.max_offer_bytes, iceLinks(config.iceServers)),
    reactorRoutes(reactor, security, limits),
  ];
  const app = makeRoutes(
    {
      stage,
      security,
      journal,
      openLinks,
      descriptor: () => ({ ...reactor.descriptor, video: encoding.report ?? null }),
      more,
    },
    () => transport,
  );
  const transport = new WebSocketTransport(app.server, {
    limits,
    clock,
    openLinks,
    refusal: (request) => security.refusal(request.headers),
    entranceAt: (path) => (path === "/" ? stage : null),
    opens: (token) => security.opens(token),
  });
  const close = async (): Promise<void> => {
    await stage.close();
    transport.close();
    reactor.close();
    await peers.close();
    encoding.close();
    await app.close();
  };
  try {
    await app.listen({ host, port: config.port });
  } catch (error) {
    await close();
    throw new StartError(addressProblem(error, config));
  }
  const isStopped = await Promise.race([stage.known, stop.then(() => true)]);
  if (isStopped !== true && stage.document === null) {
    await close();
    throw new StartError(stage.detail);
  }
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    token,
    stage,
    close,
    get isSomethingLeftBehind() {
      return ModelThread.isSomeLeftBehind;
    },
  };
}

async function findVideo(clock: Clock, journal: Journal): Promise<VideoEncoding> {
  const video = await EncodedVideo.find(clock, journal);
  if (video !== null) return video;
  const problem =
    "This server has no video encoder, so it offers no WebRTC; frames over WebSocket are not affected. Run npm install to bring @libav.js/variant-webm back.";
  journal("warn", "no_video_encoder", { problem });
  return new NoVideo(problem);
}

function addressProblem(error: unknown, { host, port }: Config): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return `Port ${port} on ${host} is taken. Choose another with --port, or --port 0 for any free one.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `${host} is no address of this machine. Choose another with --host.`;
  if (code === "EACCES") return `Port ${port} may not be used by this account. Choose one above 1023 with --port.`;
  return `The server could not listen on ${host}:${port}: ${message}`;
}
