/** What werift's ICE needs where STUN or TURN servers are configured, and the server checks paths itself. */
import type { RTCPeerConnection } from "werift";
import type { PeerOptions } from "./peer-options.ts";

/** How often is looked for the first sign of the client. */
const LOOK_MS = 20;

/** Parts of werift's connection that its types leave out. */
interface Hidden {
  /** Checks that came before the answer was set. */
  readonly earlyChecks: readonly unknown[];
}

/** To be called when the offer is set and before the answer is. */
export function prepareFullIce(pc: RTCPeerConnection, { iceServers, connectTimeoutMs }: PeerOptions): void {
  const hasStun = iceServers.some(({ urls }) => urls.startsWith("stun:"));
  for (const transport of pc.iceTransports) {
    const connection = transport.connection as typeof transport.connection & Hidden;
    // werift asks a public STUN server where none is named; this server asks nobody it was not told of.
    if (!hasStun) delete connection.stunServer;
    // werift gives up at once while it knows no candidate of the client's; those may come later, by PATCH or by checks.
    const start = transport.start.bind(transport);
    transport.start = async () => {
      const deadline = performance.now() + connectTimeoutMs;
      const hasSign = (): boolean => connection.remoteCandidates.length > 0 || connection.earlyChecks.length > 0;
      while (!hasSign() && connection.state !== "closed" && performance.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      await start();
    };
  }
}
