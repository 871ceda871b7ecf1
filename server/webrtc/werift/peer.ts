/**
 * One WebRTC peer: its offer in, an answer out, then video tracks and data channels until it is closed.
 *
 * For upstream: "RTCRtpSender gives the track it sends its own random trackId in place of the track's id, so that a=msid can't
 * bear a name."
 */

import { MediaStream, MediaStreamTrack, type RTCDataChannel, RTCPeerConnection, type RTCRtpTransceiver } from "werift";
import { ProtocolError } from "../../../shared-schema/errors.ts";
import type { VideoCodec } from "../../media/video-codec.ts";
import { chooseCodec } from "../codec-choice.ts";
import { narrowOffer, type OfferedSection, readOffer } from "../offer.ts";
import { hostAddresses, withHostCandidates, withoutCandidates } from "../peer-network.ts";
import { isUnusableSound, maskSections, rejectSections } from "../unusable-sections.ts";
import { PeerChannel } from "./peer-channel.ts";
import { guardChecks } from "./peer-checks.ts";
import { PeerEstimate } from "./peer-estimate.ts";
import { prepareFullIce } from "./peer-full-ice.ts";
import { guardChannels } from "./peer-guard.ts";
import { type PeerOptions, type PeerTrackName, peerConfiguration } from "./peer-options.ts";
import { watchSilence } from "./peer-silence.ts";
import { InTrack, OutTrack } from "./peer-tracks.ts";
import { senderOf } from "./private-parts.ts";

/** A candidate as `RTCIceCandidate` has it. */
export interface PeerCandidate {
  readonly candidate: string;
  readonly sdpMid?: string | null;
  readonly sdpMLineIndex?: number | null;
}

/** Why a peer ended. */
export type PeerEnd = "closed" | "not_connected" | "failed" | "silent";

export class Peer {
  /** SDP of the answer, with all candidates. */
  readonly answer: string;
  /** Tracks that go to the peer, and tracks that come from it, in the offer's order. */
  readonly outs: readonly OutTrack[];
  readonly ins: readonly InTrack[];
  /** Whether the offer asked for data channels. */
  readonly hasChannels: boolean;
  readonly #pc: RTCPeerConnection;
  readonly #timers: (() => void)[] = [];
  #state: "connecting" | "connected" | "closed" = "connecting";
  #onConnected: () => void = () => undefined;
  readonly #onClosed: ((end: PeerEnd) => void)[] = [];
  #onChannel: (channel: PeerChannel) => void = () => undefined;
  readonly #isLite: boolean;

  /**
   * Answers an offer. The peer then has `connectTimeoutMs` to connect.
   * @throws ProtocolError `bad_offer` or `unknown_codec`.
   */
  static async answer(offer: string, options: PeerOptions): Promise<Peer> {
    const sections = readOffer(offer);
    const videos = sections.filter(({ kind }) => kind === "video");
    const assigned = options.assign(videos);
    const unusable = new Set(sections.filter(isUnusableSound).map(({ mid }) => mid));
    const chosen = new Map<string, { codec: VideoCodec; payloadTypes: readonly number[] }>();
    for (const section of videos) {
      const track = assigned.get(section.mid);
      const wanted =
        track === undefined
          ? (["vp8", "h264"] as const)
          : track.direction === "out"
            ? options.encodes
            : options.decodes;
      const choice = chooseCodec(section, wanted);
      if (choice !== null) chosen.set(section.mid, choice);
      else if (track !== undefined) throw unknownCodec(section, wanted);
      else unusable.add(section.mid);
    }
    const isLite = options.iceServers.length === 0;
    const pc = new RTCPeerConnection(peerConfiguration(options, isLite));
    try {
      const outs: { transceiver: RTCRtpTransceiver; name: string; codec: VideoCodec; mid: string }[] = [];
      const ins: typeof outs = [];
      for (const { mid } of videos) {
        const track = assigned.get(mid);
        const codec = chosen.get(mid)?.codec;
        if (track === undefined || codec === undefined) {
          pc.addTransceiver("video", { direction: "inactive" }).mid = mid;
          continue;
        }
        const entry = { transceiver: addTransceiver(pc, mid, track), name: track.name, codec, mid };
        (track.direction === "out" ? outs : ins).push(entry);
      }
      const payloads = new Map([...chosen].map(([mid, { payloadTypes }]) => [mid, payloadTypes]));
      const remote = narrowOffer(
        withoutCandidates(maskSections(offer, unusable), (line) => isLite || line.includes(".local ")),
        payloads,
      );
      await within(options.connectTimeoutMs, async () => {
        await pc.setRemoteDescription({ type: "offer", sdp: remote });
        guardChecks(pc, isLite);
        if (!isLite) prepareFullIce(pc, options);
        await pc.setLocalDescription(await pc.createAnswer());
      });
      const estimate = new PeerEstimate(pc.dtlsTransports);
      return new Peer(pc, options, isLite, {
        outs: outs.map(({ transceiver, name, codec, mid }) => new OutTrack(transceiver, name, codec, mid, estimate)),
        ins: ins.map(({ transceiver, name, codec, mid }) => new InTrack(transceiver, name, codec, mid)),
        hasChannels: sections.some(({ kind }) => kind === "application"),
        reject: (answer) => rejectSections(answer, offer, unusable),
      });
    } catch (error) {
      await pc.close();
      if (error instanceof ProtocolError) throw error;
      throw new ProtocolError("bad_offer", `The offer can't be answered: ${(error as Error).message}.`);
    }
  }

