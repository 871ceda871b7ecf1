/** `GET /frames`: a client's frames as one HTTP stream, while everything else stays on its WebSocket. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decode } from "@msgpack/msgpack";
import type { TestClient } from "../support/test-client.ts";
import { serveToy, type TestServer } from "../support/test-server.ts";

const COUNTS = `  *startSession() { for (let n = 0; ; n++) yield paint(grey, () => n & 255); }`;

interface Head {
  readonly track: string;
  readonly epoch: number;
  readonly seq: number;
}

/** The stream of one token: its messages, each after its length. */
class FrameReader {
  readonly response: Response;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest = Buffer.alloc(0);

  private constructor(response: Response) {
    this.response = response;
    this.#reader = response.body!.getReader();
  }

  static async open(url: string, token: string): Promise<FrameReader> {
    const response = await fetch(`${url}/frames`, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(response.headers.get("x-accel-buffering"), "no", "nginx would keep the end of each frame back");
    return new FrameReader(response);
  }

  /** The next frame, or null when the stream has ended. */
  async next(): Promise<{ head: Head; pixels: Uint8Array } | null> {
    const length = await this.#take(4);
    if (length === null) return null;
    const message = await this.#take(length.readUInt32BE());
    if (message === null) return null;
    const [type, head, pixels] = decode(message) as [string, Head, Uint8Array];
    assert.equal(type, "frame");
    return { head, pixels };
  }

  async cancel(): Promise<void> {
    await this.#reader.cancel();
  }

  async #take(bytes: number): Promise<Buffer | null> {
    while (this.#rest.byteLength < bytes) {
      const { done, value } = await this.#reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || value === undefined) return null;
      this.#rest = Buffer.concat([this.#rest, value]);
    }
    const taken = this.#rest.subarray(0, bytes);
    this.#rest = this.#rest.subarray(bytes);
    return taken;
  }
}

async function streaming(t: Parameters<typeof serveToy>[0]): Promise<[TestServer, TestClient, FrameReader]> {
  const server = await serveToy(t, COUNTS);
  const ann = await server.join();
  await ann.waitFor("frame");
  ann.autoSeen = false;
  return [server, ann, await FrameReader.open(server.url, ann.all("welcome")[0]?.body.frames_token)];
}

test("frames move to the stream, seen stays on the socket and gives credit back", async (t) => {
  const [, ann, reader] = await streaming(t);
  assert.equal(reader.response.status, 200);
  assert.equal(reader.response.headers.get("content-type"), "application/octet-stream");
  ann.send("ping", { t_us: 1 });
  await ann.waitFor("pong");
  const before = ann.all("frame").length;
  ann.send("seen", { track: "main", epoch: ann.all("welcome")[0]?.body.epoch, seq: 1_000 });
  let last = 0;
  for (let i = 0; i < 20; i++) {
    const { head, pixels } = (await reader.next())!;
    assert.ok(head.seq > last);
    last = head.seq;
    assert.equal(pixels.byteLength, 128);
    assert.equal(pixels[2], (head.seq - 1) & 255);
    ann.send("seen", { track: "main", epoch: head.epoch, seq: head.seq });
  }
  assert.equal(ann.all("frame").length, before, "none came over the socket meanwhile");
  assert.equal((await ann.ask("fly")).error.code, "unknown_command");
});

test("bad_frames_token: a wrong, missing or expired token opens nothing", async (t) => {
  const server = await serveToy(t, COUNTS);
  const ann = await server.join();
  const token = ann.all("welcome")[0]?.body.frames_token;
  const status = async (headers: Record<string, string>): Promise<[number, string]> => {
    const response = await fetch(`${server.url}/frames`, { headers });
    return [response.status, ((await response.json()) as { error: { code: string } }).error.code];
  };
  for (const headers of [
    {},
    { Authorization: "Bearer wrong" },
    { Authorization: token },
    { Authorization: `Basic ${token}` },
  ])
    assert.deepEqual(await status(headers), [401, "bad_frames_token"]);
  const resumed = await server.join({ resume: ann.all("welcome")[0]?.body.resume });
  await ann.waitForClose();
  assert.deepEqual(await status({ Authorization: `Bearer ${token}` }), [401, "bad_frames_token"]);
  assert.notEqual(resumed.all("welcome")[0]?.body.frames_token, token);
});

test("the socket's end ends the stream", async (t) => {
  const [, ann, reader] = await streaming(t);
  ann.cut();
  while ((await reader.next()) !== null);
});

test("the stream's end ends frames until the client subscribes again; the socket stays", async (t) => {
  const [, ann, reader] = await streaming(t);
  ann.send("seen", { track: "main", epoch: ann.all("welcome")[0]?.body.epoch, seq: 1_000 });
  await reader.next();
  await reader.cancel();
  ann.autoSeen = true;
  ann.send("ping", { t_us: 1 });
  await ann.waitFor("pong", (body) => body.t_us === 1);
  const from = ann.received.length;
  ann.send("ping", { t_us: 2 });
  await ann.waitFor("pong", (body) => body.t_us === 2, from);
  ann.send("subscribe", { track: "main" });
  await ann.waitFor("frame", () => true, from);
  assert.equal(ann.closeCode, null);
});

test("a second stream takes over from the first", async (t) => {
  const [server, ann, first] = await streaming(t);
  const second = await FrameReader.open(server.url, ann.all("welcome")[0]?.body.frames_token);
  while ((await first.next()) !== null);
  ann.send("subscribe", { track: "main" });
  const frame = await second.next();
  assert.equal(frame?.pixels.byteLength, 128);
  assert.equal(ann.closeCode, null);
});

test("after a stream has ended another one gets frames, however many were made meanwhile", async (t) => {
  const server = await serveToy(t, COUNTS);
  const ann = await server.join();
  const { frames_token } = ann.all("welcome").at(-1)!.body;
  const first = await FrameReader.open(server.url, frames_token);
  assert.ok(await first.next());
  await first.cancel();
  // Frames are made while there is nowhere to send them.
  const state = await fetch(`${server.url}/session`);
  assert.equal(state.status, 200);
  const second = await FrameReader.open(server.url, frames_token);
  for (let n = 0; n < 5; n++) {
    const frame = await second.next();
    assert.ok(frame);
    ann.send("seen", { track: frame.head.track, epoch: frame.head.epoch, seq: frame.head.seq });
  }
  await second.cancel();
});
