/**
 * The baseline of the `webrtc` bench: libwebrtc's own sender with the same pictures, behind the same `POST /whep`.
 * Usage: libwebrtc-sender.ts <width> <height> <fps> <kbit/s>
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { libwebrtc, type PeerConnection, type Track } from "../support/libwebrtc.ts";
import { VideoPicture } from "./video-picture.ts";

const [width = 640, height = 360, fps = 30, kbps = 1500] = process.argv.slice(2).map(Number);
const source = new libwebrtc.nonstandard.RTCVideoSource();
const peers = new Set<PeerConnection>();
let stop: (() => void) | null = null;

const server = createServer(async (request, response) => {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Allow-Headers", "content-type");
  if (request.method !== "POST") return response.end();
  let offer = "";
  for await (const chunk of request) offer += chunk;
  response.writeHead(201, { "Content-Type": "application/sdp" });
  return response.end(await answer(offer));
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`libwebrtc is ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.on("SIGINT", () => process.exit(0));

async function answer(offer: string): Promise<string> {
  const pc = new libwebrtc.RTCPeerConnection({ iceServers: [] });
  peers.add(pc);
  pc.onconnectionstatechange = () => {
    if (!["failed", "closed", "disconnected"].includes(pc.connectionState)) return;
    peers.delete(pc);
    pc.close();
    if (peers.size > 0) return;
    stop?.();
    stop = null;
  };
  await pc.setRemoteDescription({ type: "offer", sdp: withBitrate(offer) });
  (pc as PeerConnection & { addTrack(track: Track): void }).addTrack(source.createTrack());
  await pc.setLocalDescription(await pc.createAnswer());
  const deadline = Date.now() + 3000;
  while (pc.iceGatheringState !== "complete" && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 5));
  stop ??= send();
  return pc.localDescription?.sdp ?? "";
}

/** Without it libwebrtc starts at 300 kbit/s and feels its way up. */
function withBitrate(offer: string): string {
  const start = `x-google-start-bitrate=${kbps};x-google-min-bitrate=${kbps};x-google-max-bitrate=${kbps}`;
  return offer.replace(/^a=rtpmap:(\d+) VP8\/90000\r\n/gm, (line, type) => `${line}a=fmtp:${type} ${start}\r\n`);
}

/** Sends pictures at the rate, paced to absolute times, until the returned function is called. */
function send(): () => void {
  const picture = new VideoPicture(width, height);
  const i420 = { width, height, data: new Uint8Array((width * height * 3) / 2) };
  const startMs = performance.now();
  let n = 0;
  let timer: NodeJS.Timeout | undefined;
  const next = (): void => {
    n++;
    const data = picture.draw(n);
    libwebrtc.nonstandard.rgbaToI420({ width, height, data }, i420);
    source.onFrame(i420);
    timer = setTimeout(next, Math.max(0, startMs + (n * 1000) / fps - performance.now()));
  };
  next();
  return () => clearTimeout(timer);
}
