/** Fills numbers with noise as a manifest describes it. */
import type { Random } from "../model/random.ts";
import type { Noise } from "./manifest.ts";

export function fillNoise(into: Float64Array, noise: Noise, random: Random): void {
  for (let i = 0; i < into.length; i++)
    into[i] =
      noise.noise === "uniform" ? random.between(noise.min, noise.max) : noise.mean + noise.deviation * random.normal();
}
