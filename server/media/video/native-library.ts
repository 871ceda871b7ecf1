/** H.264 and VP8 by FFmpeg (`node-av`), where the user has installed it: its binary is GPL-3. */
import { type I420, makeI420, soften, writeI420 } from "./i420.ts";
import { findEncoders, NATIVE_KINDS, type NativeKind, openNative, YUV420P } from "./native-encoders.ts";
import type { AvContext, AvFrame, AvPacket, NodeAv } from "./node-av.ts";
import { nalUnits } from "./packetize.ts";
import type {
  CodedPicture,
  EncoderLibrary,
  EncoderSettings,
  Encoders,
  PictureEncoder,
  SourcePicture,
} from "./picture-encoder.ts";

const PICTURE_I = 1;
const KEY_FLAG = 1;
/** FFmpeg writes past the streams of a thread; what went wrong is in the codes it gives. */
const LOG_NOTHING = -8;
/** A typed name, so that the compiler does not look for a package that is not there. */
const PACKAGE: string = "node-av/lib";

/** Looks for the encoders that work here, unless `encoders` were found before. @throws when it can't run here. */
export async function loadNativeLibrary(encoders: Encoders | null): Promise<EncoderLibrary> {
  const av = (await import(PACKAGE)) as NodeAv;
  av.Log.setLevel(LOG_NOTHING);
  const found = encoders ?? findEncoders(NATIVE_KINDS, (kind) => isUsable(av, kind));
  if (Object.keys(found).length === 0) throw new Error("FFmpeg (node-av) has no encoder that works on this machine.");
  return {
    encoders: found,
    open: async (settings) => {
      const kind = NATIVE_KINDS.find(({ name }) => name === found[settings.codec]);
      if (kind === undefined) throw new Error(`There is no encoder for ${settings.codec}.`);
      return new NativeEncoder(av, kind, settings);
    },
  };
}

const TRIAL = { width: 320, height: 192, fps: 30, bitrate: 1_000_000 };

/** Whether an encoder opens, gives each picture back at once, and makes whole key frames when they are asked for. */
function isUsable(av: NodeAv, kind: NativeKind): boolean {
  let encoder: NativeEncoder | null = null;
  try {
    encoder = new NativeEncoder(av, kind, { ...TRIAL, codec: kind.codec });
    const pixels = new Uint8Array(TRIAL.width * TRIAL.height * 4);
    for (const [i, isKey] of [true, false, true].entries()) {
      const coded = encoder.encodeNow({ pixels: pixels.fill(60 * i), ...TRIAL }, 3000 * i, isKey);
      if (coded === null || coded.isKey !== isKey) return false;
      if (isKey && kind.codec === "h264" && !hasParameters(coded.bytes)) return false;
    }
    return true;
  } catch {
    // It is not for this machine; the next kind is tried.
    return false;
  } finally {
    encoder?.free();
  }
}

/** Whether a picture carries what a decoder that joins here needs (NAL units of types 7, 8 and 5). */
function hasParameters(picture: Uint8Array): boolean {
  const types = new Set(nalUnits(picture).map(([first = 0]) => first & 0x1f));
  return [7, 8, 5].every((type) => types.has(type));
}

class NativeEncoder implements PictureEncoder {
  readonly #av: NodeAv;
  readonly #kind: NativeKind;
  readonly #planes: I420;
  readonly #frame: AvFrame;
  readonly #packet: AvPacket;
  #settings: EncoderSettings;
  #context: AvContext;

  constructor(av: NodeAv, kind: NativeKind, settings: EncoderSettings) {
    this.#av = av;
    this.#kind = kind;
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
    this.#context = openNative(av, kind, settings);
  }

  async encode(picture: SourcePicture, pts: number, asKey: boolean, block: number): Promise<CodedPicture | null> {
    return this.encodeNow(picture, pts, asKey, block);
  }

  /** Everything of one context is called synchronously: overlapping calls of node-av crash the process. */
  encodeNow(picture: SourcePicture, pts: number, asKey: boolean, block = 1): CodedPicture | null {
    writeI420(picture.pixels, picture.width, picture.height, this.#planes);
    if (block > 1) soften(this.#planes, block);
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
    if (this.#kind.followsBitrate) {
      this.#context.bitRate = BigInt(bitrate);
      this.#context.rcMaxRate = BigInt(bitrate);
      return;
    }
    this.#context.freeContext();
    this.#context = openNative(this.#av, this.#kind, this.#settings);
  }

  async close(): Promise<void> {
    this.free();
  }

  free(): void {
    this.#context.freeContext();
    this.#packet.free();
    this.#frame.free();
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
