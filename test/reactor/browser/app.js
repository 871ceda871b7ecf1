// What a page that uses Reactor's client looks like: it connects, shows the track, sends commands, hears messages.
import { Reactor } from "@reactor-team/js-sdk";
import { readBarcode } from "../../../server/models/testcard/barcode.ts";

/** Makes a client; `options` as the SDK documents them. Everything that happens is kept. */
function makeApp(options) {
  const reactor = new Reactor(options);
  const app = { reactor, statuses: [], messages: [], runtime: [], errors: [], tracks: [] };
  const video = document.body.appendChild(document.createElement("video"));
  Object.assign(video, { autoplay: true, muted: true, playsInline: true });
  reactor.on("statusChanged", (status) => app.statuses.push(status));
  reactor.on("message", (message) => app.messages.push(message));
  reactor.on("runtimeMessage", (message) => app.runtime.push(message));
  reactor.on("error", (error) => app.errors.push(`${error.code} ${error.message}`));
  reactor.on("trackReceived", (name, track, stream) => {
    app.tracks.push(`${name} ${track.kind}`);
    video.srcObject = stream;
  });
  // The newest picture's barcode, or null.
  app.barcode = () => {
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0) return null;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas.drawImage(video, 0, 0);
    return readBarcode(canvas.getImageData(0, 0, width, height).data, width, height);
  };
  return app;
}

window.makeApp = makeApp;
