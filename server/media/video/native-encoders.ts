/** FFmpeg's encoders that are used, the fastest first: how each is set up, and a trial of whether it works here. */
import type { VideoCodec } from "../video-codec.ts";
import type { AvContext, NodeAv } from "./node-av.ts";
import { type EncoderSettings, type Encoders, keyframePercent, VP8_SPEED } from "./picture-encoder.ts";

/** FFmpeg's number of planar YUV 4:2:0, which all of them take. */
export const YUV420P = 0;
/** Also bounds key frames, which must stay below the packets that are sent again at once. */
const MOST_KEY_BITS = 96 * 1150 * 8;

export interface NativeKind {
  readonly name: string;
  readonly codec: VideoCodec;
  /** Whether it takes another bitrate while it runs; others are opened anew for it. */
  readonly followsBitrate: boolean;
  options(settings: EncoderSettings): Readonly<Record<string, string>>;
}

/** Those with pictures in the GPU's own memory only (VAAPI, Quick Sync) are not among them. */
export const NATIVE_KINDS: readonly NativeKind[] = [
  {
    name: "h264_nvenc",
    codec: "h264",
    followsBitrate: true,
    options: () => ({
      preset: "p2",
      tune: "ull",
      rc: "cbr",
      zerolatency: "1",
      delay: "0",
      "forced-idr": "1",
      profile: "baseline",
    }),
  },
  {
    name: "h264_videotoolbox",
    codec: "h264",
    followsBitrate: false,
    options: () => ({ realtime: "1", prio_speed: "1", profile: "constrained_baseline", allow_sw: "0" }),
  },
  {
    name: "h264_amf",
    codec: "h264",
    followsBitrate: false,
    options: () => ({
      usage: "ultralowlatency",
      quality: "speed",
      rc: "cbr",
      profile: "constrained_baseline",
      header_insertion_mode: "idr",
      forced_idr: "1",
    }),
  },
  {
    name: "libx264",
    codec: "h264",
    followsBitrate: true,
    options: () => ({
      preset: "ultrafast",
      tune: "zerolatency",
      profile: "baseline",
      "forced-idr": "1",
      "x264-params": "repeat-headers=1",
    }),
  },
  {
    name: "libvpx",
    codec: "vp8",
    // It takes the new one without a word and keeps the old.
    followsBitrate: false,
    options: (settings) => ({
      deadline: "realtime",
      "cpu-used": VP8_SPEED,
      "lag-in-frames": "0",
      "error-resilient": "1",
      "max-intra-rate": String(keyframePercent(settings)),
    }),
  },
];

/**
 * Opens an encoder.
 * @throws when this FFmpeg has none of that name, or it does not work on this machine.
 */
export function openNative(av: NodeAv, kind: NativeKind, settings: EncoderSettings): AvContext {
  const encoder = av.Codec.findEncoderByName(kind.name);
  if (encoder === null) throw new Error(`This FFmpeg has no ${kind.name}.`);
  const { width, height, fps, bitrate } = settings;
  const context = new av.CodecContext();
  context.allocContext3(encoder);
  context.width = width;
  context.height = height;
  context.pixelFormat = YUV420P;
  context.timeBase = new av.Rational(1, 90_000);
  context.framerate = new av.Rational(Math.max(1, Math.round(fps)), 1);
  context.bitRate = BigInt(bitrate);
  context.rcMaxRate = BigInt(bitrate);
  context.rcBufferSize = Math.min(Math.round(bitrate / 2), MOST_KEY_BITS);
  context.gopSize = 30_000;
  context.maxBFrames = 0;
  context.threadCount = 1;
  // Options are set one by one: a dictionary given to open2Sync is freed twice.
  for (const [name, value] of Object.entries(kind.options(settings))) context.setOption(name, value);
  const opened = context.open2Sync(encoder, null);
  if (opened >= 0) return context;
  context.freeContext();
  throw new Error(`FFmpeg could not open ${kind.name} (${opened}).`);
}

/** The first kind of each codec that passes `works`; codecs in the kinds' order. */
export function findEncoders(kinds: readonly NativeKind[], works: (kind: NativeKind) => boolean): Encoders {
  const found: { -readonly [codec in VideoCodec]?: string } = {};
  for (const kind of kinds) if (found[kind.codec] === undefined && works(kind)) found[kind.codec] = kind.name;
  return found;
}
