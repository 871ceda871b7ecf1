/** An encoder's thread: one stream, one encoder, opened anew when its codec or size changes. */
import { parentPort, workerData } from "node:worker_threads";
import type { EncodeAnswer, EncodeRequest, EncoderReady, EncoderThreadData } from "./encoder-messages.ts";
import { loadLibrary } from "./libraries.ts";
import { MOST_PAYLOAD_BYTES } from "./packetize.ts";
import type { EncoderSettings, PictureEncoder } from "./picture-encoder.ts";

const port = parentPort;
if (port === null) throw new Error("encoder-worker.ts runs as a worker thread only.");
const started = workerData as EncoderThreadData;
const library = await loadLibrary(started.library, started.encoders);
port.postMessage({ kind: "ready", encoders: library.encoders } satisfies EncoderReady);

/**
 * A receiver that lost a whole key frame gets 128 packets again at once, which is about what its socket takes in one burst.
 * Rate control alone does not hold noise down, even at its coarsest.
 */
const MOST_KEY_BYTES = 120 * (MOST_PAYLOAD_BYTES - 4);
/** Detail of this size and more is always kept, px. */
const MOST_BLOCK = 8;

let encoder: PictureEncoder | null = null;
let opened: EncoderSettings | null = null;

async function answer({ settings, picture, pts, asKey }: EncodeRequest): Promise<EncodeAnswer> {
  if (encoder === null || opened === null || !isSameStream(opened, settings)) {
    await encoder?.close();
    encoder = null;
    encoder = await library.open(settings);
  } else if (opened.bitrate !== settings.bitrate) await encoder.setBitrate(settings.bitrate);
  opened = settings;
  let coded = await encoder.encode(picture, pts, asKey, 1);
  for (let block = 2; coded?.isKey && coded.bytes.length > MOST_KEY_BYTES && block <= MOST_BLOCK; block *= 2)
    coded = await encoder.encode(picture, pts + block / 2, true, block);
  return coded === null ? { kind: "nothing" } : { kind: "coded", ...coded };
}

function isSameStream(a: EncoderSettings, b: EncoderSettings): boolean {
  return a.codec === b.codec && a.width === b.width && a.height === b.height && a.fps === b.fps;
}

// One at a time: the main thread sends the next picture after the answer to the last.
port.on("message", (request: EncodeRequest) => {
  answer(request).then(
    (done) => port.postMessage(done, done.kind === "coded" ? [done.bytes.buffer as ArrayBuffer] : []),
    (error: unknown) => port.postMessage({ kind: "failed", reason: String(error) } satisfies EncodeAnswer),
  );
});
