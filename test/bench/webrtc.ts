/**
 * `webrtc`: frames from the moment they are ready to the moment Chromium can read their pixels, over loopback, beside
 * libwebrtc's own sender with the same pictures, by turns in the same run.
 */
import { BenchClient } from "./bench-client.ts";
import { type Figure, median, percentile } from "./figures.ts";
import { ServerProcess } from "./server-process.ts";
import { libraryOf, viewersShare } from "./webrtc-sharing.ts";
import { type Connecting, WebrtcViewer } from "./webrtc-viewer.ts";

const FPS = 30;
const ROUNDS = 3;
const SETTLE_MS = 2_000;
const MEASURE_MS = 6_000;
const CONNECTS = 11;
const BASELINE = "libwebrtc";

interface Case {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly codec: string;
  /** Of the baseline; Worldport plans its own, about the same. */
  readonly kbps: number;
  /** Encoder library of the server. */
  readonly library: string;
}

const CASES: readonly Case[] = [
  { name: "default-640x360-vp8", library: "wasm", width: 640, height: 360, codec: "vp8", kbps: 1500 },
  { name: "native-640x360-h264", library: "native", width: 640, height: 360, codec: "h264", kbps: 1500 },
  { name: "native-1280x720-h264", library: "native", width: 1280, height: 720, codec: "h264", kbps: 6000 },
  { name: "native-1280x720-vp8", library: "native", width: 1280, height: 720, codec: "vp8", kbps: 6000 },
];
const VIEWERS = [1, 2, 4, 8];

interface Round {
  readonly latenciesMs: readonly number[];
  readonly drops: number;
  readonly frames: number;
  /** Of one core. */
  readonly cpu: number;
  readonly loopDelayP99Ms: number;
}

export async function* webrtc(only: string | undefined): AsyncGenerator<Figure> {
  const wanted = (name: string): boolean => only === undefined || only === name;
  const cases = CASES.filter(({ name }) => wanted(name));
  if (cases.length > 0) {
    const viewer = await WebrtcViewer.start();
    try {
      for (const one of cases) yield* sideBySide(one, viewer);
    } finally {
      await viewer.close();
    }
  }
  const counts = VIEWERS.filter((count) => wanted(`viewers-${count}`));
  if (counts.length > 0) yield* viewersShare(counts);
}

async function* sideBySide(one: Case, viewer: WebrtcViewer): AsyncGenerator<Figure> {
  const { width, height, codec, kbps } = one;
  const ours = await ServerProcess.worldport("test/bench/video-model.ts", { width, height, fps: FPS });
  const theirs = await ServerProcess.libwebrtc(width, height, FPS, kbps);
  const driver = new BenchClient(ours.url, { watches: false });
  try {
    const has = await libraryOf(ours);
    if (has !== one.library) {
      process.stderr.write(`${one.name} is left out: the server's encoder is ${has}, not ${one.library}.\n`);
      return;
    }
    const rounds = { ours: [] as Round[], theirs: [] as Round[] };
    const connects: Connecting[] = [];
    for (let turn = 0; turn < ROUNDS; turn++) {
      rounds.ours.push(await measure(ours, viewer, codec));
      rounds.theirs.push(await measure(theirs, viewer, "vp8"));
    }
    for (let n = 0; n < CONNECTS; n++) {
      connects.push(await viewer.play(ours.url, codec));
      await viewer.stop();
      await elapsed(200);
    }
    yield* figures(one.name, rounds, connects);
  } finally {
    await driver.close();
    await ours.stop();
    await theirs.stop();
  }
}

async function measure(server: ServerProcess, viewer: WebrtcViewer, codec: string): Promise<Round> {
  await viewer.play(server.url, codec);
  const got = await viewer.codec();
  if (codec !== "" && got.toLowerCase() !== `video/${codec}`) throw new Error(`${server.url} sends ${got}.`);
  await elapsed(SETTLE_MS);
  await viewer.take();
  const before = server.processCpuMs();
  server.watchLoop();
  const startMs = performance.now();
  await elapsed(MEASURE_MS);
  const seconds = (performance.now() - startMs) / 1000;
  const cpu = (server.processCpuMs() - before) / 1000 / seconds;
  const loopDelayP99Ms = await server.loopDelayP99Ms();
  const shown = await viewer.take();
  await viewer.stop();
  await elapsed(300);
  const numbers = shown.map(({ frame }) => frame);
  const made = numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers) + 1;
  return {
    latenciesMs: shown.map(({ latencyMs }) => latencyMs),
    drops: made - new Set(numbers).size,
    frames: made,
    cpu,
    loopDelayP99Ms,
  };
}

function* figures(
  name: string,
  { ours, theirs }: { readonly ours: readonly Round[]; readonly theirs: readonly Round[] },
  connects: readonly Connecting[],
): Generator<Figure> {
  const figure = (metric: string, value: number, unit: string, baseline?: string): Figure => ({
    bench: "webrtc",
    case: name,
    metric,
    value,
    unit,
    ...(baseline === undefined ? {} : { baseline }),
  });
  const p50 = (rounds: readonly Round[]): number =>
    median(rounds.map(({ latenciesMs }) => percentile(latenciesMs, 0.5)));
  const p95 = (rounds: readonly Round[]): number =>
    median(rounds.map(({ latenciesMs }) => percentile(latenciesMs, 0.95)));
  const sum = (rounds: readonly Round[], key: "drops" | "frames"): number =>
    rounds.reduce((total, round) => total + round[key], 0);
  yield figure("p50_ms", p50(ours), "ms");
  yield figure("p95_ms", p95(ours), "ms");
  yield figure("drops", sum(ours, "drops"), "frames");
  yield figure("frames", sum(ours, "frames"), "frames");
  yield figure("cpu", 100 * median(ours.map(({ cpu }) => cpu)), "% of a core");
  yield figure("loop_delay_p99_ms", median(ours.map(({ loopDelayP99Ms }) => loopDelayP99Ms)), "ms");
  yield figure("libwebrtc_ratio", p50(ours) / p50(theirs), "ratio", BASELINE);
  yield figure("libwebrtc_p50_ms", p50(theirs), "ms");
  yield figure("libwebrtc_p95_ms", p95(theirs), "ms");
  yield figure("libwebrtc_drops", sum(theirs, "drops"), "frames");
  yield figure("libwebrtc_cpu", 100 * median(theirs.map(({ cpu }) => cpu)), "% of a core");
  const of = (key: (one: Connecting) => number): number => median(connects.map(key));
  yield figure(
    "connect_ms",
    of(({ firstMs }) => firstMs),
    "ms",
  );
  yield figure(
    "connect_signalling_ms",
    of(({ answeredMs }) => answeredMs),
    "ms",
  );
  yield figure(
    "connect_ice_dtls_ms",
    of(({ answeredMs, connectedMs }) => connectedMs - answeredMs),
    "ms",
  );
  yield figure(
    "connect_key_frame_ms",
    of(({ connectedMs, firstMs }) => firstMs - connectedMs),
    "ms",
  );
}

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
