/** Tracks: the media flows a model declares. */

export interface VideoTrack {
  readonly kind: "video";
  /** From the model's side. */
  readonly direction: "out" | "in";
  /** Pixels of the usual picture. */
  readonly width: number;
  readonly height: number;
  /** Largest picture a frame may have; slots are made for it. */
  readonly maxWidth: number;
  readonly maxHeight: number;
  /** Steps per second the model is paced to; 0 lets it run freely. */
  readonly fps: number;
  readonly alpha: "opaque" | "straight";
  /** How receivers should enlarge the picture. */
  readonly scaling: "smooth" | "crisp";
  /** Most frames one `batch(…)` may hold. */
  readonly maxBatch: number;
}

export interface VideoOptions {
  /** Pixels, 1–16384. */
  readonly width: number;
  readonly height: number;
  /** Frames per second, 0–1000; 0 means as fast as the model computes. Default 30. */
  readonly fps?: number;
  /** Largest size a frame may take later in the session. Default: width and height. */
  readonly maxWidth?: number;
  readonly maxHeight?: number;
  /** `opaque` (default): alpha is 255 everywhere. `straight`: alpha counts, colours are not multiplied by it. */
  readonly alpha?: "opaque" | "straight";
  /** `smooth` (default) or `crisp` for pixel art. */
  readonly scaling?: "smooth" | "crisp";
  /** Most frames in one batch, 1–64. Default 1. */
  readonly maxBatch?: number;
}

export type Tracks = Readonly<Record<string, VideoTrack>>;

/** Declares a video track that leaves the model: `rgba8`, sRGB, rows top-down. */
export function videoOut(options: VideoOptions): VideoTrack {
  return video("out", options);
}

/** Declares a video track that reaches the model, such as a game's camera; read it with `session.input(name)`. */
export function videoIn(options: VideoOptions): VideoTrack {
  return video("in", options);
}

function video(direction: "out" | "in", options: VideoOptions): VideoTrack {
  const { width, height, fps = 30, alpha = "opaque", scaling = "smooth", maxBatch = 1 } = options;
  const { maxWidth = width, maxHeight = height } = options;
  whole("width", width, 1, 16384);
  whole("height", height, 1, 16384);
  whole("maxWidth", maxWidth, width, 16384);
  whole("maxHeight", maxHeight, height, 16384);
  whole("maxBatch", maxBatch, 1, 64);
  if (!(fps >= 0 && fps <= 1000)) throw new RangeError(`A track's fps is 0 (free-running) to 1000; got ${fps}.`);
  return { kind: "video", direction, width, height, maxWidth, maxHeight, fps, alpha, scaling, maxBatch };
}

function whole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`A track's ${name} is a whole number from ${least} to ${most}; got ${value}.`);
}
