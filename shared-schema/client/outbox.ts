/**
 * Commands on their way to the server: input → held state, summed deltas, triggers → numbered `command` messages.
 * Held goes out when it changes and at most once between two flushes, deltas once per flush, triggers at once.
 * Unanswered triggers survive a resume.
 */
import type { WireError } from "../messages.ts";

export type Args = Readonly<Record<string, unknown>>;

/** Called once with what became of a trigger: its result, or why it was refused. */
export type Answer = (error: WireError | null, result: unknown) => void;

interface Held {
  readonly name: string;
  args: Args;
  /** Args that need no sending in a new session. */
  readonly rest: Args | null;
  inputUs: number;
  /** What the server has, as text; "" when unknown. */
  sent: string;
  /** Whether it went out since the last flush. */
  spent: boolean;
}

interface Trigger {
  readonly id: number;
  readonly name: string;
  readonly args: Args;
  readonly inputUs: number;
  readonly answer: Answer | undefined;
}

/** Inputs remembered for the latency overlay. */
const REMEMBERED = 1024;

export class Outbox {
  readonly #send: (type: "command", body: object) => void;
  readonly #now: () => number;
  #open = false;
  #nextId = 1;
  readonly #held = new Map<string, Held>();
  readonly #deltas = new Map<string, { readonly args: Record<string, number>; readonly inputUs: number }>();
  readonly #unanswered = new Map<number, Trigger>();
  /** Names and input times of the last commands, by id. */
  readonly #log = new Map<number, { readonly name: string; readonly inputUs: number }>();

  /** `now` is the local clock in µs. */
  constructor(send: (type: "command", body: object) => void, now: () => number) {
    this.#send = send;
    this.#now = now;
  }

  /** Whether commands go out at all: only a driver's do, while the session streams. */
  get isOpen(): boolean {
    return this.#open;
  }

  /**
   * Follows a `welcome`. After a resume, triggers the server has accepted are sent again with their ids, so that it
   * repeats their replies; those it never saw follow with the next free ids, as it accepts no gap.
   */
  welcome(nextId: number, resumed: boolean): void {
    this.#nextId = nextId;
    const waiting = [...this.#unanswered.values()].sort((a, b) => a.id - b.id);
    this.#unanswered.clear();
    this.#deltas.clear();
    for (const held of this.#held.values()) held.sent = held.rest === null ? "" : textOf(held.rest);
    if (!resumed) return giveUp(waiting, "session_ended", "The session ended before the command was answered.");
    for (const trigger of waiting) if (trigger.id < nextId) this.#emit(trigger, true, trigger.id);
    for (const trigger of waiting) if (trigger.id >= nextId) this.#emit(trigger, true);
  }

  /** Opens or closes the way; what is held is sent at the next flush after it opens. */
  setOpen(open: boolean): void {
    this.#open = open;
    if (!open) this.#deltas.clear();
  }

  /** States a held command's whole args. `key` tells several states of one command apart (touches). */
  hold(
    name: string,
    args: Args,
    inputUs: number,
    { rest = null, key = name }: { readonly rest?: Args | null; readonly key?: string } = {},
  ): void {
    let held = this.#held.get(key);
    if (held === undefined) {
      held = { name, args, rest, inputUs, sent: rest === null ? "" : textOf(rest), spent: false };
      this.#held.set(key, held);
    }
    if (textOf(args) !== textOf(held.args)) held.inputUs = inputUs;
    held.args = args;
    if (!held.spent) this.#sendHeld(held);
  }

  /** Adds to a delta command. */
  add(name: string, args: Readonly<Record<string, number>>, inputUs: number): void {
    if (!this.#open) return;
    const waiting = this.#deltas.get(name);
    if (waiting === undefined) this.#deltas.set(name, { args: { ...args }, inputUs });
    else for (const [field, value] of Object.entries(args)) waiting.args[field] = (waiting.args[field] ?? 0) + value;
  }

  /** Sends a trigger at once. False when no command can go out; `answer` is then never called. */
  trigger(name: string, args: Args, inputUs: number, answer?: Answer): boolean {
    if (!this.#open) return false;
    this.#emit({ name, args, inputUs, answer }, true);
    return true;
  }

  /** Once per animation frame: what has changed since, and the deltas' sums. */
  flush(): void {
    for (const held of this.#held.values()) {
      held.spent = false;
      this.#sendHeld(held);
    }
    if (!this.#open) return;
    for (const [name, { args, inputUs }] of this.#deltas) this.#emit({ name, args, inputUs, answer: undefined }, false);
    this.#deltas.clear();
  }

  /** Forgets one state of a held command, after its release went out. */
  forget(key: string): void {
    this.#held.delete(key);
  }

  /** Lets go of everything: a new schema. */
  reset(): void {
    this.#held.clear();
    this.#deltas.clear();
    this.abandon("session_ended", "The session ended before the command was answered.");
  }

  /** Answers every trigger that waits with this error, and repeats none. */
  abandon(code: string, message: string): void {
    const waiting = [...this.#unanswered.values()];
    this.#unanswered.clear();
    giveUp(waiting, code, message);
  }

  /** Takes a reply; gives the name of the command it answers. */
  settle(id: number, error: WireError | null = null, result?: unknown): string | null {
    const trigger = this.#unanswered.get(id);
    this.#unanswered.delete(id);
    trigger?.answer?.(error, result);
    return this.#log.get(id)?.name ?? null;
  }

  /** Local µs of the input that sent a command. */
  inputOf(id: number): number | null {
    return this.#log.get(id)?.inputUs ?? null;
  }

  #sendHeld(held: Held): void {
    const text = textOf(held.args);
    if (!this.#open || text === held.sent) return;
    held.sent = text;
    held.spent = true;
    this.#emit({ name: held.name, args: held.args, inputUs: held.inputUs, answer: undefined }, false);
  }

  /** Numbers and sends; `again` is the id of an earlier sending. */
  #emit({ name, args, inputUs, answer }: Omit<Trigger, "id">, reply: boolean, again?: number): void {
    const id = again ?? this.#nextId++;
    if (reply) this.#unanswered.set(id, { id, name, args, inputUs, answer });
    this.#log.set(id, { name, inputUs });
    for (const oldest of this.#log.keys()) {
      if (this.#log.size <= REMEMBERED) break;
      this.#log.delete(oldest);
    }
    this.#send("command", { id, name, args, t_us: Math.max(0, Math.round(this.#now())), reply });
  }
}

const textOf = (args: Args): string => JSON.stringify(args);

function giveUp(triggers: readonly Trigger[], code: string, message: string): void {
  for (const { answer } of triggers) answer?.({ code, message, issues: [] }, undefined);
}
