/** What a link of a client looks like to the sessions, whatever carries it. */
import type { TrackDocument } from "../../shared-schema/document.ts";
import type { ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import type { ClientMessage, ServerMessage } from "../../shared-schema/messages.ts";
import type { TrackCarrier } from "../media/track-carrier.ts";

/** One live link. Made by a transport, closed by whoever ends it first. */
export interface Connection {
  readonly transport: "websocket" | "webrtc";
  /** Random; opens `GET /frames` for this link. */
  readonly framesToken: string;
  /** There when tracks go a way of their own: no frame is sent as a message then. */
  readonly carrier?: TrackCarrier;
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

/** Says whether a hello's token opens this server. */
export type Opens = (token: string | undefined) => boolean;

/** For connections whose token was asked for before they began: it was not said in vain. */
export const askedBefore: Opens = () => true;

/** A stage as transports know it. */
export interface Entrance {
  /** The model's tracks, in the schema document's order; null while they are not known. */
  readonly tracks: readonly TrackDocument[] | null;
  /** Takes a new connection in. */
  accept(connection: Connection, opens: Opens): ConnectionEvents;
}

/** The stage a path lies under, which ends with a slash: `/` is the first's. Null where there is none. */
export type EntranceAt = (path: string) => Entrance | null;
