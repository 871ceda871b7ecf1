/**
 * `raw`: frames from the model's buffer to a decoded message in the client, beside a bare `ws` server, in turns, with
 * the same client. Latencies and CPU come from 60 fps, frame rates from unpaced runs; both are also given for the
 * other kind of run, with the prefix `unpaced_` or `paced_`.
 */
import { BenchClient } from "./bench-client.ts";
import { type Figure, median, percentile } from "./figures.ts";
import { ServerProcess } from "./server-process.ts";

const SIZES = [
  [640, 360],
  [1280, 720],
  [1920, 1080],
] as const;
const ROUNDS = 5;
const WARM_UP_MS = 500;
const MEASURE_MS = 1_400;
const BASELINE = "bare ws";

interface Round {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly fps: number;
  readonly mainMsPerFrame: number;
  readonly totalMsPerFrame: number;
  readonly frames: number;
  /** Full collections in the main thread, and in the model's. */
  readonly mainGcs: number;
  readonly modelGcs: number;
}

/** V8 tidies a new heap up to three times in its first ten seconds (its memory reducer); that is no steady state. */
const SETTLE_MS = 11_000;

export async function* raw(only: string | undefined): AsyncGenerator<Figure> {
  const sizes = SIZES.filter(([width, height]) => only === undefined || only === `${width}x${height}`);
  const duels: Duel[] = [];
  try {
    for (const [width, height] of sizes) for (const fps of [60, 0]) duels.push(await startDuel(width, height, fps));
    await elapsed(SETTLE_MS);
    for (const [width, height] of sizes) {
      const [paced, unpaced] = duels.filter((duel) => duel.width === width);
      if (paced === undefined || unpaced === undefined) continue;
      yield* figures(`${width}x${height}`, await sideBySide(paced), await sideBySide(unpaced));
    }
  } finally {
    await Promise.all(duels.flatMap(({ ours, bare }) => [ours.stop(), bare.stop()]));
  }
}

/** Two servers of the same frames; whichever is not being measured idles, because it has no client. */
interface Duel {
  readonly width: number;
  readonly ours: ServerProcess;
  readonly bare: ServerProcess;
}

async function startDuel(width: number, height: number, fps: number): Promise<Duel> {
  const ours = await ServerProcess.worldport("test/bench/bench-model.ts", { width, height, fps });
  return { width, ours, bare: await ServerProcess.bareWs(width, height, fps) };
}

interface Pair {
  readonly ours: readonly Round[];
  readonly bare: readonly Round[];
}

async function sideBySide({ ours, bare }: Duel): Promise<Pair> {
  const pair = { ours: [] as Round[], bare: [] as Round[] };
  // The first turn of each is thrown away: code is compiled and buffers are made in it.
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const both = [await measure(ours), await measure(bare)] as const;
    if (turn === 0) continue;
    pair.ours.push(both[0]);
    pair.bare.push(both[1]);
  }
  return pair;
}

async function measure(server: ServerProcess): Promise<Round> {
  let latenciesMs: number[] = [];
  let modelFullGcs = 0;
  const client = new BenchClient(server.url, {
    onFrame: ({ meta }, atUs) => {
      const { ready_us, full_gcs } = meta as { ready_us: number; full_gcs: number };
      latenciesMs.push((atUs - ready_us) / 1000);
      modelFullGcs = full_gcs;
    },
  });
  await client.firstFrame;
  await elapsed(WARM_UP_MS);
  const mainGcsBefore = await server.fullGcs();
  const modelGcsBefore = modelFullGcs;
  latenciesMs = [];
  const before = server.cpu();
  const startMs = performance.now();
  await elapsed(MEASURE_MS);
  const after = server.cpu();
  const seconds = (performance.now() - startMs) / 1000;
  const frames = latenciesMs.length;
  const mainGcs = (await server.fullGcs()) - mainGcsBefore;
  await client.close();
  return {
    p50Ms: percentile(latenciesMs.slice(0, frames), 0.5),
    p95Ms: percentile(latenciesMs.slice(0, frames), 0.95),
    fps: frames / seconds,
    mainMsPerFrame: (after.main - before.main) / frames,
    totalMsPerFrame: (after.total - before.total) / frames,
    frames,
    mainGcs,
    modelGcs: modelFullGcs - modelGcsBefore,
  };
}

function* figures(name: string, paced: Pair, unpaced: Pair): Generator<Figure> {
  const of = (rounds: readonly Round[], key: keyof Round): number => median(rounds.map((round) => round[key]));
  const ratio = (pair: Pair, key: keyof Round): number => of(pair.ours, key) / of(pair.bare, key);
  const extra = (pair: Pair, key: keyof Round): number => of(pair.ours, key) - of(pair.bare, key);
  const all = [...paced.ours, ...unpaced.ours];
  const sum = (key: keyof Round): number => all.reduce((total, round) => total + round[key], 0);
  const figure = (metric: string, value: number, unit: string, baseline?: string): Figure => ({
    bench: "raw",
    case: name,
    metric,
    value,
    unit,
    ...(baseline === undefined ? {} : { baseline }),
  });
  yield figure("p50_ratio", ratio(paced, "p50Ms"), "ratio", BASELINE);
  yield figure("fps_ratio", ratio(unpaced, "fps"), "ratio", BASELINE);
  yield figure("cpu_ratio", ratio(paced, "mainMsPerFrame"), "ratio", BASELINE);
  yield figure("p50_extra_ms", extra(paced, "p50Ms"), "ms", BASELINE);
  yield figure("cpu_extra_ms", extra(paced, "mainMsPerFrame"), "ms", BASELINE);
  yield figure("fps", of(unpaced.ours, "fps"), "fps");
  const gcs = (count: number): number => (1000 * count) / sum("frames");
  yield figure("full_gc_per_1000", gcs(sum("mainGcs") + sum("modelGcs")), "collections");
  yield figure("full_gc_main_per_1000", gcs(sum("mainGcs")), "collections");
  for (const [prefix, pair] of [
    ["paced", paced],
    ["unpaced", unpaced],
  ] as const)
    for (const [key, word, unit] of [
      ["p50Ms", "p50", "ms"],
      ["p95Ms", "p95", "ms"],
      ["fps", "fps", "fps"],
      ["mainMsPerFrame", "main_cpu", "ms"],
      ["totalMsPerFrame", "total_cpu", "ms"],
    ] as const) {
      const suffix = unit === "ms" ? "_ms" : "";
      yield figure(`${prefix}_${word}${suffix}`, of(pair.ours, key), unit);
      yield figure(`${prefix}_bare_${word}${suffix}`, of(pair.bare, key), unit);
    }
  yield figure("unpaced_p50_ratio", ratio(unpaced, "p50Ms"), "ratio", BASELINE);
  yield figure("unpaced_cpu_ratio", ratio(unpaced, "mainMsPerFrame"), "ratio", BASELINE);
}

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
