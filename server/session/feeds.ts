/** Every out track's feed and who watches it: frame reports of the host in → clients' subscriptions out. */
import type { TrackDocument } from "../../shared-schema/document.ts";
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { TrackInfo, Wish } from "../../shared-schema/messages.ts";
import type { Clock } from "../ground/clock.ts";
import type { FrameReport } from "../host/host.ts";
import { type Encoding, encodingFor, type FrameEncoder, fitted } from "../media/frame-encoding.ts";
import type { TrackSource, Watching } from "../media/track-carrier.ts";
import { kindOf } from "../media/track-kind.ts";
import type { Delivery, FrameSink } from "../pacing/delivery.ts";
import type { FrameStore } from "../pacing/frame-store.ts";
import { SharedFrame } from "../pacing/shared-frame.ts";
import { TrackFeed } from "../pacing/track-feed.ts";
import type { Client } from "./client.ts";

export interface FeedsOptions {
  readonly clock: Clock;
  readonly encoder: FrameEncoder | null;
  readonly warn: (event: string, fields: Record<string, unknown>) => void;
}

export class Feeds {
  readonly #options: FeedsOptions;
  readonly #feeds = new Map<string, { feed: TrackFeed; track: TrackDocument }>();
  #warnedMeta = false;

  constructor(options: FeedsOptions) {
    this.#options = options;
  }

  /** Sets up the out tracks of a model; earlier subscriptions end. */
  setTracks(tracks: readonly TrackDocument[], stores: ReadonlyMap<string, FrameStore>): void {
    this.close();
    for (const track of tracks) {
      const { name } = track;
      const slots = stores.get(name)?.slots;
      if (track.direction !== "out" || slots === undefined) continue;
      const { clock, encoder, warn } = this.#options;
      const onEncodeError = (error: unknown): void => warn("encode_failed", { track: name, error: String(error) });
      this.#feeds.set(name, { track, feed: new TrackFeed({ clock, slots, encoder, onEncodeError }) });
    }
  }

  /** Takes a frame from the host and gives it to whoever watches its track. */
  accept(report: FrameReport, store: FrameStore, epoch: number, driver: string): void {
    const entry = this.#feeds.get(report.track);
    if (entry === undefined) return store.free(report.slot);
    const kind = kindOf(entry.track);
    const head = {
      track: report.track,
      epoch,
      seq: report.seq,
      ...kind.head(report),
      pts_us: report.ptsUs,
      driver,
      command: report.command,
      t: { step_start_us: report.stepStartUs, step_end_us: report.stepEndUs, ready_us: report.readyUs },
      ...(report.meta === null ? {} : { meta: report.meta }),
    };
    const frame = new SharedFrame(store, report.slot, head, kind);
    if (!frame.hasMeta && !this.#warnedMeta) {
      this.#warnedMeta = true;
      this.#options.warn("meta_too_large", { track: report.track, seq: report.seq, head_bytes: store.headBytes });
    }
    entry.feed.accept(frame, report.spacingUs);
  }

  startEpoch(): void {
    for (const { feed } of this.#feeds.values()) feed.startEpoch();
  }

  /** Starts what a client's hello wished: the named tracks, or every out track. */
  subscribeAll(client: Client): void {
    client.unsubscribeAll();
    for (const [name, wish] of this.#wishesOf(client)) this.#start(client, name, wish);
  }

  /**
   * Starts or changes one track of a client.
   * @throws ProtocolError `unknown_track`.
   */
  subscribe(client: Client, track: string, wish: Wish): void {
    this.#require(track);
    this.#remember(client).set(track, wish);
    this.#start(client, track, wish);
  }

  /** @throws ProtocolError `unknown_track`. */
  unsubscribe(client: Client, track: string): void {
    this.#require(track);
    this.#remember(client).delete(track);
    this.#stop(client, track);
  }

  /** What each watched track looks like for a client, as `welcome.tracks` says it. */
  infoFor(client: Client): Record<string, TrackInfo> {
    const info: Record<string, TrackInfo> = {};
    for (const [name, wish] of this.#wishesOf(client)) {
      const { track, feed } = this.#require(name);
      const { carrier } = client.connection ?? {};
      if (carrier !== undefined) {
        const described = carrier.describe(sourceOf(name, track, feed), wish);
        if (described !== null) info[name] = described;
        continue;
      }
      const encoding = this.#encoding(track, wish);
      const size = encoding === null ? track : fitted(track.width, track.height, encoding);
      const fps = Math.min(track.fps || (wish.max_fps ?? 0), wish.max_fps ?? (track.fps || 0));
      info[name] = { format: encoding?.format ?? kindOf(track).format, width: size.width, height: size.height, fps };
    }
    return info;
  }

  /** Sorts the wishes of a hello into those for tracks there are, and a sentence for each other name. */
  sort(wishes: Readonly<Record<string, Wish>>): {
    readonly known: Map<string, Wish>;
    readonly unknown: ProtocolError[];
  } {
    const known = new Map<string, Wish>();
    const unknown: ProtocolError[] = [];
    for (const [name, wish] of Object.entries(wishes))
      if (this.#feeds.has(name)) known.set(name, wish);
      else unknown.push(this.#unknownTrack(name));
    return { known, unknown };
  }

  close(): void {
    for (const { feed } of this.#feeds.values()) feed.close();
    this.#feeds.clear();
  }

  #start(client: Client, name: string, wish: Wish): void {
    this.#stop(client, name);
    const { feed, track } = this.#require(name);
    const sink: FrameSink = (message, done) => {
      if (client.connection === null) done();
      else client.connection.sendFrame(message, done);
    };
    const { carrier } = client.connection ?? {};
    const watching =
      carrier === undefined
        ? watchAs(feed.add(wish, this.#encoding(track, wish), sink, client.pinsOf(name)), feed)
        : carrier.watch(sourceOf(name, track, feed), wish);
    if (watching !== null) client.subscriptions.set(name, watching);
  }

  #stop(client: Client, name: string): void {
    client.subscriptions.get(name)?.end();
    client.subscriptions.delete(name);
  }

  #encoding(track: TrackDocument, wish: Wish): Encoding | null {
    return encodingFor(wish, { maxWidth: track.max_width, maxHeight: track.max_height }, this.#options.encoder);
  }

  #wishesOf(client: Client): ReadonlyMap<string, Wish> {
    if (client.wishes === null) return new Map([...this.#feeds.keys()].map((name) => [name, {}]));
    // A track may be gone since the wish: a model that was changed is loaded anew after a crash.
    return new Map([...client.wishes].filter(([name]) => this.#feeds.has(name)));
  }

  #remember(client: Client): Map<string, Wish> {
    client.wishes ??= new Map(this.#wishesOf(client));
    return client.wishes;
  }

  #require(name: string): { feed: TrackFeed; track: TrackDocument } {
    const entry = this.#feeds.get(name);
    if (entry !== undefined) return entry;
    throw this.#unknownTrack(name);
  }

  #unknownTrack(name: string): ProtocolError {
    return new ProtocolError(
      "unknown_track",
      `There is no out track "${name}". There is: ${[...this.#feeds.keys()].join(", ")}.`,
      [],
      name,
    );
  }
}

function sourceOf(name: string, track: TrackDocument, feed: TrackFeed): TrackSource {
  return { name, kind: track.kind, width: track.max_width, height: track.max_height, fps: track.fps, feed };
}

function watchAs(delivery: Delivery, feed: TrackFeed): Watching {
  return {
    get counters() {
      return delivery.counters;
    },
    seen: (seq) => feed.seen(delivery, seq),
    end: () => feed.remove(delivery),
  };
}
