/** A WHEP player of Google's WebRTC in Node. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { type Barcode, readBarcode } from "../../server/models/testcard/barcode.ts";
import { libwebrtc, type PeerConnection, watchPictures } from "../support/libwebrtc.ts";

/** Closed peers stay until the process ends, so that @roamhq/wrtc frees nothing of its own while tests run. */
const KEPT: PeerConnection[] = [];

/** Plays the first out track and calls `run` with each barcode that can be read. */
export async function play(
  t: TestContext,
  url: string,
  run: (barcode: Barcode) => void,
): Promise<{ readonly pc: PeerConnection; readonly resource: string }> {
  const pc = new libwebrtc.RTCPeerConnection({ iceServers: [] });
  KEPT.push(pc);
  t.after(() => pc.close());
  pc.ontrack = ({ track }) => {
    t.after(
      watchPictures(track, ({ data, width, height }) => {
        const barcode = readBarcode(data, width, height);
        if (barcode !== null) run(barcode);
      }),
    );
  };
  pc.addTransceiver("video", { direction: "recvonly" });
  await pc.setLocalDescription(await pc.createOffer());
  const response = await fetch(`${url}/whep`, {
    method: "POST",
    headers: { "Content-Type": "application/sdp" },
    body: pc.localDescription?.sdp ?? "",
  });
  assert.equal(response.status, 201);
  await pc.setRemoteDescription({ type: "answer", sdp: await response.text() });
  return { pc, resource: new URL(response.headers.get("location") ?? "", url).href };
}
