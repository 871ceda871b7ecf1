/** Packets a peer asks for again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RtpPacket } from "werift";
import { PAYLOAD_TYPE, RTX_PAYLOAD_TYPE, SEND_TIME_ID, SentMedia } from "./sent-media.ts";

/** Sends so many packets, each with its number in it. */
function send(media: SentMedia, count: number): RtpPacket[] {
  return Array.from({ length: count }, (_, n) => {
    media.nowMs++;
    const payload = Buffer.alloc(100);
    payload.writeUInt32BE(n);
    return media.send(payload);
  });
}

const sequenceOf = ({ header }: RtpPacket): number => header.sequenceNumber;
const bytesOf = (packet: RtpPacket): string => packet.serialize().toString("hex");

test("a packet that lies 300 packets back is sent again, as a retransmission sent now", (t) => {
  const media = new SentMedia(t);
  const [wanted] = send(media, 301);
  assert.ok(wanted);
  const [again, ...others] = media.nack(sequenceOf(wanted));
  assert.ok(again, "Nothing was sent again.");
  assert.equal(others.length, 0);
  const { payloadType, ssrc, timestamp } = again.header;
  assert.deepEqual([payloadType, ssrc, timestamp], [RTX_PAYLOAD_TYPE, media.sender.rtxSsrc, wanted.header.timestamp]);
  // RFC 4588, section 4: the original sequence number, then the original payload.
  assert.equal(again.payload.readUInt16BE(), sequenceOf(wanted));
  assert.deepEqual(again.payload.subarray(2), wanted.payload);
  const [first, second] = [wanted, again].map(({ header }) =>
    header.extensions.find(({ id }) => id === SEND_TIME_ID)?.payload.readUIntBE(0, 3),
  );
  const apart = ((second ?? 0) - (first ?? 0) + 2 ** 24) % 2 ** 24;
  assert.ok(Math.abs(apart / 2 ** 18 - 0.3) < 0.001, `The send times are ${apart / 2 ** 18} s apart.`);
});

test("what is asked for many times at once, or was never sent, or is long gone, is not sent many times, or at all", (t) => {
  const media = new SentMedia(t);
  const sent = send(media, 2100).map(sequenceOf);
  const [oldest = 0, newest = 0] = [sent[0], sent.at(-1)];
  assert.equal(media.nack(newest, newest, newest + 2 ** 16).length, 1);
  assert.equal(media.nack(oldest, (newest + 1) & 0xffff).length, 0);
  media.nowMs += 1000;
  assert.equal(media.nack(...sent.slice(-2000)).length, 128);
});

test("what a full link loses again and again is sent again at half of the track's bitrate at most", (t) => {
  const media = new SentMedia(t);
  // 300 packets of a kilobyte a second for five seconds, of which the last second is asked for every 20 ms.
  const sent = Array.from({ length: 1500 }, () => {
    media.nowMs += 10 / 3;
    return sequenceOf(media.send(Buffer.alloc(1000)));
  }).slice(-300);
  const again = Array.from({ length: 50 }, () => {
    media.nowMs += 20;
    for (let n = 0; n < 6; n++) media.send(Buffer.alloc(1000));
    return media.nack(...sent).length;
  }).reduce((sum, one) => sum + one, 0);
  assert.ok(again >= 128 && again <= 128 + 150, `${again} packets were sent again in a second.`);
});

test("a peer without retransmission payloads gets the same bytes again, unless sequence numbers began anew since", (t) => {
  const media = new SentMedia(t, { hasRtx: false });
  const [first] = send(media, 300);
  assert.ok(first);
  assert.equal(first.header.payloadType, PAYLOAD_TYPE);
  assert.deepEqual(media.nack(sequenceOf(first)).map(bytesOf), [bytesOf(first)]);
  while (sequenceOf(media.send()) !== 150);
  media.nowMs += 1000;
  assert.deepEqual(media.nack(0xffff, 0, 150).map(sequenceOf), [0, 150]);
});
