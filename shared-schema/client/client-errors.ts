/** What a promise of the client is rejected with: a refused command, a link that will not come back, or a deadline. */
import type { Issue } from "../errors.ts";
import type { WireError } from "../messages.ts";

/** A command that was not applied. The session goes on. */
export class CommandRefused extends Error {
  override readonly name = "CommandRefused";
  /** Name of the command. */
  readonly command: string;
  /** A code of the protocol, or one of the model's own. */
  readonly code: string;
  /** One entry for each arg that does not fit. */
  readonly issues: readonly Issue[];

  constructor(command: string, error: WireError) {
    super(error.message);
    this.command = command;
    this.code = error.code;
    this.issues = error.issues;
  }
}

/** The link ended for good, or was closed here; `code` is the protocol's, `closed` for one's own `close()`. */
export class LinkEnded extends Error {
  override readonly name = "LinkEnded";
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

/** What was waited for did not come in time (`deadlineMs`). The client goes on trying; nothing is taken back. */
export class DeadlinePassed extends Error {
  override readonly name = "DeadlinePassed";
  readonly code = "deadline_passed";
}
