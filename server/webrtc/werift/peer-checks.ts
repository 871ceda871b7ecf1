/**
 * A client's ICE checks, let in only when they are its own: werift answers and follows any check, signed or not, and
 * keeps to the first address that one named. Sources: RFC 8445, sections 7.3 and 8.1; RFC 8489, section 9.1.
 *
 * For upstream: "Connection.checkIncoming takes binding requests without looking at USERNAME and MESSAGE-INTEGRITY, keeps
 * any number of early ones, and an ICE-lite agent stays with the first pair that was nominated; anyone who finds the port
 * can have the media sent to himself."
 */
import type { RTCPeerConnection } from "werift";
import { isSigned } from "../stun-integrity.ts";
import { type Address, type Check, type IceConnection, iceOf, type Pair, type Protocol } from "./private-parts.ts";

/** Addresses one client may have: those it offers, and those its packets are seen to come from. */
const MOST_ADDRESSES = 64;

/** To be called when the offer is set and before the answer is. `isLite`: the client alone decides about the path. */
export function guardChecks(pc: RTCPeerConnection, isLite: boolean): void {
  for (const transport of pc.iceTransports) {
    const connection = iceOf(transport);
    const ensure = connection.ensureProtocol.bind(connection);
    connection.ensureProtocol = (protocol) => {
      const requests = protocol.onRequestReceived;
      const execute = requests.execute.bind(requests);
      requests.execute = (check, from, bytes) => {
        if (!isOfClient(connection, check, bytes) || !hasRoom(connection, from)) return;
        execute(check, from, bytes);
        if (isLite && check.attributesKeys.includes("USE-CANDIDATE")) follow(connection, protocol, from);
      };
      const receive = protocol.datagramReceived?.bind(protocol);
      if (receive !== undefined)
        protocol.datagramReceived = (bytes, from) => {
          // A stranger's handshake would get in the way of the client's.
          if (isStun(bytes) || isKnown(connection, from)) receive(bytes, from);
        };
      ensure(protocol);
    };
  }
}

function isOfClient({ localUsername, localPassword }: IceConnection, check: Check, bytes: Buffer): boolean {
  const username = check.getAttributeValue("USERNAME");
  return typeof username === "string" && username.startsWith(`${localUsername}:`) && isSigned(bytes, localPassword);
}

function hasRoom(connection: IceConnection, from: Address): boolean {
  const { remoteCandidates, earlyChecks } = connection;
  if (earlyChecks.length >= MOST_ADDRESSES) return false;
  return remoteCandidates.length < MOST_ADDRESSES || isKnown(connection, from);
}

/** Whether a signed check came from there, or the client named the address itself. */
function isKnown({ remoteCandidates, earlyChecks }: IceConnection, from: Address): boolean {
  return (
    remoteCandidates.some((one) => isAt(one, from)) ||
    earlyChecks.some(([, [host, port]]) => isAt({ host, port }, from))
  );
}

/** By the first byte. Source: RFC 7983, section 7. */
function isStun(bytes: Buffer): boolean {
  return (bytes[0] ?? 255) <= 3;
}

/** A client whose address changed, by another network or another mapping of its NAT, names the new one. */
function follow(connection: IceConnection, protocol: Protocol, from: Address): void {
  if (connection.nominated === undefined) return;
  const named = connection.checkList.find((pair) => pair.protocol === protocol && isAt(pair.remoteCandidate, from));
  if (named?.nominated === true) connection.nominated = named;
}

function isAt({ host, port }: Pair["remoteCandidate"], [fromHost, fromPort]: Address): boolean {
  return host === fromHost && port === fromPort;
}
