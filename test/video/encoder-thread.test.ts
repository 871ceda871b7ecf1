/** The real encoder in its real thread: what it makes can be decoded, and it can be asked, changed, ended and lost. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EncodeAnswer } from "../../server/media/video/encoder-messages.ts";
import { EncoderThread } from "../../server/media/video/encoder-thread.ts";
import type { EncoderSettings } from "../../server/media/video/picture-encoder.ts";

const SMALL: EncoderSettings = { codec: "vp8", width: 320, height: 180, fps: 30, bitrate: 600_000 };

/** Waves that move with `time`, in memory that threads share. */
function waves(width: number, height: number, time: number): Uint8Array {
  const pixels = new Uint8Array(new SharedArrayBuffer(width * height * 4));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const light = 128 + 60 * Math.sin((x + time * 3) / 23) + 50 * Math.cos((y + time) / 17);
      pixels.set([light, 255 - light, (x * 255) / width, 255], (y * width + x) * 4);
    }
  return pixels;
}

const ask = (thread: EncoderThread, time: number, settings = SMALL, asKey = false, speed = 1): Promise<EncodeAnswer> =>
  thread.encode({
    settings,
    picture: {
      pixels: waves(settings.width, settings.height, time * speed),
      width: settings.width,
      height: settings.height,
    },
    pts: time * 3000,
    asKey,
  });

function coded(answer: EncodeAnswer): { bytes: Uint8Array; isKey: boolean } {
  assert.equal(answer.kind, "coded", JSON.stringify(answer));
  return answer as EncodeAnswer & { kind: "coded" };
}

/** Size in a VP8 key frame's header (RFC 6386 §9.1). */
const sizeOf = (bytes: Uint8Array): number[] => {
  const view = Buffer.from(bytes);
  assert.deepEqual([...view.subarray(3, 6)], [0x9d, 0x01, 0x2a]);
  return [view.readUInt16LE(6) & 0x3fff, view.readUInt16LE(8) & 0x3fff];
};

test("each picture comes back coded at once; the first is a key frame, others only when asked for", async (t) => {
  const thread = new EncoderThread("wasm");
  t.after(() => thread.close());
  const keys: boolean[] = [];
  for (let time = 0; time < 8; time++) keys.push(coded(await ask(thread, time, SMALL, time === 5)).isKey);
  assert.deepEqual(keys, [true, false, false, false, false, true, false, false]);
});

test("another size gives a key frame of that size", async (t) => {
  const thread = new EncoderThread("wasm");
  t.after(() => thread.close());
  assert.deepEqual(sizeOf(coded(await ask(thread, 0)).bytes), [320, 180]);
  const larger = { ...SMALL, width: 400, height: 224 };
  assert.deepEqual(sizeOf(coded(await ask(thread, 1, larger)).bytes), [400, 224]);
});

test("a lower bitrate makes smaller pictures", async (t) => {
  const thread = new EncoderThread("wasm");
  t.after(() => thread.close());
  const bytesAt = async (bitrate: number, from: number): Promise<number> => {
    let sum = 0;
    for (let time = from; time < from + 40; time++) {
      const { bytes } = coded(await ask(thread, time, { ...SMALL, bitrate }, false, 5));
      if (time >= from + 15) sum += bytes.length;
    }
    return sum;
  };
  const rich = await bytesAt(1_200_000, 0);
  const poor = await bytesAt(200_000, 40);
  assert.ok(poor < rich * 0.6, `${poor} bytes at 200 kbit/s, ${rich} at 1200 kbit/s`);
});

test("settings no encoder can have fail with a reason, and the thread goes on", async (t) => {
  const thread = new EncoderThread("wasm");
  t.after(() => thread.close());
  const failed = await ask(thread, 0, { ...SMALL, width: 0, height: 0 });
  assert.equal(failed.kind, "failed");
  assert.equal(coded(await ask(thread, 1)).isKey, true);
});

test("a picture under way is answered when the thread is closed", async () => {
  const thread = new EncoderThread("wasm");
  const answer = ask(thread, 0);
  thread.close();
  assert.deepEqual(await answer, { kind: "failed", reason: "it was closed" });
  assert.deepEqual(await ask(thread, 1), { kind: "failed", reason: "it was closed" });
});

test("a key frame of noise stays within the packets that are kept for retransmission", async (t) => {
  const thread = new EncoderThread("wasm");
  t.after(() => thread.close());
  const settings = { ...SMALL, width: 640, height: 360, bitrate: 1_500_000 };
  const pixels = new Uint8Array(new SharedArrayBuffer(640 * 360 * 4));
  let random = 1;
  for (let i = 0; i < pixels.length; i++) {
    random = (random * 1103515245 + 12345) & 0x7fffffff;
    pixels[i] = random >> 16;
  }
  const { bytes, isKey } = coded(
    await thread.encode({ settings, picture: { pixels, width: 640, height: 360 }, pts: 0, asKey: true }),
  );
  assert.equal(isKey, true);
  assert.ok(bytes.length < 128 * 1140, `A key frame has ${bytes.length} bytes.`);
});

test("the encoders that work are told when the library is loaded; a thread that was closed tells of none", async (t) => {
  const thread = new EncoderThread("wasm");
  t.after(() => thread.close());
  assert.deepEqual(await thread.ready, { vp8: "libvpx" });
  const closed = new EncoderThread("wasm");
  closed.close();
  assert.equal(await closed.ready, null);
});
