/** Who may ask: Host and Origin against DNS rebinding, and the token. */
import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { isLoopback, Security } from "../../server/http/security.ts";
import { TestClient } from "../support/test-client.ts";
import { serveToy } from "../support/test-server.ts";

const PLAIN = `  *startSession() { for (;;) yield grey; }`;
const local = new Security({
  host: "127.0.0.1",
  token: null,
  allowOrigins: ["https://game.example", "https://slash.example/"],
});

for (const host of ["127.0.0.1:8080", "localhost:8080", "localhost", "[::1]:8080", "127.0.0.2", "LOCALHOST:1"])
  test(`the host ${host} is this machine`, () => assert.equal(local.refusal({ host }), null));

for (const host of [
  "evil.example",
  "evil.example:8080",
  "127.0.0.1.evil.example",
  "127.evil.example:8080",
  "localhost.evil.example",
  "192.168.1.5:8080",
  "10.0.0.1",
  "",
  "a b",
  "[::2]",
])
  test(`the host "${host}" is not this machine, whatever address it resolves to`, () => {
    const refusal = local.refusal({ host });
    assert.equal(refusal?.status, 403);
    assert.equal(refusal?.code, "forbidden_origin");
  });

for (const [origin, allowed] of [
  [undefined, true],
  ["http://127.0.0.1:8080", true],
  ["http://localhost:3000", true],
  ["http://127.0.0.1", true],
  ["https://game.example", true],
  ["https://game.example:8443", false],
  ["http://game.example", false],
  ["https://localhost:3000", true],
  ["https://127.0.0.1:8443", true],
  ["http://[::1]:5173", true],
  ["https://slash.example", true],
  ["http://[::2]:5173", false],
  ["ws://localhost:3000", false],
  ["https://localhost.evil.example", false],
  ["http://localhost.evil.example", false],
  ["http://127.0.0.1.evil.example", false],
  ["http://evil.example", false],
  ["null", false],
  ["file://", false],
  ["", false],
] as const)
  test(`the origin ${origin} ${allowed ? "may" : "may not"} connect`, () => {
    const headers = { host: "127.0.0.1:8080", ...(origin === undefined ? {} : { origin }) };
    assert.equal(local.refusal(headers) === null, allowed);
  });

test("only loopback addresses go without a token", () => {
  for (const host of ["127.0.0.1", "127.1.2.3", "::1", "localhost"]) assert.equal(isLoopback(host), true, host);
  for (const host of ["0.0.0.0", "::", "192.168.0.1", "127.evil.example", "evil"])
    assert.equal(isLoopback(host), false, host);
});

test("a token opens only as a whole", () => {
  const { opens } = {
    opens: (given?: string) => new Security({ host: "0.0.0.0", token: "abc", allowOrigins: [] }).opens(given),
  };
  assert.deepEqual(
    [opens("abc"), opens("ab"), opens("abcd"), opens(""), opens(undefined), opens("ABC")],
    [true, false, false, false, false, false],
  );
});

function getWith(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}/schema`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

test("forbidden_origin: a foreign Host or Origin is refused on HTTP and on the WebSocket", async (t) => {
  const server = await serveToy(t, PLAIN);
  assert.equal(await getWith(server.url, { Host: "127.evil.example" }), 403);
  assert.equal(await getWith(server.url, { Origin: "https://evil.example" }), 403);
  assert.equal(await getWith(server.url, { Origin: "http://localhost:1234" }), 200);
  for (const headers of [{ Host: "evil.example" }, { Origin: "https://evil.example" }, { Origin: "null" }])
    await assert.rejects(TestClient.connect(server.url, { headers }), /403/);
  const same = await TestClient.connect(server.url, { headers: { Origin: server.url } });
  await same.close();
});

test("on 0.0.0.0 a token is needed: one is made when none is given, and nothing but /health goes without", async (t) => {
  const server = await serveToy(t, PLAIN, { host: "0.0.0.0" });
  assert.match(server.token ?? "", /^[\w-]{22}$/);
  const url = server.url.replace("0.0.0.0", "127.0.0.1");
  const status = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
    (await fetch(`${url}${path}`, { headers })).status;
  for (const path of ["/schema", "/session", "/openapi.json"]) {
    assert.equal(await status(path), 401, path);
    assert.equal(await status(path, { Authorization: "Bearer wrong" }), 401, path);
    assert.equal(await status(path, { Authorization: `Bearer ${server.token}` }), 200, path);
  }
  assert.equal(await status("/health"), 200);
  const denied = await TestClient.connect(url);
  denied.send("hello", { protocol: 1, token: "wrong" });
  assert.equal(await denied.waitForClose(), 4404);
  const ann = await TestClient.join(url, { token: server.token });
  assert.equal(ann.all("welcome").length, 1);
  assert.ok(!JSON.stringify(server.journal).includes(server.token ?? "?"));
  await ann.close();
});
