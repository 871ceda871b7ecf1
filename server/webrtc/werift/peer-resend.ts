/**
 * Packets that were sent, kept for the peer to ask for again (generic NACK, RFC 4585, 6.2.1).
 *
 * For upstream: "RTCRtpSender keeps 128 packets for retransmission, without a setting, answers every NACK at once and as often
 * as asked; and SRTP's rollover counter goes wrong when a packet from more than 100 before the wrap is sent again."
 */
import { randomInt } from "node:crypto";
import {
  GenericNack,
  type RTCRtpSender,
  type RtcpPacket,
  RtcpTransportLayerFeedback,
  type RtpPacket,
  wrapRtx,
} from "werift";
import type { WallClock } from "./peer-send-times.ts";
import { senderOf } from "./private-parts.ts";

/**
 * Packets kept: one and a half seconds at a stream's greatest bitrate, so that also over a far link a key frame can be
 * asked for after what came behind it. A power of two, for which sequence numbers wrap without a seam.
 */
const KEPT_PACKETS = 2048;
/** Packets sent again in one go: a key frame, and no more than a receiver's socket takes in one burst. */
const MOST_AT_ONCE = 128;
/** The receiver does not wait for a round trip before it asks again; one copy may still be under way. */
const REST_MS = 100;
/** A link that is full loses what is sent again too: copies of copies would take the place of new pictures. */
const SHARE = 0.5;
const LEAST_BITRATE = 200_000;
/** Bits of a full packet. */
const PACKET_BITS = 1200 * 8;

export interface HistoryOptions {
  readonly clock: WallClock;
  /** Makes a packet's header extensions those of one sent now. */
  readonly renewed: (extensions: Extensions) => Extensions;
  /** What the track may send, bit/s. */
  readonly bitrate: () => number;
}

export class PacketHistory {
  readonly #sender: RTCRtpSender;
  readonly #options: HistoryOptions;
  readonly #kept: { readonly packet: RtpPacket; againMs: number }[] = [];
  #newest = 0;
  #rtxSequence = randomInt(0, 0x8000);
  /** Bits that may be sent again now, and as of when. */
  #budget = MOST_AT_ONCE * PACKET_BITS;
  #budgetMs: number;

  constructor(sender: RTCRtpSender, options: HistoryOptions) {
    this.#sender = sender;
    this.#options = options;
    this.#budgetMs = options.clock();
    // werift keeps 128 packets, which a key frame of 720p and the pictures of a round trip exceed.
    const handle = sender.handleRtcpPacket.bind(sender);
    sender.handleRtcpPacket = (packet: RtcpPacket) => {
      if (packet instanceof RtcpTransportLayerFeedback && packet.feedback instanceof GenericNack)
        this.#answer(packet.feedback.lost);
      else handle(packet);
    };
  }

  /** To be called with each packet once it was sent. */
  keep(packet: RtpPacket): void {
    this.#newest = packet.header.sequenceNumber;
    this.#kept[this.#newest % KEPT_PACKETS] = { packet, againMs: Number.NEGATIVE_INFINITY };
  }

  #answer(lost: readonly number[]): void {
    const nowMs = this.#options.clock();
    const bitrate = Math.max(LEAST_BITRATE, this.#options.bitrate() * SHARE);
    const earned = (bitrate * (nowMs - this.#budgetMs)) / 1000;
    this.#budget = Math.min(MOST_AT_ONCE * PACKET_BITS, this.#budget + earned);
    this.#budgetMs = nowMs;
    for (const one of lost) {
      const sequence = one & 0xffff;
      const kept = this.#kept[sequence % KEPT_PACKETS];
      if (this.#budget < PACKET_BITS) return;
      if (kept?.packet.header.sequenceNumber !== sequence || nowMs - kept.againMs < REST_MS) continue;
      kept.againMs = nowMs;
      this.#budget -= PACKET_BITS;
      this.#sendAgain(kept.packet);
    }
  }

  #sendAgain(packet: RtpPacket): void {
    const { transport, rtxSsrc } = this.#sender;
    const { rtxPayloadType } = senderOf(this.#sender);
    if (rtxPayloadType === undefined) {
      // The very bytes that were sent: SRTP encrypts them with the same keystream (RFC 3711, 9.1). werift loses count of
      // the wraps when it goes back over one by more than 100 packets, and nothing could be decrypted from then on.
      if (packet.header.sequenceNumber <= this.#newest) void transport?.sendRtp(packet.payload, packet.header);
      return;
    }
    this.#rtxSequence = (this.#rtxSequence + 1) & 0xffff;
    const { header, payload } = wrapRtx(packet, rtxPayloadType, this.#rtxSequence, rtxSsrc);
    header.extensions = this.#options.renewed(header.extensions);
    void transport?.sendRtp(payload, header);
  }
}

type Extensions = RtpPacket["header"]["extensions"];
