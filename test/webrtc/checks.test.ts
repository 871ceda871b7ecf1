/** Who may say where pictures go: the client, by checks signed with the answer's password, and nobody else. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { RTCPeerConnection } from "werift";
import { guardChecks } from "../../server/webrtc/werift/peer-checks.ts";
import { eventually, serve } from "../support/test-server.ts";
import { NodePeer } from "./node-peer.ts";
import { offerText } from "./offer-text.ts";
import { icePassword, StunClient } from "./stun-client.ts";

/** First bytes of DTLS and of media. Source: RFC 7983, section 7. */
const isOfPeer = ([first = 0]: Buffer): boolean => (first >= 20 && first <= 63) || (first >= 128 && first <= 191);

test("a stranger's checks are not answered, and keep nobody from connecting", async (t) => {
  const server = await serve(t, "testcard");
  const strangers: StunClient[] = [];
  const peer = await NodePeer.connect(t, server.url, "worldport.v1", async (answer) => {
    for (let n = 0; n < 100; n++) strangers.push(await StunClient.open(t, answer));
    for (const [n, stranger] of strangers.entries()) {
      if (n % 3 === 0) stranger.nominate(null);
      else if (n % 3 === 1) stranger.nominate("a password that is not the answer's");
      else stranger.nominate(icePassword(answer), { behind: true });
    }
    // Until what was sent has been taken in.
    for (let n = 0; n < 10; n++) await new Promise((resolve) => setImmediate(resolve));
  });
  peer.send("hello", { protocol: 1 });
  await peer.waitFor("frame");
  assert.deepEqual(
    strangers.filter(({ received }) => received.length > 0),
    [],
  );
});

test("a stranger's packets that are no checks are not heard, the client's are", async (t) => {
  const pc = new RTCPeerConnection({
    iceLite: true,
    iceServers: [],
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ["127.0.0.1"],
  });
  t.after(() => pc.close());
  await pc.setRemoteDescription({ type: "offer", sdp: offerText({ channel: true }) });
  guardChecks(pc, true);
  await pc.setLocalDescription(await pc.createAnswer());
  const heard: Buffer[] = [];
  pc.iceTransports[0]?.connection.onData.subscribe((bytes) => heard.push(bytes));
  const answer = pc.localDescription?.sdp ?? "";
  const [stranger, client] = [await StunClient.open(t, answer), await StunClient.open(t, answer)];
  stranger.send(Buffer.from([22, 254, 255, 1]));
  client.nominate(icePassword(answer));
  await eventually(() => client.received.length > 0, "the answer to the client's check");
  client.send(Buffer.from([22, 254, 255, 2]));
  await eventually(() => heard.length > 0, "the client's packet");
  assert.deepEqual(heard, [Buffer.from([22, 254, 255, 2])]);
});

test("a client that names another address of its own is followed there, and back", async (t) => {
  const server = await serve(t, "testcard");
  const peer = await NodePeer.join(t, server.url);
  await peer.waitFor("frame");
  const elsewhere = await StunClient.open(t, peer.answer);
  // The peer's own next check takes it back, which may be before anything was sent: a client repeats its checks.
  await eventually(() => {
    elsewhere.nominate(icePassword(peer.answer));
    return elsewhere.received.some(isOfPeer);
  }, "media at the other address");
  const before = peer.received.length;
  await eventually(() => peer.received.length > before + 10, "frames where the client checks again", 30_000);
});
