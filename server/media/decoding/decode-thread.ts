/** The decoder's thread: VP8 pictures in, rgba8 out; of several that wait, only the newest is made into pixels. */
import { parentPort, workerData } from "node:worker_threads";
import LibAV from "@libav.js/variant-webm";
import { type Planes, toPixels } from "./picture-size.ts";

/** What the thread is started with. */
export interface DecodeBounds {
  readonly maxWidth: number;
  readonly maxHeight: number;
}

/** What it gives: word that it can begin, a picture, word that some could not be decoded; and one `taken` for each. */
export type DecodeReport =
  | { readonly kind: "ready" }
  | { readonly kind: "picture"; readonly width: number; readonly height: number; readonly data: Uint8Array }
  | { readonly kind: "taken" }
  | { readonly kind: "damaged" };

const port = parentPort;
if (port === null) throw new Error("This is the entry of a worker thread.");
const bounds = workerData as DecodeBounds;
const libav = await LibAV.LibAV({ noworker: true, nothreads: true });
const [, context, packet, frame] = await libav.ff_init_decoder("libvpx");
/** Pictures that came while one was decoded. */
let waiting: Uint8Array[] = [];
let isBusy = false;
let pts = 0;

report({ kind: "ready" });

port.on("message", (data: Uint8Array) => {
  waiting.push(data);
  if (!isBusy) void decodeAll();
});

async function decodeAll(): Promise<void> {
  isBusy = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    report(await decode(batch));
    for (const _ of batch) report({ kind: "taken" });
  }
  isBusy = false;
}

async function decode(batch: readonly Uint8Array[]): Promise<DecodeReport> {
  const packets = batch.map((data) => ({ data, pts: pts++, ptshi: 0 }));
  const frames = await libav
    .ff_decode_multi(context, packet, frame, packets, { copyoutFrame: "video_packed" })
    .catch(() => []);
  const newest = frames.at(-1);
  if (newest === undefined) return { kind: "damaged" };
  const { width, height, data } = newest as unknown as Planes;
  return { kind: "picture", ...toPixels({ width, height, data }, bounds.maxWidth, bounds.maxHeight) };
}

function report(one: DecodeReport): void {
  port?.postMessage(one, one.kind === "picture" ? [one.data.buffer as ArrayBuffer] : []);
}
