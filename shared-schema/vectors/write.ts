/** Writes the vector files beside this one: cases → codec → JSON. `npm run vectors`; a test compares. */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { decodeMessage, encodeMessage, encodeWithPayload, writeHead } from "../codec.ts";
import { readClientMessage } from "../messages.ts";
import { type Case, CLIENT_CASES, LOOSE_CASES } from "./client-cases.ts";
import { INVALID_CASES } from "./invalid-cases.ts";
import { HEAD_CASES, SERVER_CASES } from "./server-cases.ts";
import { fromHex, type HeadVector, type InvalidVector, type MessageVector, toHex, type Vector } from "./vector.ts";

/** Every vector file's text by its name. */
export function vectorFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["client-messages.json", text("Messages from clients.", [...CLIENT_CASES.map(exact), ...LOOSE_CASES.map(loose)].map(withRead))],
    ["server-messages.json", text("Messages from the server.", SERVER_CASES.map(sent))],
    ["frame-heads.json", text("What stands in front of a frame's pixels.", HEAD_CASES.map(head))],
    ["invalid.json", text("Bytes from a client that the server refuses.", INVALID_CASES.map(invalid))],
  ]);
}

function exact([name, type, body, payloadHex]: Case): MessageVector {
  const bytes = payloadHex === undefined ? encodeMessage(type, body) : encodeWithPayload(type, body, fromHex(payloadHex));
  return { name, hex: toHex(bytes), type, body, payload: payloadHex ?? null, exact: true };
}

/** As the server writes it: the length of a payload always takes four bytes, so that heads need no second look. */
function sent(one: Case): MessageVector {
  const [name, type, body, payloadHex] = one;
  if (payloadHex === undefined) return exact(one);
  const payload = fromHex(payloadHex);
  const hex = headHex(type, body, payload.byteLength) + payloadHex;
  return { name, hex, type, body, payload: payloadHex, exact: true };
}

function loose([name, hex]: (typeof LOOSE_CASES)[number]): MessageVector {
  const { type, body, payload } = decodeMessage(fromHex(hex));
  return { name, hex: hex.replaceAll(" ", ""), type, body, payload: payload === undefined ? null : toHex(payload), exact: false };
}

function withRead(vector: MessageVector): MessageVector {
  return { ...vector, read: readClientMessage(decodeMessage(fromHex(vector.hex))).body };
}

function head([name, body, payloadBytes]: (typeof HEAD_CASES)[number]): HeadVector {
  return { name, hex: headHex("frame", body, payloadBytes), body, payload_bytes: payloadBytes };
}

function headHex(type: string, body: object, payloadBytes: number): string {
  const room = new Uint8Array(1024);
  return toHex(room.subarray(writeHead(room, room.byteLength, room.byteLength, type, body, payloadBytes)));
}

function invalid([name, hex, code, paths = []]: (typeof INVALID_CASES)[number]): InvalidVector {
  return { name, hex: hex.replaceAll(" ", ""), code, paths };
}

function text(about: string, vectors: readonly Vector[]): string {
  const lines = vectors.map((vector) => `    ${JSON.stringify(vector)}`);
  return `{\n  "about": ${JSON.stringify(`${about} Written by npm run vectors; see shared-schema/README.md.`)},\n  "vectors": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const [name, content] of vectorFiles()) writeFileSync(new URL(name, import.meta.url), content);
