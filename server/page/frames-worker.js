/**
 * Worker: `GET /frames` → chunks → whole messages → head and pixels, handed to the page by transfer. The page gives
 * buffers back (`recycle`), so that no memory is claimed per frame.
 */

import { decode } from "@msgpack/msgpack";
import { LengthPrefixedReader } from "./length-prefixed.js";

/** Buffers come in steps of this size, so that heads of different length fit into the same ones. */
const STEP = 1 << 16;
const KEPT = 4;

/** @type {ArrayBuffer[]} */
let free = [];
/** @type {AbortController | null} */
let stream = null;

/** @param {number} bytes */
function allocate(bytes) {
  const capacity = Math.ceil(bytes / STEP) * STEP;
  const i = free.findIndex((buffer) => buffer.byteLength === capacity);
  const [buffer = new ArrayBuffer(capacity)] = i < 0 ? [] : free.splice(i, 1);
  return new Uint8Array(buffer, 0, bytes);
}

/** @param {Uint8Array} message */
function deliver(message) {
  const [type, head, pixels] = /** @type {[string, object, Uint8Array?]} */ (decode(message));
  if (type !== "frame" || pixels === undefined) return;
  const { buffer } = message;
  postMessage(
    { type: "frame", head, buffer, offset: pixels.byteOffset, length: pixels.byteLength, bytes: message.byteLength },
    { transfer: [/** @type {ArrayBuffer} */ (buffer)] },
  );
}

/** @param {string} url @param {string} token @param {number} id tells this stream's end from an older one's */
async function open(url, token, id) {
  stream?.abort();
  const own = new AbortController();
  stream = own;
  let opened = false;
  let reason = "The server ended the frame stream.";
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      signal: own.signal,
      cache: "no-store",
    });
    if (!response.ok || response.body === null) throw new Error(`GET /frames was answered with ${response.status}.`);
    opened = true;
    postMessage({ type: "open", id });
    await read(response.body, new LengthPrefixedReader(deliver, { allocate }));
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  if (stream === own) stream = null;
  own.abort();
  postMessage({ type: "end", id, opened, reason });
}

/**
 * Reads a stream to its end: straight into the messages' memory where the browser can do that (which takes in half as
 * much again), else by copying its chunks.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body @param {LengthPrefixedReader} messages
 */
async function read(body, messages) {
  const reader = byteReader(body);
  if (reader === null) {
    for await (const chunk of chunksOf(body)) messages.push(chunk);
    return;
  }
  for (;;) {
    const { done, value } = await reader.read(messages.room());
    if (done || value === undefined) return;
    messages.filled(value);
  }
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} body */
function byteReader(body) {
  try {
    return body.getReader({ mode: "byob" });
  } catch {
    // Not a byte stream in this browser.
    return null;
  }
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} body */
async function* chunksOf(body) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

self.onmessage = ({ data }) => {
  if (data.type === "open") void open(data.url, data.token, data.id);
  else if (data.type === "close") stream?.abort();
  else if (data.type === "recycle") {
    free.unshift(data.buffer);
    free = free.slice(0, KEPT);
  }
};
