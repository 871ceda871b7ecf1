/** The times in packets and sender reports: receivers estimate the bandwidth from the one, and order tracks by the other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RtcpSrPacket, type RtpPacket } from "werift";
import { eventually } from "../support/test-server.ts";
import { SEND_TIME_ID, SentMedia } from "./sent-media.ts";

/** 6 bits of seconds, 18 of their fraction. */
const SECOND = 2 ** 18;
const WRAP = 2 ** 24;

function sendTime({ header }: RtpPacket): number {
  const found = header.extensions.filter(({ id }) => id === SEND_TIME_ID);
  assert.deepEqual(
    found.map(({ payload }) => payload.length),
    [3],
  );
  return found[0]?.payload.readUIntBE(0, 3) ?? 0;
}

test("packets sent 100 ms apart say so, also over the wrap after 64 seconds", (t) => {
  const media = new SentMedia(t);
  for (let last = sendTime(media.send()), n = 0; n < 700; n++) {
    media.nowMs += 100;
    const now = sendTime(media.send());
    const apart = (now - last + WRAP) % WRAP;
    assert.ok(Math.abs(apart - SECOND / 10) <= 1, `Packet ${n} says ${(apart / SECOND).toFixed(4)} s.`);
    last = now;
  }
});

test("a sender's report says when it was sent, and the RTP timestamp of that moment", async (t) => {
  const media = new SentMedia(t);
  const { header } = media.send();
  media.nowMs += 250;
  const report = await eventually(() => media.reports.find((one) => one instanceof RtcpSrPacket), "a report");
  const { ntpTimestamp, rtpTimestamp } = report.senderInfo;
  const ms = (Number(ntpTimestamp) / 2 ** 32) * 1000 + Date.UTC(1900, 0, 1);
  assert.ok(Math.abs(ms - media.nowMs) < 2, `The report is ${ms - media.nowMs} ms off.`);
  assert.equal(rtpTimestamp, (header.timestamp + 250 * 90) % 2 ** 32);
  const { lastSRtimestamp } = media.sender as unknown as { lastSRtimestamp: number };
  assert.equal(lastSRtimestamp, Number((ntpTimestamp >> 16n) & 0xffffffffn), "the sender knows its report again");
});
