/**
 * Commands between their arrival and the next step: arrival → args checked → merged by semantics → taken in order.
 * held: the newest replaces older ones. delta: amounts are added up. trigger: every one is kept.
 */
import { ProtocolError } from "../../../shared-schema/errors.ts";
import { type CommandContract, type Contract, checkArgs } from "../../model/contract.ts";
import type { Fate, HostCommand } from "../host.ts";

/** Commands that became one call of the model's method. */
export interface Due {
  readonly command: CommandContract;
  readonly args: Record<string, unknown>;
  /** Those the call answers: one, or all summed deltas. */
  readonly from: HostCommand[];
}

export class Inbox {
  readonly #contract: Contract;
  readonly #maxOpen: number;
  #due: Due[] = [];
  #fates: Fate[] = [];

  constructor(contract: Contract, maxOpen: number) {
    this.#contract = contract;
    this.#maxOpen = maxOpen;
  }

  /** Takes a command in. A refused or replaced one has its fate at once. */
  add(from: HostCommand): void {
    let args: Record<string, unknown>;
    try {
      args = checkArgs(this.#contract, from.name, from.args);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#refuse(from, error);
      return;
    }
    const command = this.#contract.commands.get(from.name) as CommandContract;
    const earlier = this.#due.findIndex((due) => due.command === command);
    switch (command.semantics) {
      case "held":
        if (earlier >= 0) this.#supersede(earlier, from.id);
        this.#due.push({ command, args, from: [from] });
        return;
      case "delta": {
        const waiting = this.#due[earlier]?.from ?? [];
        if (waiting.length >= this.#maxOpen && !this.#makeRoom(waiting, from)) return this.#refuseFull(from);
        const [sum] = earlier >= 0 ? this.#due.splice(earlier, 1) : [];
        this.#due.push(sum === undefined ? { command, args, from: [from] } : added(sum, args, from));
        return;
      }
      case "trigger":
        if (this.#due.length >= this.#maxOpen) return this.#refuseFull(from);
        this.#due.push({ command, args, from: [from] });
        return;
      default:
        command.semantics satisfies never;
    }
  }

  /** All calls to make before the next step, in order of their newest command. */
  take(): readonly Due[] {
    const due = this.#due;
    if (due.length > 0) this.#due = [];
    return due;
  }

  /** Fates known since the last call. */
  takeFates(): readonly Fate[] {
    const fates = this.#fates;
    if (fates.length > 0) this.#fates = [];
    return fates;
  }

  /**
   * Lets one summed delta more wait, by settling the oldest that asked for no reply: nobody is told, and its amount
   * stays in the sum. Gives false when as many ask for a reply as may.
   */
  #makeRoom(waiting: HostCommand[], newest: HostCommand): boolean {
    if (newest.reply && waiting.filter((one) => one.reply).length >= this.#maxOpen) return false;
    const oldest = waiting.findIndex((one) => !one.reply);
    for (const { client, id, reply } of oldest >= 0 ? waiting.splice(oldest, 1) : [])
      this.#fates.push({ client, id, reply, outcome: { kind: "superseded", by: newest.id } });
    return true;
  }

  #supersede(index: number, by: number): void {
    const [older] = this.#due.splice(index, 1);
    for (const from of older?.from ?? [])
      this.#fates.push({ client: from.client, id: from.id, reply: from.reply, outcome: { kind: "superseded", by } });
  }

  #refuseFull(from: HostCommand): void {
    const message = `max_open_commands (${this.#maxOpen}) commands wait for the model's next step already. Wait for replies before sending more.`;
    this.#refuse(from, new ProtocolError("inbox_full", message));
  }

  #refuse(from: HostCommand, error: ProtocolError): void {
    this.#fates.push({
      client: from.client,
      id: from.id,
      reply: from.reply,
      outcome: { kind: "refused", error: { code: error.code, message: error.message, issues: error.issues } },
    });
  }
}

/** Adds a delta's amounts to those waiting; all share the call's fate. */
function added(sum: Due, args: Record<string, unknown>, from: HostCommand): Due {
  const total: Record<string, unknown> = { ...sum.args };
  for (const [field, amount] of Object.entries(args))
    if (typeof amount === "number") total[field] = amount + (typeof total[field] === "number" ? total[field] : 0);
  sum.from.push(from);
  return { command: sum.command, args: total, from: sum.from };
}
