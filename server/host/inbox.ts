/**
 * Commands between their arrival and the next step: arrival → args checked → merged by semantics → taken in order.
 * held: the newest replaces older ones. delta: amounts are added up. trigger: every one is kept.
 */
import { ProtocolError } from "../../shared-schema/errors.ts";
import { type CommandContract, type Contract, checkArgs } from "../model/contract.ts";
import type { Fate, HostCommand } from "./thread-messages.ts";

/** Commands that became one call of the model's method. */
export interface Due {
  readonly command: CommandContract;
  readonly args: Record<string, unknown>;
  /** Those the call answers: one, or all summed deltas. */
  readonly from: readonly HostCommand[];
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
        if (from.reply && (this.#due[earlier]?.from.length ?? 0) >= this.#maxOpen) return this.#refuseFull(from);
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

/** Adds a delta's amounts to those waiting. Only commands that ask for a reply are remembered beside the newest. */
function added(sum: Due, args: Record<string, unknown>, from: HostCommand): Due {
  const total: Record<string, unknown> = { ...sum.args };
  for (const [field, amount] of Object.entries(args))
    if (typeof amount === "number") total[field] = amount + (typeof total[field] === "number" ? total[field] : 0);
  return { command: sum.command, args: total, from: [...sum.from.filter((older) => older.reply), from] };
}
