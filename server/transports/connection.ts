/** What a link of a client looks like to the sessions, whatever carries it. */
import type { ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import type { ClientMessage, ServerMessage } from "../../shared-schema/messages.ts";

/** One live link. Made by a transport, closed by whoever ends it first. */
export interface Connection {
  readonly transport: "websocket" | "webrtc";
  /** Random; opens `GET /frames` for this link. */
  readonly framesToken: string;
  /** Sends a small message. Does nothing once the link is closed. */
  send(message: ServerMessage): void;
  /** Sends a whole frame message; `done` is called once, when the bytes are no longer read (also on failure). */
  sendFrame(message: Uint8Array, done: () => void): void;
  /** Says `bye` with the reason and ends the link with the code's close code. Safe to call again. */
  close(code: ErrorCode, reason: string): void;
}

/** The other side of a connection: what it calls, in order. */
export interface ConnectionEvents {
  message(message: ClientMessage): void;
  /** Something came that is no message. The link stays open unless the receiver closes it. */
  malformed(error: ProtocolError): void;
  /** The link's own stream of frames has ended: frames stop until another opens or the client subscribes. */
  framesEnded(): void;
  /** Such a stream was opened after one had ended: frames begin anew. */
  framesOpened(): void;
  /** The link is gone, for any reason; called once. */
  closed(): void;
}

/** Takes new links in. */
export type Accept = (connection: Connection) => ConnectionEvents;
