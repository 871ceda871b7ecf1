/** What further viewers of a track cost: the encoder is shared, their packets are their own. */
import { BenchClient } from "./bench-client.ts";
import type { Figure } from "./figures.ts";
import { LibwebrtcViewers } from "./libwebrtc-viewers.ts";
import { ServerProcess } from "./server-process.ts";

const FPS = 30;
const SETTLE_MS = 4_000;
const MEASURE_MS = 6_000;
const FIRST_PICTURE_MS = 30_000;

/** So many viewers of the same wish, one count after the other; the first count is always 1. */
export async function* viewersShare(counts: readonly number[]): AsyncGenerator<Figure> {
  const server = await startServer();
  const driver = new BenchClient(server.url, { watches: false });
  const viewers = new LibwebrtcViewers(`${server.url}/whep`);
  /** Of the main thread, which packs, encrypts and sends; the encoder's own is another, and its speed varies. */
  const cpus = new Map<number, number>();
  let mbits = 0;
  try {
    for (const count of [...new Set([1, ...counts])]) {
      await viewers.grow(count);
      await firstPicture(server);
      await elapsed(SETTLE_MS);
      const before = { cpu: server.cpu().main, pictures: await picturesOf(server), bytes: await viewers.bytes() };
      const startMs = performance.now();
      await elapsed(MEASURE_MS);
      const seconds = (performance.now() - startMs) / 1000;
      cpus.set(count, (server.cpu().main - before.cpu) / 10 / seconds);
      mbits = ((await viewers.bytes()) - before.bytes) / 125_000 / seconds / count;
      const figure = (metric: string, value: number, unit: string): Figure => ({
        bench: "webrtc",
        case: `viewers-${count}`,
        metric,
        value,
        unit,
      });
      if (!counts.includes(count)) continue;
      yield figure("main_cpu", cpus.get(count) ?? 0, "% of a core");
      yield figure("viewer_mbit_s", mbits, "Mbit/s");
      yield figure("encodes", ((await picturesOf(server)) - before.pictures) / seconds / FPS, "per frame");
      if (count === 1) continue;
      const each = ((cpus.get(count) ?? 0) - (cpus.get(1) ?? 0)) / (count - 1);
      yield figure("cpu_per_viewer", each, "% of a core");
      // Packets are what costs, so a stream of more bits costs more in proportion.
      yield figure("cpu_per_viewer_4mbit", (each * 4) / mbits, "% of a core");
    }
  } finally {
    viewers.close();
    await driver.close();
    await server.stop();
  }
}

/** Pictures of the size whose planned bitrate is 4 Mbit/s, where the encoder can carry it. */
async function startServer(): Promise<ServerProcess> {
  const start = (width: number, height: number): Promise<ServerProcess> =>
    ServerProcess.worldport("test/bench/video-model.ts", { width, height, fps: FPS, grain: 3 });
  const server = await start(640, 360);
  if ((await libraryOf(server)) === "wasm") return server;
  await server.stop();
  return start(1024, 576);
}

/** The encoder's library is loaded for the first viewer. */
async function firstPicture(server: ServerProcess): Promise<void> {
  const deadline = performance.now() + FIRST_PICTURE_MS;
  while ((await picturesOf(server)) === 0) {
    if (performance.now() > deadline) throw new Error(`No picture was encoded in ${FIRST_PICTURE_MS} ms.`);
    await elapsed(50);
  }
}

interface Report {
  readonly video: { readonly library: string; readonly pictures: number };
}

const reportOf = async (server: ServerProcess): Promise<Report> =>
  (await (await fetch(`${server.url}/session`)).json()) as Report;

/** Name of the server's encoder library. */
export const libraryOf = async (server: ServerProcess): Promise<string> => (await reportOf(server)).video.library;
const picturesOf = async (server: ServerProcess): Promise<number> => (await reportOf(server)).video.pictures;

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
