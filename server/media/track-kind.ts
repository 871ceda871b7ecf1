/** What kinds of tracks there are. Another one, such as depth or sound, is one more entry here. */
import type { Format, FrameHead } from "../../shared-schema/messages.ts";

/** How large a frame is: a picture's pixels across and down; of sound it would be samples and channels. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

export interface TrackKind {
  /** In which frames lie in slots, and come in. */
  readonly format: Format;
  /** Bytes of one frame, and how they are counted, for people. */
  bytesOf(size: FrameSize): number;
  readonly rule: string;
  /** What a frame's head says of its form. */
  head(size: FrameSize): Pick<FrameHead, "width" | "height" | "format">;
}

export const TRACK_KINDS = {
  video: {
    format: "rgba8",
    bytesOf: ({ width, height }) => width * height * 4,
    rule: "width × height × 4",
    head: ({ width, height }) => ({ width, height, format: "rgba8" }),
  },
} as const satisfies Readonly<Record<string, TrackKind>>;

export type TrackKindName = keyof typeof TRACK_KINDS;

export const kindOf = ({ kind }: { readonly kind: TrackKindName }): TrackKind => TRACK_KINDS[kind];
