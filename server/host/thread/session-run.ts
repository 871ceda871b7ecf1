/**
 * One run of a model: tick → commands applied → step → frames emitted → next tick, until it is closed or ends.
 * Runs in the model's thread. Everything it waits for ends with `close()`.
 */
import type { JsonMap } from "../../../shared-schema/json.ts";
import { issuesOf, type WireError } from "../../../shared-schema/messages.ts";
import type { CommandContract, LoadedModel } from "../../model/contract.ts";
import type { InputFrame } from "../../model/frame.ts";
import { CommandError, type Session } from "../../model/model.ts";
import type { Fate } from "../host.ts";
import type { Due } from "./due.ts";
import type { Emitter } from "./emitter.ts";
import type { Inbox } from "./inbox.ts";
import type { Pace } from "./pace.ts";
import type { HostReport } from "./thread-messages.ts";
import { wireProblem } from "./wire-value.ts";

/**
 * A model without fps makes a frame when a client could take one, and else this often: frames that nobody can take
 * would cost the clients the memory bandwidth they need.
 */
const FREE_RUNNING_WAIT_MS = 20;

export interface RunOptions {
  readonly session: string;
  readonly seed: number;
  /** True: apply commands and step only when told to. */
  readonly held: boolean;
}

export interface RunParts {
  readonly loaded: LoadedModel;
  readonly inbox: Inbox;
  readonly emitter: Emitter;
  readonly pace: Pace;
  readonly nowUs: () => number;
  /** Takes requests that arrived while the thread was busy; called before every step. */
  readonly drain: () => void;
  /** Tells the watchdog when a step began (µs), or 0 between steps. */
  readonly stepping: (sinceUs: number) => void;
  readonly input: (track: string) => InputFrame | null;
  readonly report: (report: HostReport) => void;
}

export type RunEnd =
  | { readonly code: "closed" }
  | { readonly code: "model_ended" | "model_error"; readonly message: string };

export class SessionRun {
  readonly #parts: RunParts;
  readonly #options: RunOptions;
  readonly #abort = new AbortController();
  readonly #active = new Map<CommandContract, Record<string, unknown>>();
  #held: boolean;
  #stepsLeft = 0;
  #lastCommand = 0;
  #wake: (() => void) | null = null;

  constructor(parts: RunParts, options: RunOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#held = options.held;
  }

  /** Asks the run to end; `run` resolves after the generator's `finally` has run. */
  close(): void {
    this.#abort.abort();
    this.#parts.pace.wake();
    this.#wake?.();
  }

  /** Holds the model still, or lets it go on. */
  hold(held: boolean): void {
    this.#held = held;
    this.#stepsLeft = 0;
    this.#wake?.();
  }

  /** Lets a held model take `n` steps. */
  step(n: number): void {
    this.#stepsLeft += n;
    this.#wake?.();
  }

