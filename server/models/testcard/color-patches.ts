/** The 24 patches of the ColorChecker Classic. */

export interface ColorPatch {
  readonly name: string;
  /** 8-bit sRGB. */
  readonly rgb: readonly [red: number, green: number, blue: number];
}

/**
 * In reading order, four rows of six. The values are the manufacturer's nominal 8-bit sRGB ones (X-Rite, formerly
 * GretagMacbeth, "ColorChecker Classic": sRGB, D65).
 */
export const COLOR_PATCHES: readonly ColorPatch[] = [
  { name: "dark skin", rgb: [115, 82, 68] },
  { name: "light skin", rgb: [194, 150, 130] },
  { name: "blue sky", rgb: [98, 122, 157] },
  { name: "foliage", rgb: [87, 108, 67] },
  { name: "blue flower", rgb: [133, 128, 177] },
  { name: "bluish green", rgb: [103, 189, 170] },
  { name: "orange", rgb: [214, 126, 44] },
  { name: "purplish blue", rgb: [80, 91, 166] },
  { name: "moderate red", rgb: [193, 90, 99] },
  { name: "purple", rgb: [94, 60, 108] },
  { name: "yellow green", rgb: [157, 188, 64] },
  { name: "orange yellow", rgb: [224, 163, 46] },
  { name: "blue", rgb: [56, 61, 150] },
  { name: "green", rgb: [70, 148, 73] },
  { name: "red", rgb: [175, 54, 60] },
  { name: "yellow", rgb: [231, 199, 31] },
  { name: "magenta", rgb: [187, 86, 149] },
  { name: "cyan", rgb: [8, 133, 161] },
  { name: "white", rgb: [243, 243, 242] },
  { name: "neutral 8", rgb: [200, 200, 200] },
  { name: "neutral 6.5", rgb: [160, 160, 160] },
  { name: "neutral 5", rgb: [122, 122, 121] },
  { name: "neutral 3.5", rgb: [85, 85, 85] },
  { name: "black", rgb: [52, 52, 52] },
];
