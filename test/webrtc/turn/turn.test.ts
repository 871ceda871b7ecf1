/** Real Chromium through a real TURN server, and what the server learns from TURN and STUN. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "../../page/browser/chromium.ts";
import { serve } from "../../support/test-server.ts";
import { Player } from "../player.ts";
import { startTurnServer } from "./turn-server.ts";

/** What Chromium connected with: types of the candidates of the pair that carries the pictures, and of all offered. */
interface Path {
  readonly local: string;
  readonly remote: string;
  readonly offered: readonly string[];
}

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Plays as a WHEP player until pictures are there. */
async function play(player: Player, configuration: object): Promise<Path> {
  await player.value(`(async () => {
    globalThis.peer = new RTCPeerConnection(${JSON.stringify(configuration)});
    peer.ontrack = ({ track }) => showTrack(track);
    peer.addTransceiver("video", { direction: "recvonly" });
    await peer.setLocalDescription();
    while (peer.iceGatheringState !== "complete")
      await new Promise((resolve) => peer.addEventListener("icegatheringstatechange", resolve, { once: true }));
    const headers = { "content-type": "application/sdp" };
    const response = await fetch("/whep", { method: "POST", headers, body: peer.localDescription.sdp });
    const answer = await response.text();
    globalThis.offered = [...answer.matchAll(/^a=candidate.* typ ([a-z]+)/gm)].map(([, type]) => type);
    await peer.setRemoteDescription({ type: "answer", sdp: answer });
  })()`);
  await player.until("pictures > 5");
  return pathOf(player);
}

function pathOf(player: Player): Promise<Path> {
  return player.value<Path>(`(async () => {
    const all = await peer.getStats();
    const pair = [...all.values()].find(({ type, nominated }) => type === "candidate-pair" && nominated);
    const typeOf = (id) => all.get(id).candidateType;
    return { local: typeOf(pair.localCandidateId), remote: typeOf(pair.remoteCandidateId), offered: globalThis.offered ?? [] };
  })()`);
}

test("a client behind TURN plays", async (t) => {
  const { turn } = await startTurnServer(t);
  const server = await serve(t, "testcard");
  await server.join({ tracks: {} });
  const player = await Player.blank(t, browser, server.url);
  const { local, remote } = await play(player, { iceServers: [turn], iceTransportPolicy: "relay" });
  assert.deepEqual([local, remote], ["relay", "host"]);
});

test("a server that was given TURN offers its relay beside its own addresses", async (t) => {
  const { turn } = await startTurnServer(t);
  const server = await serve(t, "testcard", { iceServers: [turn] });
  await server.join({ tracks: {} });
  const { offered } = await play(await Player.blank(t, browser, server.url), {});
  assert.ok(offered.includes("relay") && offered.includes("host"), offered.join(", "));
});

test("a client learns of the server's TURN by itself, and plays where nothing else gets through", async (t) => {
  const { turn } = await startTurnServer(t);
  const server = await serve(t, "testcard", { iceServers: [turn] });
  const player = await Player.blank(t, browser, server.url);
  await player.value(`(() => {
    const Direct = RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Direct {
      constructor() { super({ iceTransportPolicy: "relay" }); }
    };
  })()`);
  await player.value(`play({ role: "driver" }, null)`);
  await player.until("pictures > 5");
  const { local } = await pathOf(player);
  assert.equal(local, "relay");
});

test("with STUN the server tells the address it is seen at", async (t) => {
  const { stun } = await startTurnServer(t);
  const server = await serve(t, "testcard", { iceServers: [stun] });
  await server.join({ tracks: {} });
  const { offered } = await play(await Player.blank(t, browser, server.url), {});
  assert.ok(offered.includes("srflx") && offered.includes("host"), offered.join(", "));
});

test("a TURN server that refuses the password costs its path and nothing else", async (t) => {
  const { turn } = await startTurnServer(t);
  const server = await serve(t, "testcard", { iceServers: [{ ...turn, credential: "wrong" }] });
  await server.join({ tracks: {} });
  const { offered, remote } = await play(await Player.blank(t, browser, server.url), {});
  assert.deepEqual([offered.includes("relay"), remote], [false, "host"]);
  assert.deepEqual(server.logged("ice_servers_silent")[0]?.["servers"], [turn.urls]);
});