  /** Tells fates that are known at once; while the model steps they are told with the next step's. */
  commandCame(): void {
    if (this.#wake !== null) this.#tellFates([]);
  }

  /** @throws what the generator's `finally` throws. */
  async run(): Promise<RunEnd> {
    const { loaded, emitter, nowUs, pace, stepping } = this.#parts;
    const intervalUs = stepInterval(loaded);
    let steps: ReturnType<typeof loaded.model.startSession> | null = null;
    try {
      emitter.restart();
      stepping(nowUs());
      await this.#applyDefaults();
      steps = loaded.model.startSession(this.#session());
      if (typeof (steps as Partial<typeof steps> | undefined)?.next !== "function")
        throw new Error("startSession gave no generator. Write: async *startSession(session) { … } with the star.");
      stepping(0);
      const epochStartUs = nowUs();
      let tickUs = epochStartUs;
      for (let isFirst = true; ; isFirst = false) {
        await pace.until(tickUs);
        if (intervalUs === 0) emitter.awaitWanted(FREE_RUNNING_WAIT_MS);
        this.#parts.drain();
        if (await this.#isHeld()) tickUs = nowUs();
        if (this.#abort.signal.aborted) return { code: "closed" };
        const stepStartUs = nowUs();
        stepping(stepStartUs);
        // A generator's body begins with its first step: applied before it, a command would meet the state of the
        // session before, and `startSession` would then reset what it set.
        if (!isFirst) await this.#applyCommands();
        const { done, value } = await steps.next();
        const stepEndUs = nowUs();
        stepping(0);
        if (this.#abort.signal.aborted) return { code: "closed" };
        if (done === true) return { code: "model_ended", message: "The model's startSession returned." };
        if (intervalUs === 0) tickUs = stepStartUs;
        const stamps = { tickUs, epochStartUs, stepStartUs, stepEndUs, command: this.#lastCommand };
        const lastsUs = emitter.emit(value, stamps, intervalUs);
        // A late tick moves the ones after it: nothing is made up in a burst.
        tickUs = Math.max(tickUs + lastsUs, nowUs());
      }
    } catch (error) {
      return { code: "model_error", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    } finally {
      this.#abort.abort();
      stepping(nowUs());
      await steps?.return?.();
      stepping(0);
    }
  }

  /** Waits while the model is held. Gives true when it waited. */
  async #isHeld(): Promise<boolean> {
    let waited = false;
    while (this.#held && this.#stepsLeft === 0 && !this.#abort.signal.aborted) {
      waited = true;
      this.#tellFates([]);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
    if (this.#held && this.#stepsLeft > 0) this.#stepsLeft--;
    return waited;
  }

  /** Every session starts from what the schema document says: held commands with defaults for all args are applied. */
  async #applyDefaults(): Promise<void> {
    for (const command of this.#parts.loaded.contract.commands.values()) {
      if (command.semantics !== "held" || Object.keys(command.args.shape).length === 0) continue;
      const defaults = command.args.safeParse({});
      if (defaults.success) await command.apply(this.#parts.loaded.model, defaults.data);
    }
  }

  async #applyCommands(): Promise<void> {
    const fates: Fate[] = [];
    for (const due of this.#parts.inbox.take()) await this.#apply(due, fates);
    this.#tellFates(fates);
  }

  #tellFates(applied: readonly Fate[]): void {
    const fates = [...this.#parts.inbox.takeFates(), ...applied];
    if (fates.length > 0) this.#parts.report({ type: "fates", fates });
  }

  async #apply(due: Due, fates: Fate[]): Promise<void> {
    if (due.letsGo === true) {
      const held = this.#active.get(due.command);
      this.#active.delete(due.command);
      if (held === undefined || sameArgs(held, due.args)) return;
    }
    const outcome = await this.#call(due.command, due.args);
    if (outcome.kind === "applied") {
      if (due.command.release !== null && due.letsGo !== true) this.#active.set(due.command, due.args);
      for (const from of due.from) this.#lastCommand = Math.max(this.#lastCommand, from.id);
    }
    for (const from of due.from) fates.push({ client: from.client, id: from.id, reply: from.reply, outcome });
  }

  async #call(command: CommandContract, args: Record<string, unknown>): Promise<Fate["outcome"]> {
    try {
      const result: unknown = await command.apply(this.#parts.loaded.model, args);
      return { kind: "applied", result: this.#checkReply(command, result), appliedSeq: this.#parts.emitter.nextSeq };
    } catch (error) {
      return { kind: "refused", error: this.#wireError(command, error) };
    }
  }

  #checkReply(command: CommandContract, result: unknown): unknown {
    if (command.reply === null) return undefined;
    const parsed = command.reply.safeParse(result, { reportInput: true });
    if (parsed.success) {
      const problem = wireProblem(parsed.data, "the reply");
      if (problem === null) return parsed.data;
      throw new Error(`${command.name}: ${problem}`);
    }
    throw new Error(
      `${command.name} returned what its reply type refuses: ${issuesOf(parsed.error)
        .map((i) => i.message)
        .join(" ")}`,
    );
  }

  #wireError(command: CommandContract, error: unknown): WireError {
    if (error instanceof CommandError) return { code: error.code, message: error.message, issues: [] };
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#parts.report({
      type: "log",
      level: "error",
      text: `The handler of command "${command.name}" failed: ${text}`,
    });
    // The cause stays in the log: unplanned text can give away paths or secrets.
    return {
      code: "internal_error",
      message: `The model failed while it applied "${command.name}". Its log says why.`,
      issues: [],
    };
  }

  #session(): Session {
    const { loaded, emitter, input, report } = this.#parts;
    const { contract } = loaded;
    return {
      id: this.#options.session,
      seed: this.#options.seed,
      tracks: contract.tracks,
      signal: this.#abort.signal,
      frame: (track, width, height) => emitter.lend(track, width, height),
      input: (track) => {
        if (contract.tracks[track]?.direction !== "in")
          throw new Error(`session.input("${track}"): the model declares no in track of that name.`);
        return input(track);
      },
      inputs: () => this.#parts.inbox.changes,
      send: (name, data = {}) => report({ type: "message", name, data: checkedMessage(loaded, name, data) }),
    };
  }
}

function checkedMessage(loaded: LoadedModel, name: string, data: JsonMap): JsonMap {
  const declared = loaded.contract.messages.get(name);
  if (declared === undefined)
    throw new Error(
      `session.send("${name}"): the model declares no such message. It has: ${[...loaded.contract.messages.keys()].join(", ") || "none"}.`,
    );
  const parsed = declared.data.safeParse(data, { reportInput: true });
  if (!parsed.success)
    throw new Error(
      `session.send("${name}"): ${issuesOf(parsed.error)
        .map((issue) => issue.message)
        .join(" ")}`,
    );
  const problem = wireProblem(parsed.data, "data");
  if (problem !== null) throw new Error(`session.send("${name}"): ${problem}`);
  return parsed.data as JsonMap;
}

/** The model steps at the rate of its first out track. */
function stepInterval(loaded: LoadedModel): number {
  const out = Object.values(loaded.contract.tracks).find((track) => track.direction === "out");
  return out === undefined || out.fps === 0 ? 0 : 1e6 / out.fps;
}

function sameArgs(a: object, b: object): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
