/**
 * One connection in Reactor's sense: offers in, an answer out, one peer at a time. It outlives its peers, so that
 * another offer carries the same client on.
 */
import { randomUUID } from "node:crypto";
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { Peer, PeerCandidate } from "../webrtc/werift/peer.ts";
import type { PeerOptions } from "../webrtc/werift/peer-options.ts";
import { Decline } from "./decline.ts";
import { ReactorLink, type ReactorLinkOptions } from "./reactor-link.ts";

/** Which track a media section of the offer is for; `direction` is the client's. */
export interface MappedTrack {
  readonly mid: string;
  readonly name: string;
  readonly kind: "video" | "audio";
  readonly direction: "recvonly" | "sendonly";
}

export interface LineOptions {
  /** Answers an offer with a peer. */
  readonly answer: (offer: string, assign: PeerOptions["assign"]) => Promise<Peer>;
  /** Ends the client with this resume token, its session too if it drives. */
  readonly dismiss: (resume: string) => void;
  readonly link: ReactorLinkOptions;
  /** A peer that was connected has ended. */
  readonly ended: () => void;
}

/** Candidates taken for one offer. */
const MOST_CANDIDATES = 256;

export class Line {
  /** As clients are told. */
  readonly id: number;
  /** When a peer of it was last there. */
  lastUs: number;
  readonly #options: LineOptions;
  #peer: Peer | null = null;
  #resume: string | null;
  /** Whether the last peer was closed by the client, and did not fall silent. */
  #wasClosed = false;
  /** What came of the newest offer; null while it is being answered. */
  #outcome: string | Error | null = new Decline(404, "No offer was made on this connection.");
  /** Names the newest offer: what is answered later for an older one is of no use. */
  #offer = "";
  #early: PeerCandidate[] = [];
  #candidates = 0;
  #isOver = false;

  /** @param resume token of a client that this line carries on. */
  constructor(id: number, nowUs: number, resume: string | null, options: LineOptions) {
    this.id = id;
    this.lastUs = nowUs;
    this.#resume = resume;
    this.#options = options;
  }

  /** Whether a peer is there or on its way. */
  get isBusy(): boolean {
    return this.#peer !== null || this.#outcome === null;
  }

  /** Whether the client closed its peer and made no other since: its page is gone, or it will come back. */
  get isLeft(): boolean {
    return this.#wasClosed && this.#resume !== null && !this.isBusy;
  }

  /** Gives the client away: another line carries it on with this token. */
  handOver(): string | null {
    const resume = this.#resume;
    this.#resume = null;
    return resume;
  }

  /**
   * Answers an offer; the peer of an earlier one ends. Resolves when there is an outcome, which `answer` gives.
   * @throws Decline 422 when a track is none of the model's.
   */
  async negotiate(sdp: string, mapping: readonly MappedTrack[]): Promise<void> {
    const assigned = this.#assign(mapping);
    const offer = randomUUID();
    this.#offer = offer;
    this.#outcome = null;
    this.#early = [];
    this.#candidates = 0;
    const before = this.#peer;
    this.#peer = null;
    await before?.close();
    try {
      const peer = await this.#options.answer(sdp, (videos) => {
        const mids = new Set(videos.map(({ mid }) => mid));
        return new Map([...assigned].filter(([mid]) => mids.has(mid)));
      });
      if (this.#offer !== offer || this.#isOver) return void (await peer.close());
      this.#take(peer);
    } catch (error) {
      if (this.#offer === offer) this.#outcome = error as Error;
      if (!(error instanceof ProtocolError)) throw error;
    }
  }

  /**
   * SDP of the newest offer's answer; null while it is being made.
   * @throws Decline or ProtocolError when there is none.
   */
  answer(): string | null {
    if (this.#outcome instanceof Error) throw this.#outcome;
    return this.#outcome;
  }

  /** Takes candidates of the newest offer; those beyond the bound, and those that can't be read, are of no use. */
  async addCandidates(candidates: readonly PeerCandidate[]): Promise<void> {
    const room = candidates.slice(0, MOST_CANDIDATES - this.#candidates);
    this.#candidates += room.length;
    if (this.#peer === null) this.#early.push(...room);
    else await give(this.#peer, room);
  }

  /** Ends the client, or what is on its way. Safe to call again. */
  end(): void {
    this.#isOver = true;
    const resume = this.handOver();
    if (resume !== null) this.#options.dismiss(resume);
    else void this.#peer?.close();
  }

  /** Ends the peer; the client keeps its place for a while. */
  async close(): Promise<void> {
    this.#isOver = true;
    await this.#peer?.close();
  }

  #take(peer: Peer): void {
    this.#peer = peer;
    this.#outcome = peer.answer;
    new ReactorLink(peer, this.#options.link, this.#resume, (resume) => {
      this.#resume = resume;
    });
    // After the link's own, so that the client has left when this is told.
    peer.onClosed((end) => {
      if (this.#peer !== peer) return;
      this.#peer = null;
      this.#wasClosed = end === "closed";
      this.#options.ended();
    });
    void give(peer, this.#early.splice(0));
  }

  #assign(mapping: readonly MappedTrack[]): ReadonlyMap<string, { name: string; direction: "out" | "in" }> {
    const tracks = this.#options.link.document()?.tracks ?? [];
    const assigned = new Map<string, { name: string; direction: "out" | "in" }>();
    for (const { mid, name, kind, direction } of mapping) {
      const wanted = direction === "recvonly" ? "out" : "in";
      const isThere = tracks.some((one) => one.name === name && one.kind === kind && one.direction === wanted);
      if (!isThere)
        throw new Decline(
          422,
          `track_mapping names "${name}" (${kind}, ${direction}), which this model has not. GET /session lists its tracks.`,
        );
      assigned.set(mid, { name, direction: wanted });
    }
    return assigned;
  }
}

async function give(peer: Peer, candidates: readonly PeerCandidate[]): Promise<void> {
  for (const candidate of candidates)
    try {
      await peer.addIceCandidate(candidate);
    } catch (error) {
      // Clients send what their browser gave them and ignore the answer; one that can't be read is one path less.
      if (!(error instanceof ProtocolError)) throw error;
    }
}
