/**
 * `godot`: what a stream costs the game's main thread, ours against the engine's own WebSocketPeer with the same stream in
 * the same run, by turns. Main-thread times are taken with frames drawn by software GL on a virtual screen; dropped
 * frames and unpaced rates without a screen. Needs Godot (GODOT, or an earlier `npm test`) and xvfb-run.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { provideGodot } from "../setup/godot.mjs";
import { type Figure, median } from "./figures.ts";
import { ServerProcess } from "./server-process.ts";

const SIZES = [
  [640, 360],
  [1280, 720],
  [1920, 1080],
] as const;
const PROJECT = fileURLToPath(new URL("../../godot-addon/", import.meta.url));
const ROUNDS = 3;
const ROUND = "4";
const LONG = "60";
const GROWTH = "10000f";
const BASELINE = "WebSocketPeer";

type Kind = "ours" | "peer";

/** What bench.gd prints. */
interface Run {
  readonly frames: number;
  readonly fps: number;
  readonly main_ms: number;
  readonly main_mean_ms: number;
  readonly main_p95_ms: number;
  readonly cpu_ms: number;
  readonly dropped: number;
  readonly bytes_grown: number;
  readonly objects_grown: number;
}

export async function* godot(only: string | undefined): AsyncGenerator<Figure> {
  const { path, problem } = provideGodot({ fetch: false });
  if (path === undefined) throw new Error(`${problem}, or run npm test, which fetches one.`);
  await run(path, ["--import"], false);
  for (const [width, height] of SIZES) {
    const name = `${width}x${height}`;
    if (only !== undefined && only !== name) continue;
    yield* paced(path, name, await ServerProcess.worldport("test/bench/bench-model.ts", { width, height, fps: 60 }));
    yield* unpaced(path, name, await ServerProcess.worldport("test/bench/bench-model.ts", { width, height, fps: 0 }));
  }
}

async function* paced(path: string, name: string, server: ServerProcess): AsyncGenerator<Figure> {
  try {
    const rounds = await inTurns((kind) => bench(path, server.url, kind, { length: ROUND, draws: true }));
    yield* ofBoth(name, rounds, "main_thread", "main_ms");
    yield* ofBoth(name, rounds, "main_thread_mean", "main_mean_ms");
    yield* ofBoth(name, rounds, "main_thread_p95", "main_p95_ms");
    yield* ofBoth(name, rounds, "process_cpu", "cpu_ms");
    yield figure(
      name,
      "websocketpeer_ratio",
      of(rounds.ours, "main_ms") / of(rounds.peer, "main_ms"),
      "ratio",
      BASELINE,
    );
    const long = await bench(path, server.url, "ours", { length: LONG });
    yield figure(name, "dropped_60s", long.dropped, "frames");
    yield figure(name, "received_fps_60s", long.fps, "fps");
  } finally {
    await server.stop();
  }
}

async function* unpaced(path: string, name: string, server: ServerProcess): AsyncGenerator<Figure> {
  try {
    const rounds = await inTurns((kind) => bench(path, server.url, kind, { length: ROUND, unpaced: true }));
    yield figure(name, "fps_unpaced", of(rounds.ours, "fps"), "fps");
    yield figure(name, "websocketpeer_fps_unpaced", of(rounds.peer, "fps"), "fps");
    if (name !== "640x360") return;
    const grown = await bench(path, server.url, "ours", { length: GROWTH, unpaced: true });
    yield figure(name, "bytes_grown_10000", grown.bytes_grown, "bytes");
    yield figure(name, "objects_grown_10000", grown.objects_grown, "objects");
  } finally {
    await server.stop();
  }
}

interface Rounds {
  readonly ours: readonly Run[];
  readonly peer: readonly Run[];
}

async function inTurns(measure: (kind: Kind) => Promise<Run>): Promise<Rounds> {
  const rounds = { ours: [] as Run[], peer: [] as Run[] };
  for (let i = 0; i < ROUNDS; i++) {
    rounds.ours.push(await measure("ours"));
    rounds.peer.push(await measure("peer"));
  }
  return rounds;
}

function* ofBoth(name: string, rounds: Rounds, metric: string, key: keyof Run): Generator<Figure> {
  yield figure(name, `${metric}_ms`, of(rounds.ours, key), "ms");
  yield figure(name, `websocketpeer_${metric}_ms`, of(rounds.peer, key), "ms");
}

const of = (runs: readonly Run[], key: keyof Run): number => median(runs.map((one) => one[key]));

function figure(name: string, metric: string, value: number, unit: string, baseline?: string): Figure {
  return { bench: "godot", case: name, metric, value, unit, ...(baseline === undefined ? {} : { baseline }) };
}

interface BenchOptions {
  /** Seconds, or a number of frames followed by f. */
  readonly length: string;
  readonly draws?: boolean;
  readonly unpaced?: boolean;
}

async function bench(path: string, url: string, kind: Kind, options: BenchOptions): Promise<Run> {
  const args = ["-s", "res://tests/bench.gd", "--", url, kind, options.length];
  const out = await run(path, options.unpaced ? [...args, "unpaced"] : args, options.draws ?? false);
  const line = out.split("\n").find((one) => one.startsWith("{"));
  if (line === undefined) throw new Error(`Godot measured nothing: ${out}`);
  return JSON.parse(line) as Run;
}

function run(path: string, args: readonly string[], draws: boolean): Promise<string> {
  const screen = ["-a", "-s", "-screen 0 1920x1080x24 -nolisten tcp", path, "--rendering-driver", "opengl3"];
  const own = ["--audio-driver", "Dummy", "--path", PROJECT, ...args];
  const child = draws
    ? spawn(process.env["WORLDPORT_XVFB_RUN"] ?? "xvfb-run", [...screen, "--disable-vsync", ...own], environment())
    : spawn(path, ["--headless", ...own], environment());
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const deadline = setTimeout(() => child.kill("SIGKILL"), 180_000);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      clearTimeout(deadline);
      resolve(text);
    });
  });
}

const environment = () => ({ env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: "1" } });
