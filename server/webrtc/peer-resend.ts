/** Packets that were sent, kept for the peer to ask for again (generic NACK, RFC 4585, 6.2.1). */
import { randomInt } from "node:crypto";
import {
  GenericNack,
  type RTCRtpSender,
  type RtcpPacket,
  RtcpTransportLayerFeedback,
  type RtpPacket,
  wrapRtx,
} from "werift";

/**
 * Packets kept: one and a half seconds at a stream's greatest bitrate, so that also over a far link a key frame can be
 * asked for after what came behind it. A power of two, for which sequence numbers wrap without a seam.
 */
const KEPT_PACKETS = 2048;
/** Packets sent again for one request: a key frame, and no more than a receiver's socket takes in one burst. */
const MOST_AT_ONCE = 128;

/** Part of werift that its types leave out. */
interface Negotiated {
  readonly rtxPayloadType?: number;
}

export class PacketHistory {
  readonly #sender: RTCRtpSender;
  /** Makes a packet's header extensions those of one sent now. */
  readonly #renewed: (extensions: Extensions) => Extensions;
  readonly #kept: RtpPacket[] = [];
  #newest = 0;
  #rtxSequence = randomInt(0, 0x8000);

  constructor(sender: RTCRtpSender, renewed: (extensions: Extensions) => Extensions) {
    this.#sender = sender;
    this.#renewed = renewed;
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
    this.#kept[this.#newest % KEPT_PACKETS] = packet;
  }

  #answer(lost: readonly number[]): void {
    const sequences = [...new Set(lost.map((sequence) => sequence & 0xffff))];
    for (const sequence of sequences.slice(0, MOST_AT_ONCE)) {
      const packet = this.#kept[sequence % KEPT_PACKETS];
      if (packet?.header.sequenceNumber === sequence) this.#sendAgain(packet);
    }
  }

  #sendAgain(packet: RtpPacket): void {
    const { transport, rtxSsrc } = this.#sender;
    const { rtxPayloadType } = this.#sender as unknown as Negotiated;
    if (rtxPayloadType === undefined) {
      // The very bytes that were sent: SRTP encrypts them with the same keystream (RFC 3711, 9.1). werift loses count of
      // the wraps when it goes back over one by more than 100 packets, and nothing could be decrypted from then on.
      if (packet.header.sequenceNumber <= this.#newest) void transport?.sendRtp(packet.payload, packet.header);
      return;
    }
    this.#rtxSequence = (this.#rtxSequence + 1) & 0xffff;
    const { header, payload } = wrapRtx(packet, rtxPayloadType, this.#rtxSequence, rtxSsrc);
    header.extensions = this.#renewed(header.extensions);
    void transport?.sendRtp(payload, header);
  }
}

type Extensions = RtpPacket["header"]["extensions"];
