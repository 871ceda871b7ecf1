/** The data channel: the WebSocket's messages, its limits and its refusals, and what is no message. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { encode } from "@msgpack/msgpack";
import { silentVideo } from "../support/silent-video.ts";
import { eventually, serve, type TestServer, type TestServerOptions } from "../support/test-server.ts";
import { NodePeer } from "./node-peer.ts";

function card(t: TestContext, options: TestServerOptions = {}): Promise<TestServer> {
  return serve(t, "testcard", { settings: { testcard: { width: 64, height: 36 } }, video: silentVideo, ...options });
}

const clients = (server: TestServer): number => server.stage.report.clients.length;

test("hello, welcome, commands, replies, messages and bye go over the channel as over a WebSocket", async (t) => {
  const server = await card(t);
  const peer = await NodePeer.join(t, server.url, { client: { name: "node", version: "1" } });
  const welcome = await peer.waitFor("welcome");
  assert.deepEqual([welcome.role, welcome.frames_token, welcome.next_command_id], ["driver", "", 1]);
  assert.deepEqual(welcome.tracks, { main: { format: "vp8", width: 64, height: 36, fps: 30 } });
  await peer.waitFor("state", ({ state }) => state === "streaming");
  peer.send("command", { id: 1, name: "say", args: { text: "hello" } });
  assert.equal((await peer.waitFor("reply", ({ id }) => id === 1)).ok, true);
  assert.equal((await peer.waitFor("message")).data.text, "hello");
  peer.send("command", { id: 2, name: "fail", args: {} });
  assert.equal((await peer.waitFor("reply", ({ id }) => id === 2)).ok, false);
  peer.send("ping", { t_us: 5 });
  assert.equal((await peer.waitFor("pong")).t_us, 5);
  peer.send("bye", {});
  assert.equal((await peer.waitFor("bye")).code, "client_bye");
  await peer.until(() => peer.isClosed, "the channel to close");
  await eventually(() => clients(server) === 0, "the client to be gone");
});

test("what is no message is refused as on a WebSocket, and the link stays open", async (t) => {
  const server = await card(t);
  const peer = await NodePeer.join(t, server.url);
  const garbage: [Uint8Array | string, string][] = [
    ["a text", "bad_message"],
    [new Uint8Array([0xc1]), "bad_message"],
    [encode(["hello"]), "bad_message"],
    [encode(["nonsense", {}]), "unknown_type"],
    [encode(["seen", { track: "main", epoch: 0, seq: -1 }]), "bad_message"],
    [new Uint8Array(200_000).fill(0x91), "bad_message"],
  ];
  for (const [i, [bytes, code]] of garbage.entries()) {
    peer.sendRaw(bytes);
    await peer.until(
      () => peer.received.filter(({ type }) => type === "error").length > i,
      `the error ${code} for garbage ${i}`,
    );
    assert.equal(peer.received.filter(({ type }) => type === "error")[i]?.body.code, code, `garbage ${i}`);
  }
  peer.send("command", { id: 1, name: "echo", args: { text: "still here" } });
  assert.equal((await peer.waitFor("reply")).ok, true);
});

test("a first message that is no hello ends the peer, and so does none at all", async (t) => {
  const server = await card(t, { limits: { hello_timeout_ms: 300 } });
  const rude = await NodePeer.connect(t, server.url);
  rude.send("ping", { t_us: 1 });
  assert.equal((await rude.waitFor("bye")).code, "hello_expected");
  const mute = await NodePeer.connect(t, server.url);
  assert.equal((await mute.waitFor("bye")).code, "hello_timeout");
  await rude.until(() => rude.isClosed && mute.isClosed, "both channels to close");
  await eventually(() => clients(server) === 0, "nobody to be left");
});

test("a channel of another name is closed; the peer looks on when none of ours comes", async (t) => {
  const server = await card(t, { limits: { hello_timeout_ms: 300 } });
  const peer = await NodePeer.connect(t, server.url, "chat");
  await peer.until(() => peer.isClosed, "the channel to be closed");
  await eventually(() => server.stage.report.clients[0]?.role === "spectator", "the spectator");
});

test("the driver's place is held while its peer is away, and its resume token brings it back", async (t) => {
  const server = await card(t, { limits: { silence_timeout_ms: 700 } });
  const peer = await NodePeer.join(t, server.url);
  const { resume, client } = await peer.waitFor("welcome");
  peer.close();
  await eventually(() => server.stage.state === "orphaned", "the session to be held");
  const back = await NodePeer.join(t, server.url, { resume });
  const welcome = await back.waitFor("welcome");
  assert.deepEqual([welcome.resumed, welcome.client, welcome.role], [true, client, "driver"]);
  const over = await NodePeer.join(t, server.url, { resume });
  assert.equal((await back.waitFor("bye")).code, "replaced");
  assert.equal((await over.waitFor("welcome")).resumed, true);
});

test("a client that does not read its channel is closed with too_slow", async (t) => {
  const server = await card(t, { limits: { max_send_buffer_bytes: 1 } });
  const peer = await NodePeer.connect(t, server.url);
  peer.send("hello", { protocol: 1 });
  await peer.until(() => peer.isClosed, "the channel to close");
  await eventually(() => server.logged("client_lost").length === 1, "the client to be lost");
});
