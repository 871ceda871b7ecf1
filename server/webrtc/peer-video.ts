/** A peer's out tracks, as a link's video: each track the client watches goes into the section its offer has for it. */
import type { FrameHead, TrackInfo, Wish } from "../../shared-schema/messages.ts";
import type { TrackCarrier, TrackSource, Watching } from "../media/track-carrier.ts";
import type { VideoEncoding } from "../media/video-encoding.ts";
import type { OutTrack } from "./werift/peer-tracks.ts";

export class PeerVideo implements TrackCarrier {
  readonly #outs: readonly OutTrack[];
  readonly #encoding: VideoEncoding;
  readonly #sent: (head: FrameHead, timestamp: number) => void;

  /** `sent` hears of every picture that went out. */
  constructor(outs: readonly OutTrack[], encoding: VideoEncoding, sent: (head: FrameHead, timestamp: number) => void) {
    this.#outs = outs;
    this.#encoding = encoding;
    this.#sent = sent;
  }

  describe(source: TrackSource, wish: Wish): TrackInfo | null {
    const out = this.#out(source);
    return out === undefined ? null : this.#encoding.describe(source, wish, out.codec);
  }

  watch(source: TrackSource, wish: Wish): Watching | null {
    const out = this.#out(source);
    if (out === undefined) return null;
    const { format, width, height } = this.#encoding.describe(source, wish, out.codec);
    return this.#encoding.watch(source, wish, {
      codec: out.codec,
      get receiverBitrate() {
        return out.receiverBitrate;
      },
      send: (payload, timestamp, isLast) => out.send(payload, timestamp, isLast),
      // The head says what the peer gets, not what the model made.
      sent: (head, timestamp) => this.#sent({ ...head, format, width, height }, timestamp),
      onKeyframeWanted: (run) => out.onKeyframeWanted(run),
    });
  }

  #out({ name }: TrackSource): OutTrack | undefined {
    return this.#outs.find((out) => out.name === name);
  }
}
