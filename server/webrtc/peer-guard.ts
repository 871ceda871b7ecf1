/** Keeps what a peer sends over its channels from ending the process: werift throws at what it can't make sense of. */
import type { RTCPeerConnection } from "werift";

/** Parts of werift that its types leave out. */
interface Association {
  handleData(data: Buffer): Promise<void>;
  receiveDataChunk(chunk: { readonly userData: Buffer }): void;
  /** Bytes the peer may still send before messages are complete. */
  readonly advertisedRwnd: number;
  readonly onReceive: {
    allUnsubscribe(): void;
    subscribe(run: (stream: number, protocol: number, data: Buffer) => void): void;
  };
}
interface Transport {
  readonly sctp: Association;
  datachannelReceive(stream: number, protocol: number, data: Buffer): Promise<void>;
}

/** A peer may send a little more than there is room for, to ask whether there is some again. */
const BEYOND_BYTES = 64 * 1024;

/** To be called when the offer is set; `broken` hears of each thing that could not be understood. */
export function guardChannels(pc: RTCPeerConnection, broken: (cause: unknown) => void): void {
  const transport = pc.sctpTransport as unknown as Transport | undefined;
  if (transport === undefined) return;
  const { sctp } = transport;
  const handle = sctp.handleData.bind(sctp);
  sctp.handleData = async (data) => {
    await handle(data).catch(broken);
  };
  // werift says how much room there is for unfinished messages and takes whatever comes.
  const receive = sctp.receiveDataChunk.bind(sctp);
  sctp.receiveDataChunk = (chunk) => {
    if (sctp.advertisedRwnd + BEYOND_BYTES < chunk.userData.byteLength)
      return broken(new Error("More came than there is room for."));
    receive(chunk);
  };
  sctp.onReceive.allUnsubscribe();
  sctp.onReceive.subscribe((stream, protocol, data) => {
    void transport.datachannelReceive(stream, protocol, data).catch(broken);
  });
}
