/**
 * `fanout`: 1, 4 and 16 clients of one session at 640×360×30. What a frame costs the main thread per client, and
 * whether one more client that stops reading delays the others: the same readers, in turns with and without it.
 */
import { BenchClient } from "./bench-client.ts";
import { type Figure, median, percentile } from "./figures.ts";
import { ServerProcess } from "./server-process.ts";

const COUNTS = [1, 4, 16];
const ROUNDS = 4;
const WARM_UP_MS = 500;
const MEASURE_MS = 2_000;

interface Round {
  readonly p95Ms: number;
  /** Main thread, per frame and reading client. */
  readonly cpuMsPerFrame: number;
  /** Main thread, per frame of the model, for all clients together. */
  readonly cpuMsPerTick: number;
  readonly fps: number;
}

export async function* fanout(only: string | undefined): AsyncGenerator<Figure> {
  const server = await ServerProcess.worldport("test/bench/bench-model.ts", { width: 640, height: 360, fps: 30 });
  const costs = new Map<number, number>();
  try {
    for (const count of COUNTS) {
      if (only !== undefined && only !== String(count)) continue;
      const none: Round[] = [];
      const stalled: Round[] = [];
      for (let turn = 0; turn < ROUNDS; turn++) {
        none.push(await measure(server, count, false));
        stalled.push(await measure(server, count, true));
      }
      const of = (rounds: readonly Round[], key: keyof Round): number => median(rounds.map((round) => round[key]));
      const figure = (metric: string, value: number, unit: string, baseline?: string): Figure => ({
        bench: "fanout",
        case: String(count),
        metric,
        value,
        unit,
        ...(baseline === undefined ? {} : { baseline }),
      });
      costs.set(count, of(none, "cpuMsPerTick"));
      yield figure("cpu_ms_per_frame", of(none, "cpuMsPerFrame"), "ms");
      yield figure("other_p95_ratio", of(stalled, "p95Ms") / of(none, "p95Ms"), "ratio", "no client stalled");
      yield figure("p95_ms", of(none, "p95Ms"), "ms");
      yield figure("other_p95_ms", of(stalled, "p95Ms"), "ms");
      yield figure("fps", of(none, "fps"), "fps");
      const alone = costs.get(1);
      if (count === 1 || alone === undefined) continue;
      yield figure("cpu_ms_per_further_client", (of(none, "cpuMsPerTick") - alone) / (count - 1), "ms", "1 client");
    }
  } finally {
    await server.stop();
  }
}

async function measure(server: ServerProcess, count: number, withStalled: boolean): Promise<Round> {
  let latenciesMs: number[] = [];
  let isMeasuring = false;
  const onFrame = ({ meta }: { readonly meta?: object }, atUs: number): void => {
    if (isMeasuring) latenciesMs.push((atUs - (meta as { ready_us: number }).ready_us) / 1000);
  };
  const clients = [new BenchClient(server.url, { onFrame })];
  await clients[0]?.firstFrame;
  for (let n = 1; n < count; n++) clients.push(new BenchClient(server.url, { onFrame, role: "spectator" }));
  // The most credit there is: what it leaves unread fills the kernel's buffers, and then pins slots of the ring.
  const stalling = withStalled ? [new BenchClient(server.url, { role: "spectator", credit: 8 })] : [];
  await Promise.all([...clients, ...stalling].map((client) => client.firstFrame));
  for (const client of stalling) client.stall();
  await elapsed(WARM_UP_MS);
  latenciesMs = [];
  isMeasuring = true;
  const before = server.cpu();
  const startMs = performance.now();
  await elapsed(MEASURE_MS);
  const cpuMs = server.cpu().main - before.main;
  const seconds = (performance.now() - startMs) / 1000;
  isMeasuring = false;
  await Promise.all([...stalling, ...clients].map((client) => client.close()));
  const frames = latenciesMs.length;
  return {
    p95Ms: percentile(latenciesMs, 0.95),
    cpuMsPerFrame: cpuMs / frames,
    cpuMsPerTick: (cpuMs / frames) * count,
    fps: frames / count / seconds,
  };
}

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
