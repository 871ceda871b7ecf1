/** Reactor's local API over HTTP, up to the offer: descriptors, statuses, who stops what. Literals only. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, serveToy, type TestServer } from "../support/test-server.ts";
import type { Body } from "./node-client.ts";

const MEMBERS = "*startSession() { for (;;) yield grey; }";
const TRACKS = "main: videoOut({ width: 8, height: 4, fps: 30 }), camera: videoIn({ width: 8, height: 4 })";
const toy = (t: Parameters<typeof serveToy>[0], options = {}): Promise<TestServer> =>
  serveToy(t, MEMBERS, options, { tracks: TRACKS });

const JSON_TYPE = { "Content-Type": "application/json" };

async function ask(server: TestServer, method: string, path: string, body?: unknown, headers = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : JSON_TYPE), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === "" ? null : JSON.parse(text)) as Body };
}

test("start_session gives the descriptor, with the tracks as the client sees them, and a session that waits", async (t) => {
  const server = await toy(t);
  const { status, body } = await ask(server, "POST", "/start_session", {}, { "Reactor-API-Version": "1" });
  assert.equal(status, 200);
  assert.match(body.session_id, /^[0-9a-f-]{36}$/);
  assert.deepEqual([body.state, body.cluster, body.model.name], ["waiting", "local", "toy"]);
  assert.match(body.server_info.server_version, /^\d+\.\d+\.\d+/);
  assert.deepEqual(body.selected_transport, { protocol: "webrtc", version: "1.0" });
  assert.equal(body.recording.enabled, false);
  assert.equal(body.capabilities.protocol_version, "v0");
  assert.deepEqual(body.capabilities.tracks, [
    { name: "main", kind: "video", direction: "recvonly" },
    { name: "camera", kind: "video", direction: "sendonly" },
  ]);
  const again = await ask(server, "POST", "/start_session", {});
  assert.equal(again.status, 200);
  assert.notEqual(again.body.session_id, body.session_id);
  assert.equal(server.logged("session_opened").length, 1);
});

test("GET /session is the descriptor beside the server's own report, also when nothing runs", async (t) => {
  const server = await toy(t);
  const { status, body } = await ask(server, "GET", "/session");
  assert.equal(status, 200);
  assert.deepEqual([body.state, body.cluster, body.model.name], ["ready", "local", "toy"]);
  assert.equal(typeof body.session_id, "string");
  assert.equal(body.capabilities.tracks.length, 2);
  assert.deepEqual([body.paused, body.session, body.clients], [false, null, []]);
});

test("while the model loads, starting and stopping are 503 with Retry-After, and GET /session goes without promises", async (t) => {
  const server = await serveToy(t, `${MEMBERS} load() { return new Promise(() => {}); }`, { waits: false });
  for (const path of ["/start_session", "/stop_session"]) {
    const { status, headers, body } = await ask(server, "POST", path);
    assert.deepEqual([status, headers.get("retry-after")], [503, "1"]);
    assert.equal(typeof body.detail, "string");
  }
  assert.equal((await ask(server, "GET", "/session")).body.state, "loading");
});

test("stop_session ends what was started and not joined; with nothing to stop it is 409", async (t) => {
  const server = await toy(t);
  assert.equal((await ask(server, "POST", "/stop_session")).status, 409);
  await ask(server, "POST", "/start_session", {});
  const stopped = await ask(server, "POST", "/stop_session", { reason: "done" });
  assert.equal(stopped.status, 200);
  await eventually(() => server.stage.state === "ready", "the session to end");
});

test("stop_session from somebody else leaves the driver's session alone", async (t) => {
  const server = await toy(t);
  await server.join();
  const { status, body } = await ask(server, "POST", "/stop_session");
  assert.deepEqual([status, typeof body.detail], [409, "string"]);
  assert.equal(server.stage.state, "streaming");
});

test("a session that is not known is 400 when none runs and 404 when one does; so are connections", async (t) => {
  const server = await toy(t);
  const path = "/sessions/6f1c8f5e-0000-4000-8000-000000000000/transport/webrtc/ice_servers";
  assert.equal((await ask(server, "GET", path)).status, 400);
  const { session_id } = (await ask(server, "POST", "/start_session", {})).body;
  assert.equal((await ask(server, "GET", path)).status, 404);
  const at = `/sessions/${session_id}/transport/webrtc`;
  assert.deepEqual((await ask(server, "GET", `${at}/ice_servers`)).body, { ice_servers: [] });
  for (const id of ["1001", "x", "99999999999"]) {
    const { status, body } = await ask(server, "GET", `${at}/connections/${id}/sdp_params`);
    assert.deepEqual([status, typeof body.detail], [404, "string"]);
  }
  assert.equal((await ask(server, "GET", `${at}/sdp_params`)).status, 404);
});

test("a connection is registered with 201, an id beyond 1000 and the tracks it may map", async (t) => {
  const server = await toy(t);
  const { session_id } = (await ask(server, "POST", "/start_session", {})).body;
  const at = `/sessions/${session_id}/transport/webrtc/connections`;
  const { status, body } = await ask(server, "POST", at);
  assert.equal(status, 201);
  assert.ok(body.connection_id > 1000 && body.connection_id <= 9999);
  assert.deepEqual(body.track_map[0], { name: "main", kind: "video", direction: "recvonly" });
  assert.equal((await ask(server, "GET", `${at}/${body.connection_id}/sdp_params`)).status, 404);
  const candidates = [{ candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host", sdp_mid: "0", sdp_mline_index: 0 }];
  const trickled = await ask(server, "POST", `${at}/${body.connection_id}/ice_candidates`, {
    candidates,
    is_final: true,
  });
  assert.equal(trickled.status, 202);
});

test("bodies that can't be used are 422, with a sentence that names the field", async (t) => {
  const server = await toy(t);
  const { session_id } = (await ask(server, "POST", "/start_session", {})).body;
  const at = `/sessions/${session_id}/transport/webrtc`;
  const mapping = [{ mid: "0", name: "main", kind: "video", direction: "recvonly" }];
  const wrong: [string, unknown, RegExp][] = [
    [`${at}/sdp_params`, "{", /JSON/],
    [`${at}/sdp_params`, {}, /sdp_offer/],
    [`${at}/sdp_params`, { sdp_offer: "v=0", track_mapping: [{ mid: "0" }] }, /track_mapping\.0\.name/],
    [`${at}/sdp_params`, { sdp_offer: "v=0", track_mapping: [{ ...mapping[0], name: "side" }] }, /"side"/],
    [`${at}/sdp_params`, { sdp_offer: "v=0", track_mapping: [{ ...mapping[0], direction: "sendonly" }] }, /sendonly/],
    [`/sessions/${session_id}/uploads`, { name: "a", size: 0, mime_type: "image/png" }, /size/],
  ];
  for (const [path, body, sentence] of wrong) {
    const answer = await ask(server, "POST", path, body);
    assert.deepEqual([answer.status, Object.keys(answer.body)], [422, ["detail"]], JSON.stringify(body));
    assert.match(answer.body.detail, sentence);
  }
});

test("pages of another allowed origin may ask, with the headers and methods the client uses", async (t) => {
  const server = await toy(t);
  const asked = "authorization,content-type,reactor-api-accept-version,reactor-api-version,reactor-webrtc-version";
  for (const [path, method] of [
    ["/start_session", "POST"],
    ["/sessions/x/transport/webrtc/sdp_params", "PUT"],
    ["/uploads/x", "PUT"],
  ] as const) {
    const preflight = await ask(server, "OPTIONS", path, undefined, {
      Origin: "http://localhost:3000",
      "Access-Control-Request-Method": method,
      "Access-Control-Request-Headers": asked,
    });
    const { headers } = preflight;
    assert.equal(preflight.status, 204);
    assert.equal(headers.get("access-control-allow-origin"), "http://localhost:3000");
    for (const name of asked.split(",")) assert.ok(headers.get("access-control-allow-headers")?.includes(name), name);
    assert.ok(headers.get("access-control-allow-methods")?.includes(method));
  }
  assert.equal((await ask(server, "POST", "/start_session", {}, { Origin: "http://evil.example" })).status, 403);
});

test("with a token every route wants it, and the routes of Reactor's cloud let a client send one", async (t) => {
  const server = await toy(t, { token: "secret" });
  const local = await ask(server, "POST", "/start_session", {}, { Authorization: "Bearer local" });
  assert.deepEqual([local.status, typeof local.body.detail], [401, "string"]);
  const bearer = { Authorization: "Bearer secret" };
  assert.equal((await ask(server, "POST", "/sessions", {})).status, 401);
  const request = { model: { name: "toy" }, client_info: { sdk_version: "2.9.0", sdk_type: "js" } };
  const begun = await ask(server, "POST", "/sessions", request, bearer);
  assert.equal(begun.status, 201);
  const { session_id } = begun.body;
  assert.equal((await ask(server, "GET", `/sessions/${session_id}`)).status, 401);
  const polled = await ask(server, "GET", `/sessions/${session_id}`, undefined, bearer);
  assert.deepEqual([polled.status, polled.body.session_id], [200, session_id]);
  assert.equal(polled.body.capabilities.tracks[0].name, "main");
  const other = await ask(server, "POST", "/sessions", { model: { name: "another" } }, bearer);
  assert.deepEqual([other.status, typeof other.body.detail], [404, "string"]);
  assert.equal((await ask(server, "DELETE", `/sessions/${session_id}`, undefined, bearer)).status, 204);
  assert.equal((await ask(server, "DELETE", `/sessions/${session_id}`, undefined, bearer)).status, 400);
});
