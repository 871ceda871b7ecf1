/** The library under WebRTC is looked at before it is relied on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Peers } from "../../server/webrtc/peers.ts";
import { missingMembers, weriftIntact } from "../../server/webrtc/werift/intact.ts";
import { LIMITS } from "../../shared-schema/limits.ts";
import { silentVideo } from "../support/silent-video.ts";
import { offerText } from "./offer-text.ts";

function peersOn(intactness: { version: string; missing: string[] }): { peers: Peers; warned: unknown[] } {
  const warned: unknown[] = [];
  const peers = new Peers({
    network: { host: "127.0.0.1", ports: null, iceServers: [] },
    limits: LIMITS,
    encoding: silentVideo,
    decoding: {
      decodes: [],
      open: () => {
        throw new Error("Nothing is decoded here.");
      },
    },
    warn: (event, fields) => warned.push([event, fields]),
    openLinks: () => 0,
    intactness,
  });
  return { peers, warned };
}

test("the werift that is installed has every member that is patched or read", () => {
  const { version, missing } = weriftIntact();
  assert.deepEqual(missing, []);
  assert.match(version, /^\d+\.\d+\.\d+$/);
});

test("a member that is gone is named with its owner, and all of an owner that is gone", () => {
  const full = { sctp: {}, datachannelReceive: undefined };
  const missing = missingMembers({
    Connection: undefined,
    StunProtocol: { onRequestReceived: {} },
    RTCIceTransport: { start: null },
    RTCSctpTransport: full,
    SCTP: undefined,
    RTCRtpSender: undefined,
    RTCDtlsTransport: undefined,
    UdpTransport: { init: null },
  });
  for (const name of ["StunProtocol.datagramReceived", "Connection.earlyChecks", "SCTP.onReceive"])
    assert.ok(missing.includes(name), name);
  assert.ok(!missing.some((name) => /^(RTCSctpTransport|RTCIceTransport|UdpTransport)\./.test(name)));
});

test("without one, the log says which and of which version once, and offers are refused with that sentence", async () => {
  const { peers, warned } = peersOn({ version: "0.99.0", missing: ["Connection.earlyChecks"] });
  assert.equal(warned.length, 1);
  assert.match(JSON.stringify(warned), /webrtc_library_changed.*werift 0\.99\.0 has no Connection\.earlyChecks/);
  for (let n = 0; n < 2; n++)
    await assert.rejects(
      peers.answer(offerText(), () => new Map()),
      { code: "no_video_encoder", message: /werift 0\.99\.0 has no Connection\.earlyChecks/ },
    );
  assert.equal(warned.length, 1);
});
