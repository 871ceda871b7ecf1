/** What the main thread and an encoder's thread say to each other. */
import type { EncoderSettings } from "./picture-encoder.ts";

/** A picture where it lies: `pixels` is a view of shared memory, read until the answer comes. */
export interface EncodeRequest {
  readonly settings: EncoderSettings;
  /** rgba8, rows top-down; null encodes the last picture again. */
  readonly picture: { readonly pixels: Uint8Array; readonly width: number; readonly height: number } | null;
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
