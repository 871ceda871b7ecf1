/**
 * What werift's ICE needs where STUN or TURN servers are configured, and the server checks paths itself.
 *
 * For upstream: "Without a STUN server in iceServers, Google's is asked; gathering waits most of a minute for a STUN or TURN
 * server that does not answer; and RTCIceTransport.start fails at once while no remote candidate is known, although trickled
 * and peer-reflexive ones may still come."
 */
import type { RTCPeerConnection } from "werift";
import type { PeerOptions } from "./peer-options.ts";
import { iceOf } from "./private-parts.ts";

/** STUN and TURN servers have this long to answer; werift alone would ask a deaf or unwilling one for most of a minute. */
const GATHER_MS = 3_000;
/** How often is looked for the first sign of the client. */
const LOOK_MS = 20;

/** To be called when the offer is set and before the answer is. */
export function prepareFullIce(pc: RTCPeerConnection, options: PeerOptions): void {
  const { iceServers, connectTimeoutMs, onIceServersSilent } = options;
  const hasTurn = iceServers.some(({ urls }) => !urls.startsWith("stun:"));
  const hasStun = iceServers.some(({ urls }) => urls.startsWith("stun:"));
  for (const transport of pc.iceTransports) {
    const { connection } = transport;
    const hidden = iceOf(transport);
    // werift asks a public STUN server where none is named; this server asks nobody it was not told of.
    if (!hasStun) delete hidden.stunServer;
    const gather = connection.gatherCandidates.bind(connection);
    connection.gatherCandidates = async () => {
      const sinceMs = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<"late">((resolve) => {
        timer = setTimeout(() => resolve("late"), GATHER_MS);
      });
      const end = await Promise.race([gather().catch(() => "late" as const), late]).finally(() => clearTimeout(timer));
      // One that refuses says so at once. What STUN tells may be an address that is known already.
      const lacksRelay = hasTurn && !connection.localCandidates.some(({ type }) => type === "relay");
      if (end === "late" || lacksRelay) onIceServersSilent(Math.round(performance.now() - sinceMs));
    };
    // werift gives up at once while it knows no candidate of the client's; those may come later, by PATCH or by checks.
    const start = transport.start.bind(transport);
    transport.start = async () => {
      const deadline = performance.now() + connectTimeoutMs;
      const hasSign = (): boolean => connection.remoteCandidates.length > 0 || hidden.earlyChecks.length > 0;
      while (!hasSign() && connection.state !== "closed" && performance.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      await start();
    };
  }
}
