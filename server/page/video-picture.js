/**
 * A WebRTC track on the canvas: each picture the browser shows is painted, and matched by its RTP timestamp with the
 * frame it was made from.
 */

/** @typedef {import("../../shared-schema/messages.ts").VideoFrameHead} VideoFrameHead */
/**
 * @typedef {object} VideoEvents
 * @property {(width: number, height: number, video: HTMLVideoElement) => void} paint a new picture is there
 * @property {(head: VideoFrameHead, receivedUs: number, shownUs: number) => void} matched
 */

/** Heads and pictures that wait for their other half; about a second's worth. */
const MOST_WAITING = 64;

export class VideoPicture {
  #events;
  #video = document.createElement("video");
  /** Heads by timestamp, oldest first. @type {Map<number, VideoFrameHead>} */
  #heads = new Map();
  /** Pictures painted whose head is still to come. @type {Map<number, { receivedUs: number, shownUs: number }>} */
  #painted = new Map();
  #callback = 0;
  /** Whether the browser does not tell which picture it shows, so that the newest head is taken for its own. */
  isApproximate = false;
  /** Frames that another overtook, or that were lost, on their way to the screen. */
  passedOver = 0;

  /** @param {VideoEvents} events */
  constructor(events) {
    this.#events = events;
    this.#video.muted = true;
    this.#video.playsInline = true;
  }

  /** @param {MediaStreamTrack} track */
  play(track) {
    this.close();
    this.#video.srcObject = new MediaStream([track]);
    // It starts by itself when data come; a browser that wants a gesture first is asked again by the next click.
    void this.#video.play().catch(() => addEventListener("pointerdown", () => void this.#video.play(), { once: true }));
    this.#await();
  }

  /** Notes what a picture to come, or one just painted, was made from. @param {VideoFrameHead} head */
  expect(head) {
    const painted = this.#painted.get(head.rtp_timestamp);
    if (painted !== undefined) {
      this.#painted.delete(head.rtp_timestamp);
      this.#events.matched(head, painted.receivedUs, painted.shownUs);
      return;
    }
    this.#heads.set(head.rtp_timestamp, head);
    bound(this.#heads);
  }

  /** The link has ended, and its pictures with it. */
  close() {
    this.#video.cancelVideoFrameCallback(this.#callback);
    this.#video.srcObject = null;
    this.#heads.clear();
    this.#painted.clear();
  }

  #await() {
    this.#callback = this.#video.requestVideoFrameCallback((_now, metadata) => {
      this.#await();
      this.#events.paint(metadata.width, metadata.height, this.#video);
      this.#match(metadata, performance.now() * 1000);
    });
  }

  /** @param {VideoFrameCallbackMetadata} metadata @param {number} shownUs */
  #match({ rtpTimestamp, receiveTime }, shownUs) {
    const receivedUs = receiveTime === undefined ? shownUs : receiveTime * 1000;
    this.isApproximate = rtpTimestamp === undefined;
    const timestamp = rtpTimestamp ?? [...this.#heads.keys()].at(-1);
    if (timestamp === undefined) return;
    const head = this.#heads.get(timestamp);
    if (head === undefined) {
      this.#painted.set(timestamp, { receivedUs, shownUs });
      bound(this.#painted);
      return;
    }
    for (const older of this.#heads.keys()) {
      this.#heads.delete(older);
      if (older === timestamp) break;
      this.passedOver += 1;
    }
    this.#events.matched(head, receivedUs, shownUs);
  }
}

/** @param {Map<number, unknown>} waiting */
function bound(waiting) {
  for (const oldest of waiting.keys()) {
    if (waiting.size <= MOST_WAITING) return;
    waiting.delete(oldest);
  }
}
