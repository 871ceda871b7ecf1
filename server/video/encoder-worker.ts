/** An encoder's thread: one stream, one encoder, opened anew when its codec or size changes. */
import { parentPort, workerData } from "node:worker_threads";
import type { EncodeAnswer, EncodeRequest } from "./encoder-messages.ts";
import { type LibraryName, loadLibrary } from "./libraries.ts";
import type { EncoderSettings, PictureEncoder } from "./picture-encoder.ts";

const port = parentPort;
if (port === null) throw new Error("encoder-worker.ts runs as a worker thread only.");
const library = await loadLibrary((workerData as { readonly library: LibraryName }).library);

let encoder: PictureEncoder | null = null;
let opened: EncoderSettings | null = null;

async function answer({ settings, picture, pts, asKey }: EncodeRequest): Promise<EncodeAnswer> {
  if (encoder === null || opened === null || !isSameStream(opened, settings)) {
    await encoder?.close();
    encoder = null;
    encoder = await library.open(settings);
  } else if (opened.bitrate !== settings.bitrate) await encoder.setBitrate(settings.bitrate);
  opened = settings;
  const coded = await encoder.encode(picture, pts, asKey);
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
