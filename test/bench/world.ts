/** `world`: what the learned world costs through the whole server, at 30 fps with one raw client. Linux only. */
import { BenchClient, nowUs } from "./bench-client.ts";
import { type Figure, percentile } from "./figures.ts";
import { ServerProcess } from "./server-process.ts";

const SETTLE_MS = 3_000;
const MEASURE_MS = 20_000;

export async function* world(): AsyncGenerator<Figure> {
  const server = await ServerProcess.worldport("world");
  try {
    const stepsMs: number[] = [];
    let isMeasuring = false;
    const client = new BenchClient(server.url, {
      onFrame: ({ t }) => {
        if (isMeasuring) stepsMs.push((t.step_end_us - t.step_start_us) / 1000);
      },
    });
    await client.firstFrame;
    client.command("move", { x: 0.2, y: 1 });
    client.command("turn", { x: 0.3 });
    await elapsed(SETTLE_MS);
    const before = server.cpu();
    const startUs = nowUs();
    isMeasuring = true;
    await elapsed(MEASURE_MS);
    isMeasuring = false;
    const seconds = (nowUs() - startUs) / 1e6;
    const after = server.cpu();
    await client.close();
    yield figure("step_p50_ms", percentile(stepsMs, 0.5), "ms");
    yield figure("step_p95_ms", percentile(stepsMs, 0.95), "ms");
    yield figure("fps", stepsMs.length / seconds, "fps");
    yield figure("server_cpu_cores", (after.total - before.total) / 1000 / seconds, "cores");
  } finally {
    await server.stop();
  }
}

const figure = (metric: string, value: number, unit: string): Figure => ({
  bench: "world",
  case: "1-thread",
  metric,
  value,
  unit,
});
const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
