/** Coded pictures in RTP payloads, held against the layouts of RFC 7741 and RFC 6184. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { nalUnits, packetize, packetizeH264, packetizeVp8 } from "../../server/media/video/packetize.ts";

const hex = (payloads: readonly Buffer[]): string[] => payloads.map((payload) => payload.toString("hex"));

test("a small VP8 frame is one payload: descriptor with start bit and picture id, then the frame", () => {
  assert.deepEqual(hex(packetizeVp8(Uint8Array.of(0x10, 0x20, 0x30), 5)), ["90808005" + "102030"]);
});

test("a picture id takes fifteen bits and begins anew", () => {
  assert.deepEqual(hex(packetizeVp8(Uint8Array.of(1), 0x1234)), ["90809234" + "01"]);
  assert.deepEqual(hex(packetizeVp8(Uint8Array.of(1), 0x8000)), ["90808000" + "01"]);
});

test("a large VP8 frame is cut into equal slices, of which only the first bears the start bit", () => {
  const payloads = packetizeVp8(Uint8Array.of(1, 2, 3, 4, 5, 6, 7), 1, 8);
  assert.deepEqual(hex(payloads), ["90808001" + "010203", "80808001" + "04050607"]);
});

test("no payload is longer than what is allowed, and nothing is lost", () => {
  for (const length of [1, 1146, 1147, 5000, 110_400]) {
    const frame = Uint8Array.from({ length }, (_, i) => (i * 7) & 255);
    const payloads = packetize("vp8", frame, 9);
    assert.ok(payloads.every((payload) => payload.length <= 1150));
    assert.deepEqual(Buffer.concat(payloads.map((payload) => payload.subarray(4))), Buffer.from(frame));
  }
});

test("NAL units are found behind short and long start codes", () => {
  const units = nalUnits(Uint8Array.of(0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3, 0, 0, 0, 1, 0x65, 4, 5));
  assert.deepEqual(
    units.map((unit) => [...unit]),
    [
      [0x67, 1, 2],
      [0x68, 3],
      [0x65, 4, 5],
    ],
  );
  assert.deepEqual(nalUnits(Uint8Array.of(1, 2, 3)), []);
});

test("H.264 NAL units that fit go as they are; delimiters and SEI stay here", () => {
  const unit = Uint8Array.of(0, 0, 0, 1, 0x09, 0xf0, 0, 0, 0, 1, 0x06, 5, 0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x65, 2);
  assert.deepEqual(hex(packetizeH264(unit)), ["6701", "6502"]);
});

test("a large H.264 NAL unit goes in fragments with start and end bits", () => {
  const unit = Uint8Array.of(0, 0, 0, 1, 0x65, 1, 2, 3, 4, 5, 6, 7);
  // 0x7c: NRI of 0x65 and type 28; 0x85, 0x05, 0x45: start, middle and end of a type 5.
  assert.deepEqual(hex(packetizeH264(unit, 5)), ["7c85" + "0102", "7c05" + "0304", "7c45" + "050607"]);
});
