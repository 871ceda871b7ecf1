/**
 * Commands between their arrival and the next step: arrival → args checked → merged by semantics → taken in order.
 * held: the newest replaces older ones, and of those that spring back no press is lost (`SpringingCommand`).
 * delta: amounts are added up. trigger: every one is kept.
 */
import { ProtocolError } from "../../../shared-schema/errors.ts";
import { type CommandContract, type Contract, checkArgs } from "../../model/contract.ts";
import type { InputChange } from "../../model/model.ts";
import type { Fate, HostCommand } from "../host.ts";
import { Changes } from "./changes.ts";
import type { Due } from "./due.ts";
import { SpringingCommand } from "./springing-command.ts";

export class Inbox {
  readonly #contract: Contract;
  readonly #maxOpen: number;
  readonly #springing = new Map<CommandContract, SpringingCommand>();
  readonly #changes: Changes;
  #order = 0;
  #due: Due[] = [];
  #fates: Fate[] = [];

  constructor(contract: Contract, maxOpen: number) {
    this.#contract = contract;
    this.#maxOpen = maxOpen;
    this.#changes = new Changes(maxOpen);
  }

  /** Every change that came before the step that is being taken and after the one before, replaced ones too. */
  get changes(): readonly InputChange[] {
    return this.#changes.current;
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
    if (!this.#merge(command, args, from)) return this.#refuseFull(from);
    this.#changes.add({ command: from.name, args, tUs: from.inputUs });
  }

  /** All calls to make before the next step, in order of their newest command. */
  take(): readonly Due[] {
    this.#changes.turn();
    const due = [...this.#due];
    this.#due = [];
    for (const springing of this.#springing.values()) due.push(...springing.take());
    return due.sort((a, b) => a.order - b.order);
  }

  /** The driver's link ended: what it held is let go, in the place between what came before and what comes after. */
  release(atUs: number): void {
    for (const [command, springing] of this.#springing)
      if (springing.release(++this.#order))
        this.#changes.add({ command: command.name, args: { ...command.release }, tUs: atUs });
  }

  /** Fates known since the last call. */
  takeFates(): readonly Fate[] {
    const fates = this.#fates;
    if (fates.length > 0) this.#fates = [];
    return fates;
  }

  /** Gives false when there is no room for it. */
  #merge(command: CommandContract, args: Record<string, unknown>, from: HostCommand): boolean {
    const order = ++this.#order;
    const earlier = command.semantics === "trigger" ? -1 : this.#due.findIndex((due) => due.command === command);
    switch (command.semantics) {
      case "held":
        if (command.release !== null) {
          for (const older of this.#springingOf(command).add(from, args, order)) this.#supersede(older, from.id);
          return true;
        }
        if (earlier >= 0)
          for (const due of this.#due.splice(earlier, 1)) for (const older of due.from) this.#supersede(older, from.id);
        this.#due.push({ command, args, from: [from], order });
        return true;
      case "delta": {
        const waiting = this.#due[earlier]?.from ?? [];
        if (waiting.length >= this.#maxOpen && !this.#makeRoom(waiting, from)) return false;
        const [sum] = earlier >= 0 ? this.#due.splice(earlier, 1) : [];
        this.#due.push(sum === undefined ? { command, args, from: [from], order } : added(sum, args, from, order));
        return true;
      }
      case "trigger":
        if (this.#due.length >= this.#maxOpen) return false;
        this.#due.push({ command, args, from: [from], order });
        return true;
    }
  }

  #springingOf(command: CommandContract): SpringingCommand {
    let springing = this.#springing.get(command);
    if (springing === undefined) {
      springing = new SpringingCommand(command);
      this.#springing.set(command, springing);
    }
    return springing;
  }

  /**
   * Lets one summed delta more wait, by settling the oldest that asked for no reply: nobody is told, and its amount
   * stays in the sum. Gives false when as many ask for a reply as may.
   */
  #makeRoom(waiting: HostCommand[], newest: HostCommand): boolean {
    if (newest.reply && waiting.filter((one) => one.reply).length >= this.#maxOpen) return false;
    const oldest = waiting.findIndex((one) => !one.reply);
    for (const one of oldest >= 0 ? waiting.splice(oldest, 1) : []) this.#supersede(one, newest.id);
    return true;
  }

  #supersede({ client, id, reply }: HostCommand, by: number): void {
    this.#fates.push({ client, id, reply, outcome: { kind: "superseded", by } });
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
function added(sum: Due, args: Record<string, unknown>, from: HostCommand, order: number): Due {
  const total: Record<string, unknown> = { ...sum.args };
  for (const [field, amount] of Object.entries(args))
    if (typeof amount === "number") total[field] = amount + (typeof total[field] === "number" ? total[field] : 0);
  sum.from.push(from);
  return { command: sum.command, args: total, from: sum.from, order };
}
