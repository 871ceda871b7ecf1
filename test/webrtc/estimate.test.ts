/** What a peer says it can receive reaches all tracks that are sent to it, each in proportion. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  Event,
  ReceiverEstimatedMaxBitrate,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  type RtcpPacket,
  RtcpPayloadSpecificFeedback,
  useNACK,
  usePLI,
  useREMB,
} from "werift";
import { BitrateControl } from "../../server/media/video/bitrate.ts";
import { Peer } from "../../server/webrtc/werift/peer.ts";
import { type Flow, PeerEstimate } from "../../server/webrtc/werift/peer-estimate.ts";
import type { OutTrack } from "../../server/webrtc/werift/peer-tracks.ts";
import { eventually } from "../support/test-server.ts";

/** An estimate as a browser sends it: an 18-bit mantissa and an exponent. */
function remb(bitrate: number, ssrcFeedbacks: readonly number[]): RtcpPacket {
  const brExp = Math.max(0, Math.ceil(Math.log2(bitrate / 2 ** 18)));
  const brMantissa = Math.round(bitrate / 2 ** brExp);
  const parts = { senderSsrc: 1, mediaSsrc: 0, ssrcNum: ssrcFeedbacks.length, brExp, brMantissa };
  const feedback = new ReceiverEstimatedMaxBitrate({
    ...parts,
    bitrate: BigInt(bitrate),
    ssrcFeedbacks: [...ssrcFeedbacks],
  });
  return new RtcpPayloadSpecificFeedback({ feedback });
}

/** A player of two tracks, connected; gives the server's tracks and the way to send it feedback. */
async function twoTracks(t: TestContext): Promise<{ outs: readonly OutTrack[]; player: RTCPeerConnection }> {
  const rtcpFeedback = [useNACK(), usePLI(), useREMB()];
  const player = new RTCPeerConnection({
    iceServers: [],
    bundlePolicy: "max-bundle",
    codecs: {
      audio: [],
      video: [
        new RTCRtpCodecParameters({ mimeType: "video/VP8", clockRate: 90_000, rtcpFeedback }),
        new RTCRtpCodecParameters({ mimeType: "video/rtx", clockRate: 90_000 }),
      ],
    },
  });
  t.after(() => player.close());
  for (let n = 0; n < 2; n++) player.addTransceiver("video", { direction: "recvonly" });
  await player.setLocalDescription(await player.createOffer());
  const peer = await Peer.answer(player.localDescription?.sdp ?? "", {
    host: "127.0.0.1",
    ports: null,
    iceServers: [],
    encodes: ["vp8"],
    decodes: [],
    assign: (videos) => new Map(videos.map(({ mid }, n) => [mid, { name: `track ${n}`, direction: "out" }])),
    connectTimeoutMs: 20_000,
    silenceTimeoutMs: 60_000,
    onIceServersSilent: () => undefined,
    maxMessageBytes: 65_536,
  });
  t.after(() => peer.close());
  await player.setRemoteDescription({ type: "answer", sdp: peer.answer });
  await eventually(() => peer.state === "connected" && player.connectionState === "connected", "the peers to connect");
  return { outs: peer.outs, player };
}

test("an estimate that lists only a source of retransmissions is heard, by both tracks", async (t) => {
  const { outs, player } = await twoTracks(t);
  const [transport] = player.dtlsTransports;
  assert.ok(transport);
  let received = 0;
  transport.onRtp.subscribe(() => received++);
  for (const out of outs) for (let n = 0; n < 40; n++) out.send(Buffer.alloc(1000), n, true);
  await eventually(() => received === 80, "the packets to come");
  const retransmissions = 0x7fffffff;
  await transport.sendRtcp([remb(1_000_000, [retransmissions])]);
  await eventually(() => outs.every(({ receiverBitrate }) => receiverBitrate !== null), "both tracks to hear");
  const parts = outs.map(({ receiverBitrate }) => receiverBitrate ?? 0);
  const sum = parts.reduce((all, one) => all + one, 0);
  assert.ok(Math.abs(sum - 1_000_000) < 10, `They have ${sum} together.`);
  for (const part of parts) assert.ok(Math.abs(part - 500_000) < 10_000, `A track has ${part}.`);
});

/** Two tracks of a peer whose bitrates follow its estimate, by a clock moved by hand. */
class Link {
  readonly tracks: { readonly flow: Flow; readonly control: BitrateControl; quietAt: number }[];
  readonly #feedback = new Event<[RtcpPacket]>();
  #nowMs = 0;

  constructor(...most: number[]) {
    const estimate = new PeerEstimate([{ onRtcp: this.#feedback } as never]);
    this.tracks = most.map((bitrate) => ({
      flow: estimate.share(() => this.#nowMs),
      control: new BitrateControl(bitrate),
      quietAt: Number.POSITIVE_INFINITY,
    }));
  }

  get bitrates(): number[] {
    return this.tracks.map(({ control }) => control.bitrate);
  }

  /** Seconds pass in which each track sends what it may, but no more than its picture needs. */
  pass(seconds: number, estimate: number): void {
    for (let second = 0; second < seconds; second++) {
      const sent = this.tracks.map(({ control, quietAt }) => Math.min(control.bitrate, quietAt));
      for (let part = 0; part < 30; part++) {
        this.#nowMs += 1000 / 30;
        for (const [i, { flow }] of this.tracks.entries()) flow.sent((sent[i] ?? 0) / 8 / 30, this.#nowMs);
      }
      this.#feedback.execute(remb(estimate, [1]));
      for (const [i, { flow, control }] of this.tracks.entries()) control.look(flow.estimate, sent[i] ?? 0);
    }
  }
}

test("two tracks give way together, by what they send together, to what one estimate says for both", () => {
  const link = new Link(800_000, 800_000);
  link.pass(6, 1_000_000);
  const [first = 0, second = 0] = link.bitrates;
  assert.equal(first, second);
  assert.ok(first + second <= 1_000_000 && first + second >= 700_000, `They have ${link.bitrates.join(" and ")}.`);
  link.pass(30, 10_000_000);
  assert.deepEqual(link.bitrates, [800_000, 800_000]);
});

test("two quiet tracks, of which the receiver estimates little, keep their bitrates", () => {
  const link = new Link(1_500_000, 1_500_000);
  for (const track of link.tracks) track.quietAt = 200_000;
  link.pass(20, 600_000);
  assert.deepEqual(link.bitrates, [1_500_000, 1_500_000]);
});

test("a track that is quiet beside one that fills the link gets its part once it moves", () => {
  const link = new Link(1_500_000, 1_500_000);
  const [, quiet] = link.tracks;
  assert.ok(quiet);
  quiet.quietAt = 20_000;
  link.pass(20, 1_000_000);
  assert.ok((link.bitrates[0] ?? 0) > 600_000, `The other has ${link.bitrates[0]}.`);
  quiet.quietAt = Number.POSITIVE_INFINITY;
  link.pass(120, 1_000_000);
  const [first = 0, second = 0] = link.bitrates;
  assert.ok(first + second <= 1_000_000, `They have ${link.bitrates.join(" and ")}.`);
  assert.ok(second >= first / 2, `They have ${link.bitrates.join(" and ")}.`);
});

test("an estimate is all for the one track that runs", () => {
  const link = new Link(2_000_000);
  link.pass(6, 1_000_000);
  assert.deepEqual(link.bitrates, [850_000]);
});
