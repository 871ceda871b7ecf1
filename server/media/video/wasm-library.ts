/** VP8 by libvpx in WebAssembly (`@libav.js/variant-webm`, LGPL-2.1): no native code, everywhere Node runs. */
import { type I420, makeI420, soften, writeI420 } from "./i420.ts";
import type { LibAv, LibAvFrame } from "./libav.ts";
import {
  type CodedPicture,
  type EncoderLibrary,
  type EncoderSettings,
  keyframePercent,
  type PictureEncoder,
  type SourcePicture,
  VP8_SPEED,
} from "./picture-encoder.ts";

const KEY_FLAG = 1;
const PICTURE_I = 1;

/** @throws when the package is not installed or can't run here. */
export async function loadWasmLibrary(): Promise<EncoderLibrary> {
  const { default: factory } = (await import("@libav.js/variant-webm")) as unknown as {
    default: { LibAV(options: object): Promise<LibAv> };
  };
  // Its own worker or threads would only add hand-overs: this runs in a thread of ours.
  const libav = await factory.LibAV({ noworker: true, nothreads: true });
  await libav.av_log_set_level(16);
  return {
    encoders: { vp8: "libvpx" },
    open: async (settings) => {
      const encoder = new WasmVp8(libav, settings);
      await encoder.start();
      return encoder;
    },
  };
}

class WasmVp8 implements PictureEncoder {
  readonly #libav: LibAv;
  readonly #planes: I420;
  readonly #layout: readonly { offset: number; stride: number }[];
  #settings: EncoderSettings;
  #context = 0;
  #frame = 0;
  #packet = 0;

  constructor(libav: LibAv, settings: EncoderSettings) {
    const { width, height } = settings;
    this.#libav = libav;
    this.#settings = settings;
    this.#planes = makeI420(width, height);
    this.#layout = [
      { offset: 0, stride: width },
      { offset: width * height, stride: width / 2 },
      { offset: (width * height * 5) / 4, stride: width / 2 },
    ];
  }

  async start(): Promise<void> {
    const { width, height, bitrate } = this.#settings;
    const [, context, frame, packet] = await this.#libav.ff_init_encoder("libvpx", {
      ctx: { bit_rate: bitrate, pix_fmt: 0, width, height, gop_size: 30_000 },
      time_base: [1, 90_000],
      options: {
        deadline: "realtime",
        "cpu-used": VP8_SPEED,
        "lag-in-frames": "0",
        "error-resilient": "default",
        "max-intra-rate": String(keyframePercent(this.#settings)),
        maxrate: String(bitrate),
        minrate: String(bitrate),
        bufsize: String(Math.round(bitrate / 2)),
        rc_init_occupancy: String(Math.round(bitrate / 2.5)),
        qmin: "4",
        qmax: "60",
      },
    });
    this.#context = context;
    this.#frame = frame;
    this.#packet = packet;
  }

  async encode(picture: SourcePicture, pts: number, asKey: boolean, block: number): Promise<CodedPicture | null> {
    writeI420(picture.pixels, picture.width, picture.height, this.#planes);
    if (block > 1) soften(this.#planes, block);
    const { width, height, bytes } = this.#planes;
    const frame: LibAvFrame = {
      data: bytes,
      layout: this.#layout,
      format: 0,
      width,
      height,
      pts: pts % 2 ** 32,
      ptshi: Math.floor(pts / 2 ** 32),
      pict_type: asKey ? PICTURE_I : 0,
    };
    const [coded] = await this.#libav.ff_encode_multi(this.#context, this.#frame, this.#packet, [frame]);
    return coded === undefined ? null : { bytes: coded.data, isKey: (coded.flags & KEY_FLAG) !== 0 };
  }

  /** libvpx ignores a new bitrate behind this interface, so the encoder is opened anew. */
  async setBitrate(bitrate: number): Promise<void> {
    await this.close();
    this.#settings = { ...this.#settings, bitrate };
    await this.start();
  }

  async close(): Promise<void> {
    await this.#libav.ff_free_encoder(this.#context, this.#frame, this.#packet);
  }
}
