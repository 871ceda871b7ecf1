/**
 * A frame's way through the page: whole in memory → acknowledged at once → slot → painted → measured and reported.
 */
import { FrameStream } from "./frame-stream.js";
import { Picture } from "./picture.js";
import { VideoPicture } from "./video-picture.js";

/** @typedef {import("../../shared-schema/messages.ts").FrameHead} FrameHead */
/** @typedef {import("../../shared-schema/messages.ts").VideoFrameHead} VideoFrameHead */
/** @typedef {import("./latency.js").LatencyLedger} LatencyLedger */
/** @typedef {import("./picture.js").WaitingFrame} WaitingFrame */
/**
 * @typedef {object} ScreenOptions
 * @property {HTMLCanvasElement} canvas
 * @property {string} framesUrl
 * @property {string[] | null} formats wished for; null takes the track as it is
 * @property {LatencyLedger} ledger
 * @property {(type: import("../../shared-schema/messages.ts").ClientMessageType, body: object) => void} send to the server, by WebSocket
 * @property {(command: number) => number | null} inputOf local µs of the input that sent a command
 * @property {() => void} firstPicture the session's first picture is on the canvas
 */

/** `shown` goes out at most ten times a second (§8). */
const SHOWN_EVERY_US = 100_000;

export class Screen {
  #options;
  #picture;
  #stream;
  #video;
  #isVideo = false;
  #track = "";
  #client = "";
  #epoch = 0;
  #seq = 0;
  #lastReportUs = 0;
  hasPicture = false;
  format = "rgba8";

  /** @param {ScreenOptions} options */
  constructor(options) {
    this.#options = options;
    this.#picture = new Picture(options.canvas);
    this.#stream = new FrameStream(
      options.framesUrl,
      ({ head, buffer, offset, length, bytes }) => {
        const pixels = new Uint8ClampedArray(buffer, offset, length);
        this.take(head, pixels, bytes, () => this.#stream.recycle(buffer));
      },
      () => this.#wish(),
    );
    this.#video = new VideoPicture({
      paint: (width, height, video) => this.#paintVideo(width, height, video),
      matched: (head, receivedUs, shownUs) => this.#painted({ head, receivedUs }, shownUs),
    });
  }

  /** How frames come, in words. */
  get transport() {
    if (this.#isVideo) return this.#video.isApproximate ? "WebRTC, approximate" : "WebRTC";
    return this.#stream.isOpen ? "fetch stream" : "WebSocket";
  }

  /** Which track is shown. @param {string} track @param {number} aspect width ÷ height before the first frame */
  choose(track, aspect) {
    this.#track = track;
    document.documentElement.style.setProperty("--shape", String(aspect));
  }

  /** A session opened, or this client came back to its own. @param {import("../../shared-schema/messages.ts").Welcome} welcome */
  welcome(welcome) {
    const { resumed } = welcome;
    this.#client = welcome.client;
    if (!resumed || welcome.epoch !== this.#epoch) this.#seq = 0;
    this.#epoch = welcome.epoch;
    this.hasPicture &&= resumed;
    this.#picture.discard();
    // A link by WebRTC has no frames to stream: its pictures are on their way as video.
    this.#isVideo = welcome.frames_token === "";
    if (!this.#isVideo) this.#stream.open(welcome.frames_token);
    for (const other of Object.keys(welcome.tracks))
      if (other !== this.#track) this.#options.send("unsubscribe", { track: other });
    if (this.#options.formats !== null && !this.#isVideo) this.#wish();
  }

  /** The track's video is there. @param {MediaStreamTrack} track */
  play(track) {
    this.#video.play(track);
  }

  /** Takes the head of a frame that comes as video. @param {VideoFrameHead} head */
  expect(head) {
    if (head.track !== this.#track || head.epoch < this.#epoch) return;
    this.#epoch = head.epoch;
    this.#seq = head.seq;
    this.format = head.format;
    this.#options.ledger.received(head, 0);
    this.#video.expect(head);
  }

  /** The link has ended, and its frames with it. */
  close() {
    this.#stream.close();
    this.#video.close();
  }

  /**
   * Takes a frame that lies whole in memory.
   * @param {FrameHead} head @param {Uint8ClampedArray<ArrayBuffer>} pixels @param {number} bytes of the whole message
   * @param {() => void} release gives the memory back
   */
  take(head, pixels, bytes, release) {
    if (head.track !== this.#track || head.epoch < this.#epoch) return release();
    this.#options.send("seen", { track: head.track, epoch: head.epoch, seq: head.seq });
    if (head.epoch === this.#epoch && head.seq <= this.#seq) return release();
    if (head.epoch > this.#epoch) this.#picture.discard();
    this.#epoch = head.epoch;
    this.#seq = head.seq;
    this.format = head.format;
    this.#options.ledger.received(head, bytes);
    const frame = { head, pixels, receivedUs: performance.now() * 1000, release };
    if (this.#picture.offer(frame)) this.#options.ledger.superseded += 1;
  }

  /** Paints the newest frame; once per animation frame. */
  paint() {
    this.#picture.paint((frame, shownUs) => this.#painted(frame, shownUs));
  }

  /** @param {number} width @param {number} height @param {HTMLVideoElement} video */
  #paintVideo(width, height, video) {
    this.#picture.paintVideo(video, width, height);
    this.#options.ledger.superseded = this.#video.passedOver;
    this.#first();
  }

  #first() {
    if (this.hasPicture) return;
    this.hasPicture = true;
    this.#options.firstPicture();
  }

  /** @param {Pick<WaitingFrame, "head" | "receivedUs">} frame @param {number} shownUs */
  #painted({ head, receivedUs }, shownUs) {
    const { ledger, inputOf, send } = this.#options;
    const inputUs = ledger.painted(head, receivedUs, shownUs, head.driver === this.#client, inputOf);
    this.#first();
    if (shownUs - this.#lastReportUs < SHOWN_EVERY_US) return;
    this.#lastReportUs = shownUs;
    send("shown", {
      track: head.track,
      epoch: head.epoch,
      seq: head.seq,
      received_us: whole(receivedUs),
      shown_us: whole(shownUs),
      input_us: inputUs === null ? undefined : whole(inputUs),
    });
  }

  /** Subscribes with this page's wishes, which also lets frames flow again after their stream broke. */
  #wish() {
    this.#options.send("subscribe", { track: this.#track, formats: this.#options.formats ?? undefined });
  }
}

/** @param {number} us */
const whole = (us) => Math.max(0, Math.round(us));
