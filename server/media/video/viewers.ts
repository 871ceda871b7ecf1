/** The viewers of a stream: each gets whole pictures only, from a key frame on. */
import type { FrameHead } from "../../../shared-schema/messages.ts";
import type { VideoViewer } from "../video-encoding.ts";

/** One viewer's place. */
export class Place {
  readonly viewer: VideoViewer;
  /** Whether it has had a key frame. */
  hasStarted = false;
  isGone = false;
  /** Pictures sent. */
  sent = 0;

  constructor(viewer: VideoViewer) {
    this.viewer = viewer;
  }

  /** A picture's first packet is about to go. */
  begin(head: FrameHead, timestamp: number): void {
    if (this.isGone) return;
    this.sent++;
    this.viewer.sent(head, timestamp);
  }

  send(payload: Buffer, timestamp: number, isLast: boolean): void {
    if (!this.isGone) this.viewer.send(payload, timestamp, isLast);
  }
}

export class Viewers {
  readonly #places = new Set<Place>();

  get size(): number {
    return this.#places.size;
  }

  add(viewer: VideoViewer): Place {
    const place = new Place(viewer);
    this.#places.add(place);
    return place;
  }

  /** Gives false when it was gone already. */
  remove(place: Place): boolean {
    place.isGone = true;
    return this.#places.delete(place);
  }

  /** Who gets the picture that begins now. */
  startPicture(isKey: boolean): readonly Place[] {
    if (isKey) for (const place of this.#places) place.hasStarted = true;
    return [...this.#places].filter((place) => place.hasStarted);
  }

  /** The least that a viewer estimates it can receive, bit/s; null when none has said. */
  get leastBitrate(): number | null {
    const said = [...this.#places].map(({ viewer }) => viewer.receiverBitrate).filter((rate) => rate !== null);
    return said.length === 0 ? null : Math.min(...said);
  }
}
