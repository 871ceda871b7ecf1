/** Video in real Chromium: pictures, commands over the data channel, both transports at once, wishes, resuming. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { readBarcode } from "../../server/models/testcard/barcode.ts";
import { areaOf, SCENERY } from "../../server/models/testcard/layout.ts";
import { startBrowser } from "../page/browser/chromium.ts";
import { TestClient } from "../support/test-client.ts";
import { eventually, serve } from "../support/test-server.ts";
import { Player, psnr } from "./player.ts";

const LEAST_PSNR = 32;

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test("Chromium shows the very frames a raw client gets, and the natural picture is close to them", async (t) => {
  const server = await serve(t, "testcard", { seed: 7 });
  const player = await Player.open(t, browser, server.url);
  const raw = await server.join({ role: "spectator" });
  const { seq, width, height, pixels } = await player.picture(40);
  assert.deepEqual([width, height], [640, 360]);
  const same = await raw.waitFor("frame", (body) => body.seq >= seq);
  const code = readBarcode(pixels, width, height);
  const rawCode = readBarcode(same.payload ?? [], width, height);
  assert.ok(code !== null && rawCode !== null, "There is no barcode in the picture.");
  assert.equal(rawCode.frame - code.frame, same.body.seq - seq, "The timestamp belongs to another frame.");
  const quality = psnr(pixels, same.payload ?? new Uint8Array(), width, areaOf(SCENERY, width, height));
  assert.ok(quality >= LEAST_PSNR, `The scenery has ${quality.toFixed(1)} dB.`);
  t.diagnostic(`scenery ${quality.toFixed(1)} dB`);
  const report = (await (await fetch(`${server.url}/session`)).json()) as { clients: { transport: string }[] };
  assert.deepEqual(report.clients.map(({ transport }) => transport).sort(), ["webrtc", "websocket"]);
});

test("commands over the data channel are applied, answered and shown", async (t) => {
  const server = await serve(t, "testcard");
  const player = await Player.open(t, browser, server.url);
  const before = await player.picture();
  const reply = await player.command("jump");
  assert.equal(reply.ok, true);
  const shown = await player.picture(reply.applied_seq);
  const [earlier, later] = [before, shown].map(({ pixels, width, height }) => readBarcode(pixels, width, height));
  assert.ok(earlier && later);
  assert.equal(later.commands, earlier.commands + 1);
  assert.deepEqual((await player.command("echo", { text: "ho" })).result, { text: "ho", length: 2 });
  assert.equal((await player.command("set_speed", { speed: "fast" })).ok, false);
});

test("a WHEP player without data channel looks on and needs no hello; DELETE ends it", async (t) => {
  const server = await serve(t, "testcard");
  const driver = await server.join();
  const player = await Player.blank(t, browser, server.url);
  const location = await player.value<string>(`(async () => {
    globalThis.peer = new RTCPeerConnection();
    peer.ontrack = ({ track }) => showTrack(track);
    peer.addTransceiver("video", { direction: "recvonly" });
    peer.addTransceiver("audio", { direction: "recvonly" });
    await peer.setLocalDescription();
    const headers = { "content-type": "application/sdp" };
    const response = await fetch("/whep", { method: "POST", headers, body: peer.localDescription.sdp });
    await peer.setRemoteDescription({ type: "answer", sdp: await response.text() });
    return response.headers.get("location");
  })()`);
  await player.until("pictures > 5");
  const clients = (): readonly string[] => server.stage.report.clients.map(({ name, role }) => `${name}|${role}`);
  assert.ok(clients().includes("WHEP player |spectator"), clients().join(", "));
  assert.equal((await fetch(new URL(location, server.url), { method: "DELETE" })).status, 200);
  await eventually(() => clients().length === 1, "the player to be gone");
  assert.equal((await driver.ask("echo", { text: "on" })).ok, true);
});

test("sections that have no codec in common and are wanted by nobody are rejected, and the rest plays", async (t) => {
  const server = await serve(t, "testcard");
  await server.join({ tracks: {} });
  const player = await Player.blank(t, browser, server.url);
  const mediaLines = await player.value<string[]>(`(async () => {
    globalThis.peer = new RTCPeerConnection();
    peer.ontrack = ({ track, transceiver }) => { if (transceiver.mid === "1") showTrack(track); };
    const only = (transceiver, kind, name) => transceiver.setCodecPreferences(
      RTCRtpReceiver.getCapabilities(kind).codecs.filter(({ mimeType }) => mimeType === kind + "/" + name));
    only(peer.addTransceiver("audio", { direction: "recvonly" }), "audio", "PCMU");
    peer.addTransceiver("video", { direction: "recvonly" });
    only(peer.addTransceiver("video", { direction: "recvonly" }), "video", "AV1");
    await peer.setLocalDescription();
    const headers = { "content-type": "application/sdp" };
    const response = await fetch("/whep", { method: "POST", headers, body: peer.localDescription.sdp });
    const sdp = await response.text();
    await peer.setRemoteDescription({ type: "answer", sdp });
    return sdp.match(/^(m=\\w+ \\d+|a=group:.*\\d)/gm);
  })()`);
  assert.deepEqual(mediaLines, ["a=group:BUNDLE 1", "m=audio 0", "m=video 9", "m=video 0"]);
  await player.until("pictures > 5");
});

test("who joins later begins with a key frame of its own; who wishes for less gets less", async (t) => {
  const server = await serve(t, "testcard");
  const driver = await Player.open(t, browser, server.url);
  await driver.picture(10);
  const late = await Player.open(t, browser, server.url, { role: "spectator", tracks: { main: { max_width: 320 } } });
  const { width, height } = await late.picture();
  assert.deepEqual([width, height], [320, 180]);
  assert.deepEqual(await late.value("[...frames.values()].map((head) => [head.format, head.width, head.height])[0]"), [
    "vp8",
    320,
    180,
  ]);
  assert.deepEqual(await late.value("welcome.tracks.main"), { format: "vp8", width: 320, height: 180, fps: 30 });
  const keys = await late.value<number>(
    "peer.getStats().then((all) => [...all.values()].find(({ type }) => type === 'inbound-rtp').keyFramesDecoded)",
  );
  assert.ok(keys >= 1, `${keys} key frames were decoded.`);
  const none = await Player.open(t, browser, server.url, { role: "spectator", tracks: {} });
  assert.deepEqual(await none.value("welcome.tracks"), {});
  await driver.picture(60);
  assert.equal(await none.value("frames.size"), 0);
});

test("a client goes on from one transport to the other and back with its resume token", async (t) => {
  const server = await serve(t, "testcard");
  const player = await Player.open(t, browser, server.url);
  const { resume, client } = await player.value<{ resume: string; client: string }>("welcome");
  await player.command("jump");
  const socket = await TestClient.join(server.url, { resume });
  const welcome = socket.all("welcome")[0]?.body;
  assert.deepEqual(
    [welcome.resumed, welcome.client, welcome.role, welcome.next_command_id],
    [true, client, "driver", 2],
  );
  await player.until("statuses.some(({ phase, code }) => phase === 'stopped' && code === 'replaced')");
  const back = await Player.open(t, browser, server.url, { resume });
  assert.equal(await back.value("welcome.resumed && welcome.client"), client);
  assert.equal(await socket.waitForClose(), 4407);
  await back.picture();
  assert.equal((await back.command("jump")).ok, true);
});
