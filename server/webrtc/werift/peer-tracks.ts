/** A peer's video tracks, either way: RTP payloads and the peer's wishes. */
import { randomInt } from "node:crypto";
import { type RTCRtpTransceiver, RtpHeader, RtpPacket } from "werift";
import type { VideoCodec } from "../../media/video-codec.ts";
import type { InPacket } from "../../media/video-decoding.ts";
import type { Flow, PeerEstimate } from "./peer-estimate.ts";
import { ABS_SEND_TIME, PLAYOUT_DELAY } from "./peer-options.ts";
import { PacketHistory } from "./peer-resend.ts";
import { absSendTime, SenderReports, type WallClock, wallClock } from "./peer-send-times.ts";

/** Least and greatest delay the receiver may add, in units of 10 ms, 12 bits each: none. */
const NO_DELAY = Buffer.from([0, 0, 0]);

/** Packets further apart than this are no flow, on which a receiver reports at least every five seconds (RFC 3550, 6.2). */
const REST_MS = 5_000;

interface Extension {
  readonly id: number;
  readonly payload: Buffer;
}

/** A track that goes to the peer: RTP payloads in, its wishes out. */
export class OutTrack {
  readonly name: string;
  readonly codec: VideoCodec;
  readonly mid: string;
  readonly #transceiver: RTCRtpTransceiver;
  readonly #clock: WallClock;
  readonly #delayId: number | null;
  readonly #sendTimeId: number | null;
  readonly #history: PacketHistory;
  readonly #flow: Flow;
  readonly #reports: SenderReports;
  #sequence = randomInt(0, 0x8000);
  /** When the first packet after a rest, and the last one, were sent; performance.now(). */
  #flowingSinceMs = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(
    transceiver: RTCRtpTransceiver,
    name: string,
    codec: VideoCodec,
    mid: string,
    estimate: PeerEstimate,
    clock: WallClock = wallClock,
  ) {
    this.#transceiver = transceiver;
    this.name = name;
    this.codec = codec;
    this.mid = mid;
    this.#clock = clock;
    const idOf = (wanted: string): number | null =>
      transceiver.headerExtensions.find(({ uri }) => uri === wanted)?.id ?? null;
    this.#delayId = idOf(PLAYOUT_DELAY);
    this.#sendTimeId = idOf(ABS_SEND_TIME);
    this.#flow = estimate.share(clock);
    this.#reports = new SenderReports(transceiver.sender, clock);
    this.#history = new PacketHistory(transceiver.sender, {
      clock,
      renewed: (extensions) => [...extensions.filter(({ id }) => id !== this.#sendTimeId), ...this.#sendTime(clock())],
      bitrate: () => Math.min(this.#flow.bitrate, this.receiverBitrate ?? Number.POSITIVE_INFINITY),
    });
  }

  /**
   * Sends one packet; lost before the peer is connected. `timestamp`: 90 kHz, modulo 2^32; `isLast` marks the last
   * packet of a picture. The payload is kept for retransmission: don't reuse it.
   */
  send(payload: Buffer, timestamp: number, isLast: boolean): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const wallMs = this.#clock();
    const header = new RtpHeader({
      sequenceNumber: this.#sequence,
      timestamp,
      marker: isLast,
      extensions: [...this.#delay(), ...this.#sendTime(wallMs)],
    });
    const nowMs = performance.now();
    if (nowMs - this.#lastMs > REST_MS) this.#flowingSinceMs = nowMs;
    this.#lastMs = nowMs;
    const packet = new RtpPacket(header, payload);
    void this.#transceiver.sender.sendRtp(packet);
    // werift gives the packet its source when it sends it.
    if (header.ssrc !== this.#transceiver.sender.ssrc) return;
    this.#history.keep(packet);
    this.#flow.sent(payload.length, wallMs);
    this.#reports.sent(header.timestamp, wallMs);
  }

  // Extensions; werift adds its own and keeps ours where both have the same id.

  #delay(): Extension[] {
    return this.#delayId === null ? [] : [{ id: this.#delayId, payload: NO_DELAY }];
  }

  #sendTime(wallMs: number): Extension[] {
    return this.#sendTimeId === null ? [] : [{ id: this.#sendTimeId, payload: absSendTime(wallMs) }];
  }

  /** Since when packets have been sent without a rest, performance.now(); null while none are. */
  get flowingSinceMs(): number | null {
    return performance.now() - this.#lastMs > REST_MS ? null : this.#flowingSinceMs;
  }

  /** Called whenever the peer lost a picture it needs (PLI), until the returned function is called. */
  onKeyframeWanted(run: () => void): () => void {
    return this.#transceiver.sender.onPictureLossIndication.subscribe(run).unSubscribe;
  }

  /** What the peer estimates it can receive of this track, bit/s (REMB); null while it has not said. */
  get receiverBitrate(): number | null {
    return this.#flow.estimate;
  }
}

/** A track that comes from the peer. */
export class InTrack {
  readonly name: string;
  readonly codec: VideoCodec;
  readonly mid: string;
  readonly #transceiver: RTCRtpTransceiver;
  #ssrc: number | null = null;

  constructor(transceiver: RTCRtpTransceiver, name: string, codec: VideoCodec, mid: string) {
    this.#transceiver = transceiver;
    this.name = name;
    this.codec = codec;
    this.mid = mid;
  }

  /** Called for each packet, in the order they come. */
  onPacket(run: (packet: InPacket) => void): void {
    this.#transceiver.receiver.track.onReceiveRtp.subscribe(({ header, payload }) => {
      this.#ssrc = header.ssrc;
      run({ payload, sequence: header.sequenceNumber, timestamp: header.timestamp, isLast: header.marker });
    });
  }

  /** Asks the peer for a key frame (PLI). Does nothing before its first packet. */
  wantKeyframe(): void {
    if (this.#ssrc !== null) void this.#transceiver.receiver.sendRtcpPLI(this.#ssrc);
  }
}
