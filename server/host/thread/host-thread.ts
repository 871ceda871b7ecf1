/** The model's thread: loads the model once, then runs one session after another. Started by `host-entry.mjs`. */
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { systemClock } from "../../ground/clock.ts";
import type { LoadedModel } from "../../model/contract.ts";
import { schemaDocument } from "../../schema/export.ts";
import { Emitter } from "./emitter.ts";
import { Inbox } from "./inbox.ts";
import { InputSlot } from "./input-slot.ts";
import { openModel } from "./model-sources.ts";
import { Pace } from "./pace.ts";
import { SessionRun } from "./session-run.ts";
import type { HostReport, HostRequest, HostStart } from "./thread-messages.ts";

const port = parentPort;
if (port === null) throw new Error("host-thread.ts runs as a worker thread only.");
const start = workerData as HostStart;
const stepStarted = new BigInt64Array(start.stepStarted);
const report = (message: HostReport): void => port.postMessage(message);
const nowUs = systemClock.nowUs;

let emitter: Emitter | null = null;
let inputs: ReadonlyMap<string, InputSlot> = new Map();
let run: SessionRun | null = null;
let inbox: Inbox | null = null;
let loaded: LoadedModel | null = null;
let isLoaded = false;

const stepping = (sinceUs: number): void => {
  Atomics.store(stepStarted, 0, BigInt(sinceUs));
};

function receive(request: HostRequest): void {
  switch (request.type) {
    case "tracks":
      if (loaded !== null) emitter = new Emitter(loaded.contract.tracks, request.rings, nowUs, report);
      inputs = new Map(Object.entries(request.inputs).map(([track, memory]) => [track, new InputSlot(memory)]));
      return;
    case "open":
      void playSession(request.session, request.seed, request.held);
      return;
    case "command":
      inbox?.add(request.command);
      run?.commandCame();
      return;
    case "release":
      inbox?.release(request.atUs);
      return;
    case "hold":
      run?.hold(request.held);
      return;
    case "step":
      run?.step(request.n);
      return;
    case "close":
      run?.close();
      return;
    case "leave":
      void leave();
      return;
    default:
      request satisfies never;
  }
}

/** Takes what arrived while the thread was busy, without waiting for a turn of its event loop. */
function drain(): void {
  for (;;) {
    const next = receiveMessageOnPort(port as NonNullable<typeof port>) as { message: HostRequest } | undefined;
    if (next === undefined) return;
    receive(next.message);
  }
}

async function playSession(session: string, seed: number, held: boolean): Promise<void> {
  if (loaded === null || emitter === null) return;
  inbox = new Inbox(loaded.contract, start.maxOpenCommands);
  const parts = {
    loaded,
    inbox,
    emitter,
    pace: new Pace(nowUs),
    nowUs,
    drain,
    stepping,
    input: (track: string) => inputs.get(track)?.read() ?? null,
    report,
  };
  run = new SessionRun(parts, { session, seed, held });
  let failure: string | null = null;
  try {
    const end = await run.run();
    if (end.code !== "closed") report({ type: "ended", code: end.code, message: end.message });
  } catch (error) {
    failure = textOf(error);
  }
  run = null;
  inbox = null;
  try {
    await loaded.model.cleanup?.();
  } catch (error) {
    failure ??= textOf(error);
  }
  report({ type: "closed", error: failure });
}

async function load(): Promise<void> {
  try {
    const model = await openModel(start.model, start.settings);
    loaded = model;
    const tracks = Object.entries(model.contract.tracks);
    const maxBatch = Object.fromEntries(tracks.map(([name, track]) => [name, track.maxBatch]));
    report({ type: "contract", document: schemaDocument(model.contract), maxBatch });
    await model.model.load?.({
      settings: model.settings,
      progress: (fraction, text = "") =>
        report({ type: "progress", fraction: Math.min(Math.max(fraction, 0), 1), text }),
    });
    isLoaded = true;
    report({ type: "loaded" });
  } catch (error) {
    // A definition error says all a person needs; of anything else the log gets the stack.
    if (!(error instanceof Error && error.name === "DefinitionError"))
      report({ type: "log", level: "error", text: textOf(error) });
    report({ type: "load_failed", message: error instanceof Error ? error.message : String(error) });
  }
}

/** Comes between two calls into native code, never during one. */
async function leave(): Promise<void> {
  try {
    if (isLoaded) await loaded?.model.unload?.();
  } catch (error) {
    process.stderr.write(`unload failed: ${textOf(error)}\n`);
  }
  process.exit();
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

port.on("message", receive);
await load();
