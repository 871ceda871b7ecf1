/** The encoder libraries there are, by name: which are installed, what they carry, and how each is loaded. */
import type { EncoderLibrary, Encoders } from "./picture-encoder.ts";

export type LibraryName = "native" | "wasm";

/**
 * Loads a library in the thread that will use it; `encoders` as an earlier load found them, or null to look for them.
 * @throws when it can't run here.
 */
export async function loadLibrary(name: LibraryName, encoders: Encoders | null): Promise<EncoderLibrary> {
  if (name === "native") return (await import("./native-library.ts")).loadNativeLibrary(encoders);
  return (await import("./wasm-library.ts")).loadWasmLibrary();
}

const PACKAGES: Readonly<Record<LibraryName, string>> = { native: "node-av", wasm: "@libav.js/variant-webm" };

/** Whether a library's package is installed; whether it runs shows when it is loaded. */
export function isInstalled(name: LibraryName): boolean {
  try {
    import.meta.resolve(PACKAGES[name]);
    return true;
  } catch {
    return false;
  }
}

/** Pixels a second that one thread of a modest machine carries beside the model; larger pictures are made smaller. */
export const PIXELS_PER_SECOND: Readonly<Record<LibraryName, number>> = {
  native: 1920 * 1080 * 60,
  wasm: 640 * 360 * 30,
};
