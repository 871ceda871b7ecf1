/** The part of node-av (FFmpeg for Node) that is used here. It is no dependency: users install it. */

export interface AvFrame {
  width: number;
  height: number;
  format: number;
  pts: bigint;
  pictType: number;
  alloc(): void;
  getBuffer(align: number): number;
  makeWritable(): number;
  free(): void;
  readonly data: readonly Buffer[] | null;
  readonly linesize: readonly number[];
}

export interface AvPacket {
  readonly data: Buffer | null;
  readonly flags: number;
  readonly isKeyframe?: boolean;
  alloc(): void;
  unref(): void;
  free(): void;
}

export interface AvContext {
  width: number;
  height: number;
  pixelFormat: number;
  timeBase: unknown;
  framerate: unknown;
  bitRate: bigint;
  rcMaxRate: bigint;
  rcBufferSize: number;
  gopSize: number;
  maxBFrames: number;
  threadCount: number;
  allocContext3(codec: unknown): void;
  setOption(name: string, value: string): void;
  open2Sync(codec: unknown, options: null): number;
  sendFrameSync(frame: AvFrame | null): number;
  receivePacketSync(packet: AvPacket): number;
  freeContext(): void;
}

export interface NodeAv {
  readonly Codec: { findEncoderByName(name: string): unknown };
  readonly CodecContext: new () => AvContext;
  readonly Frame: new () => AvFrame;
  readonly Packet: new () => AvPacket;
  readonly Rational: new (numerator: number, denominator: number) => unknown;
  readonly Log: { setLevel(level: number): void };
}
