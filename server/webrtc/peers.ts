/** All WebRTC peers of a server: makes them, counts them, and ends those that are left. */
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import type { VideoDecoding } from "../media/video-decoding.ts";
import type { VideoEncoding } from "../media/video-encoding.ts";
import type { NetworkOptions } from "./peer-network.ts";
import { type Intactness, weriftIntact } from "./werift/intact.ts";
import { Peer } from "./werift/peer.ts";
import type { PeerOptions } from "./werift/peer-options.ts";
import { guardSockets } from "./werift/peer-sockets.ts";

export interface PeersOptions {
  readonly network: NetworkOptions;
  readonly limits: Limits;
  readonly encoding: VideoEncoding;
  readonly decoding: VideoDecoding;
  /** Writes to the log. */
  readonly warn: (event: string, fields: Readonly<Record<string, unknown>>) => void;
  /** Links of all kinds that are open. */
  readonly openLinks: () => number;
  /** What is installed, when it has been looked at already. */
  readonly intactness?: Intactness;
}

export class Peers {
  readonly #options: PeersOptions;
  readonly #peers = new Set<Peer>();
  /** Peers whose answer is being made. */
  #answering = 0;
  #isClosed = false;
  #hasToldOfIceServers = false;
  /** Why no peer can be made; null when one can. */
  readonly #problem: string | null;

  constructor(options: PeersOptions) {
    this.#options = options;
    guardSockets();
    this.#problem = problemOf(options.intactness ?? weriftIntact());
    if (this.#problem !== null) options.warn("webrtc_library_changed", { problem: this.#problem });
  }

  /** Peers that are there, those being answered included. */
  get size(): number {
    return this.#peers.size + this.#answering;
  }

  /**
   * Answers an offer with a peer, which ends with `close` at the latest.
   * @throws ProtocolError `message_too_large`, `bad_offer`, `unknown_codec`, `no_video_encoder`, `too_many_connections`,
   *   `no_media_port` or `shutting_down`.
   */
  async answer(offer: string, assign: PeerOptions["assign"]): Promise<Peer> {
    const { limits, network, encoding, decoding, openLinks } = this.#options;
    const { encodes } = encoding;
    const { decodes } = decoding;
    if (this.#problem !== null) throw new ProtocolError("no_video_encoder", this.#problem);
    if (encodes.length === 0) throw new ProtocolError("no_video_encoder", encoding.problem);
    const bytes = Buffer.byteLength(offer);
    if (bytes > limits.max_offer_bytes)
      throw new ProtocolError(
        "message_too_large",
        `The offer has ${bytes} bytes; at most ${limits.max_offer_bytes} are read (max_offer_bytes).`,
      );
    if (openLinks() >= limits.max_connections)
      throw new ProtocolError("too_many_connections", `${openLinks()} links are open already (max_connections).`);
    encoding.prepare();
    this.#answering++;
    try {
      const peer = await Peer.answer(offer, {
        ...network,
        encodes,
        decodes,
        assign,
        connectTimeoutMs: limits.peer_connect_timeout_ms,
        silenceTimeoutMs: limits.silence_timeout_ms,
        onIceServersSilent: (afterMs) => this.#tellOfIceServers(afterMs),
        maxMessageBytes: limits.max_channel_bytes,
      });
      this.#peers.add(peer);
      peer.onClosed(() => this.#peers.delete(peer));
      if (this.#isClosed) {
        await peer.close();
        throw new ProtocolError("shutting_down", "The server is stopping.");
      }
      return peer;
    } finally {
      this.#answering--;
    }
  }

  /** Once, not for every offer. */
  #tellOfIceServers(afterMs: number): void {
    if (this.#hasToldOfIceServers) return;
    this.#hasToldOfIceServers = true;
    const { warn, network } = this.#options;
    warn("ice_servers_silent", {
      servers: network.iceServers.map(({ urls }) => urls),
      problem: `They gave no address within ${afterMs} ms, so offers are answered with this machine's own ones only.`,
      remedy: "Check address, port, user and password given with --ice-server, and that UDP gets through to it.",
    });
  }

  /** Ends all peers, those still being answered included. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#peers].map((peer) => peer.close()));
  }
}

/** Peers on a library without these would be open to strangers, or end the process. */
function problemOf({ version, missing }: Intactness): string | null {
  if (missing.length === 0) return null;
  return `werift ${version} has no ${missing.join(", ")}, which this server needs, so it offers no WebRTC; frames over WebSocket are not affected. Install the version that package.json names.`;
}
