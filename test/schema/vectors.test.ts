/** The vectors that all three languages read: what is committed is what the codec gives, and what literals say. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeMessage, encodeMessage, encodeWithPayload, writeHead } from "../../shared-schema/codec.ts";
import { ProtocolError } from "../../shared-schema/errors.ts";
import { readClientMessage } from "../../shared-schema/messages.ts";
import type { HeadVector, InvalidVector, MessageVector, Vector } from "../../shared-schema/vectors/vector.ts";
import { vectorFiles } from "../../shared-schema/vectors/write.ts";

const folder = new URL("../../shared-schema/vectors/", import.meta.url);
const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, "hex"));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

function read<V extends Vector>(file: string): readonly V[] {
  return (JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { vectors: readonly V[] }).vectors;
}
function named<V extends Vector>(vectors: readonly V[], name: string): V {
  const vector = vectors.find((one) => one.name === name);
  assert.ok(vector, name);
  return vector;
}

const fromClients = read<MessageVector>("client-messages.json");
const fromServer = read<MessageVector>("server-messages.json");
const heads = read<HeadVector>("frame-heads.json");
const invalid = read<InvalidVector>("invalid.json");

test("the committed vectors are what npm run vectors writes", () => {
  for (const [name, text] of vectorFiles())
    assert.equal(
      readFileSync(new URL(name, folder), "utf8"),
      text,
      `${name}: run npm run vectors and look at the difference.`,
    );
});

test("every vector has a name of its own, and there is one for every message type", () => {
  for (const vectors of [fromClients, fromServer, heads, invalid])
    assert.equal(new Set(vectors.map((one) => one.name)).size, vectors.length);
  const types = (vectors: readonly MessageVector[]): string[] => [...new Set(vectors.map((one) => one.type))].sort();
  assert.deepEqual(types(fromClients), [
    "bye",
    "command",
    "frame",
    "hello",
    "pause",
    "ping",
    "play",
    "restart",
    "seen",
    "shown",
    "step",
    "subscribe",
    "unsubscribe",
  ]);
  assert.deepEqual(types(fromServer), ["bye", "error", "frame", "message", "pong", "reply", "state", "welcome"]);
});

test("every message's bytes give its value, and the value gives the bytes where they are exact", () => {
  for (const { name, hex, type, body, payload, exact } of [...fromClients, ...fromServer]) {
    const envelope = decodeMessage(bytesOf(hex));
    assert.deepEqual({ type: envelope.type, body: envelope.body }, { type, body }, name);
    assert.equal(envelope.payload === undefined ? null : hexOf(envelope.payload), payload, name);
    if (!exact || (fromServer.some((one) => one.name === name) && payload !== null)) continue;
    const bytes = payload === null ? encodeMessage(type, body) : encodeWithPayload(type, body, bytesOf(payload));
    assert.equal(hexOf(bytes), hex, name);
  }
});

test("the server reads every message from a client, fills defaults in and drops unknown keys", () => {
  for (const { name, hex, type, read: expected } of fromClients) {
    const message = readClientMessage(decodeMessage(bytesOf(hex)));
    assert.deepEqual({ type: message.type, body: message.body }, { type, body: expected }, name);
  }
  assert.deepEqual(named(fromClients, "hello with a key nobody knows, which is ignored").read, {
    protocol: 1,
    role: "driver",
  });
  assert.deepEqual(named(fromClients, "command without args").read, { id: 1, name: "jump", args: {}, reply: true });
  assert.deepEqual(named(fromClients, "step by one frame").read, { n: 1 });
});

test("every frame head ends where its pixels begin", () => {
  for (const { name, hex, body, payload_bytes } of heads) {
    const slot = new Uint8Array(2048);
    const start = writeHead(slot, 1024, 1024, "frame", body, payload_bytes);
    assert.equal(hexOf(slot.subarray(start, 1024)), hex, name);
    const whole = new Uint8Array(hex.length / 2 + payload_bytes);
    whole.set(bytesOf(hex));
    const envelope = decodeMessage(whole);
    assert.deepEqual(envelope.body, body, name);
    assert.equal(envelope.payload?.byteLength, payload_bytes, name);
  }
});

test("every invalid vector is refused with its code, naming its fields", () => {
  for (const { name, hex, code, paths } of invalid)
    assert.throws(
      () => readClientMessage(decodeMessage(bytesOf(hex))),
      (error) => {
        assert.ok(error instanceof ProtocolError, `${name}: ${String(error)}`);
        assert.equal(error.code, code, name);
        assert.deepEqual(
          error.issues.map((issue) => issue.path),
          paths,
          name,
        );
        assert.match(error.message, /\S.*[.]$/, name);
        return true;
      },
      name,
    );
});

// Worked out by hand from the MessagePack specification, not by any codec.
test("ping is 92 a4 'ping' 81 a4 't_us' and the number", () => {
  assert.equal(hexOf(encodeMessage("ping", { t_us: 5 })), "92a470696e6781a4745f757305");
  assert.equal(named(fromClients, "ping").hex, "92a470696e6781a4745f7573cf001fffffffffffff");
});

test("seen is spelled out byte by byte", () => {
  assert.equal(
    named(fromClients, "seen").hex,
    "92" + "a47365656e" + "83" + "a5747261636b" + "a46d61696e" + "a565706f6368" + "02" + "a3736571" + "ce00010000",
  );
});

test("command with args is spelled out byte by byte", () => {
  assert.equal(
    named(fromClients, "command with args and time").hex,
    "92" +
      "a7636f6d6d616e64" +
      "84" +
      "a26964" +
      "02" +
      "a46e616d65" +
      "a97365745f7370656564" +
      "a461726773" +
      "81" +
      "a57370656564" +
      "cb4004000000000000" +
      "a4745f7573" +
      "ce499602d2",
  );
});

test("a frame's head is spelled out byte by byte, the length in four bytes before the pixels", () => {
  assert.equal(
    named(fromServer, "frame").hex,
    "93" +
      "a56672616d65" +
      "8a" +
      "a5747261636b" +
      "a46d61696e" +
      "a565706f6368" +
      "01" +
      "a3736571" +
      "01" +
      "a57769647468" +
      "02" +
      "a6686569676874" +
      "02" +
      "a6666f726d6174" +
      "a57267626138" +
      "a67074735f7573" +
      "00" +
      "a6647269766572" +
      "a26331" +
      "a7636f6d6d616e64" +
      "00" +
      "a174" +
      "83" +
      "ad737465705f73746172745f7573" +
      "cd03e8" +
      "ab737465705f656e645f7573" +
      "cd07d0" +
      "a872656164795f7573" +
      "cd0834" +
      "c600000010" +
      "000000ffff0000ff00ff00ff0000ffff",
  );
});
