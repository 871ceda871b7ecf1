/** Tracks that go another way than frame by frame in messages, such as by RTP: what is sent, and what sends it. */
import type { TrackInfo, Wish } from "../../shared-schema/messages.ts";
import type { DeliveryCounters } from "../pacing/delivery.ts";
import type { TrackFeed } from "../pacing/track-feed.ts";
import type { TrackKindName } from "./track-kind.ts";

/** An out track as a carrier needs to know it. */
export interface TrackSource {
  readonly name: string;
  readonly kind: TrackKindName;
  /** Largest frame the track makes; frames a second, 0 when it is as fast as the model. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly feed: Pick<TrackFeed, "add" | "remove" | "repeat" | "seen">;
}

/** Carries a connection's tracks. */
export interface TrackCarrier {
  /** What a client gets of a track with this wish, as `welcome.tracks` says it; null when there is no room for it. */
  describe(source: TrackSource, wish: Wish): TrackInfo | null;
  /** Starts sending a track; null when there is no room for it. */
  watch(source: TrackSource, wish: Wish): Watching | null;
}

/** A track that a client gets, until `end`. */
export interface Watching {
  readonly counters: DeliveryCounters;
  /** All frames up to `seq` of this epoch have arrived. */
  seen(seq: number): void;
  end(): void;
}
