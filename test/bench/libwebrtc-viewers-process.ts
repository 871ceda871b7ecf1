/** The viewers of `LibwebrtcViewers`: adds some when told a number, and answers with the bytes received so far. */
import { libwebrtc, type PeerConnection } from "../support/libwebrtc.ts";

const [endpoint = ""] = process.argv.slice(2);
const peers: PeerConnection[] = [];

process.on("message", async ({ count }: { readonly count: number }) => {
  while (peers.length < count) await add();
  process.send?.(await bytes());
});

async function add(): Promise<void> {
  const pc = new libwebrtc.RTCPeerConnection({ iceServers: [] });
  peers.push(pc);
  pc.addTransceiver("video", { direction: "recvonly" });
  await pc.setLocalDescription(await pc.createOffer());
  // Without an estimate of theirs the bitrate stays as planned: a machine that decodes all of them is no slow network.
  const offer = (pc.localDescription?.sdp ?? "").replace(/^a=rtcp-fb:\d+ (goog-remb|transport-cc)\r\n/gm, "");
  const headers = { "Content-Type": "application/sdp" };
  const response = await fetch(endpoint, { method: "POST", headers, body: offer });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  await pc.setRemoteDescription({ type: "answer", sdp: await response.text() });
}

async function bytes(): Promise<number> {
  let total = 0;
  for (const pc of peers)
    for (const entry of (await pc.getStats()).values())
      if (entry["type"] === "inbound-rtp") total += Number(entry["bytesReceived"]);
  return total;
}
