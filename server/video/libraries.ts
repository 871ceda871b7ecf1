/** The encoder libraries there are, by name: which are installed, and how each is loaded. */
import type { Codec, EncoderLibrary } from "./picture-encoder.ts";

export type LibraryName = "native" | "wasm";

/** Loads a library in the thread that will use it. @throws when it can't run here. */
export async function loadLibrary(name: LibraryName): Promise<EncoderLibrary> {
  if (name === "native") return (await import("./native-library.ts")).loadNativeLibrary();
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

/** What each library encodes, best first, and how many pixels a second one of its threads carries. */
export const ABILITIES: Readonly<
  Record<LibraryName, { readonly codecs: readonly Codec[]; readonly pixelsPerSecond: number }>
> = {
  native: { codecs: ["h264", "vp8"], pixelsPerSecond: 1920 * 1080 * 60 },
  // What one thread of a modest machine carries beside the model.
  wasm: { codecs: ["vp8"], pixelsPerSecond: 640 * 360 * 30 },
};
