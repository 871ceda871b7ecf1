// What the `webrtc` bench runs in Chromium: plays a WHEP endpoint and says, for every picture shown, when it was ready
// and when its pixels could be read. Times are microseconds of the page's clock and of the senders' alike.
import { readBarcode } from "../../server/models/testcard/barcode.ts";

/** @param endpoint of WHEP; `codec`: the only one offered, or all when it is empty. */
window.play = async (endpoint, codec) => {
  const startMs = performance.now();
  const pc = new RTCPeerConnection();
  const video = Object.assign(document.createElement("video"), { autoplay: true, muted: true, playsInline: true });
  document.body.append(video);
  const run = { pc, video, pictures: [], firstMs: 0, connectedMs: 0, answeredMs: 0 };
  const transceiver = pc.addTransceiver("video", { direction: "recvonly" });
  if (codec !== "") {
    const { codecs } = RTCRtpReceiver.getCapabilities("video");
    const wanted = codecs.filter(({ mimeType }) => [`video/${codec}`, "video/rtx"].includes(mimeType.toLowerCase()));
    transceiver.setCodecPreferences(wanted);
  }
  pc.ontrack = ({ track }) => {
    video.srcObject = new MediaStream([track]);
  };
  pc.onconnectionstatechange = () => {
    if (pc.connectionState === "connected" && run.connectedMs === 0) run.connectedMs = performance.now() - startMs;
  };
  const first = new Promise((resolve) => {
    watch(run, startMs, resolve);
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

function watch(run, startMs, resolve) {
  const { video } = run;
  // Only the barcode's rows are read back.
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const look = () => {
    const { videoWidth: width, videoHeight: height } = video;
    if (run.firstMs === 0) {
      run.firstMs = performance.now() - startMs;
      resolve();
    }
    Object.assign(canvas, width === canvas.width && height === canvas.height ? {} : { width, height });
    const rows = Math.ceil((height * 2) / 18) + 1;
    context.drawImage(video, 0, 0, width, rows, 0, 0, width, rows);
    const { data } = context.getImageData(0, 0, width, rows);
    const readMs = performance.now();
    // The rows' places follow from the whole picture's height.
    const barcode = readBarcode(data, width, height);
    if (barcode !== null) run.pictures.push([barcode.frame, barcode.commands, readMs]);
    if (run.pc.signalingState !== "closed") video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
}

/** The pictures since the last call: frame number, ready (ticks), read (ms of this page). */
window.takePictures = () => window.run.pictures.splice(0);

window.stopPlaying = () => {
  window.run.pc.close();
  window.run.video.remove();
};
