/** What the main thread and an encoder's thread say to each other. */
import type { LibraryName } from "./libraries.ts";
import type { EncoderSettings, Encoders, SourcePicture } from "./picture-encoder.ts";

export interface EncodeRequest {
  readonly settings: EncoderSettings;
  /** A view of shared memory, read until the answer comes. */
  readonly picture: SourcePicture;
  /** 90 kHz, grows. */
  readonly pts: number;
  readonly asKey: boolean;
}

/** What a thread is started with; `encoders` are those an earlier thread found, or null. */
export interface EncoderThreadData {
  readonly library: LibraryName;
  readonly encoders: Encoders | null;
}

/** The first word of a thread: its library is loaded, and these encoders work. */
export interface EncoderReady {
  readonly kind: "ready";
  readonly encoders: Encoders;
}

/** The answer to each request, in order. */
export type EncodeAnswer =
  | { readonly kind: "coded"; readonly bytes: Uint8Array; readonly isKey: boolean }
  /** The encoder made nothing of it. */
  | { readonly kind: "nothing" }
  | { readonly kind: "failed"; readonly reason: string };
