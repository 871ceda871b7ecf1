/** The TypeScript client against a real server. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, type ClientOptions, CommandRefused, LinkEnded, MemoryStore } from "worldport/client";
import { WebSocket } from "ws";
import { CLOSE_CODES } from "../../shared-schema/client/link-ends.ts";
import { testcardCommands } from "../../shared-schema/documents/testcard.ts";
import { ERRORS } from "../../shared-schema/errors.ts";
import type { FrameHead } from "../../shared-schema/messages.ts";
import { eventually, serve, serveToy } from "../support/test-server.ts";

/** Counts jumps and says what it has counted. */
const COUNTER = `
  jumps = 0;
  @command("Counts.", {}, { reply: z.object({ jumps: z.number() }) })
  jump() { return { jumps: ++this.jumps }; }
  async *startSession() { while (true) yield grey; }
`;

function clientOf(t: { after(end: () => void): void }, url: string, options: ClientOptions = {}): Client {
  const client = new Client(url, { Socket: WebSocket, ...options });
  t.after(() => client.close());
  return client;
}

/** A WebSocket whose link a test can break. */
function cuttable() {
  const sockets: WebSocket[] = [];
  class CutSocket extends WebSocket {
    constructor(url: string, subprotocol: string) {
      super(url, subprotocol);
      sockets.push(this);
    }
  }
  return { Socket: CutSocket, current: () => sockets.at(-1) as WebSocket, opened: () => sockets.length };
}

test("generated commands drive a server through the client, and a reply comes back typed", async (t) => {
  const server = await serve(t, "testcard");
  const client = clientOf(t, server.url);
  const welcome = await client.connect();
  assert.equal(welcome.model.id, "testcard");
  await client.driving();
  const commands = testcardCommands(client);
  await commands.setSpeed({ speed: 2 });
  await commands.jump();
  assert.deepEqual(await commands.echo({ text: "hello" }), { text: "hello", length: 5 });
});

test("a refused command rejects with its code and what is wrong with each arg", async (t) => {
  const server = await serve(t, "testcard");
  const client = clientOf(t, server.url);
  await client.connect();
  await client.driving();
  await assert.rejects(client.command("set_speed", { speed: "fast" }), (error) => {
    assert.ok(error instanceof CommandRefused);
    assert.deepEqual(
      [error.command, error.code, error.issues.map(({ path }) => path)],
      ["set_speed", "invalid_args", ["speed"]],
    );
    return true;
  });
  await assert.rejects(client.command("fly"), { name: "CommandRefused", code: "unknown_command" });
});

test("frames come whole and go on coming, because their credit is given back", async (t) => {
  const server = await serve(t, "testcard");
  const heads: FrameHead[] = [];
  const client = clientOf(t, server.url, {
    onFrame(head, pixels) {
      assert.equal(pixels.length, head.width * head.height * 4);
      heads.push(head);
    },
  });
  await client.connect();
  await eventually(() => heads.length >= 8, "eight frames, which are more than any credit");
  assert.ok(client.clock.best === null || client.clock.best.uncertainty < 1e6);
});

test("a trigger whose reply was lost with the link is applied exactly once", async (t) => {
  const server = await serveToy(t, COUNTER);
  const { Socket, current, opened } = cuttable();
  const client = clientOf(t, server.url, { Socket });
  await client.connect();
  await client.driving();
  current().pause(); // The reply will not be read.
  const jump = client.command("jump");
  await eventually(() => current().bufferedAmount === 0, "the command to leave");
  await new Promise((resolve) => setImmediate(resolve));
  current().terminate();
  assert.deepEqual(await jump, { jumps: 1 });
  assert.equal(opened(), 2);
  assert.equal(client.welcome?.resumed, true);
  await client.driving();
  assert.deepEqual(await client.command("jump"), { jumps: 2 });
});

test("a trigger that never reached the server is applied once after the resume", async (t) => {
  const server = await serveToy(t, COUNTER);
  const { Socket, current } = cuttable();
  const client = clientOf(t, server.url, { Socket });
  await client.connect();
  await client.driving();
  current().send = () => undefined; // A dead network takes it and says nothing.
  const jump = client.command("jump");
  current().terminate();
  assert.deepEqual(await jump, { jumps: 1 });
});

test("a client that is started again with the same store is the same client", async (t) => {
  const server = await serveToy(t, COUNTER);
  const store = new MemoryStore();
  const { Socket, current } = cuttable();
  const first = clientOf(t, server.url, { Socket, store });
  const before = await first.connect();
  const again = await clientOf(t, server.url, { store }).connect();
  assert.deepEqual([again.resumed, again.client], [true, before.client]);
  await assert.rejects(
    first.until(() => false),
    { name: "LinkEnded", code: "replaced" },
  );
  assert.equal(current().readyState >= WebSocket.CLOSING, true);
});

test("close wakes everything that waits, and nothing can be sent afterwards", async (t) => {
  const server = await serveToy(t, `async *startSession() { while (true) yield idle; }\n@command("Waits.") jump() {}`);
  const client = clientOf(t, server.url);
  await client.connect();
  const waiting = [client.until(() => false), client.driving().then(() => client.until(() => false))];
  const ended = Promise.allSettled(waiting);
  client.close();
  for (const outcome of await ended) assert.ok(outcome.status === "rejected" && outcome.reason instanceof LinkEnded);
  await assert.rejects(client.command("jump"), { name: "LinkEnded", code: "closed" });
});

test("a server that wants a token refuses the client for good", async (t) => {
  const server = await serve(t, "testcard", { token: "right" });
  await assert.rejects(clientOf(t, server.url, { token: "wrong" }).connect(), {
    name: "LinkEnded",
    code: "unauthorized",
  });
  await clientOf(t, server.url, { token: "right" }).connect();
});

test("who waits in the queue knows its place and drives when the driver leaves", async (t) => {
  const server = await serve(t, "testcard");
  const first = clientOf(t, server.url);
  await first.connect();
  await first.driving();
  const second = clientOf(t, server.url);
  await second.connect();
  assert.equal((await second.until((state) => state.queue_position !== undefined)).queue_position, 1);
  await assert.rejects(second.command("jump"), CommandRefused);
  first.close();
  await second.driving();
  await second.command("jump");
});

test("the client reads a close code as the server means it", () => {
  const closing = Object.entries(ERRORS).filter(([, { close }]) => close !== null && close !== 1000);
  for (const [code, { close }] of closing) assert.equal(CLOSE_CODES.get(close as number), code);
});
