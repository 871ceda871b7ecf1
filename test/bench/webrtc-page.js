// What the `webrtc` bench runs in Chromium: plays a WHEP endpoint and says, for every picture received, when it was ready
// and when its pixels could be read. Times are microseconds of the page's clock and of the senders' alike. Pictures are
// read as they leave the decoder: a video element would add the wait for the screen's next refresh, and drawing one to
// read it back some milliseconds of a software renderer.
import { readBarcode } from "../../server/models/testcard/barcode.ts";

/** @param endpoint of WHEP; `codec`: the only one offered, or all when it is empty. */
window.play = async (endpoint, codec) => {
  const startMs = performance.now();
  const pc = new RTCPeerConnection();
  const run = { pc, pictures: [], firstMs: 0, connectedMs: 0, answeredMs: 0 };
  const transceiver = pc.addTransceiver("video", { direction: "recvonly" });
  if (codec !== "") {
    const { codecs } = RTCRtpReceiver.getCapabilities("video");
    const wanted = codecs.filter(({ mimeType }) => [`video/${codec}`, "video/rtx"].includes(mimeType.toLowerCase()));
    transceiver.setCodecPreferences(wanted);
  }
  pc.onconnectionstatechange = () => {
    if (pc.connectionState === "connected" && run.connectedMs === 0) run.connectedMs = performance.now() - startMs;
  };
  const first = new Promise((resolve) => {
    pc.ontrack = ({ track }) => {
      void watch(run, track, startMs, resolve);
    };
  });
  await pc.setLocalDescription();
  const response = await fetch(`${endpoint}/whep`, {
    method: "POST",
    headers: { "Content-Type": "application/sdp" },
    body: pc.localDescription.sdp,
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const sdp = await response.text();
  await pc.setRemoteDescription({ type: "answer", sdp });
  run.answeredMs = performance.now() - startMs;
  await first;
  window.run = run;
  return { answeredMs: run.answeredMs, connectedMs: run.connectedMs, firstMs: run.firstMs };
};

async function watch(run, track, startMs, resolve) {
  // A picture right behind another waits here, so that only what never came counts as a drop.
  const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 10 }).readable.getReader();
  for (;;) {
    const { value: picture } = await reader.read();
    if (picture === undefined) return;
    if (run.firstMs === 0) {
      run.firstMs = performance.now() - startMs;
      resolve();
    }
    const barcode = await barcodeOf(picture);
    const readMs = performance.now();
    picture.close();
    if (barcode !== null) run.pictures.push([barcode.frame, barcode.commands, readMs]);
  }
}

/** Only the barcode's rows are read, and of them the brightness: the barcode is black and white. */
async function barcodeOf(picture) {
  const { width, height } = picture.visibleRect;
  const rows = 2 * Math.ceil(height / 18 + 1);
  const rect = { x: 0, y: 0, width, height: rows };
  const bytes = new Uint8Array(picture.allocationSize({ rect }));
  const [{ offset, stride }] = await picture.copyTo(bytes, { rect });
  const rgba = new Uint32Array(width * rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) rgba[y * width + x] = 0x010101 * bytes[offset + y * stride + x];
  // The rows' places follow from the whole picture's height.
  return readBarcode(new Uint8Array(rgba.buffer), width, height);
}

/** The pictures since the last call: frame number, ready (ticks), read (ms of this page). */
window.takePictures = () => window.run.pictures.splice(0);

window.stopPlaying = () => {
  window.run.pc.close();
};
