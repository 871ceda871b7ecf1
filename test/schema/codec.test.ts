/** Reading hostile bytes costs little and ends in a sentence; nothing but a ProtocolError comes out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeMessage, describe, encodeMessage, encodeWithPayload, writeHead } from "../../shared-schema/codec.ts";
import { ProtocolError } from "../../shared-schema/errors.ts";
import { readClientMessage } from "../../shared-schema/messages.ts";
import { CLIENT_CASES, LOOSE_CASES } from "../../shared-schema/vectors/client-cases.ts";
import { INVALID_CASES } from "../../shared-schema/vectors/invalid-cases.ts";
import { fromHex } from "../../shared-schema/vectors/vector.ts";

/** Numbers from a seed (Mulberry32), so that a failure can be found again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const MESSAGES = [
  ...CLIENT_CASES.map(([, type, body, payload]) =>
    payload === undefined ? encodeMessage(type, body) : encodeWithPayload(type, body, fromHex(payload)),
  ),
  ...LOOSE_CASES.map(([, hex]) => fromHex(hex)),
  ...INVALID_CASES.map(([, hex]) => fromHex(hex)),
];

function mutated(message: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = [...message];
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(bytes.length + 1);
    const change = random(5);
    if (change === 0) bytes[at] = random(256);
    else if (change === 1) bytes.splice(at, 1);
    else if (change === 2) bytes.splice(at, 0, random(256), random(256));
    else if (change === 3) bytes.length = Math.min(bytes.length, at);
    else bytes.splice(at, random(8), ...(MESSAGES[random(MESSAGES.length)] ?? []).slice(0, random(16)));
  }
  return Uint8Array.from(bytes.map((byte) => byte ?? 0));
}

test("20 000 damaged messages are read or refused with a ProtocolError, and nothing else", () => {
  const random = randomFrom(20240);
  let refused = 0;
  for (let i = 0; i < 20_000; i++) {
    const bytes = mutated(MESSAGES[random(MESSAGES.length)] ?? new Uint8Array(), random);
    try {
      readClientMessage(decodeMessage(bytes));
    } catch (error) {
      refused++;
      assert.ok(error instanceof ProtocolError, `${Buffer.from(bytes).toString("hex")}: ${(error as Error).stack}`);
      assert.ok(error.code === "bad_message" || error.code === "unknown_type");
      assert.ok(error.message.length < 20_000);
    }
  }
  assert.ok(refused > 10_000 && refused < 20_000, `${refused} refused`);
});

test("a megabyte of nested claims is refused at once", () => {
  const bytes = new Uint8Array(1_000_000);
  for (let at = 0; at + 5 <= bytes.length; at += 5) bytes.set([0xdd, 0, 0x0f, 0x42, 0x40], at);
  const before = process.memoryUsage().heapUsed;
  assert.throws(() => decodeMessage(bytes), { code: "bad_message" });
  assert.ok(process.memoryUsage().heapUsed - before < 8_000_000);
});

test("more values than max_values are refused, as many are not", () => {
  // [type, body, …] are three values, then the key, its list and the items.
  assert.equal((decodeMessage(encodeMessage("ping", { list: Array(95).fill(0) }), 16, 100).body.list as []).length, 95);
  assert.throws(() => decodeMessage(encodeMessage("ping", { list: Array(96).fill(0) }), 16, 100), {
    message: /more than 100 values \(max_values\)/,
  });
});

test("a payload is a view of the received bytes, not a copy", () => {
  const bytes = encodeWithPayload("frame", {}, new Uint8Array([1, 2, 3]));
  const { payload } = decodeMessage(bytes);
  assert.equal(payload?.buffer, bytes.buffer);
  assert.deepEqual([...(payload ?? [])], [1, 2, 3]);
});

test("bytes that lie inside a larger buffer are read from their own start to their own end", () => {
  const outer = new Uint8Array(64).fill(0xc1);
  const message = encodeMessage("ping", { t_us: 5 });
  outer.set(message, 7);
  assert.deepEqual(decodeMessage(outer.subarray(7, 7 + message.byteLength)), { type: "ping", body: { t_us: 5 } });
});

test("keys without a value are left out", () => {
  assert.deepEqual(decodeMessage(encodeMessage("bye", { reason: undefined })).body, {});
});

test("a head that does not fit into its room is not written", () => {
  const slot = new Uint8Array(64).fill(7);
  assert.equal(writeHead(slot, 32, 20, "frame", { track: "a track of many letters" }, 4), -1);
  assert.ok(slot.every((byte) => byte === 7));
});

test("a refusal names the field by its path, what is accepted and what came", () => {
  const refusal = (body: object): ProtocolError => {
    try {
      readClientMessage({ type: "hello", body: body as Record<string, unknown> });
    } catch (error) {
      return error as ProtocolError;
    }
    throw new Error("accepted");
  };
  const { code, issues, about, message } = refusal({
    protocol: 1,
    role: "king",
    tracks: { main: { max_fps: 0, credit: 99 } },
  });
  assert.equal(code, "bad_message");
  assert.equal(about, "hello");
  assert.deepEqual(
    issues.map((issue) => issue.message),
    [
      'role: expected one of driver, spectator; got "king".',
      "tracks.main.max_fps: expected more than 0; got 0.",
      "tracks.main.credit: expected at most 8; got 99.",
    ],
  );
  assert.ok(message.includes("tracks.main.credit"));
});

test("the sentence for NaN names where it is", () => {
  assert.throws(() => decodeMessage(encodeMessage("command", { args: { a: [1, { b: Number.NaN }] } })), {
    message: '"command": args.a.1.b is NaN; numbers are finite.',
  });
});

test("a type of a million letters is not repeated in the answer", () => {
  const type = "x".repeat(1_000_000);
  assert.throws(
    () => readClientMessage({ type, body: {} }),
    (error) => error instanceof ProtocolError && error.message.length < 400 && (error.about?.length ?? 0) <= 64,
  );
  assert.throws(
    () => decodeMessage(encodeMessage(type, { x: Number.NaN })),
    (error) => error instanceof ProtocolError && error.message.length < 400 && (error.about?.length ?? 0) <= 64,
  );
});

test("values are described in a few words", () => {
  assert.equal(describe(null), "nil");
  assert.equal(describe([1, 2]), "an array of 2");
  assert.equal(describe(new Uint8Array(3)), "a bin of 3 bytes");
  assert.equal(describe({}), "a map");
  assert.equal(describe(undefined), "nothing");
  assert.equal(describe("a".repeat(50)), `"${"a".repeat(40)}…"`);
});
