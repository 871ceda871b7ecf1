/** A peer's in tracks: packets → decoder → `frame` messages, as if the client had sent its pictures by WebSocket. */
import type { ClientMessage } from "../../shared-schema/messages.ts";
import type { TrackDecoding, VideoDecoding } from "../media/video-decoding.ts";
import type { InTrack } from "./werift/peer-tracks.ts";

/** An in track's bounds, px. */
export interface InSize {
  readonly maxWidth: number;
  readonly maxHeight: number;
}

export interface PeerInputsOptions {
  readonly ins: readonly InTrack[];
  readonly decoding: VideoDecoding;
  /** Bounds of an in track; null when the model has none of this name any more. */
  readonly sizeOf: (name: string) => InSize | null;
  readonly deliver: (frame: ClientMessage) => void;
}

export class PeerInputs {
  readonly #options: PeerInputsOptions;
  readonly #open = new Map<InTrack, TrackDecoding>();
  #isDriving = false;

  constructor(options: PeerInputsOptions) {
    this.#options = options;
    for (const track of options.ins) track.onPacket((packet) => this.#of(track)?.packet(packet));
  }

  /** Only the driver's pictures count: nobody else's are decoded. */
  setDriving(isDriving: boolean): void {
    this.#isDriving = isDriving;
    if (!isDriving) this.close();
  }

  close(): void {
    this.#isDriving = false;
    for (const decoding of this.#open.values()) decoding.close();
    this.#open.clear();
  }

  /** The track's decoder, begun with its first packet; null where it is of no use. */
  #of(track: InTrack): TrackDecoding | null {
    const known = this.#open.get(track);
    if (known !== undefined || !this.#isDriving) return known ?? null;
    const size = this.#options.sizeOf(track.name);
    if (size === null) return null;
    let seq = 0;
    const decoding = this.#options.decoding.open(track.codec, {
      ...size,
      picture: (width, height, payload) => {
        seq++;
        const body = { track: track.name, seq, width, height, format: "rgba8" };
        this.#options.deliver({ type: "frame", body, payload });
      },
      wantKeyframe: () => track.wantKeyframe(),
    });
    this.#open.set(track, decoding);
    return decoding;
  }
}
