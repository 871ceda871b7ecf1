/** A held command that springs back: what was stated since the last step → the calls before the next one. */
import { isDeepStrictEqual } from "node:util";
import type { CommandContract } from "../../model/contract.ts";
import type { HostCommand } from "../host.ts";
import { type ArgParts, type Args, argPartsOf } from "./arg-parts.ts";
import type { Due } from "./due.ts";
import { HeldPart } from "./held-part.ts";

/** One command as it came, and its place among all that came. */
interface Statement {
  readonly from: HostCommand;
  readonly args: Args;
  readonly order: number;
}

/** Links that ended one after another while no step was taken: what they pressed gets its own steps up to here. */
const MOST_STEPS_AHEAD = 8;

export class SpringingCommand {
  readonly #command: CommandContract;
  readonly #ways: ArgParts;
  readonly #parts = new Map<string, HeldPart<Statement>>();
  /** Statements that are not answered yet. */
  #open: Statement[] = [];
  /** Calls that a release has settled, by step: presses of an ended link, then letting go. */
  readonly #ahead: Due[][] = [];
  #newest: Args;
  #called: Args;

  constructor(command: CommandContract) {
    this.#command = command;
    this.#ways = argPartsOf(command);
    this.#newest = this.#called = command.release ?? {};
    this.#state(this.#newest, null);
  }

  /** Takes a statement in. Gives those that it replaced before any step could show them. */
  add(from: HostCommand, args: Args, order: number): readonly HostCommand[] {
    const statement = { from, args, order };
    this.#open.push(statement);
    this.#state(args, statement);
    const replaced = this.#open.filter((one) => !this.#awaits(one));
    this.#open = this.#open.filter((one) => !replaced.includes(one));
    return replaced.map((one) => one.from);
  }

  /** The calls to make before the next step. */
  take(): readonly Due[] {
    const ahead = this.#ahead.shift() ?? [];
    if (this.#ahead.length > 0) return ahead;
    const due = this.#next();
    return due === null ? ahead : [...ahead, due];
  }

  /** Nobody holds it any more. A press that waits for its step still gets it. Gives whether there was anything to let go. */
  release(order: number): boolean {
    const rest = this.#command.release ?? {};
    const held = !isDeepStrictEqual(this.#newest, rest);
    while ([...this.#parts.values()].some((part) => part.isPressed)) this.#putAhead([this.#next()]);
    const due = this.#next();
    // One release after another with nothing between them is one.
    if (due !== null || this.#ahead.at(-1)?.at(-1)?.letsGo !== true)
      this.#putAhead([due, { command: this.#command, args: { ...rest }, from: [], order, letsGo: true }]);
    for (const part of this.#parts.values()) part.letGo();
    this.#newest = this.#called = rest;
    return held;
  }

  #state(args: Args, by: Statement | null): void {
    this.#newest = args;
    const values = this.#ways.split(args);
    for (const name of values.keys())
      if (!this.#parts.has(name))
        this.#parts.set(name, new HeldPart(this.#ways.rest(name), (value) => this.#ways.isAtRest(name, value)));
    if (by !== null) for (const [name, part] of this.#parts) part.state(values.get(name), by);
  }

  #awaits(statement: Statement): boolean {
    for (const part of this.#parts.values()) if (part.awaits(statement)) return true;
    return false;
  }

  #next(): Due | null {
    const values = new Map<string, unknown>();
    const pressed = new Set<Statement>();
    for (const [name, part] of this.#parts) {
      const { value, by, isPress } = part.take();
      values.set(name, value);
      if (isPress && by !== null) pressed.add(by);
    }
    const args = this.#ways.join(values, this.#newest);
    const answered = this.#open.filter((one) => pressed.has(one) || !this.#awaits(one));
    if (answered.length === 0 && isDeepStrictEqual(args, this.#called)) return null;
    this.#open = this.#open.filter((one) => !answered.includes(one));
    this.#called = args;
    const order = Math.max(0, ...answered.map((one) => one.order));
    return { command: this.#command, args: { ...args }, from: answered.map((one) => one.from), order };
  }

  #putAhead(step: readonly (Due | null)[]): void {
    const dues = step.filter((due) => due !== null);
    if (this.#ahead.length < MOST_STEPS_AHEAD) this.#ahead.push(dues);
    else this.#ahead.at(-1)?.push(...dues);
  }
}
