/** Coded pictures → RTP payloads: VP8 by RFC 7741, H.264 by RFC 6184 (packetization mode 1). */
import type { VideoCodec } from "../video-codec.ts";

/** Bytes of a payload at most: with all headers a packet stays below 1,280 bytes, which every path carries. */
export const MOST_PAYLOAD_BYTES = 1150;

/** Cuts one picture into payloads, in order. `pictureId` grows by 1 with each picture (15 bits are used). */
export function packetize(codec: VideoCodec, picture: Uint8Array, pictureId: number): Buffer[] {
  return codec === "vp8" ? packetizeVp8(picture, pictureId) : packetizeH264(picture);
}

/**
 * RFC 7741 §4.2: `X R N S R PID`, `I L T K RSV`, then a picture id of 15 bits. Slices are of equal length, so that no
 * packet is short.
 */
export function packetizeVp8(frame: Uint8Array, pictureId: number, most = MOST_PAYLOAD_BYTES): Buffer[] {
  const room = most - 4;
  const count = Math.max(1, Math.ceil(frame.length / room));
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((frame.length * i) / count);
    const end = Math.floor((frame.length * (i + 1)) / count);
    const payload = Buffer.allocUnsafe(4 + end - start);
    payload[0] = i === 0 ? 0x90 : 0x80;
    payload[1] = 0x80;
    payload[2] = 0x80 | ((pictureId >> 8) & 0x7f);
    payload[3] = pictureId & 0xff;
    payload.set(frame.subarray(start, end), 4);
    return payload;
  });
}

/** Access unit delimiters and supplemental information, which no receiver needs. */
const LEFT_OUT = new Set([9, 6]);

/** RFC 6184 §5: a NAL unit that fits goes as it is (§5.6), a larger one in fragments (FU-A, §5.8). */
export function packetizeH264(unit: Uint8Array, most = MOST_PAYLOAD_BYTES): Buffer[] {
  return nalUnits(unit)
    .filter((nal) => !LEFT_OUT.has((nal[0] ?? 0) & 0x1f))
    .flatMap((nal) => (nal.length <= most ? [Buffer.from(nal)] : fragments(nal, most)));
}

function fragments(nal: Uint8Array, most: number): Buffer[] {
  const [first = 0] = nal;
  const body = nal.subarray(1);
  const count = Math.ceil(body.length / (most - 2));
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((body.length * i) / count);
    const end = Math.floor((body.length * (i + 1)) / count);
    const payload = Buffer.allocUnsafe(2 + end - start);
    payload[0] = (first & 0xe0) | 28;
    payload[1] = (first & 0x1f) | (i === 0 ? 0x80 : 0) | (i === count - 1 ? 0x40 : 0);
    payload.set(body.subarray(start, end), 2);
    return payload;
  });
}

/** The NAL units between Annex B start codes (00 00 01, with any number of zeros before). */
export function nalUnits(bytes: Uint8Array): Uint8Array[] {
  const units: Uint8Array[] = [];
  let start = -1;
  for (let i = 0; i + 2 < bytes.length; i++) {
    if (bytes[i] !== 0 || bytes[i + 1] !== 0 || bytes[i + 2] !== 1) continue;
    if (start >= 0) units.push(trimmed(bytes.subarray(start, i)));
    start = i + 3;
    i += 2;
  }
  if (start >= 0) units.push(bytes.subarray(start));
  return units.filter((unit) => unit.length > 0);
}

/** Zeros at the end belong to the next start code. */
function trimmed(unit: Uint8Array): Uint8Array {
  let end = unit.length;
  while (end > 0 && unit[end - 1] === 0) end--;
  return unit.subarray(0, end);
}
