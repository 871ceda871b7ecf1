/** Whether a STUN message was signed by someone who knows a password. Source: RFC 8489, sections 5 and 14.5. */
import { createHmac, timingSafeEqual } from "node:crypto";

const HEADER_BYTES = 20;
const MESSAGE_INTEGRITY = 0x0008;
const MESSAGE_INTEGRITY_BYTES = 20;
/** The only attributes that count after the signature. */
const AFTER = new Set([0x001c /* MESSAGE-INTEGRITY-SHA256 */, 0x8028 /* FINGERPRINT */]);

/** `password`: of short-term credentials, as ICE has them. Attributes that were added behind the signature refute it. */
export function isSigned(message: Buffer, password: string): boolean {
  let isVerified = false;
  for (let at = HEADER_BYTES; at + 4 <= message.byteLength; ) {
    const type = message.readUInt16BE(at);
    const length = message.readUInt16BE(at + 2);
    if (isVerified && !AFTER.has(type)) return false;
    if (type === MESSAGE_INTEGRITY && !isVerified) {
      if (length !== MESSAGE_INTEGRITY_BYTES || at + 4 + length > message.byteLength) return false;
      const signed = Buffer.from(message.subarray(0, at));
      // The length counts up to the signature's end, whatever follows it.
      signed.writeUInt16BE(at - HEADER_BYTES + 4 + length, 2);
      const expected = createHmac("sha1", password).update(signed).digest();
      if (!timingSafeEqual(expected, message.subarray(at + 4, at + 4 + length))) return false;
      isVerified = true;
    }
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return isVerified;
}
