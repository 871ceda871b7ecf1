/**
 * werift's UDP sockets, opened so that their errors end nothing but the peer they belong to. As werift opens them, a
 * port taken at the wrong moment or a network that is unreachable ends the process, and ports of a range are looked
 * for before they are used, so that two peers may find the same one.
 *
 * For upstream: "UdpTransport.init waits for 'listening' and never for 'error', so that a port taken since findPort looked, or
 * an unreachable network, ends the process; findPort and bind are two steps, between which two transports find one port."
 */
import type { Socket } from "node:dgram";
import { UdpTransport } from "werift";
import { openable } from "./private-parts.ts";

type Open = UdpTransport & { socket: Socket };

let isDone = false;
/** Ports of a range are taken in turn, so that late packets of the last peer don't reach the next. */
let turn = 0;

/** Makes every socket werift opens from now on a guarded one. */
export function guardSockets(): void {
  if (isDone) return;
  isDone = true;
  UdpTransport.init = async (type, options) => {
    const transport = new (openable<Open>(UdpTransport))(type, options);
    // Sending is retried by the protocols above; a socket that stays broken is a peer that falls silent.
    transport.socket.on("error", () => undefined);
    const address = type === "udp4" ? options?.interfaceAddresses?.udp4 : options?.interfaceAddresses?.udp6;
    const [first, last] = options?.portRange ?? [options?.port ?? 0, options?.port ?? 0];
    const count = last - first + 1;
    for (let tries = 0; tries < count; tries++) {
      const port = first + (turn++ % count);
      if (await bind(transport.socket, port, address)) return transport;
    }
    transport.socket.close();
    throw new Error(`No UDP port from ${first} to ${last} is free.`);
  };
}

function bind(socket: Socket, port: number, address: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isBound: boolean): void => {
      socket.off("listening", bound);
      socket.off("error", failed);
      resolve(isBound);
    };
    const bound = (): void => settle(true);
    const failed = (): void => settle(false);
    socket.once("listening", bound);
    socket.once("error", failed);
    socket.bind({ port, ...(address === undefined ? {} : { address }) });
  });
}
