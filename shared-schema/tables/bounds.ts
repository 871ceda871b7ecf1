/** What every client allows itself and a server, whatever the server says. */
import { LIMITS } from "../limits.ts";

export interface BoundRow {
  readonly name: string;
  readonly value: number | readonly number[];
  readonly meaning: string;
}

export const BOUNDS: readonly BoundRow[] = [
  {
    name: "max_message_bytes",
    value: 288 * 1024 * 1024,
    meaning: "Largest message from a server; a frame of 8192 × 8192 pixels fits. Beyond it the connection is ended.",
  },
  {
    name: "max_depth",
    value: 64,
    meaning: "Maps and arrays that may lie inside one another in a message from a server.",
  },
  {
    name: "max_sent_depth",
    value: LIMITS.max_depth,
    meaning:
      "Maps and arrays that may lie inside one another in a message to a server, which allows as many (max_depth).",
  },
  {
    name: "max_values",
    value: 1024 * 1024,
    meaning: "Values a message from a server may hold, counting maps, arrays, keys and what they hold.",
  },
  {
    name: "max_open_commands",
    value: LIMITS.max_open_commands,
    meaning: "Commands that may wait for their reply. The server allows as many (max_open_commands).",
  },
  {
    name: "open_timeout_ms",
    value: 10_000,
    meaning: "A connection must be open, and then be welcomed, within this time each.",
  },
  {
    name: "silence_timeout_ms",
    value: LIMITS.silence_timeout_ms,
    meaning: "A connection on which nothing was heard for this long is cut and tried again.",
  },
  {
    name: "backoff_ms",
    value: [250, 500, 1000, 2000, 4000],
    meaning: "Waiting times before the next tries; the last one counts for all that follow.",
  },
  { name: "ping_ms", value: 1000, meaning: "Time between two pings." },
  {
    name: "first_ping_ms",
    value: 150,
    meaning: "Time between the first pings, so that the clock offset is known soon.",
  },
  { name: "first_pings", value: 6, meaning: "How many come so quickly." },
];
