/** What an encoder is to the thread it runs in: rgba8 pictures in, coded pictures out, one after another, none held back. */
import type { VideoCodec } from "../video-codec.ts";

/** How a stream's pictures are made. Sizes are even. */
export interface EncoderSettings {
  readonly codec: VideoCodec;
  /** Size of the coded pictures, px. */
  readonly width: number;
  readonly height: number;
  /** Pictures a second the bitrate is meant for. */
  readonly fps: number;
  /** bit/s */
  readonly bitrate: number;
}

export interface CodedPicture {
  /** One VP8 frame, or the NAL units of one H.264 access unit in Annex B. Owned by the receiver. */
  readonly bytes: Uint8Array;
  readonly isKey: boolean;
}

/** One stream's encoder. Synchronous where it can be; calls do not overlap. */
export interface PictureEncoder {
  /**
   * Encodes a picture, made smaller to the stream's size. `pts` is 90 kHz and grows; `block` > 1 takes detail smaller
   * than so many pixels away. Null: it made nothing of it.
   */
  encode(picture: SourcePicture, pts: number, asKey: boolean, block: number): Promise<CodedPicture | null>;
  /** Changes the bitrate; may cost a key frame. */
  setBitrate(bitrate: number): Promise<void>;
  close(): Promise<void>;
}

/** A picture where it lies: rgba8, rows top-down. */
export interface SourcePicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What encodes each codec, by the library's own name for it; the codec to prefer first. */
export type Encoders = Readonly<Partial<Record<VideoCodec, string>>>;

/**
 * libvpx's `cpu-used`. Negative: this speed always, whatever the machine does meanwhile. On pictures that move, -14 takes a
 * third to half of the time of -8 and gives the same quality (50.5 and 49.5 dB on scenery, 30.4 and 30.5 on grain).
 */
export const VP8_SPEED = "-14";

/** Makes encoders of one library. */
export interface EncoderLibrary {
  /** Those that work here. */
  readonly encoders: Encoders;
  open(settings: EncoderSettings): Promise<PictureEncoder>;
}

/**
 * Bit/s of a key frame, as a percentage of a frame's share: it must stay below the 128 packets that are sent again at once,
 * which is about what a receiver's socket takes in one burst.
 */
export function keyframePercent({ bitrate, fps }: EncoderSettings, packets = 96, packetBytes = 1150): number {
  const frameBits = bitrate / Math.max(1, fps);
  return Math.max(150, Math.min(1500, Math.floor((packets * packetBytes * 8 * 100) / frameBits)));
}
