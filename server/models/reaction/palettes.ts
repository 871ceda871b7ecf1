/** Gradients of the reaction model: eight sRGB colours each, from untouched dish to strongest reaction. */

export const PALETTES = {
  lagoon: ["#06141f", "#07263a", "#0a4a63", "#0f7f8c", "#3fb8a6", "#a8e6c1", "#f4f7d9", "#ffffff"],
  ember: ["#0d0607", "#2a0a12", "#5e0f1d", "#a81f1c", "#e2571e", "#f9a03f", "#ffe08a", "#fffbe6"],
  orchid: ["#0c0920", "#1f1147", "#4a1a73", "#8a2a8f", "#d0488f", "#ff8a8a", "#ffc9a3", "#fff4dc"],
  moss: ["#0a120c", "#12241a", "#1e4a2c", "#3f7a36", "#84ab3d", "#cfd363", "#f3edb0", "#fffdf0"],
  porcelain: ["#f4efe4", "#e6e3da", "#bccbd3", "#7fa3c4", "#3f6fae", "#1f3f86", "#12235c", "#0a1238"],
  opal: ["#10131c", "#23325c", "#2b7a8c", "#7cc9a0", "#f2e9a0", "#f5a08c", "#c06cc0", "#f2e6ff"],
} as const;

/** Red, green and blue of `#rrggbb` in linear light, taking sRGB's curve as a square. */
export function linear(color: string): number[] {
  return [1, 3, 5].map((at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2);
}
