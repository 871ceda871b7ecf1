/** The part of libav.js that is used here, with its own names. */

export interface LibAvFrame {
  readonly data: Uint8Array;
  readonly layout: readonly { readonly offset: number; readonly stride: number }[];
  readonly format: number;
  readonly width: number;
  readonly height: number;
  readonly pts: number;
  readonly ptshi: number;
  readonly pict_type: number;
}

export interface LibAvPacket {
  readonly data: Uint8Array;
  readonly flags: number;
}

export interface LibAv {
  av_log_set_level(level: number): Promise<void>;
  /** Gives codec, context, frame, packet, frame size. */
  ff_init_encoder(name: string, options: object): Promise<readonly [number, number, number, number, number]>;
  ff_encode_multi(
    context: number,
    frame: number,
    packet: number,
    frames: readonly LibAvFrame[],
  ): Promise<LibAvPacket[]>;
  ff_free_encoder(context: number, frame: number, packet: number): Promise<void>;
}
