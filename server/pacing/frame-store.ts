/** Where the frames of one out track lie until nobody needs them, wherever their model runs. */
export interface FrameStore {
  /** Slots there are. */
  readonly slots: number;
  /** Room in front of a slot's pixels, for the head. */
  readonly headBytes: number;
  /** A whole slot: room for the head, then pixels. A view, no copy. */
  slot(slot: number): Uint8Array;
  /** Its bytes may be overwritten at once. */
  free(slot: number): void;
  /** Tells a free-running model that a client could take a frame at once. */
  want(): void;
}
