/** An out track on werift's own sender, whose transport keeps the bytes that would be sent. */
import type { TestContext } from "node:test";
import {
  Event,
  GenericNack,
  RTCRtpCodecParameters,
  RTCRtpSender,
  type RTCRtpTransceiver,
  type RtcpPacket,
  RtcpPacketConverter,
  RtcpTransportLayerFeedback,
  type RtpHeader,
  RtpPacket,
} from "werift";
import { PeerEstimate } from "../../server/webrtc/werift/peer-estimate.ts";
import { ABS_SEND_TIME, PLAYOUT_DELAY } from "../../server/webrtc/werift/peer-options.ts";
import { OutTrack } from "../../server/webrtc/werift/peer-tracks.ts";

export const SEND_TIME_ID = 3;
const HEADER_EXTENSIONS = [
  { id: 1, uri: "urn:ietf:params:rtp-hdrext:sdes:mid" },
  { id: SEND_TIME_ID, uri: ABS_SEND_TIME },
  { id: 5, uri: PLAYOUT_DELAY },
];
export const [PAYLOAD_TYPE, RTX_PAYLOAD_TYPE] = [96, 97];

export class SentMedia {
  readonly sender = new RTCRtpSender("video");
  readonly track: OutTrack;
  /** What was sent, read again from its bytes. */
  readonly packets: RtpPacket[] = [];
  readonly reports: RtcpPacket[] = [];
  /** The wall clock, moved by hand. */
  nowMs = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
  #timestamp = 0xfffff000;

  constructor(t: TestContext, { hasRtx = true } = {}) {
    const transport = {
      id: "transport",
      state: "connected",
      onStateChange: new Event(),
      onRtcp: new Event(),
      sendRtp: async (payload: Buffer, header: RtpHeader) => {
        const bytes = Buffer.concat([header.serialize(header.serializeSize), payload]);
        this.packets.push(RtpPacket.deSerialize(bytes));
        return bytes.length;
      },
      sendRtcp: async (packets: readonly RtcpPacket[]) => {
        const bytes = Buffer.concat(packets.map((packet) => packet.serialize()));
        this.reports.push(...RtcpPacketConverter.deSerialize(bytes));
      },
    };
    this.sender.setDtlsTransport(transport as never);
    const codec = (name: string, payloadType: number, parameters = ""): RTCRtpCodecParameters =>
      new RTCRtpCodecParameters({ mimeType: `video/${name}`, clockRate: 90_000, payloadType, parameters });
    this.sender.prepareSend({
      codecs: [codec("VP8", PAYLOAD_TYPE), ...(hasRtx ? [codec("rtx", RTX_PAYLOAD_TYPE, `apt=${PAYLOAD_TYPE}`)] : [])],
      headerExtensions: HEADER_EXTENSIONS as never,
      muxId: "0",
      rtcp: { cname: "a" },
    } as never);
    const transceiver = { sender: this.sender, headerExtensions: HEADER_EXTENSIONS } as unknown as RTCRtpTransceiver;
    this.track = new OutTrack(transceiver, "main", "vp8", "0", new PeerEstimate([]), () => this.nowMs);
    t.after(() => this.sender.stop());
  }

  /** The peer lacks these packets. Gives what is sent for it. */
  nack(...lost: readonly number[]): readonly RtpPacket[] {
    const before = this.packets.length;
    this.sender.handleRtcpPacket(
      new RtcpTransportLayerFeedback({
        feedback: new GenericNack({ senderSsrc: 1, mediaSourceSsrc: this.sender.ssrc, lost: [...lost] }),
      }),
    );
    return this.packets.slice(before);
  }

  /** Sends a picture of one packet; gives what went out. */
  send(payload = Buffer.alloc(100)): RtpPacket {
    this.#timestamp = (this.#timestamp + 3000) % 2 ** 32;
    this.track.send(payload, this.#timestamp, true);
    return this.packets.at(-1) as RtpPacket;
  }
}
