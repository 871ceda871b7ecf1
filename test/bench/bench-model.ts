/**
 * The model the benches play: it does nothing but finish a frame in a buffer of its own and say when that was, so
 * that what is measured is the way from there to the client. `meta.ready_us` is CLOCK_MONOTONIC, the same in every
 * process; `meta.full_gcs` counts full garbage collections in the model's thread.
 */
import { PerformanceObserver } from "node:perf_hooks";
import { blankFrame, Model, type Session, type Tracks, videoOut, type Yielded } from "worldport";
import { z } from "zod";
import { isFullGc } from "./full-gcs.mjs";

const settings = z.object({
  width: z.coerce.number().int().default(1280),
  height: z.coerce.number().int().default(720),
  fps: z.coerce.number().default(60).describe("0 runs freely."),
  step_ms: z.coerce.number().default(0).describe("Computes this long in every step, blocking its thread."),
});

export default class BenchModel extends Model {
  static readonly id = "bench";
  static readonly settings = settings;
  static tracks({ width, height, fps }: z.output<typeof settings>): Tracks {
    return { main: videoOut({ width, height, fps }) };
  }

  /** Made once: a new one for every session would make the collector run. */
  #frame: ReturnType<typeof blankFrame> | null = null;
  #stepMs = 0;
  #fullGcs = 0;

  override load(loading: { readonly settings: Readonly<Record<string, unknown>> }): void {
    this.#stepMs = Number(loading.settings["step_ms"] ?? 0);
    new PerformanceObserver((list) => {
      this.#fullGcs += list.getEntries().filter(isFullGc).length;
    }).observe({ entryTypes: ["gc"] });
  }

  *startSession(session: Session): Generator<Yielded, void, void> {
    const { width = 0, height = 0 } = session.tracks["main"] ?? {};
    this.#frame ??= blankFrame(width, height);
    const frame = this.#frame;
    const counter = new Uint32Array(frame.data.buffer, 0, 1);
    for (let n = 0; ; n++) {
      const until = performance.now() + this.#stepMs;
      while (performance.now() < until);
      counter[0] = n;
      yield { ...frame, meta: { ready_us: Number(process.hrtime.bigint() / 1000n), full_gcs: this.#fullGcs } };
    }
  }
}
