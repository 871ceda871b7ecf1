/** Who may say where pictures go: the client, by checks signed with the answer's password, and nobody else. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { eventually, serve } from "../support/test-server.ts";
import { NodePeer } from "./node-peer.ts";
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

test("a client that names another address of its own is followed there, and back", async (t) => {
  const server = await serve(t, "testcard");
  const peer = await NodePeer.join(t, server.url);
  await peer.waitFor("frame");
  const elsewhere = await StunClient.open(t, peer.answer);
  elsewhere.nominate(icePassword(peer.answer));
  await eventually(() => elsewhere.received.some(isOfPeer), "media at the other address");
  const before = peer.received.length;
  await eventually(() => peer.received.length > before + 10, "frames where the client checks again", 30_000);
});
