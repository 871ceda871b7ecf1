/** What peers need to take video in: packets of a track → pictures. */
import type { VideoCodec } from "./video-codec.ts";

/** One RTP packet of a track that comes in. */
export interface InPacket {
  readonly payload: Buffer;
  readonly sequence: number;
  readonly timestamp: number;
  readonly isLast: boolean;
}

/** Decodes video of peers, off the main thread. */
export interface VideoDecoding {
  /** Codecs that can be decoded, the best first; empty when no decoder could be loaded. */
  readonly decodes: readonly VideoCodec[];
  /** Decodes one track until `close`. */
  open(codec: VideoCodec, events: DecodingEvents): TrackDecoding;
}

export interface DecodingEvents {
  /** Largest picture wanted, px; larger ones are made smaller, keeping their shape. */
  readonly maxWidth: number;
  readonly maxHeight: number;
  /** A picture: rgba8, rows top-down, width × height × 4 bytes that are the receiver's from now on. */
  picture(width: number, height: number, pixels: Uint8Array): void;
  /** A picture was lost: only a key frame helps. */
  wantKeyframe(): void;
}

export interface TrackDecoding {
  packet(packet: InPacket): void;
  close(): void;
}
