/** A connection that stands and says nothing: how soon the client says so, what it does then, and what stops waiting. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { decode, encode } from "@msgpack/msgpack";
import { Client, type ClientClock, type ClientOptions, type LinkStatus, type Socket } from "worldport/client";
import { WebSocket } from "ws";
import { LIMITS } from "../../shared-schema/limits.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { eventually } from "../support/test-server.ts";

const SILENCE_MS = LIMITS.silence_timeout_ms;

/** A connection whose other end is the test. */
class StillSocket implements Socket {
  binaryType = "";
  readyState = 0;
  readonly bufferedAmount = 0;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly sent: [string, Record<string, unknown>][] = [];
  isTerminated = false;

  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.sent.push(decode(bytes) as [string, Record<string, unknown>]);
  }

  /** The other end is gone: the closing handshake is never answered. */
  close(): void {
    this.readyState = 2;
  }

  terminate(): void {
    this.isTerminated = true;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.(undefined as never);
  }

  say(type: string, body: object): void {
    this.onmessage?.({ data: encode([type, body]) } as never);
  }

  welcome(): void {
    this.say("welcome", { resume: "r1", schema_hash: "h", next_command_id: 1, resumed: false });
    this.say("state", { state: "streaming", role: "driver", paused: false });
  }

  count(type: string): number {
    return this.sent.filter(([sent]) => sent === type).length;
  }
}

function stillClient(options: ClientOptions = {}) {
  const clock = new ManualClock();
  const sockets: StillSocket[] = [];
  const statuses: LinkStatus[] = [];
  const client = new Client("http://127.0.0.1:1", {
    Socket: class extends StillSocket {
      constructor() {
        super();
        sockets.push(this);
      }
    },
    clock,
    onStatus: (status) => statuses.push(status),
    ...options,
  });
  const socket = () => sockets.at(-1) as StillSocket;
  return { client, clock, sockets, socket, status: () => statuses.at(-1) };
}

test("a connection on which nothing is heard for 15 s is told dead then, not later, and another one is opened", () => {
  const { client, clock, sockets, socket, status } = stillClient();
  void client.connect().catch(() => undefined);
  socket().open();
  socket().welcome();
  assert.equal(status()?.phase, "open");
  clock.advance(SILENCE_MS - 1);
  assert.equal(status()?.phase, "open");
  clock.advance(1);
  const { phase, sentence } = status() as LinkStatus;
  assert.deepEqual([phase, sentence], ["retrying", "Nothing came from the server for 15 s."]);
  assert.equal(socket().isTerminated, true);
  clock.advance(1_000);
  assert.equal(sockets.length, 2);
  socket().open();
  assert.equal(socket().sent[0]?.[1]["resume"], "r1");
});

test("pings go out by themselves, and any word of the server keeps the connection", () => {
  const { client, clock, sockets, socket, status } = stillClient();
  void client.connect();
  socket().open();
  socket().welcome();
  for (let n = 0; n < 8; n++) {
    clock.advance(SILENCE_MS - 1_000);
    socket().say(n % 2 === 0 ? "message" : "pong", { name: "n", data: 1, t_us: 1, server_us: 1 });
  }
  assert.deepEqual([sockets.length, status()?.phase], [1, "open"]);
  assert.ok(socket().count("ping") >= (8 * (SILENCE_MS - 1_000)) / 1_000);
});

test("what a connection that was cut still says is not heard", () => {
  const told: string[] = [];
  const { client, clock, sockets, socket } = stillClient({ onMessage: ({ type }) => told.push(type) });
  void client.connect();
  socket().open();
  socket().welcome();
  clock.advance(SILENCE_MS + 1_000);
  told.length = 0;
  sockets[0]?.say("bye", { code: "replaced", reason: "" });
  sockets[0]?.onclose?.({ code: 4407, reason: "" } as never);
  assert.deepEqual([told, sockets.length], [[], 2]);
});

test("a server that takes the connection and never welcomes is left after 10 s", () => {
  const { client, clock, socket, status } = stillClient();
  void client.connect();
  socket().open();
  clock.advance(10_000);
  assert.deepEqual([status()?.phase, status()?.sentence], ["retrying", "The server did not answer within 10 s."]);
});

test("a machine that slept listens anew before it calls the connection dead", () => {
  let now = 0;
  let due: () => void = () => undefined;
  const clock: ClientClock = {
    nowUs: () => now * 1000,
    after(_ms, run) {
      due = run;
      return () => undefined;
    },
  };
  const { client, socket, status } = stillClient({ clock, deadlineMs: Infinity });
  void client.connect();
  socket().open();
  socket().welcome();
  now += 60_000;
  due();
  assert.equal(status()?.phase, "open");
});

test("a command without a reply, a turn that never comes and a server that is away are rejected at the deadline", async () => {
  const { client, clock, socket } = stillClient({ deadlineMs: 5_000 });
  const welcome = client.connect();
  clock.advance(5_000);
  await assert.rejects(welcome, { name: "DeadlinePassed", message: /^A welcome did not come within 5 s\./ });
  socket().open();
  socket().welcome();
  const jump = client.command("jump");
  const paused = client.until((state) => state.paused, { deadlineMs: 2_000 });
  clock.advance(2_000);
  await assert.rejects(paused, { name: "DeadlinePassed" });
  clock.advance(3_000);
  await assert.rejects(jump, /^DeadlinePassed: The reply to jump did not come within 5 s\. It may still be applied\./);
  socket().say("reply", { id: 1, ok: true });
});

test("what is answered in time leaves no deadline behind", async () => {
  const { client, clock, socket } = stillClient();
  const welcome = client.connect();
  socket().open();
  const before = clock.pending;
  socket().welcome();
  await welcome;
  const jump = client.command("jump");
  socket().say("reply", { id: 1, ok: true });
  await jump;
  assert.equal(clock.pending, before - 1);
  client.close();
  assert.equal(clock.pending, 0);
});

/** Minutes of a client pass in seconds; the server's do not. */
const TIMES = 5;
const quickClock: ClientClock = {
  nowUs: () => performance.now() * 1000 * TIMES,
  after(ms, run) {
    const timer = setTimeout(run, ms / TIMES);
    return () => clearTimeout(timer);
  },
};

test("a server process that stands still is told dead, and the client comes back as the same when it goes on", async (t) => {
  const program = fileURLToPath(new URL("../../server/bin/worldport.mjs", import.meta.url));
  const args = [program, "run", "testcard", "--port", "0", "--log-level", "warn", "--exit-with-stdin"];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  t.after(async () => {
    child.kill("SIGCONT");
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  });
  let url = "";
  for await (const line of createInterface({ input: child.stdout })) {
    url = /^Worldport is ready at (\S+)$/.exec(line)?.[1] ?? "";
    if (url !== "") break;
  }
  const statuses: LinkStatus[] = [];
  const onStatus = (status: LinkStatus) => void statuses.push(status);
  const client = new Client(url, { Socket: WebSocket, clock: quickClock, onStatus, deadlineMs: Infinity });
  t.after(() => client.close());
  const { client: name } = await client.connect();
  await client.driving();
  child.kill("SIGSTOP");
  await eventually(
    () => statuses.some(({ phase, sentence }) => phase === "retrying" && /^Nothing came/.test(sentence)),
    "the client to say that nothing came",
  );
  assert.equal(client.state, null);
  child.kill("SIGCONT");
  await client.driving();
  assert.equal(client.welcome?.client, name);
});
