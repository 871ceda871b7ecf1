/** H.264 and VP8 by FFmpeg (`node-av`), where the user has installed it: its binary is GPL-3. */
import { type I420, makeI420, writeI420 } from "./i420.ts";
import type { AvContext, AvFrame, AvPacket, NodeAv } from "./node-av.ts";
import {
  type CodedPicture,
  type EncoderLibrary,
  type EncoderSettings,
  keyframePercent,
  type PictureEncoder,
  type SourcePicture,
} from "./picture-encoder.ts";

const YUV420P = 0;
const PICTURE_I = 1;
const KEY_FLAG = 1;
const LOG_ERROR = 16;
const MOST_KEY_BITS = 96 * 1150 * 8;
/** A typed name, so that the compiler does not look for a package that is not there. */
const PACKAGE: string = "node-av/lib";

const NAMES = { h264: "libx264", vp8: "libvpx" } as const;

/** @throws when the package is not installed or can't run here. */
export async function loadNativeLibrary(): Promise<EncoderLibrary> {
  const av = (await import(PACKAGE)) as NodeAv;
  av.Log.setLevel(LOG_ERROR);
  return {
    name: "FFmpeg (node-av)",
    codecs: (["h264", "vp8"] as const).filter((codec) => av.Codec.findEncoderByName(NAMES[codec]) !== null),
    pixelsPerSecond: 1920 * 1080 * 60,
    open: async (settings) => new NativeEncoder(av, settings),
  };
}

class NativeEncoder implements PictureEncoder {
  readonly #av: NodeAv;
  readonly #planes: I420;
  readonly #frame: AvFrame;
  readonly #packet: AvPacket;
  #settings: EncoderSettings;
  #context: AvContext;

  constructor(av: NodeAv, settings: EncoderSettings) {
    this.#av = av;
    this.#settings = settings;
    this.#planes = makeI420(settings.width, settings.height);
    this.#frame = new av.Frame();
    this.#frame.alloc();
    this.#frame.width = settings.width;
    this.#frame.height = settings.height;
    this.#frame.format = YUV420P;
    if (this.#frame.getBuffer(32) < 0) throw new Error("FFmpeg could not allocate a picture.");
    this.#packet = new av.Packet();
    this.#packet.alloc();
    this.#context = this.#open();
  }

  // Everything of one context is called synchronously: overlapping calls of node-av crash the process.
  async encode(picture: SourcePicture, pts: number, asKey: boolean): Promise<CodedPicture | null> {
    writeI420(picture.pixels, picture.width, picture.height, this.#planes);
    this.#frame.makeWritable();
    this.#copyPlanes();
    this.#frame.pts = BigInt(pts);
    this.#frame.pictType = asKey ? PICTURE_I : 0;
    const sent = this.#context.sendFrameSync(this.#frame);
    if (sent < 0) throw new Error(`FFmpeg refused a picture (${sent}).`);
    let coded: CodedPicture | null = null;
    while (this.#context.receivePacketSync(this.#packet) >= 0) {
      const { data, flags } = this.#packet;
      if (data !== null) coded = { bytes: Uint8Array.from(data), isKey: (flags & KEY_FLAG) !== 0 };
      this.#packet.unref();
    }
    return coded;
  }

  async setBitrate(bitrate: number): Promise<void> {
    this.#settings = { ...this.#settings, bitrate };
    if (this.#settings.codec === "h264") {
      // x264 follows a new rate while it runs; libvpx ignores it and has to be opened anew.
      this.#context.bitRate = BigInt(bitrate);
      this.#context.rcMaxRate = BigInt(bitrate);
      return;
    }
    this.#context.freeContext();
    this.#context = this.#open();
  }

  async close(): Promise<void> {
    this.#context.freeContext();
    this.#packet.free();
    this.#frame.free();
  }

  #open(): AvContext {
    const { Codec, CodecContext, Rational } = this.#av;
    const { codec, width, height, fps, bitrate } = this.#settings;
    const encoder = Codec.findEncoderByName(NAMES[codec]);
    if (encoder === null) throw new Error(`This FFmpeg has no ${NAMES[codec]}.`);
    const context = new CodecContext();
    context.allocContext3(encoder);
    context.width = width;
    context.height = height;
    context.pixelFormat = YUV420P;
    context.timeBase = new Rational(1, 90_000);
    context.framerate = new Rational(Math.max(1, Math.round(fps)), 1);
    context.bitRate = BigInt(bitrate);
    context.rcMaxRate = BigInt(bitrate);
    // Also bounds key frames, which must stay below the packets that are kept for retransmission.
    context.rcBufferSize = Math.min(Math.round(bitrate / 2), MOST_KEY_BITS);
    context.gopSize = 30_000;
    context.maxBFrames = 0;
    context.threadCount = 1;
    // Options are set one by one: a dictionary given to open2Sync is freed twice.
    for (const [name, value] of Object.entries(codec === "h264" ? H264_OPTIONS : this.#vp8Options))
      context.setOption(name, value);
    const opened = context.open2Sync(encoder, null);
    if (opened < 0) throw new Error(`FFmpeg could not open ${NAMES[codec]} (${opened}).`);
    return context;
  }

  get #vp8Options(): Readonly<Record<string, string>> {
    return {
      deadline: "realtime",
      "cpu-used": "-8",
      "lag-in-frames": "0",
      "error-resilient": "1",
      "max-intra-rate": String(keyframePercent(this.#settings)),
    };
  }

  #copyPlanes(): void {
    const { width, height, bytes } = this.#planes;
    const planes = this.#frame.data ?? [];
    let from = 0;
    for (const [i, plane] of planes.slice(0, 3).entries()) {
      const [wide, tall] = i === 0 ? [width, height] : [width / 2, height / 2];
      const stride = this.#frame.linesize[i] ?? wide;
      for (let y = 0; y < tall; y++, from += wide) plane.set(bytes.subarray(from, from + wide), y * stride);
    }
  }
}

const H264_OPTIONS: Readonly<Record<string, string>> = {
  preset: "ultrafast",
  tune: "zerolatency",
  profile: "baseline",
  "forced-idr": "1",
  "x264-params": "repeat-headers=1",
};
