/** The log: one structured line per event on standard error. Prompts and tokens are never in it. */
import pino from "pino";
import type { Journal } from "./session/journal.ts";

export const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Makes a journal that writes JSON lines; standard output stays free for the ready line. */
export function makeJournal(level: LogLevel): Journal {
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  return (severity, event, fields) => log[severity]({ event, ...fields });
}
