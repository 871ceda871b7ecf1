/**
 * Bytes ↔ envelopes: bytes → one MessagePack value → `[type, body]` or `[type, body, payload]` → `Envelope`.
 * Nothing here knows a message type; `messages.ts` does.
 */
import { Decoder, Encoder } from "@msgpack/msgpack";
import { ProtocolError } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { scanValue } from "./scan.ts";

/** A message before its type is looked at. `payload` is a view into the received bytes: no copy. */
export interface Envelope {
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly payload?: Uint8Array;
}

const encoder = new Encoder({ ignoreUndefined: true, maxDepth: 100 });

/** Encodes a message without payload. Keys whose value is undefined are left out. */
export function encodeMessage(type: string, body: object): Uint8Array {
  return encoder.encode([type, body]);
}

/** Encodes a message with a payload, copying it. For clients and tests; the server's frames use `writeFrameHead`. */
export function encodeWithPayload(type: string, body: object, payload: Uint8Array): Uint8Array {
  return encoder.encode([type, body, payload]);
}

const ARRAY_OF_3 = 0x93;
const BIN_32 = 0xc6;
const BIN_HEADER_BYTES = 5;

/**
 * Writes everything of `[type, body, payload]` that precedes the payload's bytes, so that it ends at `end`.
 * Gives the offset at which the message starts, or -1 when the head does not fit into `room` bytes.
 */
export function writeHead(
  into: Uint8Array,
  end: number,
  room: number,
  type: string,
  body: object,
  payloadBytes: number,
): number {
  // The pair [type, body] starts with the one byte of a two-element array, where the head has that of three.
  const pair = encoder.encodeSharedRef([type, body]);
  const headBytes = pair.byteLength + BIN_HEADER_BYTES;
  if (headBytes > room) return -1;
  const start = end - headBytes;
  into.set(pair, start);
  into[start] = ARRAY_OF_3;
  const bin = end - BIN_HEADER_BYTES;
  into[bin] = BIN_32;
  into[bin + 1] = payloadBytes >>> 24;
  into[bin + 2] = payloadBytes >>> 16;
  into[bin + 3] = payloadBytes >>> 8;
  into[bin + 4] = payloadBytes;
  return start;
}

/**
 * Reads one message.
 * @param maxDepth how many maps and arrays may lie inside one another, the message's own array being the first.
 * @throws ProtocolError `bad_message` when the bytes are not exactly one value of the right form, hold NaN, an
 * infinity, an extension type or an unsafe integer, are more than `maxValues`
 * values, or nest deeper than `maxDepth`.
 */
export function decodeMessage(
  bytes: Uint8Array,
  maxDepth: number = LIMITS.max_depth,
  maxValues: number = LIMITS.max_values,
): Envelope {
  const value = decodeValue(bytes, maxDepth, maxValues);
  if (!Array.isArray(value) || value.length < 2 || value.length > 3)
    throw bad(`A message is an array [type, body] or [type, body, payload]; got ${describe(value)}.`);
  const [type, body, payload] = value as unknown[];
  if (typeof type !== "string") throw bad(`A message's type is a string; got ${describe(type)}.`);
  if (!isMap(body)) throw bad(`The body of ${describe(type)} is a map; got ${describe(body)}.`, type);
  if (value.length === 3 && !(payload instanceof Uint8Array))
    throw bad(`The payload of ${describe(type)} is a bin; got ${describe(payload)}.`, type);
  const problem = numberProblem(body, "");
  if (problem !== null) throw bad(`${describe(type)}: ${problem.slice(-200)}`, type);
  return payload instanceof Uint8Array ? { type, body, payload } : { type, body };
}

function decodeValue(bytes: Uint8Array, maxDepth: number, maxValues: number): unknown {
  const problem = scanValue(bytes, maxDepth, maxValues);
  if (problem !== null)
    throw bad(
      `The bytes are not one MessagePack value that is accepted: ${problem}. Send one binary message per value.`,
    );
  try {
    return new Decoder({ useBigInt64: false }).decode(bytes);
  } catch (error) {
    // A key such as __proto__, which no map may have.
    throw bad(`The message can't be read: ${(error as Error).message}.`);
  }
}

/** Finds a number that no client may send, at any depth; the scan has bounded how deep that is. */
function numberProblem(value: unknown, path: string): string | null {
  if (typeof value === "number") {
    return Number.isFinite(value) ? null : `${path} is ${value}; numbers are finite.`;
  }
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return null;
  for (const [key, item] of Object.entries(value)) {
    const problem = numberProblem(item, path === "" ? key : `${path}.${key}`);
    if (problem !== null) return problem;
  }
  return null;
}

function isMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Names a value's kind for an error sentence. */
export function describe(value: unknown): string {
  if (value === null) return "nil";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value instanceof Uint8Array) return `a bin of ${value.byteLength} bytes`;
  if (typeof value === "object") return isMap(value) ? "a map" : "an extension value";
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (value === undefined) return "nothing";
  return String(value);
}

/** `about` is cut: a client may send any string as a type. */
const bad = (message: string, about?: string): ProtocolError =>
  new ProtocolError("bad_message", message, [], about?.slice(0, 64));
