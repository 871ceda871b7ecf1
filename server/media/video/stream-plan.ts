/** Track and wish → how a stream's pictures are made: size, rate, bitrate. No IO. */
import type { Wish } from "../../../shared-schema/messages.ts";
import type { EncoderSettings } from "./picture-encoder.ts";

/** What a stream is planned from. */
export interface PlannedTrack {
  readonly width: number;
  readonly height: number;
  /** 0: as fast as the model. */
  readonly fps: number;
}

/** A free-running track's pictures are taken at this rate at most; so are those of a faster one. */
const MOST_FPS = 60;
/** Pictures are first sent less often, then made smaller: below this rate motion falls apart. */
const KEPT_FPS = 30;
/** Bits for each pixel of each picture: about 35 dB on natural pictures with a realtime encoder. */
const BITS_PER_PIXEL = 0.22;
const LEAST_BITRATE = 400_000;
const MOST_BITRATE = 12_000_000;

/** Makes the settings of a stream; `pixelsPerSecond` is what its encoder carries. */
export function planStream(
  track: PlannedTrack,
  wish: Wish,
  codec: EncoderSettings["codec"],
  pixelsPerSecond: number,
): EncoderSettings {
  const asked = Math.min(track.fps === 0 ? MOST_FPS : track.fps, wish.max_fps ?? MOST_FPS, MOST_FPS);
  let scale = Math.min(
    1,
    (wish.max_width ?? track.width) / track.width,
    (wish.max_height ?? track.height) / track.height,
  );
  const pixels = track.width * scale * track.height * scale;
  const fps = Math.min(asked, Math.max(KEPT_FPS, pixelsPerSecond / pixels));
  scale *= Math.min(1, Math.sqrt(pixelsPerSecond / (pixels * fps)));
  const width = even(track.width * scale);
  const height = even(track.height * scale);
  const bitrate = Math.round(Math.min(MOST_BITRATE, Math.max(LEAST_BITRATE, width * height * fps * BITS_PER_PIXEL)));
  return { codec, width, height, fps: Math.round(fps * 1000) / 1000, bitrate };
}

/** Whether the encoder's speed, and not the wish, makes pictures smaller or fewer than the track's. */
export function isHeldBack(track: PlannedTrack, wish: Wish, plan: EncoderSettings): boolean {
  const free = planStream(track, wish, plan.codec, Number.POSITIVE_INFINITY);
  return plan.width < free.width || plan.height < free.height || plan.fps < free.fps;
}

/** Codecs with half-size chroma need even sizes; encoders want at least 16. */
const even = (size: number): number => Math.max(16, Math.floor((size + 0.5) / 2) * 2);
