/**
 * The main thread's side of the model's thread: starts it, passes requests and reports on, and ends it when a
 * deadline passes. It knows nothing of clients; `session/` does.
 */
import type { TrackDocument } from "../../../shared-schema/document.ts";
import type { ErrorCode } from "../../../shared-schema/errors.ts";
import type { Json } from "../../../shared-schema/json.ts";
import type { Limits } from "../../../shared-schema/limits.ts";
import { afterAwake, type Cancel, type Clock, Lookout } from "../../ground/clock.ts";
import { kindOf } from "../../media/track-kind.ts";
import type { HostCommand, HostEvents, InputHead, ModelHost } from "../host.ts";
import { sourceOf } from "../source.ts";
import { allocateRing, FrameRing, type RingMemory } from "./frame-ring.ts";
import { allocateInput, type InputMemory, InputSlot } from "./input-slot.ts";
import { ModelThread } from "./model-thread.ts";
import type { HostReport, HostRequest, HostStart } from "./thread-messages.ts";

export interface ThreadHostOptions {
  readonly model: string;
  /** `--set` values by model id. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Frame slots per out track: what clients may pin, the newest, and the model's own. */
  readonly ringSlots: number;
  /** Takes what the model prints, at once: it may drop, and never waits. */
  readonly output: (bytes: Uint8Array) => void;
}

const WATCH_MS = 250;

export class ThreadHost implements ModelHost {
  readonly #options: ThreadHostOptions;
  readonly #events: HostEvents;
  readonly #stepStarted = new BigInt64Array(new SharedArrayBuffer(8));
  #thread: ModelThread | null = null;
  /** An old thread that unloads; the next one waits for it. */
  #leaving: Promise<void> | null = null;
  #isEnded = false;
  #deadline: Cancel | null = null;
  #watch: Lookout | null = null;
  #rings: ReadonlyMap<string, FrameRing> = new Map();
  #inputs: ReadonlyMap<string, InputSlot> = new Map();

  constructor(options: ThreadHostOptions, events: HostEvents) {
    this.#options = options;
    this.#events = events;
  }

  start(): void {
    this.#isEnded = false;
    if (this.#leaving === null) return this.#begin();
    void this.#leaving.then(() => {
      if (!this.#isEnded) this.#begin();
    });
  }

