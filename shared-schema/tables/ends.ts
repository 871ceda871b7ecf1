/** How a connection ends, as clients tell it: what is final, what can be resumed, and what a person can do about it. */
import { ERRORS, type ErrorCode } from "../errors.ts";

/** An end that a client names by itself, beside the codes of the protocol. */
type OwnCode = "bad_url" | "launch_failed";

export interface EndRow {
  readonly code: ErrorCode | OwnCode;
  /** Trying again by itself would only do harm. */
  readonly final?: true;
  /** What happened, where the server says nothing. */
  readonly sentence?: string;
  /** What to do; "" when there is nothing to do. */
  readonly remedy: string;
}

export const ENDS: readonly EndRow[] = [
  {
    code: "bad_url",
    final: true,
    remedy: "Use the address the server prints at its start, such as http://127.0.0.1:8080",
  },
  { code: "launch_failed", final: true, remedy: "Start the server by hand, or mend the Launch settings." },
  {
    code: "unauthorized",
    final: true,
    sentence: "This server wants a token.",
    remedy: "Enter the token that the server printed at its start.",
  },
  {
    code: "replaced",
    final: true,
    sentence: "This session was opened by another connection of this client, which carries on.",
    remedy: "",
  },
  {
    code: "protocol_mismatch",
    final: true,
    sentence: "The server speaks another version of the protocol.",
    remedy: "Update the side with the older version.",
  },
  { code: "bad_message", remedy: "Update the client or the server, so that both are of one version." },
  { code: "forbidden_origin", remedy: "Name this address with --allow-origin when starting the server." },
  { code: "too_many_connections", remedy: "Close a client, or raise limits.max_connections." },
  { code: "queue_full", remedy: "Try again later, or join as spectator." },
  { code: "too_slow", remedy: "Ask for a smaller picture, a lower frame rate or jpeg." },
  { code: "message_too_large", remedy: "Send smaller frames, or raise limits.max_message_bytes." },
  {
    code: "model_failed",
    remedy: "Read the reason in the server's log, mend the model, and start the server again.",
  },
  { code: "shutting_down", remedy: "It is tried again until the server is back." },
];

/** What to do when no server answers at all. */
export const NO_SERVER = "Start a server with: worldport run <model>";

/** Farewells after which the same session can be resumed, so that what waits goes on waiting. */
export const RESUMABLE: readonly ErrorCode[] = ["silent", "too_slow"];

/** WebSocket close code → code of the protocol, by number. A client's own farewell (1000) is no news to it. */
export function closeCodes(): readonly (readonly [close: number, code: string])[] {
  return Object.entries(ERRORS)
    .flatMap(([code, { close }]) => (close === null || close === 1000 ? [] : [[close, code] as const]))
    .sort(([a], [b]) => a - b);
}
