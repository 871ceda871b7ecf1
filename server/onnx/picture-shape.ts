/** Fits a track to the tensor that holds its picture: shape, channels, type and range. */

import { type Fitting, valueText } from "./fitting.ts";
import type { InTrack, OutTrack } from "./manifest.ts";
import { CHANNEL_COUNT, type PictureFormat } from "./picture.ts";
import type { TensorSpec } from "./tensor-store.ts";

const PICTURE_TYPES = ["float32", "float16", "uint8"];
const INDEX_TYPES = ["uint8", "uint16", "int32"];
const MAX_SIDE = 16_384;

/** How the picture lies in the tensor; null, with a problem noted, when it can't. */
export function formatOf(
  fitting: Fitting,
  path: string,
  spec: TensorSpec,
  track: OutTrack | InTrack,
): PictureFormat | null {
  const { layout, channels } = track;
  const named = `${track.direction === "out" ? "output" : "input"} ${valueText(spec)}`;
  const note = (problem: string): null => {
    fitting.problems.push(`${path}: the graph ${named} ${problem}.`);
    return null;
  };
  const types = channels === "indexed" ? INDEX_TYPES : PICTURE_TYPES;
  if (!types.includes(spec.type))
    return note(`holds ${spec.type}; ${channels === "indexed" ? "indexed " : ""}pictures are ${types.join(", ")}`);
  const range = track.range ?? (spec.type === "uint8" ? "0..255" : "0..1");
  if (channels === "indexed" && track.range !== undefined)
    return note('is indexed, so its numbers have no "range"; remove the key');
  if (spec.type === "uint8" && range !== "0..255")
    return note(`holds uint8, whose values can't be ${range}; say "range": "0..255"`);
  const sides = sidesOf(spec.shape, layout, CHANNEL_COUNT[channels]);
  if (sides === null)
    return note(
      `is no picture with "layout": "${layout}" and "channels": "${channels}", which needs ${wanted(layout, channels)}`,
    );
  const [height, width] = sides;
  const factor = track.direction === "out" ? track.upscale : 1;
  if (Math.max(width, height) * factor > MAX_SIDE)
    return note(`gives a picture of ${width * factor} × ${height * factor} pixels; sides are at most ${MAX_SIDE}`);
  return { width, height, layout, channels, range };
}

/** The colour table of an indexed out track; null for others, and with a problem noted when it can't be one. */
export function colorsOf(fitting: Fitting, path: string, { channels, colors }: OutTrack): TensorSpec | null {
  if ((channels === "indexed") !== (colors !== undefined)) {
    fitting.problems.push(
      `${path}: "channels": "indexed" and "colors" belong together, and only ${colors === undefined ? "the first" : '"colors"'} is given.`,
    );
    return null;
  }
  if (colors === undefined) return null;
  const spec = fitting.output(`${path}.colors`, colors);
  if (spec === null || (spec.type === "uint8" && spec.shape.length === 2 && [3, 4].includes(spec.shape[1] as number)))
    return spec;
  fitting.problems.push(
    `${path}.colors: the graph output ${valueText(spec)} is no colour table, which is uint8 [colours,3] or [colours,4].`,
  );
  return null;
}

function sidesOf(shape: readonly number[], layout: "nhwc" | "nchw", count: number): readonly [number, number] | null {
  const inner = shape.length === 4 && shape[0] === 1 ? shape.slice(1) : shape;
  if (inner.length === 2 && count === 1) return [inner[0] as number, inner[1] as number];
  const [a, b, c] = inner;
  if (inner.length !== 3 || a === undefined || b === undefined || c === undefined) return null;
  // [1, H, W] of a gray picture: the leading 1 may be batch or channel, and means the same.
  if (count === 1 && a === 1) return [b, c];
  if (layout === "nhwc") return c === count ? [a, b] : null;
  return a === count ? [b, c] : null;
}

function wanted(layout: "nhwc" | "nchw", channels: PictureFormat["channels"]): string {
  const count = CHANNEL_COUNT[channels];
  return layout === "nhwc" ? `[1,height,width,${count}]` : `[1,${count},height,width]`;
}
