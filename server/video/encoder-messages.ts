/** What the main thread and an encoder's thread say to each other. */
import type { EncoderSettings, SourcePicture } from "./picture-encoder.ts";

export interface EncodeRequest {
  readonly settings: EncoderSettings;
  /** A view of shared memory, read until the answer comes. */
  readonly picture: SourcePicture;
  /** 90 kHz, grows. */
  readonly pts: number;
  readonly asKey: boolean;
}

/** The answer to each request, in order. */
export type EncodeAnswer =
  | { readonly kind: "coded"; readonly bytes: Uint8Array; readonly isKey: boolean }
  /** The encoder made nothing of it. */
  | { readonly kind: "nothing" }
  | { readonly kind: "failed"; readonly reason: string };
