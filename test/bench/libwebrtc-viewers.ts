/** Many viewers at once: libwebrtc's receivers, connected by WHEP and shown nowhere. */
import { libwebrtc, type PeerConnection } from "../support/libwebrtc.ts";

export class LibwebrtcViewers {
  readonly #endpoint: string;
  readonly #peers: PeerConnection[] = [];

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  /** Adds viewers until there are so many. */
  async grow(count: number): Promise<void> {
    while (this.#peers.length < count) await this.#add();
  }

  /** Bytes of video received by all of them so far. */
  async bytes(): Promise<number> {
    let total = 0;
    for (const pc of this.#peers)
      for (const entry of (await pc.getStats()).values())
        if (entry["type"] === "inbound-rtp") total += Number(entry["bytesReceived"]);
    return total;
  }

  close(): void {
    for (const pc of this.#peers.splice(0)) pc.close();
  }

  async #add(): Promise<void> {
    const pc = new libwebrtc.RTCPeerConnection({ iceServers: [] });
    this.#peers.push(pc);
    pc.addTransceiver("video", { direction: "recvonly" });
    await pc.setLocalDescription(await pc.createOffer());
    const response = await fetch(this.#endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/sdp" },
      body: pc.localDescription?.sdp ?? "",
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    await pc.setRemoteDescription({ type: "answer", sdp: await response.text() });
  }
}
