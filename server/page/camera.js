/**
 * This device's camera → an `in` track, at the track's size and pace: as raw frames, newest wins, or as video where the
 * link has a sender for it.
 */
import { make } from "./dom.js";
import { titleOf } from "./words.js";

/** @typedef {import("../../shared-schema/document.ts").TrackDocument} TrackDocument */
/**
 * @typedef {object} CameraActions
 * @property {(body: object, pixels: Uint8Array) => void} send
 * @property {() => boolean} isReady whether a frame may go out: this client drives and the link is not busy
 * @property {(sentence: string) => void} complain
 */

/** Pace when the track names none. */
const DEFAULT_FPS = 30;

export class CameraSource {
  /** The row for the panel. */
  element;
  #track;
  #actions;
  #switch;
  #video = document.createElement("video");
  #canvas = document.createElement("canvas");
  /** @type {MediaStream | null} */
  #stream = null;
  #timer = 0;
  #seq = 0;
  /** @type {RTCRtpSender | null} */
  #sender = null;

  /** @param {TrackDocument} track of direction `in` @param {CameraActions} actions */
  constructor(track, actions) {
    this.#track = track;
    this.#actions = actions;
    this.#canvas.width = track.width;
    this.#canvas.height = track.height;
    this.#video.muted = true;
    this.#video.playsInline = true;
    const id = `track-${track.name}`;
    this.#switch = make("input", { type: "checkbox", id, class: "switch", role: "switch" });
    this.#switch.addEventListener("change", () => void (this.#switch.checked ? this.#start() : this.stop()));
    const label = make("label", { for: id }, titleOf(track.name));
    const hint = `Sends this device's camera to the model, ${track.width} × ${track.height}.`;
    this.element = make(
      "div",
      { class: "command", "data-track": track.name },
      make("div", { class: "label-line" }, label, make("span", { class: "right" }, this.#switch)),
      make("p", { class: "hint" }, hint),
    );
  }

  /** Sends as video from now on, or as raw frames where there is no sender. @param {RTCRtpSender | null} sender */
  attach(sender) {
    this.#sender = sender;
    if (this.#stream !== null) this.#share();
  }

  /** Switches the camera off. */
  stop() {
    void this.#sender?.replaceTrack(null).catch(() => undefined);
    clearInterval(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#video.srcObject = null;
    this.#switch.checked = false;
  }

  async #start() {
    const { width, height, fps } = this.#track;
    try {
      // Browsers offer cameras only to pages on this machine or by https.
      if (navigator.mediaDevices === undefined) throw new Error("Cameras need https, or the server on this machine.");
      this.#stream = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: width }, height: { ideal: height } },
      });
      this.#video.srcObject = this.#stream;
      await this.#video.play();
    } catch (error) {
      this.stop();
      this.#actions.complain(`The camera can't be used: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    this.#share();
    this.#timer = window.setInterval(() => this.#sendFrame(), 1000 / (fps || DEFAULT_FPS));
  }

  /** Lets the sender take what is drawn. A sender whose link has ended takes nothing, and nobody misses it. */
  #share() {
    const [picture] = this.#sender === null ? [] : this.#canvas.captureStream().getVideoTracks();
    if (picture !== undefined) void this.#sender?.replaceTrack(picture).catch(() => undefined);
  }

  #sendFrame() {
    const context = this.#canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    const { videoWidth, videoHeight } = this.#video;
    if (context === null || videoWidth === 0) return;
    if (this.#sender === null && !this.#actions.isReady()) return;
    const { width, height } = this.#canvas;
    // Fill the track's picture; what does not fit is cut off evenly.
    const scale = Math.max(width / videoWidth, height / videoHeight);
    const [wide, tall] = [videoWidth * scale, videoHeight * scale];
    context.drawImage(this.#video, (width - wide) / 2, (height - tall) / 2, wide, tall);
    if (this.#sender !== null) return;
    const { data } = context.getImageData(0, 0, width, height);
    this.#seq += 1;
    const body = {
      track: this.#track.name,
      seq: this.#seq,
      width,
      height,
      format: "rgba8",
      t_us: Math.round(performance.now() * 1000),
    };
    this.#actions.send(body, new Uint8Array(data.buffer));
  }
}
