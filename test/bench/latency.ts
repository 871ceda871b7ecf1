/**
 * `latency`: how long a player waits. A command until the first frame that shows it; a connection until its first
 * frame; an answer of /health while the model computes steps of 50 ms.
 */
import { get } from "node:http";
import { BenchClient, nowUs } from "./bench-client.ts";
import { type Figure, percentile } from "./figures.ts";
import { ServerProcess } from "./server-process.ts";

const FPS = 60;
const COMMANDS = 250;
const CONNECTS = 31;
const HEALTH_REQUESTS = 300;
/** Answered before any is timed: the first ones compile the route. */
const HEALTH_WARM_UP = 20;
const CASE = "testcard";

export async function* latency(): AsyncGenerator<Figure> {
  const server = await ServerProcess.worldport("testcard", { width: 640, height: 360, fps: FPS });
  try {
    const waitsMs = await commandWaits(server);
    yield figure("command_extra_p95_ms", percentile(waitsMs, 0.95) - 1000 / FPS);
    yield figure("command_p50_ms", percentile(waitsMs, 0.5));
    yield figure("command_p95_ms", percentile(waitsMs, 0.95));
    const connectsMs = await connects(server);
    yield figure("connect_p50_ms", percentile(connectsMs, 0.5));
    yield figure("connect_p95_ms", percentile(connectsMs, 0.95));
  } finally {
    await server.stop();
  }
  const busy = await ServerProcess.worldport("test/bench/bench-model.ts", {
    width: 640,
    height: 360,
    fps: 0,
    step_ms: 50,
  });
  try {
    const { ours, bare } = await healthAnswers(busy);
    yield figure("health_p99_ms", percentile(ours, 0.99));
    yield figure("health_p50_ms", percentile(ours, 0.5));
    yield figure("health_bare_p99_ms", percentile(bare, 0.99));
    yield figure("health_bare_p50_ms", percentile(bare, 0.5));
  } finally {
    await busy.stop();
  }
}

/** Commands at odd moments between two frames, each until the decoded frame whose head names it. */
async function commandWaits(server: ServerProcess): Promise<number[]> {
  const waitsMs: number[] = [];
  let shown: { id: number; resolve: (atUs: number) => void } | null = null;
  const client = new BenchClient(server.url, {
    onFrame: ({ command }, atUs) => {
      if (shown === null || command < shown.id) return;
      shown.resolve(atUs);
      shown = null;
    },
  });
  await client.firstFrame;
  await elapsed(500);
  for (let n = 0; n < COMMANDS; n++) {
    // The steps of 7.3 ms fall on every phase of the frame interval.
    await elapsed(20 + ((n * 7.3) % (1000 / FPS)));
    const sentUs = nowUs();
    const id = client.command("move", { x: (n % 20) / 10 - 1, y: 0 });
    const atUs = await new Promise<number>((resolve) => {
      shown = { id, resolve };
    });
    waitsMs.push((atUs - sentUs) / 1000);
  }
  await client.close();
  return waitsMs;
}

/** Each time a new client, alone: from the first packet of TCP to the decoded frame of a new session. */
async function connects(server: ServerProcess): Promise<number[]> {
  const timesMs: number[] = [];
  for (let n = 0; n < CONNECTS; n++) {
    await elapsed(100);
    const startUs = nowUs();
    const client = new BenchClient(server.url);
    await client.firstFrame;
    timesMs.push((nowUs() - startUs) / 1000);
    await client.close();
  }
  return timesMs;
}

/** Asks /health and, by turns, a bare HTTP server in a process of its own: what the machine costs shows in both. */
async function healthAnswers(server: ServerProcess): Promise<{ ours: number[]; bare: number[] }> {
  const client = new BenchClient(server.url);
  await client.firstFrame;
  const bareServer = await ServerProcess.bareHttp();
  const times = { ours: [] as number[], bare: [] as number[] };
  const urls = { ours: `${server.url}/health`, bare: bareServer.url };
  for (let n = -HEALTH_WARM_UP; n < HEALTH_REQUESTS; n++)
    for (const whose of ["ours", "bare"] as const) {
      await elapsed(15);
      const startUs = nowUs();
      await answer(urls[whose]);
      if (n >= 0) times[whose].push((nowUs() - startUs) / 1000);
    }
  await bareServer.stop();
  await client.close();
  return times;
}

function answer(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, (response) => response.resume().on("end", resolve)).on("error", reject);
  });
}

const figure = (metric: string, value: number): Figure => ({ bench: "latency", case: CASE, metric, value, unit: "ms" });
const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
