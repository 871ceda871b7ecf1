/**
 * When packets were sent, as they and the sender's reports say it: werift writes digits of a second for its binary fraction.
 *
 * For upstream: "ntpTime and the abs-send-time extension write the decimal digits of the second's fraction where its binary
 * fraction belongs (RFC 3550, section 4), so that receivers see clocks that jump; and sender reports say when the
 * last packet was sent, not when they were themselves (RFC 3550, 6.4.1)."
 */
import { type RTCRtpSender, type RtcpPacket, RtcpSrPacket } from "werift";
import { senderOf } from "./private-parts.ts";

/** Milliseconds of the wall clock since 1970, with a fraction; never goes back. */
export type WallClock = () => number;
const ORIGIN_MS = performance.timeOrigin;
export const wallClock: WallClock = () => ORIGIN_MS + performance.now();

/** Seconds from 1900, where NTP's time begins, to 1970 (RFC 5905, A.1.1). */
const NTP_EPOCH_S = 2_208_988_800;
/** 6 bits of seconds and 18 of their fraction. */
const FRACTION = 2 ** 18;
const WRAP = 2 ** 24;
/** RTP clock of video, ticks a millisecond. */
const TICKS_PER_MS = 90;

/** The payload of the abs-send-time extension. It has no epoch: receivers look at differences. */
export function absSendTime(ms: number): Buffer {
  const payload = Buffer.allocUnsafe(3);
  payload.writeUIntBE(Math.floor((ms / 1000) * FRACTION) % WRAP, 0, 3);
  return payload;
}

/**
 * Makes the reports of an out track say when they were sent, by the wall clock, and which RTP timestamp that is (RFC 3550,
 * 6.4.1). They are corrected on their way out: werift sends each packet through the object that makes them, which
 * accessors would slow down by a sixth.
 */
export class SenderReports {
  readonly #sender: RTCRtpSender;
  readonly #clock: WallClock;
  #timestamp = 0;
  #sentMs: number;

  /** `sender` has its transport. */
  constructor(sender: RTCRtpSender, clock: WallClock) {
    this.#sender = sender;
    this.#clock = clock;
    this.#sentMs = clock();
    const { transport } = sender;
    const sendRtcp = transport.sendRtcp.bind(transport);
    transport.sendRtcp = (packets: RtcpPacket[]) => {
      for (const packet of packets)
        if (packet instanceof RtcpSrPacket && packet.ssrc === sender.ssrc) this.#correct(packet);
      return sendRtcp(packets);
    };
  }

  /** To be called with each packet's RTP timestamp and the time at which it was sent. */
  sent(timestamp: number, ms: number): void {
    this.#timestamp = timestamp;
    this.#sentMs = ms;
  }

  #correct({ senderInfo }: RtcpSrPacket): void {
    const nowMs = this.#clock();
    senderInfo.ntpTimestamp = ntpTimestamp(nowMs);
    senderInfo.rtpTimestamp = (this.#timestamp + Math.round((nowMs - this.#sentMs) * TICKS_PER_MS)) % 2 ** 32;
    senderOf(this.#sender).lastSRtimestamp = Number(BigInt.asUintN(32, senderInfo.ntpTimestamp >> 16n));
  }
}

/** 32 bits of seconds, 32 of their fraction (RFC 3550, section 4). */
function ntpTimestamp(ms: number): bigint {
  const us = BigInt(Math.round(ms * 1000)) + BigInt(NTP_EPOCH_S) * 1_000_000n;
  return BigInt.asUintN(64, (us << 32n) / 1_000_000n);
}
