/** Files on their way into commands: bounds, deadlines, whose they are; and the routes they come by. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Uploads } from "../../server/uploads/uploads.ts";
import { type ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import { LIMITS } from "../../shared-schema/limits.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { serve } from "../support/test-server.ts";

const limits = { ...LIMITS, max_upload_bytes: 100, max_uploads_bytes: 250, upload_wait_ms: 10_000 };
const file = (size: number) => ({ name: "a.png", size, mime_type: "image/png" });
const refused = (code: ErrorCode) => (error: unknown) => error instanceof ProtocolError && error.code === code;

test("a file waits to be used, and a command waits for its file, but not for ever", async () => {
  const clock = new ManualClock();
  const uploads = new Uploads(limits, clock);
  const early = uploads.reserve("ann", file(3));
  uploads.begin(early, 3);
  uploads.put(early, Buffer.from("abc"));
  assert.equal(String(await uploads.bytesOf("ann", early)), "abc");
  assert.equal(String(await uploads.bytesOf("ann", early)), "abc");

  const late = uploads.reserve("ann", file(3));
  const waiting = uploads.bytesOf("ann", late);
  uploads.begin(late, 3);
  uploads.put(late, Buffer.from("def"));
  assert.equal(String(await waiting), "def");

  const never = uploads.bytesOf("ann", uploads.reserve("ann", file(3)));
  clock.advance(10_000);
  assert.equal(await never, null);
  clock.advance(600_000);
  assert.deepEqual([uploads.totalBytes, clock.pending], [0, 0]);
});

test("files are their owner's", async () => {
  const uploads = new Uploads(limits, new ManualClock());
  const id = uploads.reserve("ann", file(1));
  uploads.begin(id, 1);
  uploads.put(id, Buffer.from("x"));
  assert.equal(await uploads.bytesOf("bob", id), null);
  assert.equal(await uploads.bytesOf("bob", "unknown"), null);
  const waiting = uploads.bytesOf("ann", uploads.reserve("ann", file(1)));
  uploads.drop("ann");
  assert.equal(await waiting, null);
  assert.equal(uploads.totalBytes, 0);
});

test("a file over the limit is refused; over the total an owner's oldest make room, others' never do", () => {
  const uploads = new Uploads(limits, new ManualClock());
  assert.throws(() => uploads.reserve("ann", file(101)), refused("message_too_large"));
  const first = uploads.reserve("ann", file(100));
  uploads.reserve("ann", file(100));
  uploads.reserve("ann", file(100));
  assert.throws(() => uploads.begin(first, 100), refused("not_found"));
  assert.equal(uploads.totalBytes, 200);
  assert.throws(() => uploads.reserve("bob", file(51)), refused("uploads_full"));
  uploads.reserve("bob", file(50));
  assert.equal(uploads.totalBytes, 250);
  assert.throws(
    () => uploads.reserve("ann", { ...file(1), upload_id: uploads.reserve("ann", file(1)) }),
    refused("upload_taken"),
  );
});

test("slots are bounded, however small the files", () => {
  const uploads = new Uploads(limits, new ManualClock());
  for (let i = 0; i < 100; i++) uploads.reserve("ann", file(1));
  assert.equal(uploads.totalBytes, 32);
});

test("no more bytes are let in than were reserved, and what is under way makes no room", () => {
  const uploads = new Uploads(limits, new ManualClock());
  const [first, second] = [uploads.reserve("ann", file(100)), uploads.reserve("ann", file(100))];
  assert.throws(() => uploads.begin(first, null), refused("upload_unsized"));
  assert.throws(() => uploads.begin(first, 101), refused("upload_size"));
  uploads.begin(first, 100);
  uploads.begin(second, 100);
  assert.throws(() => uploads.reserve("ann", file(51)), refused("uploads_full"));
  uploads.put(first, Buffer.alloc(100));
  uploads.reserve("ann", file(51));
  assert.throws(() => uploads.put(first, Buffer.alloc(100)), refused("not_found"));
  const many = new Uploads(limits, new ManualClock());
  for (let i = 0; i < 32; i++) many.begin(many.reserve("ann", file(1)), 1);
  assert.throws(() => many.reserve("ann", file(1)), refused("uploads_full"));
});

test("bytes are put once, whole, and of what was reserved", async (t) => {
  const server = await serve(t, "testcard", {
    settings: { testcard: { width: 64, height: 36 } },
    limits: { max_upload_bytes: 1000 },
  });
  const start = await fetch(`${server.url}/start_session`, { method: "POST" });
  const { session_id } = (await start.json()) as { session_id: string };
  const reserve = (body: object): Promise<Response> =>
    fetch(`${server.url}/sessions/${session_id}/uploads`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  const put = async (url: string, size: number): Promise<number> =>
    (await fetch(url, { method: "PUT", body: new Uint8Array(size), headers: { "Content-Type": "image/png" } })).status;

  const reserved = await reserve(file(10));
  assert.equal(reserved.status, 201);
  const { presigned_id, presigned_url, path } = (await reserved.json()) as Record<string, string>;
  assert.equal(presigned_url, `${server.url}/uploads/${presigned_id}`);
  assert.equal(path, `/uploads/${presigned_id}`);
  assert.equal(await put(String(presigned_url), 9), 400);
  assert.equal(await put(String(presigned_url), 2000), 400);
  assert.equal(await put(String(presigned_url), 10), 200);
  assert.equal(await put(String(presigned_url), 10), 409);
  assert.equal(await put(`${server.url}/uploads/nothing`, 10), 404);
  assert.equal((await reserve(file(1001))).status, 413);
  assert.equal((await reserve({ ...file(10), upload_id: presigned_id })).status, 409);
});
