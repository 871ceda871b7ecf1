/** When packets were sent, as they and the sender's reports say it: werift writes digits of a second for its binary fraction. */
import type { RTCRtpSender } from "werift";

/** Milliseconds of the wall clock since 1970, with a fraction; never goes back. */
export type WallClock = () => number;
export const wallClock: WallClock = () => performance.timeOrigin + performance.now();

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
 * Makes the sender's reports say when they were sent, by the wall clock, and which RTP timestamp that is (RFC 3550,
 * 6.4.1). werift reads both fields for each report, the first twice: in whole milliseconds both reads are the same, by
 * which it knows the report again in the peer's answer.
 */
export function correctReports(sender: RTCRtpSender, clock: WallClock): void {
  const nowMs = (): number => Math.floor(clock());
  let timestamp = 0;
  let sentMs = nowMs();
  Object.defineProperties(sender, {
    ntpTimestamp: { get: () => ntpTimestamp(nowMs()), set: () => undefined },
    rtpTimestamp: {
      get: () => (timestamp + (nowMs() - sentMs) * TICKS_PER_MS) % 2 ** 32,
      set: (ofPacket: number) => {
        timestamp = ofPacket;
        sentMs = nowMs();
      },
    },
  });
}

/** 32 bits of seconds, 32 of their fraction (RFC 3550, section 4). */
function ntpTimestamp(wholeMs: number): bigint {
  const ms = BigInt(wholeMs) + BigInt(NTP_EPOCH_S) * 1000n;
  return BigInt.asUintN(64, (ms << 32n) / 1000n);
}
