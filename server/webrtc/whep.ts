/** WHEP: an offer posted → a peer and its resource; candidates patched; the resource deleted → the peer ended. */
import { randomUUID } from "node:crypto";
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import type { VideoDecoding } from "../media/video-decoding.ts";
import type { VideoEncoding } from "../media/video-encoding.ts";
import type { Entrance } from "../transports/connection.ts";
import type { OfferedSection } from "./offer.ts";
import type { InSize } from "./peer-inputs.ts";
import { PeerLink } from "./peer-link.ts";
import type { Peers } from "./peers.ts";
import { readTrickle } from "./trickle.ts";
import type { Peer } from "./werift/peer.ts";
import type { PeerTrackName } from "./werift/peer-options.ts";

export interface WhepOptions {
  readonly peers: Peers;
  readonly limits: Limits;
  /** The stage its peers play on. */
  readonly stage: Entrance;
  readonly encoding: VideoEncoding;
  readonly decoding: VideoDecoding;
}

export interface WhepAnswer {
  readonly id: string;
  readonly answer: string;
  /** Names the ICE session, for `If-Match`. */
  readonly etag: string;
}

interface Resource {
  readonly peer: Peer;
  readonly etag: string;
  readonly ufrag: string;
}

export class Whep {
  readonly #options: WhepOptions;
  readonly #resources = new Map<string, Resource>();

  constructor(options: WhepOptions) {
    this.#options = options;
  }

  /**
   * Answers an offer. Its video sections take the model's tracks in order: those that receive the out tracks, those
   * that send the in tracks.
   * @throws ProtocolError as `Peers.answer`, and `not_ready`.
   */
  async offer(sdp: string): Promise<WhepAnswer> {
    const { peers, limits, stage, encoding, decoding } = this.#options;
    const known = stage.tracks;
    if (known === null)
      throw new ProtocolError("not_ready", "The model is still being read. Try again, or watch GET /health.");
    const peer = await peers.answer(sdp, (videos) => inOrder(videos, known));
    const id = randomUUID();
    const ufrag = /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? "";
    this.#resources.set(id, { peer, ufrag, etag: `"${randomUUID()}"` });
    peer.onClosed(() => this.#resources.delete(id));
    new PeerLink(peer, { limits, stage, encoding, decoding, sizeOf: (name) => this.#sizeOf(name) });
    return { id, answer: peer.answer, etag: this.#resources.get(id)?.etag ?? "" };
  }

  /**
   * Takes candidates in.
   * @throws ProtocolError `not_found`, `bad_offer`, `ice_restart` or `stale_etag`.
   */
  async candidates(id: string, fragment: string, ifMatch: string | undefined): Promise<void> {
    const { peer, etag, ufrag } = this.#require(id);
    const { ufrag: theirs, candidates } = readTrickle(fragment);
    const isOther = theirs !== null && theirs !== ufrag;
    if (isOther || ifMatch === "*")
      throw new ProtocolError("ice_restart", "ICE is not restarted here. Connect anew with another offer.");
    if (ifMatch !== undefined && ifMatch !== etag)
      throw new ProtocolError("stale_etag", `If-Match is ${ifMatch.slice(0, 60)}, the peer's ETag ${etag}.`);
    for (const candidate of candidates) await peer.addIceCandidate(candidate);
  }

  /** Ends a peer. @throws ProtocolError `not_found`. */
  async end(id: string): Promise<void> {
    await this.#require(id).peer.close();
  }

  #sizeOf(name: string): InSize | null {
    const track = this.#options.stage.tracks?.find((one) => one.direction === "in" && one.name === name);
    return track === undefined ? null : { maxWidth: track.max_width, maxHeight: track.max_height };
  }

  #require(id: string): Resource {
    const resource = this.#resources.get(id);
    if (resource !== undefined) return resource;
    throw new ProtocolError("not_found", "There is no such WHEP resource; its peer may have ended.");
  }
}

function inOrder(
  videos: readonly OfferedSection[],
  tracks: readonly PeerTrackName[],
): ReadonlyMap<string, PeerTrackName> {
  const rest = {
    out: tracks.filter((one) => one.direction === "out"),
    in: tracks.filter((one) => one.direction === "in"),
  };
  const assigned = new Map<string, PeerTrackName>();
  for (const { mid, direction } of videos) {
    if (direction === "inactive") continue;
    const track = rest[direction === "sendonly" ? "in" : "out"].shift();
    if (track !== undefined) assigned.set(mid, { name: track.name, direction: track.direction });
  }
  return assigned;
}
