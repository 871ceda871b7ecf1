/** The log: one structured line per event on standard error. Prompts and tokens are never in it. */
import pino from "pino";
import type { Journal } from "./ground/journal.ts";

export const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Makes a journal that writes JSON lines; standard output stays free for the ready line. */
export function makeJournal(level: LogLevel): Journal {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write: writeToStderr });
  return (severity, event, fields) => log[severity]({ event, ...fields });
}

/** What may wait for a reader of standard error; what comes while more waits is dropped. */
const MAX_WAITING_BYTES = 1024 * 1024;
let dropped = 0;

/** The part of Node's pipes that says whether a write may wait; files have none. */
type Unblockable = typeof process.stderr & { readonly _handle?: { setBlocking?(blocking: boolean): void } };

/**
 * Writes to standard error and never waits: whoever started the server may not read its pipe, and neither a full pipe
 * nor a closed one may stop it. What was dropped is counted and told once there is room.
 */
export function writeToStderr(text: string | Uint8Array): void {
  const { stderr } = process;
  if (stderr.listenerCount("error") === 0) stderr.on("error", () => {});
  if (stderr.writableLength > MAX_WAITING_BYTES) {
    dropped++;
    return;
  }
  // A child that inherits standard error (tsx starts esbuild so) makes the pipe blocking for everybody who has it.
  if (!stderr.isTTY) (stderr as Unblockable)._handle?.setBlocking?.(false);
  if (dropped > 0) stderr.write(`worldport: ${dropped} pieces of log were dropped; nobody read standard error.\n`);
  dropped = 0;
  stderr.write(text);
}
