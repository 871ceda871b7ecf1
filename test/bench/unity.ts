/**
 * `unity`: frames from the real server into the C# client on Mono, beside a plain ClientWebSocket loop in the same
 * process, by turns. Latencies and CPU come from 60 fps, frame rates and garbage from unpaced runs.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { assemblies, ROOT } from "../unity/csharp/assemblies.ts";
import { compile } from "../unity/csharp/mcs.ts";
import { type Figure, median } from "./figures.ts";
import { ServerProcess } from "./server-process.ts";

const SIZES = [
  [640, 360],
  [1280, 720],
  [1920, 1080],
] as const;
const ROUNDS = 5;
const WARM_UP_MS = 500;
const MEASURE_MS = 1_400;
const BASELINE = "plain ClientWebSocket";
/** Of Mono's young generation: small, so that counting its collections says how much was made. */
const NURSERY_BYTES = 128 * 1024;

interface Round {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly fps: number;
  readonly frames: number;
  readonly cpuMs: number;
  readonly fullGcs: number;
  readonly youngGcs: number;
}

interface Pair {
  readonly ours: Round[];
  readonly plain: Round[];
}

export async function* unity(only: string | undefined): AsyncGenerator<Figure> {
  const folder = mkdtempSync(path.join(tmpdir(), "worldport-bench-"));
  const client = await CSharpProcess.start(folder);
  try {
    for (const [width, height] of SIZES) {
      const name = `${width}x${height}`;
      if (only !== undefined && only !== name) continue;
      const pairs: Pair[] = [];
      for (const fps of [60, 0]) {
        const server = await ServerProcess.worldport("test/bench/bench-model.ts", { width, height, fps });
        try {
          pairs.push(await sideBySide(client, server.url));
        } finally {
          await server.stop();
        }
      }
      const [paced, unpaced] = pairs;
      if (paced !== undefined && unpaced !== undefined) yield* figures(name, paced, unpaced);
    }
  } finally {
    client.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sideBySide(client: CSharpProcess, url: string): Promise<Pair> {
  const pair: Pair = { ours: [], plain: [] };
  // The first turn of each is thrown away: code is compiled and buffers are made in it.
  for (let turn = 0; turn <= ROUNDS; turn++)
    for (const kind of turn % 2 === 0 ? (["ours", "plain"] as const) : (["plain", "ours"] as const)) {
      const round = await client.round(kind, url);
      if (turn > 0) pair[kind].push(round);
    }
  return pair;
}

/** The C# program that receives. */
class CSharpProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  static async start(folder: string): Promise<CSharpProcess> {
    const client = path.join(folder, "Worldport.Client.dll");
    const exe = path.join(folder, "Worldport.Bench.exe");
    const sources = assemblies().find(({ name }) => name === "Worldport.Client")?.sources ?? [];
    const bench = path.join(ROOT, "test/unity/csharp/bench");
    const program = readdirSync(bench).map((name) => path.join(bench, name));
    await compile({ out: client, sources });
    await compile({ out: exe, sources: program, references: [client], target: "exe" });
    const env = { ...process.env, MONO_GC_PARAMS: `nursery-size=${NURSERY_BYTES / 1024}k` };
    return new CSharpProcess(spawn("mono", [exe], { env, stdio: ["pipe", "pipe", "inherit"] }));
  }

  async round(kind: "ours" | "plain", url: string): Promise<Round> {
    this.#child.stdin.write(`${kind} ${url} ${WARM_UP_MS} ${MEASURE_MS}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error("The C# program ended before its figures came.");
    return JSON.parse(value) as Round;
  }

  stop(): void {
    this.#child.stdin.end();
  }
}

function* figures(name: string, paced: Pair, unpaced: Pair): Generator<Figure> {
  const of = (rounds: readonly Round[], key: keyof Round): number => median(rounds.map((round) => round[key]));
  const sum = (rounds: readonly Round[], key: keyof Round): number =>
    rounds.reduce((all, round) => all + round[key], 0);
  const figure = (metric: string, value: number, unit: string, baseline?: string): Figure => ({
    bench: "unity",
    case: name,
    metric,
    value,
    unit,
    ...(baseline === undefined ? {} : { baseline }),
  });
  const ratio = ({ ours, plain }: Pair, key: keyof Round): number => of(ours, key) / of(plain, key);
  const bytes = (rounds: readonly Round[]): number => (sum(rounds, "youngGcs") * NURSERY_BYTES) / sum(rounds, "frames");
  const cpu = (rounds: readonly Round[]): number => sum(rounds, "cpuMs") / sum(rounds, "frames");
  yield figure("p50_ratio", ratio(paced, "p50Ms"), "ratio", BASELINE);
  yield figure("p95_ratio", ratio(paced, "p95Ms"), "ratio", BASELINE);
  yield figure("fps_ratio", ratio(unpaced, "fps"), "ratio", BASELINE);
  yield figure("fps", of(unpaced.ours, "fps"), "fps");
  const all = [...paced.ours, ...unpaced.ours];
  yield figure("full_gc_per_1000", (1000 * sum(all, "fullGcs")) / sum(all, "frames"), "collections");
  yield figure("bytes_per_frame", bytes(unpaced.ours), "bytes");
  yield figure("plain_bytes_per_frame", bytes(unpaced.plain), "bytes");
  yield figure("paced_fps", of(paced.ours, "fps"), "fps");
  yield figure("plain_fps", of(unpaced.plain, "fps"), "fps");
  for (const [prefix, rounds] of [
    ["", paced.ours],
    ["plain_", paced.plain],
  ] as const) {
    yield figure(`${prefix}p50_ms`, of(rounds, "p50Ms"), "ms");
    yield figure(`${prefix}p95_ms`, of(rounds, "p95Ms"), "ms");
    yield figure(`${prefix}cpu_ms_per_frame`, cpu(rounds), "ms");
  }
}
