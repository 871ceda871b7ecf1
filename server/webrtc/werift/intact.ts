/** Whether the werift that is installed still has what this folder patches and reads: asked once, at start. */
import { readFileSync } from "node:fs";
import { RTCPeerConnection, StunProtocol, UdpTransport } from "werift";
import { channelsOf, iceOf, MEMBERS } from "./private-parts.ts";

type Owner = keyof typeof MEMBERS;

/** werift's version, and members that are not there any more, as `Connection.earlyChecks`. */
export interface Intactness {
  readonly version: string;
  readonly missing: readonly string[];
}

/** Makes a peer that opens no socket, looks, and ends it. */
export function weriftIntact(): Intactness {
  const pc = new RTCPeerConnection({ iceServers: [], iceUseIpv4: false, iceUseIpv6: false });
  pc.createDataChannel("");
  const { sender } = pc.addTransceiver("video", { direction: "sendonly" });
  const [ice] = pc.iceTransports;
  const [dtls] = pc.dtlsTransports;
  const channels = channelsOf(pc);
  const missing = missingMembers({
    Connection: ice && iceOf(ice),
    StunProtocol: new StunProtocol(),
    RTCIceTransport: ice,
    RTCSctpTransport: channels,
    SCTP: channels?.sctp,
    RTCRtpSender: sender,
    RTCDtlsTransport: dtls,
    UdpTransport,
  });
  void pc.close();
  return { version: installedVersion(), missing };
}

/** Members that the owners given do not have; all of an owner that is not there. */
export function missingMembers(owners: Readonly<Record<Owner, object | undefined>>): string[] {
  return (Object.keys(MEMBERS) as Owner[]).flatMap((name) => {
    const owner = owners[name];
    const gone = Object.keys(MEMBERS[name]).filter((member) => owner === undefined || !(member in owner));
    return gone.map((member) => `${name}.${member}`);
  });
}

function installedVersion(): string {
  try {
    const file = new URL("../package.json", import.meta.resolve("werift"));
    return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  } catch {
    return "unknown";
  }
}
