/** Peers that come and go, half of them while they are being answered or connected: nothing of them is left. */
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { test } from "node:test";
import { eventually, serve, type TestServer } from "../support/test-server.ts";
import { NodePeer } from "./node-peer.ts";
import { offerText } from "./offer-text.ts";

const ROUNDS = 50;

/** Sockets and threads of this process. */
function handles(): Record<string, number> {
  const counted: Record<string, number> = { UDPWrap: 0, MessagePort: 0 };
  for (const one of process.getActiveResourcesInfo()) if (one in counted) counted[one] = (counted[one] ?? 0) + 1;
  return counted;
}

function post(server: TestServer, signal?: AbortSignal): Promise<Response> {
  const headers = { "Content-Type": "application/sdp" };
  return fetch(`${server.url}/whep`, {
    method: "POST",
    headers,
    body: offerText({ channel: true }),
    ...(signal ? { signal } : {}),
  });
}

/** One peer, ended at another moment each time. */
async function comeAndGo(server: TestServer, round: number): Promise<void> {
  const headers = { "Content-Type": "application/sdp" };
  if (round % 5 === 0) {
    // Broken off while the answer is made.
    const abort = new AbortController();
    const asked = post(server, abort.signal).catch(() => undefined);
    setImmediate(() => abort.abort());
    await asked;
    return;
  }
  const response = await post(server);
  assert.equal(response.status, 201);
  if (round % 5 === 1) return; // Left to its deadline.
  const location = new URL(response.headers.get("location") ?? "", server.url);
  assert.equal((await fetch(location, { method: "DELETE", headers })).status, 200);
}

test(`${ROUNDS} connects and disconnects leave no socket, thread, client or memory behind`, async (t) => {
  const limits = { peer_connect_timeout_ms: 6_000, silence_timeout_ms: 4_000, resume_grace_ms: 500 };
  const server = await serve(t, "testcard", { limits });
  // What is there once and for all: the encoder's thread, the certificate.
  const warm = await NodePeer.join(t, server.url);
  await warm.waitFor("frame");
  warm.close();
  const gone = (): boolean => server.stage.report.clients.length === 0;
  await eventually(gone, "the first client to be gone", 30_000);
  await eventually(() => handles()["UDPWrap"] === 0, "its socket to be closed", 30_000);
  const before = handles();
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  for (let round = 0; round < ROUNDS; round++) await comeAndGo(server, round);
  for (let round = 0; round < 5; round++) {
    const peer = await NodePeer.join(t, server.url);
    await peer.waitFor("frame");
    peer.close();
  }
  await eventually(gone, "all clients to be gone", 30_000);
  await eventually(() => handles()["UDPWrap"] === 0, "all sockets to be closed", 30_000);
  const health = (await (await fetch(`${server.url}/health`)).json()) as { connections: number };
  assert.equal(health.connections, 0);
  await eventually(
    () => (handles()["MessagePort"] ?? 0) <= (before["MessagePort"] ?? 0),
    "the encoders to be gone",
    30_000,
  );
  globalThis.gc?.();
  const grownMb = (process.memoryUsage().heapUsed - heap) / 2 ** 20;
  t.diagnostic(`the heap grew by ${grownMb.toFixed(1)} MB`);
  assert.ok(grownMb < 40, `The heap grew by ${grownMb.toFixed(1)} MB.`);
});

test("packets that are no media end nothing", async (t) => {
  const server = await serve(t, "testcard");
  const peer = await NodePeer.join(t, server.url);
  const port = Number(/^a=candidate:\S+ 1 udp \d+ \S+ (\d+) typ host/m.exec(peer.answer)?.[1]);
  const socket = createSocket("udp4");
  t.after(() => socket.close());
  let seed = 1;
  for (let n = 0; n < 2_000; n++) {
    seed = (seed * 48_271) % 2_147_483_647;
    const packet = Buffer.alloc(seed % 200, seed & 255);
    // Looks like STUN, DTLS, RTP, RTCP in turn, and is none of them.
    if (packet.length > 1) packet[0] = [0, 1, 20, 22, 23, 128, 129, 191][n % 8] ?? 0;
    if (packet.length > 8 && n % 8 < 2) packet.writeUInt32BE(0x2112a442, 4);
    socket.send(packet, port, "127.0.0.1");
    if (n % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  peer.send("command", { id: 1, name: "echo", args: { text: "still here" } });
  assert.equal((await peer.waitFor("reply")).ok, true);
});
