/** The WebSocket link against every kind of bad peer. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { encode } from "@msgpack/msgpack";
import { WebSocket } from "ws";
import { readConfig } from "../../server/config.ts";
import { type RunningServer, startServer } from "../../server/server.ts";
import { TestClient } from "../support/test-client.ts";
import { eventually } from "../support/test-server.ts";

let server: RunningServer;

before(async () => {
  const limits = ["max_message_bytes=100000", "hello_timeout_ms=1000", "max_connections=6"];
  const sets = limits.flatMap((limit) => ["--set", `limits.${limit}`]);
  const size = ["--set", "testcard.width=64", "--set", "testcard.height=36"];
  server = await startServer(readConfig(["testcard", "--port", "0", ...size, ...sets], {}), () => {});
  await eventually(() => server.stage.state === "ready", "the model to load");
});
after(() => server.close());

const health = async (): Promise<{ connections: number }> =>
  (await fetch(`${server.url}/health`)).json() as Promise<{ connections: number }>;
/** Status and error code with which a handshake is refused. */
function refusal(path: string): Promise<{ status: number; code: string }> {
  return new Promise((resolve) => {
    const ws = new WebSocket(`${server.url.replace("http", "ws")}${path}`, "worldport.v1");
    ws.on("unexpected-response", async (_request, response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      const { error } = JSON.parse(text) as { error: { code: string } };
      resolve({ status: response.statusCode ?? 0, code: error.code });
    });
  });
}
const nobodyLeft = async (): Promise<void> => {
  for (let i = 0; i < 500 && (await health()).connections > 0; i++);
  assert.equal((await health()).connections, 0);
};

test("message_too_large: the link is closed with 1009", async () => {
  const ann = await TestClient.join(server.url);
  ann.sendRaw(new Uint8Array(100_001));
  assert.equal(await ann.waitForClose(), 1009);
  await nobodyLeft();
});

test("bad_message: text, garbage and half a message are told, and the link survives", async () => {
  const ann = await TestClient.join(server.url);
  for (const [bytes, sentence] of [
    ['["ping",{"t_us":1}]', /text message/],
    [new Uint8Array([0xc1]), /./],
    [new Uint8Array(0), /./],
    [encode(["ping", { t_us: 1 }]).subarray(0, 5), /./],
    [Buffer.concat([encode(["ping", { t_us: 1 }]), encode(1)]), /./],
    [encode({ type: "ping" }), /./],
    [encode(["ping"]), /./],
    [encode([1, {}]), /./],
    [encode(["ping", []]), /./],
    [encode(["ping", { t_us: Number.NaN }]), /NaN/],
    [encode(["ping", { t_us: -1 }]), /t_us/],
    [encode(["ping", { t_us: 1.5 }]), /t_us/],
  ] as const) {
    const from = ann.received.length;
    ann.sendRaw(bytes);
    const { body } = await ann.waitFor("error", () => true, from);
    assert.equal(body.code, "bad_message");
    assert.match(body.message, sentence);
  }
  ann.send("ping", { t_us: 5 });
  assert.equal((await ann.waitFor("pong")).body.t_us, 5);
  await ann.close();
});

test("bad_message, hello_expected, hello_timeout, protocol_mismatch: each has its own close code and a bye", async () => {
  for (const [say, close, code] of [
    [(one: TestClient) => one.sendRaw("hello"), 4400, "bad_message"],
    [(one: TestClient) => one.send("ping", { t_us: 1 }), 4402, "hello_expected"],
    [(one: TestClient) => one.send("hello", { protocol: 99 }), 4401, "protocol_mismatch"],
    [() => {}, 4403, "hello_timeout"],
  ] as const) {
    const link = await TestClient.connect(server.url);
    say(link);
    assert.equal(await link.waitForClose(), close);
    const { body } = await link.waitFor("bye");
    assert.equal(body.code, code);
    assert.ok(link.closeReason !== "" && body.reason.startsWith(link.closeReason.slice(0, 100)));
  }
});

