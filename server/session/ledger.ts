/** A client's commands by number: each accepted once, each answered once, the newest answers kept for repetition. */
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { Reply } from "../../shared-schema/messages.ts";

/** What to do with a command that has come in. */
export type Admitted =
  | { readonly kind: "new" }
  | { readonly kind: "repeat"; readonly reply: Reply }
  /** Known, and its answer is still to come or was not kept. */
  | { readonly kind: "ignore" };

export class Ledger {
  readonly #keep: number;
  #next = 1;
  readonly #open = new Set<number>();
  readonly #replies = new Map<number, Reply>();

  constructor(keep: number) {
    this.#keep = keep;
  }

  /** The id the next new command must have. */
  get nextId(): number {
    return this.#next;
  }

  /**
   * Admits a command by its id.
   * @throws ProtocolError `bad_command_id` when ids are skipped.
   */
  admit(id: number): Admitted {
    if (id < this.#next) {
      const reply = this.#replies.get(id);
      return reply === undefined ? { kind: "ignore" } : { kind: "repeat", reply };
    }
    if (id > this.#next)
      throw new ProtocolError(
        "bad_command_id",
        `Command id ${id} skips ahead; the next id is ${this.#next}. Ids start at 1 and grow by 1.`,
        [],
        String(id),
      );
    this.#next++;
    this.#open.add(id);
    return { kind: "new" };
  }

  /** Settles a command. Gives false when it was settled before. */
  settle(reply: Reply, keepReply: boolean): boolean {
    if (!this.#open.delete(reply.id)) return false;
    if (keepReply) this.#replies.set(reply.id, reply);
    for (const oldest of this.#replies.keys()) {
      if (this.#replies.size <= this.#keep) break;
      this.#replies.delete(oldest);
    }
    return true;
  }

  /** Ids accepted and not settled yet, oldest first. */
  get openIds(): readonly number[] {
    return [...this.#open];
  }
}