  private constructor(
    pc: RTCPeerConnection,
    options: PeerOptions,
    isLite: boolean,
    parts: Pick<Peer, "outs" | "ins" | "hasChannels"> & { readonly reject: (answer: string) => string },
  ) {
    this.#pc = pc;
    this.#isLite = isLite;
    this.outs = parts.outs;
    this.ins = parts.ins;
    this.hasChannels = parts.hasChannels;
    const addresses = hostAddresses(options.host);
    const answer = parts.reject(pc.localDescription?.sdp ?? "");
    this.answer = withHostCandidates(answer, addresses[0] ?? "", addresses);
    if (!/^a=candidate:/m.test(this.answer)) {
      void this.close();
      throw new ProtocolError("no_media_port", "No UDP port is free for another peer.");
    }
    const deadline = setTimeout(() => void this.#end("not_connected"), options.connectTimeoutMs);
    this.#timers.push(() => clearTimeout(deadline));
    pc.connectionStateChange.subscribe((state) => {
      if (state === "connected" && this.#state === "connecting") {
        this.#state = "connected";
        clearTimeout(deadline);
        const expected = (): number | null => (this.hasChannels ? 0 : flowingSinceMs(this.outs));
        this.#timers.push(watchSilence(pc, options.silenceTimeoutMs, expected, () => void this.#end("silent")));
        this.#onConnected();
      } else if (state === "failed" || state === "closed") void this.#end("failed");
    });
    guardChannels(pc, () => void this.#end("failed"));
    pc.onDataChannel.subscribe((channel: RTCDataChannel) => this.#onChannel(new PeerChannel(channel)));
  }

  get state(): "connecting" | "connected" | "closed" {
    return this.#state;
  }

  /** Called once when media can flow. */
  onConnected(run: () => void): void {
    this.#onConnected = run;
    if (this.#state === "connected") run();
  }

  /** Calls each of the functions given once when the peer has ended, for any reason. */
  onClosed(run: (end: PeerEnd) => void): void {
    this.#onClosed.push(run);
  }

  /** Called for each data channel the peer opens. The server opens none. */
  onDataChannel(run: (channel: PeerChannel) => void): void {
    this.#onChannel = run;
  }

  /**
   * Takes a candidate of the peer's in; null ends them.
   * @throws ProtocolError `bad_offer` when it can't be read.
   */
  async addIceCandidate(candidate: PeerCandidate | null): Promise<void> {
    // Without STUN or TURN the server answers the peer's checks and makes none: it needs no candidates.
    if (this.#isLite || this.#state === "closed") return;
    if (candidate === null || candidate.candidate === "" || candidate.candidate.includes(".local ")) return;
    try {
      await this.#pc.addIceCandidate({ ...candidate });
    } catch (error) {
      throw new ProtocolError("bad_offer", `The ICE candidate can't be read: ${(error as Error).message}.`);
    }
  }

  /** Ends the peer and everything of it; safe to call again. */
  close(): Promise<void> {
    return this.#end("closed");
  }

  async #end(end: PeerEnd): Promise<void> {
    if (this.#state === "closed") return;
    this.#state = "closed";
    for (const cancel of this.#timers) cancel();
    for (const run of this.#onClosed) run(end);
    // Tells the peer's channels that they are over, while there still is a path; werift itself would be too late.
    await this.#pc.sctpTransport?.stop().catch(() => undefined);
    await this.#pc.close();
  }
}

/** Candidates may have to be asked of STUN and TURN servers that don't answer. */
async function within(ms: number, run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new ProtocolError("no_media_port", `The answer was not ready after ${ms} ms (peer_connect_timeout_ms).`),
        ),
      ms,
    );
  });
  await Promise.race([run(), late]).finally(() => clearTimeout(timer));
}

function addTransceiver(pc: RTCPeerConnection, mid: string, { name, direction }: PeerTrackName): RTCRtpTransceiver {
  if (direction === "in") {
    const transceiver = pc.addTransceiver("video", { direction: "recvonly" });
    transceiver.mid = mid;
    return transceiver;
  }
  const track = new MediaStreamTrack({ kind: "video" });
  const transceiver = pc.addTransceiver(track, {
    direction: "sendonly",
    streams: [new MediaStream({ id: name, tracks: [track] })],
  });
  transceiver.mid = mid;
  senderOf(transceiver.sender).trackId = name;
  return transceiver;
}

function unknownCodec(section: OfferedSection, wanted: readonly VideoCodec[]): ProtocolError {
  const offered = [...new Set(section.codecs.map(({ name }) => name.slice(0, 20)))].slice(0, 12).join(", ");
  return new ProtocolError(
    "unknown_codec",
    `Video section ${section.mid.slice(0, 40)} offers ${offered || "no codec"}; this server has ${wanted.join(", ") || "none"}.`,
  );
}

/** Since when any of the tracks has been sent without a rest; null while none is. */
function flowingSinceMs(outs: readonly OutTrack[]): number | null {
  const since = outs.map((out) => out.flowingSinceMs).filter((ms) => ms !== null);
  return since.length === 0 ? null : Math.min(...since);
}
