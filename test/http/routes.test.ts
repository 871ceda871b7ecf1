/** The HTTP routes, asked over a real socket. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { decode } from "@msgpack/msgpack";
import { readConfig } from "../../server/config.ts";
import { type RunningServer, startServer } from "../../server/server.ts";
import { TestClient } from "../support/test-client.ts";
import { eventually } from "../support/test-server.ts";

let server: RunningServer;

before(async () => {
  const args = ["testcard", "--port", "0", "--set", "testcard.width=64", "--set", "testcard.height=36"];
  server = await startServer(readConfig([...args, "--set", "limits.idle_timeout_ms=1500"], {}), () => {});
  await eventually(() => server.stage.state === "ready", "the model to load");
});
after(() => server.close());

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${server.url}${path}`, init);
// biome-ignore lint/suspicious/noExplicitAny: bodies are read by literal keys.
const json = async (response: Response): Promise<any> => response.json();

test("GET /health says live, ready, state and model", async () => {
  const response = await get("/health");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("cache-control"), "no-store");
  const { live, ready, state, progress, model } = await json(response);
  assert.deepEqual([live, ready, state, progress, model], [true, true, "ready", 1, "testcard"]);
});

test("GET /schema gives the very bytes of `worldport schema`, and the same document as MessagePack", async () => {
  const response = await get("/schema");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/json; charset=utf-8");
  const bytes = Buffer.from(await response.arrayBuffer());
  const cli = await promisify(execFile)(
    process.execPath,
    ["server/bin/worldport.mjs", "schema", "testcard", "--set", "testcard.width=64", "--set", "testcard.height=36"],
    { encoding: "buffer" },
  );
  assert.ok(bytes.equals(cli.stdout), "the bytes differ");
  const packed = await get("/schema", { headers: { Accept: "application/msgpack" } });
  assert.equal(packed.headers.get("content-type"), "application/msgpack");
  assert.deepEqual(decode(await packed.arrayBuffer()), JSON.parse(bytes.toString("utf8")));
});

test("GET /openapi.json gives commands as paths, messages as webhooks and tracks", async () => {
  const document = await json(await get("/openapi.json"));
  assert.match(document.openapi, /^3\.1/);
  assert.ok("/events/set_speed" in document.paths);
  assert.ok("said" in document.webhooks);
  assert.ok(document["x-reactor"].tracks !== undefined);
});

test("GET / gives the page, which may load nothing from elsewhere", async () => {
  const response = await get("/");
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^text\/html/);
  assert.match(response.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  const text = await response.text();
  assert.doesNotMatch(text, /https?:\/\//);
  for (const [, file] of text.matchAll(/(?:src|href)="\/?(page\/[^"]+)"/g))
    assert.equal((await get(`/${file}`)).status, 200, file);
});

test("not_found: what is not there is said, with what there is", async () => {
  for (const [path, method] of [
    ["/nope", "GET"],
    ["/schema", "DELETE"],
    ["/page/../server.ts", "GET"],
    ["/page/%2e%2e/%2e%2e/package.json", "GET"],
  ] as const) {
    const response = await get(path, { method });
    assert.equal(response.status, 404, path);
    const { error } = await json(response);
    assert.equal(error.code, "not_found");
    assert.match(error.message, /\/schema, .*\/health/);
  }
});

test("a preflight from an allowed origin gets exactly the headers a client may send, from another none", async () => {
  const ask = (Origin: string) =>
    get("/schema", { method: "OPTIONS", headers: { Origin, "Access-Control-Request-Method": "GET" } });
  const allowed = await ask("http://localhost:5173");
  assert.equal(allowed.status, 204);
  assert.equal(allowed.headers.get("access-control-allow-origin"), "http://localhost:5173");
  assert.match(allowed.headers.get("vary") ?? "", /Origin/);
  assert.deepEqual(allowed.headers.get("access-control-allow-headers")?.split(", "), [
    "authorization",
    "content-type",
    "if-match",
    "reactor-api-version",
    "reactor-api-accept-version",
    "reactor-webrtc-version",
  ]);
  const refused = await ask("https://evil.example");
  assert.equal(refused.status, 403);
  assert.equal(refused.headers.get("access-control-allow-origin"), null);
});

test("bad_message: a body that can't be read is refused with what is wrong", async () => {
  for (const [body, type, status, sentence] of [
    ["{", "application/json", 400, /JSON/],
    ['{"seed": -1}', "application/json", 400, /seed is -1; accepted is an integer from 0 to 4294967295/],
    ['{"seed": 1.5}', "application/json", 400, /seed is 1\.5/],
    ['{"seed": "7"}', "application/json", 400, /seed is "7"/],
    ["seed=1", "text/xml", 415, /./],
  ] as const) {
    const response = await get("/session", { method: "POST", body, headers: { "Content-Type": type } });
    assert.equal(response.status, status, body);
    const { error } = await json(response);
    assert.equal(error.code, "bad_message");
    assert.match(error.message, sentence);
  }
  assert.equal(server.stage.state, "ready");
});

test("message_too_large: a body over the bound is refused", async () => {
  const body = JSON.stringify({ note: "x".repeat(100_000) });
  const response = await get("/session", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  assert.equal(response.status, 413);
  assert.equal((await json(response)).error.code, "message_too_large");
});

test("POST /session opens a session that waits, once; nobody comes and it ends", async () => {
  const post = () =>
    get("/session", { method: "POST", body: '{"seed": 77}', headers: { "Content-Type": "application/json" } });
  const opened = await post();
  assert.equal(opened.status, 201);
  const report = await json(opened);
  assert.deepEqual([report.state, report.session.seed, report.clients], ["waiting", 77, []]);
  const again = await post();
  assert.equal(again.status, 409);
  assert.equal((await json(again)).error.code, "no_session");
  await eventually(() => server.stage.state === "ready", "the idle timeout");
  assert.match((await json(await get("/session"))).detail, /idle_timeout_ms/);
});

test("GET /session tells clients, roles and what became of their frames", async () => {
  const ann = await TestClient.join(server.url, { client: { name: "ann", version: "2" } });
  await ann.waitFor("frame", (body) => body.seq >= 3);
  const { session, clients } = await json(await get("/session"));
  assert.ok(session.epoch >= 1 && session.age_ms >= 0);
  const [client] = clients;
  assert.deepEqual(
    [client.name, client.role, client.connected, client.transport],
    ["ann 2", "driver", true, "websocket"],
  );
  assert.ok(client.tracks.main.sent >= 3 && client.tracks.main.seen >= 1);
  assert.ok(!JSON.stringify(clients).includes(ann.all("welcome")[0]?.body.resume), "tokens are nobody's business");
  ann.send("bye", {});
  await ann.waitForClose();
});

test("HEAD is answered for the page and /health, and takes no frames from a link that has them", async () => {
  for (const path of ["/", "/health"]) assert.equal((await get(path, { method: "HEAD" })).status, 200, path);
  const ann = await TestClient.join(server.url);
  const { frames_token } = (await ann.waitFor("welcome")).body;
  const head = await get("/frames", { method: "HEAD", headers: { Authorization: `Bearer ${frames_token}` } });
  assert.equal(head.status, 404);
  const { length } = ann.received;
  await ann.waitFor("frame", () => true, length);
  ann.send("bye", {});
  await ann.waitForClose();
});

test("bad_message: a URL that can't be read is refused in the form of all errors", async () => {
  const response = await get("/%zz", { headers: { Origin: "http://localhost:5173" } });
  assert.equal(response.status, 400);
  assert.equal(response.headers.get("access-control-allow-origin"), "http://localhost:5173");
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  const body = await json(response);
  assert.deepEqual([Object.keys(body), body.error.code], [["error"], "bad_message"]);
  assert.match(body.error.message, /%zz/);
  assert.equal((await get("/%zz", { headers: { Origin: "https://evil.example" } })).status, 403);
});

test("bad_frames_token: pages on other origins can read the refusal", async () => {
  for (const headers of [{}, { Authorization: "Bearer nobody" }]) {
    const response = await get("/frames", { headers: { ...headers, Origin: "http://localhost:5173" } });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get("access-control-allow-origin"), "http://localhost:5173");
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
    assert.equal((await json(response)).error.code, "bad_frames_token");
  }
});
