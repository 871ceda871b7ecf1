/** What the client needs of a WebSocket: as much as browsers, Node and the package `ws` have in common. */

/** An open or opening socket. The listeners take the platform's own events, of which only the named fields are read. */
export interface Socket {
  binaryType: string;
  /** 1 while messages can be sent. */
  readonly readyState: number;
  /** Bytes sent that have not left this process. */
  readonly bufferedAmount: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
  /** Ends the connection without its closing handshake, where the platform can. */
  terminate?(): void;
}

/** The global `WebSocket` of browsers and of Node 22 and newer, or the `WebSocket` of the package `ws`. */
export type SocketConstructor = new (url: string, subprotocol: string) => Socket;

/** `readyState` of a socket that carries messages. */
export const OPEN = 1;

/**
 * The platform's own WebSocket.
 * @throws TypeError where there is none, as in Node 20.
 */
export function platformSocket(): SocketConstructor {
  const { WebSocket } = globalThis as { WebSocket?: unknown };
  if (typeof WebSocket === "function") return WebSocket as SocketConstructor;
  throw new TypeError(
    'This platform has no global WebSocket (Node has one since 22). Pass one in: { Socket: WebSocket } from "ws".',
  );
}
