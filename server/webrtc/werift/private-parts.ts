/**
 * What this folder takes of werift beyond its types: members they leave out, and members that are replaced or written.
 * Every cast into werift stands here, and every such member is looked for at start.
 */
import type { RTCDtlsTransport, RTCIceTransport, RTCPeerConnection, RTCRtpSender, UdpTransport } from "werift";

export type Address = readonly [host: string, port: number];

export interface Check {
  readonly attributesKeys: readonly string[];
  getAttributeValue(name: string): unknown;
}

export interface Protocol {
  readonly onRequestReceived: { execute(check: Check, from: Address, bytes: Buffer): void };
  /** Only of sockets: through TURN comes what the relay was asked to let through. */
  datagramReceived?(bytes: Buffer, from: Address): void;
}

export interface Pair {
  readonly protocol: Protocol;
  readonly nominated: boolean;
  readonly remoteCandidate: { readonly host: string; readonly port: number };
}

export interface IceConnection {
  readonly localUsername: string;
  readonly localPassword: string;
  readonly remoteCandidates: readonly Pair["remoteCandidate"][];
  /** Checks that came before the answer was set. */
  readonly earlyChecks: readonly (readonly [check: unknown, from: Address])[];
  readonly checkList: readonly Pair[];
  nominated: Pair | undefined;
  stunServer?: unknown;
  ensureProtocol(protocol: Protocol): void;
  gatherCandidates(): Promise<void>;
}

export interface Association {
  handleData(data: Buffer): Promise<void>;
  receiveDataChunk(chunk: { readonly userData: Buffer }): void;
  /** Bytes the peer may still send before messages are complete. */
  readonly advertisedRwnd: number;
  readonly onReceive: {
    allUnsubscribe(): void;
    subscribe(run: (stream: number, protocol: number, data: Buffer) => void): void;
  };
}

export interface Channels {
  readonly sctp: Association;
  datachannelReceive(stream: number, protocol: number, data: Buffer): Promise<void>;
}

export interface Sender {
  trackId: string;
  readonly rtxPayloadType?: number;
  /** The middle 32 bits of the last report's time, by which the peer names it. */
  lastSRtimestamp: number;
  handleRtcpPacket: RTCRtpSender["handleRtcpPacket"];
}

type Openable<Made> = new (type: "udp4" | "udp6", options: Parameters<typeof UdpTransport.init>[1]) => Made;

/** What is done with a member. */
export type Use = "read" | "written" | "replaced";
type Uses<Part> = Readonly<Record<keyof Part, Use>>;

/** Every member, by werift's name of what has it; a member more or less than the types above does not compile. */
export const MEMBERS = {
  Connection: {
    localUsername: "read",
    localPassword: "read",
    remoteCandidates: "read",
    earlyChecks: "read",
    checkList: "read",
    nominated: "written",
    stunServer: "written",
    ensureProtocol: "replaced",
    gatherCandidates: "replaced",
  } satisfies Uses<IceConnection>,
  StunProtocol: { onRequestReceived: "replaced", datagramReceived: "replaced" } satisfies Uses<Protocol>,
  RTCIceTransport: { start: "replaced" } satisfies Uses<Pick<RTCIceTransport, "start">>,
  RTCSctpTransport: { sctp: "read", datachannelReceive: "read" } satisfies Uses<Channels>,
  SCTP: {
    handleData: "replaced",
    receiveDataChunk: "replaced",
    advertisedRwnd: "read",
    onReceive: "replaced",
  } satisfies Uses<Association>,
  RTCRtpSender: {
    trackId: "written",
    rtxPayloadType: "read",
    lastSRtimestamp: "written",
    handleRtcpPacket: "replaced",
  } satisfies Uses<Sender>,
  RTCDtlsTransport: { sendRtcp: "replaced" } satisfies Uses<Pick<RTCDtlsTransport, "sendRtcp">>,
  UdpTransport: { init: "replaced" } satisfies Uses<Pick<typeof UdpTransport, "init">>,
} as const;

export function iceOf(transport: RTCIceTransport): IceConnection {
  return transport.connection as unknown as IceConnection;
}

/** Undefined where the peer has no data channels. */
export function channelsOf(pc: RTCPeerConnection): Channels | undefined {
  return pc.sctpTransport as unknown as Channels | undefined;
}

export function senderOf(sender: RTCRtpSender): Sender {
  return sender as unknown as Sender;
}

/** `init` makes transports by a constructor that the types hide. */
export function openable<Made>(made: typeof UdpTransport): Openable<Made> {
  return made as unknown as Openable<Made>;
}
