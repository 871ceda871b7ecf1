/** The native encoder, which users install; what needs it is left out where it is not installed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { EncodedVideo } from "../../server/media/video/encoded-video.ts";
import type { EncodeAnswer } from "../../server/media/video/encoder-messages.ts";
import { EncoderThread } from "../../server/media/video/encoder-thread.ts";
import { isInstalled } from "../../server/media/video/libraries.ts";
import { findEncoders, NATIVE_KINDS } from "../../server/media/video/native-encoders.ts";
import { nalUnits } from "../../server/media/video/packetize.ts";
import type { VideoCodec } from "../../server/media/video-codec.ts";
import { ManualClock } from "../support/manual-clock.ts";

const skip = isInstalled("native") ? false : "node-av is not installed";

test("of each codec's encoders the first that works is used, H.264 before VP8", () => {
  const all = findEncoders(NATIVE_KINDS, () => true);
  assert.deepEqual(Object.entries(all), [
    ["h264", "h264_nvenc"],
    ["vp8", "libvpx"],
  ]);
  assert.deepEqual(
    findEncoders(NATIVE_KINDS, ({ name }) => name.startsWith("lib")),
    { h264: "libx264", vp8: "libvpx" },
  );
  assert.deepEqual(
    findEncoders(NATIVE_KINDS, ({ name }) => name === "libvpx"),
    { vp8: "libvpx" },
  );
});

test("it is found by itself, with the encoders that work here", { skip }, async (t) => {
  const log: { event: string; fields: object }[] = [];
  const video = await EncodedVideo.find(new ManualClock(), (_level, event, fields) => log.push({ event, fields }));
  t.after(() => video?.close());
  assert.equal(video?.report.library, "native");
  assert.deepEqual(video?.encodes, ["h264", "vp8"]);
  assert.deepEqual(
    log.map(({ event }) => event),
    ["video_encoder"],
  );
});

for (const codec of ["h264", "vp8"] as const)
  test(`${codec}: key frames when asked for, bounded also for noise, and another bitrate`, { skip }, async (t) => {
    const thread = new EncoderThread("native");
    t.after(() => thread.close());
    assert.equal((await thread.ready)?.vp8, "libvpx");
    const noise = new Uint8Array(new SharedArrayBuffer(1280 * 720 * 4));
    const ask = (time: number, bitrate: number, asKey = false): Promise<EncodeAnswer> => {
      let random = time * 7919 + 1;
      for (let i = 0; i < noise.length; i++) {
        random = (random * 1103515245 + 12345) & 0x7fffffff;
        noise[i] = random >> 16;
      }
      const settings = { codec: codec as VideoCodec, width: 1280, height: 720, fps: 30, bitrate };
      return thread.encode({ settings, picture: { pixels: noise, width: 1280, height: 720 }, pts: time * 3000, asKey });
    };
    const sizes: number[] = [];
    for (let time = 0; time < 14; time++) {
      const answer = await ask(time, time < 7 ? 6_000_000 : 1_000_000, time === 5);
      assert.ok(answer.kind === "coded", JSON.stringify(answer));
      if (time < 7) assert.equal(answer.isKey, time === 0 || time === 5);
      if (answer.isKey) assert.ok(answer.bytes.length < 128 * 1140, `A key frame has ${answer.bytes.length} bytes.`);
      if (answer.isKey && codec === "h264")
        assert.deepEqual([...new Set(nalUnits(answer.bytes).map(([first = 0]) => first & 0x1f))].slice(0, 2), [7, 8]);
      sizes.push(answer.bytes.length);
    }
    t.diagnostic(sizes.join(" "));
  });
