/** The page's end of the frame stream: starts the worker, follows tokens, opens the stream again when it breaks. */

/** @typedef {import("../../shared-schema/messages.ts").FrameHead} FrameHead */
/**
 * @typedef {object} StreamedFrame
 * @property {FrameHead} head
 * @property {ArrayBuffer} buffer give it back with `recycle`
 * @property {number} offset of the pixels in the buffer
 * @property {number} length of the pixels
 * @property {number} bytes of the whole message
 */

/** After as many failures in a row the frames stay on the WebSocket. */
const TRIES = 3;
const RETRY_MS = 300;

export class FrameStream {
  #url;
  #deliver;
  #ended;
  #worker;
  #token = "";
  #id = 0;
  #failures = 0;
  #timer = 0;
  /** Whether frames come this way, rather than by WebSocket. */
  isOpen = false;

  /**
   * @param {string} url of `/frames`
   * @param {(frame: StreamedFrame) => void} deliver called as soon as a frame lies whole in memory
   * @param {() => void} ended the stream broke while its link stands: the link's frames have ended with it, and the
   *   track has to be subscribed again
   */
  constructor(url, deliver, ended) {
    this.#url = url;
    this.#deliver = deliver;
    this.#ended = ended;
    this.#worker = new Worker(new URL("./frames-worker.js", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#receive(data);
  }

  /** Streams the frames of the link that was welcomed with this token; the same token again changes nothing. @param {string} token */
  open(token) {
    if (token === this.#token) return;
    this.#token = token;
    this.#failures = 0;
    this.#start();
  }

  /** The link has ended, and with it its frames. */
  close() {
    clearTimeout(this.#timer);
    this.#token = "";
    this.isOpen = false;
    this.#id += 1;
    this.#worker.postMessage({ type: "close" });
  }

  /** Gives a frame's memory back to the worker. @param {ArrayBuffer} buffer */
  recycle(buffer) {
    this.#worker.postMessage({ type: "recycle", buffer }, [buffer]);
  }

  #start() {
    clearTimeout(this.#timer);
    this.#id += 1;
    this.#worker.postMessage({ type: "open", url: this.#url, token: this.#token, id: this.#id });
  }

  /** @param {any} data */
  #receive(data) {
    if (data.type === "frame") {
      this.#failures = 0;
      if (this.#token === "") this.recycle(data.buffer);
      else this.#deliver(data);
      return;
    }
    if (data.id !== this.#id) return;
    this.isOpen = data.type === "open";
    if (data.type !== "end") return;
    this.#failures += 1;
    if (data.opened) this.#ended();
    if (this.#failures < TRIES) this.#timer = window.setTimeout(() => this.#start(), RETRY_MS * this.#failures);
  }
}
