/**
 * Commands on their way to the server: input → held state, summed deltas, triggers → numbered `command` messages.
 * Held goes out when it changes and at most once per animation frame, deltas once per animation frame, triggers at
 * once. Unanswered triggers survive a resume. No DOM.
 */

/** @typedef {Readonly<Record<string, unknown>>} Args */
/**
 * @typedef {object} Held
 * @property {string} name
 * @property {Args} args
 * @property {Args | null} rest args that need no sending in a new session
 * @property {number} inputUs
 * @property {string} sent what the server has, as text; "" when unknown
 * @property {boolean} spent whether it went out in this animation frame
 */
/** @typedef {{ id: number, name: string, args: Args, inputUs: number }} Trigger */

/** Inputs remembered for the latency overlay. */
const REMEMBERED = 1024;

export class Outbox {
  #send;
  #now;
  #open = false;
  #nextId = 1;
  /** @type {Map<string, Held>} */
  #held = new Map();
  /** @type {Map<string, { args: Record<string, number>, inputUs: number }>} */
  #deltas = new Map();
  /** @type {Map<number, Trigger>} */
  #unanswered = new Map();
  /** Names and input times of the last commands, by id. @type {Map<number, { name: string, inputUs: number }>} */
  #log = new Map();

  /**
   * @param {(type: "command", body: object) => void} send
   * @param {() => number} now local clock, µs
   */
  constructor(send, now) {
    this.#send = send;
    this.#now = now;
  }

  /** Whether commands go out at all: only a driver's do, while the session streams. */
  get isOpen() {
    return this.#open;
  }

  /**
   * Follows a `welcome`. After a resume, triggers the server has accepted are sent again with their ids, so that it
   * repeats their replies; those it never saw follow with the next free ids, as it accepts no gap.
   * @param {number} nextId @param {boolean} resumed
   */
  welcome(nextId, resumed) {
    this.#nextId = nextId;
    const waiting = [...this.#unanswered.values()].sort((a, b) => a.id - b.id);
    this.#unanswered.clear();
    this.#deltas.clear();
    for (const held of this.#held.values()) held.sent = held.rest === null ? "" : textOf(held.rest);
    if (!resumed) return;
    for (const trigger of waiting)
      if (trigger.id < nextId) this.#emit(trigger.name, trigger.args, trigger.inputUs, true, trigger.id);
    for (const trigger of waiting)
      if (trigger.id >= nextId) this.#emit(trigger.name, trigger.args, trigger.inputUs, true);
  }

  /** Opens or closes the way; what is held is sent when it opens. @param {boolean} open */
  setOpen(open) {
    this.#open = open;
    if (!open) this.#deltas.clear();
  }

  /**
   * States a held command's whole args.
   * @param {string} name @param {Args} args @param {number} inputUs
   * @param {{ rest?: Args | null, key?: string }} [options] `key` tells several states of one command apart (touches)
   */
  hold(name, args, inputUs, { rest = null, key = name } = {}) {
    let held = this.#held.get(key);
    if (held === undefined) {
      held = { name, args, rest, inputUs, sent: rest === null ? "" : textOf(rest), spent: false };
      this.#held.set(key, held);
    }
    if (textOf(args) !== textOf(held.args)) held.inputUs = inputUs;
    held.args = args;
    if (!held.spent) this.#sendHeld(held);
  }

  /** Adds to a delta command. @param {string} name @param {Readonly<Record<string, number>>} args @param {number} inputUs */
  add(name, args, inputUs) {
    if (!this.#open) return;
    const waiting = this.#deltas.get(name);
    if (waiting === undefined) this.#deltas.set(name, { args: { ...args }, inputUs });
    else for (const [field, value] of Object.entries(args)) waiting.args[field] = (waiting.args[field] ?? 0) + value;
  }

  /** Sends a trigger at once. False when no command can go out. @param {string} name @param {Args} args @param {number} inputUs */
  trigger(name, args, inputUs) {
    if (!this.#open) return false;
    this.#emit(name, args, inputUs, true);
    return true;
  }

  /** Once per animation frame: what has changed since, and the deltas' sums. */
  flush() {
    for (const held of this.#held.values()) {
      held.spent = false;
      this.#sendHeld(held);
    }
    if (!this.#open) return;
    for (const [name, { args, inputUs }] of this.#deltas) this.#emit(name, args, inputUs, false);
    this.#deltas.clear();
  }

  /** Forgets one state of a held command, after its release went out. @param {string} key */
  forget(key) {
    this.#held.delete(key);
  }

  /** Lets go of everything: a new schema. */
  reset() {
    this.#held.clear();
    this.#deltas.clear();
    this.#unanswered.clear();
  }

  /** Takes a reply; gives the name of the command it answers. @param {number} id @returns {string | null} */
  settle(id) {
    this.#unanswered.delete(id);
    return this.#log.get(id)?.name ?? null;
  }

  /** Local µs of the input that sent a command. @param {number} id */
  inputOf(id) {
    return this.#log.get(id)?.inputUs ?? null;
  }

  /** @param {Held} held */
  #sendHeld(held) {
    const text = textOf(held.args);
    if (!this.#open || text === held.sent) return;
    held.sent = text;
    held.spent = true;
    this.#emit(held.name, held.args, held.inputUs, false);
  }

  /** @param {string} name @param {Args} args @param {number} inputUs @param {boolean} reply @param {number} [again] id of an earlier sending */
  #emit(name, args, inputUs, reply, again) {
    const id = again ?? this.#nextId++;
    if (reply) this.#unanswered.set(id, { id, name, args, inputUs });
    this.#log.set(id, { name, inputUs });
    if (this.#log.size > REMEMBERED) this.#log.delete(/** @type {number} */ (this.#log.keys().next().value));
    this.#send("command", { id, name, args, t_us: Math.max(0, Math.round(this.#now())), reply });
  }
}

/** @param {Args} args */
const textOf = (args) => JSON.stringify(args);
