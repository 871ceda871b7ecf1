/** Signalling by WHEP, without a browser: offers, candidates, ends, and everything that is refused. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { NoVideo } from "../../server/media/no-video.ts";
import { chooseCodec } from "../../server/webrtc/codec-choice.ts";
import { readOffer } from "../../server/webrtc/offer.ts";
import { iceServersOf } from "../../shared-schema/client/ice-servers.ts";
import { silentVideo } from "../support/silent-video.ts";
import { serve, type TestServer, type TestServerOptions } from "../support/test-server.ts";
import { offerText } from "./offer-text.ts";

const SDP = { "Content-Type": "application/sdp" };
const TRICKLE = { "Content-Type": "application/trickle-ice-sdpfrag" };
const small = { settings: { testcard: { width: 64, height: 36 } } };

async function card(t: TestContext, options: TestServerOptions = {}): Promise<TestServer> {
  return serve(t, "testcard", { ...small, video: silentVideo, ...options });
}

function post(server: TestServer, body: string, headers: Record<string, string> = SDP): Promise<Response> {
  return fetch(`${server.url}/whep`, { method: "POST", headers, body });
}

async function assertRefused(response: Response, status: number, code: string, sentence: RegExp): Promise<void> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  assert.deepEqual([response.status, error.code], [status, code], error.message);
  assert.match(error.message, sentence);
}

async function connections(server: TestServer): Promise<number> {
  return ((await (await fetch(`${server.url}/health`)).json()) as { connections: number }).connections;
}

async function untilConnections(server: TestServer, count: number): Promise<void> {
  for (const deadline = Date.now() + 10_000; (await connections(server)) !== count; )
    assert.ok(Date.now() < deadline, `Waited 10 s for ${count} connections.`);
}

test("an offer is answered with 201, a location, an ETag and an answer that sends; DELETE ends it", async (t) => {
  const server = await card(t);
  const response = await post(server, offerText());
  assert.equal(response.status, 201);
  assert.equal(response.headers.get("content-type"), "application/sdp");
  assert.match(response.headers.get("etag") ?? "", /^"[\w-]+"$/);
  assert.equal(response.headers.get("accept-patch"), "application/trickle-ice-sdpfrag");
  const answer = await response.text();
  for (const line of ["a=sendonly", "a=mid:0", "a=msid:main main", "a=ice-lite", "a=rtcp-fb:96 nack pli"])
    assert.ok(answer.includes(`${line}\r\n`), `${line} is not in ${answer}`);
  assert.match(answer, /^a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 \d+ typ host/m);
  assert.match(answer, /^a=extmap:5 .*playout-delay/m);
  assert.doesNotMatch(answer, /transport-cc/);
  assert.equal(await connections(server), 1);
  const location = new URL(response.headers.get("location") ?? "", server.url);
  assert.equal((await fetch(location, { method: "DELETE" })).status, 200);
  assert.equal(await connections(server), 0);
  await assertRefused(await fetch(location, { method: "DELETE" }), 404, "not_found", /no such WHEP resource/);
});

test("ICE servers are named in Link, to those who have the token, as a client reads them", async (t) => {
  const turn = { urls: "turn:turn.example.net:3478?transport=udp", username: "player", credential: 'a "b" \\, <c>;' };
  const iceServers = [{ urls: "stun:stun.example.net" }, turn];
  const server = await serve(t, "testcard", { iceServers, token: "secret" });
  const ask = async (headers: Record<string, string>): Promise<string | null> =>
    (await fetch(`${server.url}/whep`, { method: "OPTIONS", headers })).headers.get("link");
  assert.equal(await ask({}), null);
  const link = (await ask({ Authorization: "Bearer secret" })) ?? "";
  assert.ok(link.startsWith('<stun:stun.example.net>; rel="ice-server", <turn:turn.example.net:3478?transport=udp>;'));
  assert.deepEqual(iceServersOf(link), iceServers);
  assert.deepEqual(iceServersOf(`</next>; rel="next", <stun:a>; rel=ice-server, ${"<".repeat(50)}`), [
    { urls: "stun:a" },
  ]);
});

test("a page of another allowed origin may read where its resource is", async (t) => {
  const server = await card(t);
  const origin = { Origin: "http://localhost:3000" };
  const preflight = await fetch(`${server.url}/whep`, { method: "OPTIONS", headers: origin });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("accept-post"), "application/sdp");
  assert.match(preflight.headers.get("access-control-allow-methods") ?? "", /POST.*PATCH.*DELETE/);
  assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /authorization, content-type, if-match/);
  const response = await post(server, offerText(), { ...SDP, ...origin });
  assert.match(response.headers.get("access-control-expose-headers") ?? "", /location, etag/);
  const refused = await post(server, offerText(), { ...SDP, Origin: "https://evil.example" });
  await assertRefused(refused, 403, "forbidden_origin", /evil\.example/);
});

test("candidates come by PATCH; those of another ICE session are an ICE restart, which there is not", async (t) => {
  const server = await card(t);
  const response = await post(server, offerText());
  const location = new URL(response.headers.get("location") ?? "", server.url);
  const etag = response.headers.get("etag") ?? "";
  const patch = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(location, { method: "PATCH", headers: { ...TRICKLE, ...headers }, body });
  const candidate = "a=candidate:1 1 udp 2113937151 192.0.2.7 50000 typ host\r\n";
  assert.equal((await patch(`a=ice-ufrag:abcd\r\nm=video 9 RTP/AVP 0\r\na=mid:0\r\n${candidate}`)).status, 204);
  assert.equal((await patch("a=mid:0\r\na=end-of-candidates\r\n", { "If-Match": etag })).status, 204);
  await assertRefused(await patch(`a=ice-ufrag:efgh\r\na=mid:0\r\n${candidate}`), 422, "ice_restart", /another offer/);
  await assertRefused(await patch(candidate, { "If-Match": '"older"' }), 412, "stale_etag", /"older"/);
  await assertRefused(await patch("hello"), 400, "bad_offer", /neither a=candidate/);
  await assertRefused(await patch(candidate.repeat(65)), 400, "bad_offer", /65 candidates; at most 64/);
  await assertRefused(await patch(candidate, SDP), 415, "bad_message", /send application\/trickle-ice-sdpfrag/);
});

test("an offer that can't be read is refused with 400 and what is wrong with it", async (t) => {
  const server = await card(t);
  const good = offerText();
  const bad: [string, RegExp][] = [
    ["", /starts with "v=0"/],
    ["v=1\r\nnonsense", /starts with "v=0"/],
    ["v=0\r\ns=-\r\n", /no media section/],
    [good.replace(/a=ice-ufrag.*\r\n/, ""), /a=ice-ufrag/],
    [good.replace(/a=ice-pwd.*\r\n/, ""), /a=ice-pwd/],
    [good.replace(/a=fingerprint.*\r\n/, ""), /a=fingerprint/],
    [good.replace("a=mid:0\r\n", ""), /no a=mid/],
    [good.replace("m=video 9 UDP/TLS/RTP/SAVPF", "m=video 9 RTP/AVP"), /RTP\/AVP/],
    [good.replace("m=video", "m=smell"), /kind "smell"/],
    [good + good.slice(good.indexOf("m=video")), /same a=mid/],
    [good + good.slice(good.indexOf("m=video")).repeat(40), /41 media sections/],
  ];
  for (const [sdp, sentence] of bad) await assertRefused(await post(server, sdp), 400, "bad_offer", sentence);
  assert.equal(await connections(server), 0);
});

test("of H.264 the form with several packets per picture is taken first, and one without a mode if there is no other", () => {
  const offer = offerText({
    codecs: [
      [102, "H264/90000"],
      [104, "H264/90000"],
    ],
  });
  const first = "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f\r\n";
  const chosen = (sdp: string): readonly number[] | undefined => {
    const [section] = readOffer(sdp);
    return section === undefined ? undefined : chooseCodec(section, ["h264"])?.payloadTypes;
  };
  assert.deepEqual(chosen(offer.replace(first, "")), [104]);
  assert.deepEqual(chosen(offer.replace(/^a=fmtp.*\r\n/gm, "")), [102]);
});

test("unknown codecs, other bodies and offers that are too large are refused", async (t) => {
  const server = await card(t);
  const av1 = offerText({ codecs: [[45, "AV1/90000"]] });
  await assertRefused(await post(server, av1), 422, "unknown_codec", /offers av1; this server has .*vp8/);
  const text = await post(server, offerText(), { "Content-Type": "text/plain" });
  await assertRefused(text, 415, "bad_message", /send application\/sdp/);
  const large = `${offerText()}${"a=x-filler:0123456789\r\n".repeat(4000)}`;
  await assertRefused(await post(server, large), 413, "message_too_large", /at most 6553\d/);
  const nothing = offerText({ direction: "inactive" });
  assert.equal((await post(server, nothing)).status, 201, "a section that wants nothing is answered");
});

test("the token protects signalling", async (t) => {
  const server = await card(t, { token: "opensesame" });
  const bearer = (token: string) => ({ ...SDP, Authorization: `Bearer ${token}` });
  await assertRefused(await post(server, offerText()), 401, "unauthorized", /Authorization: Bearer/);
  await assertRefused(await post(server, offerText(), bearer("wrong")), 401, "unauthorized", /Bearer/);
  const response = await post(server, offerText(), bearer("opensesame"));
  assert.equal(response.status, 201);
  const location = new URL(response.headers.get("location") ?? "", server.url);
  await assertRefused(await fetch(location, { method: "DELETE" }), 401, "unauthorized", /Bearer/);
  assert.equal((await fetch(location, { method: "DELETE", headers: bearer("opensesame") })).status, 200);
});

test("peers and WebSocket links share max_connections", async (t) => {
  const server = await card(t, { limits: { max_connections: 2 } });
  const client = await server.join();
  assert.equal((await post(server, offerText())).status, 201);
  await assertRefused(await post(server, offerText()), 503, "too_many_connections", /2 links are open/);
  await assert.rejects(server.join(), /503/);
  await client.close();
  await untilConnections(server, 1);
  assert.equal((await post(server, offerText())).status, 201);
});

test("a peer that never connects is dropped, and its resource with it", async (t) => {
  const server = await card(t, { limits: { peer_connect_timeout_ms: 200 } });
  const response = await post(server, offerText({ channel: true }));
  const location = new URL(response.headers.get("location") ?? "", server.url);
  await untilConnections(server, 0);
  await assertRefused(await fetch(location, { method: "DELETE" }), 404, "not_found", /no such WHEP resource/);
});

test("each peer takes one port of the configured range, and says when there is none left", async (t) => {
  const server = await card(t, { webrtcPorts: [47_311, 47_312] });
  const ports = new Set<string>();
  for (let n = 0; n < 2; n++) {
    const answer = await (await post(server, offerText())).text();
    for (const [, port = ""] of answer.matchAll(/^a=candidate:\S+ 1 udp \d+ \S+ (\d+) typ host/gm)) ports.add(port);
  }
  assert.deepEqual([...ports].sort(), ["47311", "47312"]);
  await assertRefused(await post(server, offerText()), 503, "no_media_port", /No UDP port is free/);
});

test("without an encoder offers are refused with the reason, and everything else works", async (t) => {
  const problem = "The video encoder can't be loaded: it is not there.";
  const server = await card(t, { video: new NoVideo(problem) });
  await assertRefused(await post(server, offerText()), 503, "no_video_encoder", /it is not there/);
  const client = await server.join();
  assert.deepEqual(await client.ask("echo", { text: "still here" }).then(({ ok }) => ok), true);
});