  open(session: string, seed: number, held: boolean): void {
    for (const input of this.#inputs.values()) input.clear();
    this.#send({ type: "open", session, seed, held });
    this.#watchSteps();
  }

  command(command: HostCommand): void {
    this.#send({ type: "command", command });
  }

  release(): void {
    this.#send({ type: "release", atUs: this.#options.clock.nowUs() });
  }

  hold(held: boolean): void {
    this.#send({ type: "hold", held });
  }

  step(n: number): void {
    this.#send({ type: "step", n });
  }

  input(track: string, head: InputHead, pixels: Uint8Array): boolean {
    return this.#inputs.get(track)?.write(head, pixels) ?? false;
  }

  close(): void {
    this.#awaitCleanup();
    this.#send({ type: "close" });
  }

  async terminate(): Promise<void> {
    this.#isEnded = true;
    this.#letLeave();
    await this.#leaving;
  }

  #begin(): void {
    const { model, settings, limits, output } = this.#options;
    const stepStarted = this.#stepStarted.buffer as SharedArrayBuffer;
    const start: HostStart = { model, settings, maxOpenCommands: limits.max_open_commands, stepStarted };
    Atomics.store(this.#stepStarted, 0, 0n);
    this.#thread = new ModelThread(
      { start, isNative: sourceOf(model).kind === "manifest" },
      {
        report: (report) => this.#receive(report),
        crashed: (cause) => this.#lose("host_crashed", cause),
        output,
      },
    );
    this.#setDeadline(
      limits.load_timeout_ms,
      "load_timeout",
      `The model did not finish loading within ${limits.load_timeout_ms} ms.`,
    );
  }

  #receive(report: HostReport): void {
    switch (report.type) {
      case "contract":
        this.#allocate(report.document.tracks, report.maxBatch);
        this.#events.contract(report.document, this.#rings);
        return;
      case "progress":
        this.#events.progress(report.fraction, report.text);
        return;
      case "loaded":
        this.#deadline?.();
        this.#events.loaded();
        return;
      case "load_failed":
        this.#lose("load_failed", report.message, { fatal: true, answers: true });
        return;
      case "frame": {
        const ring = this.#rings.get(report.track);
        if (ring !== undefined) this.#events.frame(report, ring);
        return;
      }
      case "fates":
        this.#events.fates(report.fates);
        return;
      case "message":
        this.#events.message(report.name, report.data);
        return;
      case "ended":
        this.#awaitCleanup();
        this.#events.ended(report.code, report.message);
        return;
      case "closed":
        this.#deadline?.();
        if (report.error !== null)
          this.#lose("cleanup_failed", `The model's cleanup failed; the server's log has the cause.\n${report.error}`, {
            answers: true,
          });
        else this.#events.closed();
        return;
      case "log":
        this.#events.log(report.level, report.text);
        return;
      default:
        report satisfies never;
    }
  }

  #allocate(tracks: readonly TrackDocument[], maxBatch: Readonly<Record<string, number>>): void {
    const { limits, ringSlots } = this.#options;
    const rings: Record<string, RingMemory> = {};
    const inputs: Record<string, InputMemory> = {};
    for (const track of tracks) {
      const { name } = track;
      const bytes = kindOf(track).bytesOf({ width: track.max_width, height: track.max_height });
      if (track.direction === "out")
        rings[name] = allocateRing(ringSlots + 2 * (maxBatch[name] ?? 1) - 2, limits.max_head_bytes, bytes);
      else inputs[name] = allocateInput(limits.max_head_bytes, bytes);
    }
    this.#rings = new Map(Object.entries(rings).map(([name, memory]) => [name, new FrameRing(memory)]));
    this.#inputs = new Map(Object.entries(inputs).map(([name, memory]) => [name, new InputSlot(memory)]));
    this.#send({ type: "tracks", rings, inputs });
  }

  #watchSteps(): void {
    this.#stopWatching();
    const { clock, limits } = this.#options;
    this.#watch = new Lookout(clock, WATCH_MS, (awakeSinceUs) => {
      const since = Number(Atomics.load(this.#stepStarted, 0));
      const tookMs = (clock.nowUs() - Math.max(since, awakeSinceUs)) / 1000;
      if (since !== 0 && tookMs > limits.step_timeout_ms) {
        const message = `A step took longer than step_timeout_ms (${limits.step_timeout_ms} ms); the model's thread was ended.`;
        this.#lose("step_timeout", message);
      }
    });
  }

  #stopWatching(): void {
    this.#watch?.close();
    this.#watch = null;
  }

  /** The session's steps are over; what is left has `cleanup_timeout_ms`. */
  #awaitCleanup(): void {
    const { cleanup_timeout_ms } = this.#options.limits;
    this.#stopWatching();
    this.#setDeadline(
      cleanup_timeout_ms,
      "cleanup_timeout",
      `The model's cleanup did not end within ${cleanup_timeout_ms} ms; its thread was ended.`,
    );
  }

  #setDeadline(ms: number, code: ErrorCode, message: string): void {
    this.#deadline?.();
    this.#deadline = afterAwake(this.#options.clock, ms, () => this.#lose(code, message));
  }

  /** `answers`: the thread is well enough to unload. One that is not is not waited for. */
  #lose(code: ErrorCode, message: string, { fatal = false, answers = false } = {}): void {
    if (this.#thread === null) return;
    if (answers) this.#letLeave();
    else this.#take()?.abandon();
    this.#events.lost(code, message, fatal);
  }

  #letLeave(): void {
    const thread = this.#take();
    if (thread === null) return;
    const leaving = thread.leave(this.#options.limits.unload_timeout_ms).then(() => {
      if (this.#leaving === leaving) this.#leaving = null;
    });
    this.#leaving = leaving;
  }

  /** From here on the host has no thread. */
  #take(): ModelThread | null {
    const thread = this.#thread;
    this.#thread = null;
    this.#stopWatching();
    this.#deadline?.();
    return thread;
  }

  #send(request: HostRequest): void {
    this.#thread?.send(request);
  }
}