test("a close reason longer than the frame allows is cut between letters", async () => {
  const link = await TestClient.connect(server.url);
  link.send("hello", { protocol: 1, role: "ü".repeat(90) });
  assert.equal(await link.waitForClose(), 4400);
  assert.ok(Buffer.byteLength(link.closeReason) <= 123);
  assert.ok(!link.closeReason.includes("\uFFFD"));
});

test("a path other than /ws is refused, and links without or with a foreign subprotocol are not confused", async () => {
  const open = (path: string, protocols: string[]): Promise<string> =>
    new Promise((resolve) => {
      const ws = new WebSocket(`${server.url.replace("http", "ws")}${path}`, protocols);
      ws.on("open", () => {
        resolve(`open ${ws.protocol}`);
        ws.terminate();
      });
      ws.on("error", (error) => resolve(error.message));
    });
  assert.deepEqual(await refusal("/nope"), { status: 404, code: "not_found" });
  assert.match(await open("/ws/", ["worldport.v1"]), /404/);
  assert.equal(await open("/ws", ["worldport.v2", "worldport.v1"]), "open worldport.v1");
  assert.equal(await open("/ws?x=1", ["worldport.v1"]), "open worldport.v1");
  assert.equal(await open("/ws", []), "open ");
  assert.match(await open("/ws", ["worldport.v2"]), /subprotocol/);
  await nobodyLeft();
});

test("too_many_connections: one more than max_connections is refused with 503", async () => {
  const links = await Promise.all(Array.from({ length: 6 }, () => TestClient.connect(server.url)));
  await assert.rejects(TestClient.connect(server.url), /503/);
  const { status, code } = await refusal("/ws");
  assert.deepEqual([status, code], [503, "too_many_connections"]);
  links[0]?.cut();
  await eventually(() => links[0]?.closeCode !== null, "the cut");
  await nobodyLeft().catch(() => {});
  for (const link of links) link.cut();
  await nobodyLeft();
});

test("peers that break off in the middle of refused or accepted handshakes do no harm", async () => {
  const port = Number(new URL(server.url).port);
  const upgrade = (path: string): string =>
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
  const broken = (bytes: string): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(bytes, () => socket.resetAndDestroy());
      });
      socket.on("error", () => {}).on("close", () => resolve());
    });
  for (let i = 0; i < 40; i++)
    for (const bytes of [
      upgrade("/nope"),
      upgrade("/ws"),
      upgrade("/ws").replace("13", "12"),
      "GET /ws HTTP/1.1\r\n",
      "\x16\x03\x01",
    ])
      await broken(bytes);
  assert.equal((await fetch(`${server.url}/health`)).status, 200);
  await nobodyLeft();
});

test("a refused handshake's socket is closed even when the peer keeps its own end open", async () => {
  const port = Number(new URL(server.url).port);
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.write("GET /nope HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  let text = "";
  for await (const chunk of socket) text += chunk;
  assert.match(text, /^HTTP\/1\.1 404 /);
  assert.match(text, /links open at \/ws/);
  const gone = new Promise<boolean>((resolve) => {
    socket.on("error", () => resolve(true)).on("close", () => resolve(true));
  });
  const poke = setInterval(() => socket.write("x"), 20);
  assert.equal(await gone, true);
  clearInterval(poke);
});

test("frames with bad framing close the link and nothing else", async () => {
  const port = Number(new URL(server.url).port);
  for (const frame of [
    [0x8f, 0x80, 0, 0, 0, 0],
    [0x82, 0x05, 1, 2, 3, 4, 5],
    [0xf2, 0x80, 0, 0, 0, 0],
    [0x89, 0xfe, 0xff, 0xff],
  ]) {
    const socket = connect(port, "127.0.0.1");
    socket.write(
      "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    socket.write(Buffer.from(frame));
    let bytes = 0;
    for await (const chunk of socket) bytes += chunk.length;
    assert.ok(bytes > 0);
  }
  assert.equal((await fetch(`${server.url}/health`)).status, 200);
});
