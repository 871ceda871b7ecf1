/** What peers need of the encoders: a track's pictures, encoded, in packets, at the viewer's pace. */
import type { FrameHead, TrackInfo, Wish } from "../../shared-schema/messages.ts";
import type { TrackSource, Watching } from "./track-carrier.ts";
import type { VideoCodec } from "./video-codec.ts";

/** Turns tracks into packets; viewers with the same wish share one encoder. */
export interface VideoEncoding {
  /** Codecs pictures can be made in, the best first; empty when no encoder could be loaded. */
  readonly encodes: readonly VideoCodec[];
  /** Why there is no encoder, for people; empty when there is one. */
  readonly problem: string;
  /** For `GET /session`: the library in use, streams under way, and pictures encoded by all streams so far. */
  readonly report?: { readonly library: string; readonly streams: number; readonly pictures: number };
  /** What a viewer with this wish gets: codec as `format`, size, frames a second. */
  describe(source: TrackSource, wish: Wish, codec: VideoCodec): TrackInfo;
  /** A peer is about to connect: what takes time to start may start. */
  prepare(): void;
  /** Ends every encoder; safe to call again. */
  close(): void;
  /** Sends a track's pictures to a viewer until `end`; the first is a key frame. */
  watch(source: TrackSource, wish: Wish, viewer: VideoViewer): Watching;
}

/** One peer's end of one track. */
export interface VideoViewer {
  readonly codec: VideoCodec;
  /**
   * What the peer estimates it can receive of this track, bit/s: its part of what it can receive of all tracks, by what
   * each sends. Null while it has not said.
   */
  readonly receiverBitrate: number | null;
  /** Sends one RTP payload, which must not be written to afterwards. `timestamp`: 90 kHz, modulo 2^32. */
  send(payload: Buffer, timestamp: number, isLast: boolean): void;
  /** Tells which frame became the picture with this timestamp; called once per picture sent. */
  sent(head: FrameHead, timestamp: number): void;
  /** Calls `run` whenever the peer lacks a picture it needs, until the returned function is called or the peer ends. */
  onKeyframeWanted(run: () => void): () => void;
}
