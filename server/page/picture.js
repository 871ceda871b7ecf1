/** The picture: a slot for the newest frame, painted at most once per animation frame, at the frame's own size. */

/** @typedef {import("../../shared-schema/messages.ts").FrameHead} FrameHead */
/**
 * @typedef {object} WaitingFrame
 * @property {FrameHead} head
 * @property {Uint8ClampedArray<ArrayBuffer>} pixels
 * @property {number} receivedUs
 * @property {() => void} release gives the pixels' memory back
 */

export class Picture {
  #canvas;
  #context;
  /** @type {WaitingFrame | null} */
  #slot = null;
  #busy = false;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
    const context = canvas.getContext("2d", { alpha: false });
    if (context === null) throw new Error("This browser gives no 2D canvas.");
    this.#context = context;
  }

  /** Puts a frame into the slot. True when it replaced one that was never painted. @param {WaitingFrame} frame */
  offer(frame) {
    const replaced = this.#slot;
    this.#slot = frame;
    replaced?.release();
    return replaced !== null;
  }

  /** Empties the slot: its frame belongs to a past that no longer counts. */
  discard() {
    this.#slot?.release();
    this.#slot = null;
  }

  /**
   * Paints the newest frame, if there is one; to be called in an animation frame.
   * @param {(frame: WaitingFrame, shownUs: number) => void} painted
   */
  paint(painted) {
    const frame = this.#slot;
    if (frame === null || this.#busy) return;
    this.#slot = null;
    const { width, height, format } = frame.head;
    if (format === "jpeg") {
      void this.#paintJpeg(frame, painted);
      return;
    }
    if (frame.pixels.byteLength === width * height * 4) {
      this.#fit(width, height);
      this.#context.putImageData(new ImageData(frame.pixels, width, height), 0, 0);
      painted(frame, performance.now() * 1000);
    }
    frame.release();
  }

  /** Paints what a video shows. @param {HTMLVideoElement} video @param {number} width @param {number} height */
  paintVideo(video, width, height) {
    this.#fit(width, height);
    this.#context.drawImage(video, 0, 0, width, height);
  }

  /** @param {WaitingFrame} frame @param {(frame: WaitingFrame, shownUs: number) => void} painted */
  async #paintJpeg(frame, painted) {
    this.#busy = true;
    try {
      const bitmap = await createImageBitmap(new Blob([frame.pixels], { type: "image/jpeg" }));
      this.#fit(bitmap.width, bitmap.height);
      this.#context.drawImage(bitmap, 0, 0);
      bitmap.close();
      painted(frame, performance.now() * 1000);
    } catch {
      // A damaged picture is skipped: the next one follows by itself.
    } finally {
      this.#busy = false;
      frame.release();
    }
  }

  /** @param {number} width @param {number} height */
  #fit(width, height) {
    if (this.#canvas.width === width && this.#canvas.height === height) return;
    this.#canvas.width = width;
    this.#canvas.height = height;
    document.documentElement.style.setProperty("--shape", String(width / height));
  }
}
