/** The page's reader of `GET /frames`: uint32 big-endian length, then the message. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LengthPrefixedReader } from "../../server/page/length-prefixed.js";

function read(chunks: readonly (readonly number[])[], options = {}): number[][] {
  const messages: number[][] = [];
  const reader = new LengthPrefixedReader((message: Uint8Array) => void messages.push([...message]), options);
  for (const chunk of chunks) reader.push(Uint8Array.from(chunk));
  return messages;
}

test("messages come out whole, however the bytes were cut", () => {
  const bytes = [0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 1, 9, 0, 0, 0, 2, 7, 8];
  const expected = [[1, 2, 3], [9], [7, 8]];
  assert.deepEqual(read([bytes]), expected);
  assert.deepEqual(read(bytes.map((byte) => [byte])), expected);
  for (let cut = 1; cut < bytes.length; cut++)
    assert.deepEqual(read([bytes.slice(0, cut), bytes.slice(cut)]), expected);
});

test("a message that is not whole yet is not delivered", () => {
  assert.deepEqual(read([[0, 0, 0, 4, 1, 2, 3]]), []);
});

test("an empty message is a message", () => {
  assert.deepEqual(read([[0, 0, 0, 0, 0, 0, 0, 1, 5]]), [[], [5]]);
});

test("the length is big-endian", () => {
  const [message] = read([[0, 0, 1, 2, ...new Array(258).fill(6)]]);
  assert.equal(message?.length, 258);
});

test("a length beyond the bound is refused with both numbers", () => {
  assert.throws(() => read([[0, 1, 0, 0]], { maxBytes: 1000 }), /65536 bytes; at most 1000/);
});

test("memory comes from the allocator, and a delivered message may keep it", () => {
  const asked: number[] = [];
  const allocate = (bytes: number) => {
    asked.push(bytes);
    return new Uint8Array(new ArrayBuffer(64), 0, bytes);
  };
  assert.deepEqual(read([[0, 0, 0, 2, 1, 2, 0, 0, 0, 1, 3]], { allocate }), [[1, 2], [3]]);
  assert.deepEqual(asked, [2, 1]);
});

test("a stream may fill the memory itself and give it back in another buffer", () => {
  const messages: number[][] = [];
  const reader = new LengthPrefixedReader((message: Uint8Array) => void messages.push([...message]));
  const bytes = [0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 2, 7, 8];
  while (bytes.length > 0) {
    const room = reader.room();
    assert.ok(room.byteLength > 0);
    const { byteOffset, byteLength, buffer } = room;
    const moved = structuredClone(buffer, { transfer: [buffer] });
    const part = new Uint8Array(moved, byteOffset, Math.min(2, byteLength));
    part.set(bytes.splice(0, part.byteLength));
    reader.filled(part);
  }
  assert.deepEqual(messages, [[1, 2, 3], [], [7, 8]]);
});
