/**
 * Keeps what a peer sends over its channels from ending the process: werift throws at what it can't make sense of.
 *
 * For upstream: "SCTP.handleData and RTCSctpTransport.datachannelReceive reject on malformed chunks and messages, which ends
 * the process as an unhandled rejection; and receiveDataChunk keeps pieces of unfinished messages beyond advertisedRwnd."
 */
import type { RTCPeerConnection } from "werift";
import { channelsOf } from "./private-parts.ts";

/** A peer may send a little more than there is room for, to ask whether there is some again. */
const BEYOND_BYTES = 64 * 1024;

/** To be called when the offer is set; `broken` hears of each thing that could not be understood. */
export function guardChannels(pc: RTCPeerConnection, broken: (cause: unknown) => void): void {
  const transport = channelsOf(pc);
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
