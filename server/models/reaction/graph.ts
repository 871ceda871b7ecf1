/**
 * The reaction model's graph: two chemicals diffuse and react (Gray and Scott) over a grid; the picture lights them as
 * a relief. In: pointer, rates, palette, noise, both fields → 10 iterations → both fields and a picture.
 */
import { GraphWriter, type Value } from "../../onnx/graph-writer.ts";
import { linear, PALETTES } from "./palettes.ts";

export interface ReactionSize {
  /** Cells of the grid. */
  readonly width: number;
  readonly height: number;
  /** Pixels per cell and side. */
  readonly zoom: number;
  /** Iterations of the simulation per step. */
  readonly iterations: number;
}

export const SIZE: ReactionSize = { width: 320, height: 180, zoom: 3, iterations: 9 };

const SPOTS = 28;
const BRUSH_POINTS = 32;
const BRUSH_CELLS = 3.2;
const LEVELS = 128;
const SHADES = 128;

/** Writes the graph; the same size always gives the same bytes. */
export function reactionGraph(size: ReactionSize = SIZE): Uint8Array {
  const { width, height, zoom, iterations } = size;
  const g = new GraphWriter("reaction");
  const field = [1, 1, height, width];
  const paint = g.input("paint", "float32", [3]);
  const feed = g.input("feed", "float32", [1]);
  const kill = g.input("kill", "float32", [1]);
  const drift = g.input("drift", "float32", [1]);
  const palette = g.input("palette", "float32", [PALETTE_COUNT]);
  const clear = g.input("clear", "float32", [1]);
  const reseed = g.input("reseed", "float32", [1]);
  const step = g.input("step", "float32", [1]);
  const time = g.input("time", "float32", [1]);
  const spots = g.input("spots", "float32", [SPOTS, 3]);
  const used = g.input("used", "float32", field);
  const made = g.input("made", "float32", field);
  const brush = g.input("brush", "float32", [3]);
  const mix = g.input("mix", "float32", [PALETTE_COUNT]);

  // What comes in from outside in this step: seeds at the start, and the pointer's way since the last step.
  const isFirst = g.op("Cast", [g.op("Less", [step, 0.5])], { to: FLOAT });
  const seeding = g.op("Max", [isFirst, reseed]);
  const poured = pour(g, size, { paint, brush, spots, seeding });
  const kept = g.op("Sub", [1, g.op("Max", [clear, seeding])]);
  let u = g.op("Max", [g.op("Mul", [used, kept]), g.op("Mul", [poured, 0.5])]);
  let v = g.op("Max", [g.op("Mul", [made, kept]), g.op("Mul", [poured, 0.4])]);

  // `u` is what is used up of the food, 1 minus Gray and Scott's first chemical: so that an empty dish is all zeros.
  const [feedMap, killMap] = rateMaps(g, size, { feed, kill, drift, time });
  const foodKept = g.op("Sub", [1, feedMap]);
  const madeKept = g.op("Mul", [g.op("Sub", [foodKept, killMap]), 0.5]);
  const blur = (value: Value): Value =>
    g.op("AveragePool", [value], { kernel_shape: [3, 3], pads: [1, 1, 1, 1], count_include_pad: 0 });
  for (let i = 0; i < iterations; i++) {
    const squared = g.op("Mul", [v, v]);
    const reacted = g.op("Sub", [squared, g.op("Mul", [u, squared])]);
    u = g.op("Add", [g.op("Mul", [blur(u), foodKept]), reacted]);
    v = g.op("Add", [g.op("Mul", [g.op("Add", [v, blur(v)]), madeKept]), reacted]);
  }

  const nextMix = g.op("Add", [g.op("Mul", [mix, 0.88]), g.op("Mul", [palette, 0.12])]);
  // Bends the strong end down and so lifts the faint wakes out of the dark.
  const raw = g.op("Add", [g.op("Mul", [u, 0.38]), g.op("Mul", [v, 1.1])]);
  const level = g.op("Clip", [
    g.op("Div", [g.op("Mul", [raw, 1.48]), g.op("Add", [raw, 0.7])]),
    g.scalar(0),
    g.scalar(1),
  ]);

  g.output("frame", light(g, size, level), "int32", [1, height * zoom, width * zoom]);
  g.output("colors", colorTable(g, nextMix), "uint8", [LEVELS * SHADES, 4]);
  g.output("next_used", u, "float32", field);
  g.output("next_made", v, "float32", field);
  g.output("next_brush", paint, "float32", [3]);
  g.output("next_mix", nextMix, "float32", [PALETTE_COUNT]);
  return g.bytes();
}

const PALETTE_COUNT = Object.keys(PALETTES).length;
const FLOAT = 1;
const UINT8 = 2;
const INT32 = 6;

/** Sum of soft round spots as one product of two thin matrices: rows × spots, spots × columns. */
function pour(
  g: GraphWriter,
  { width, height }: ReactionSize,
  from: Record<"paint" | "brush" | "spots" | "seeding", Value>,
): Value {
  const part = (value: Value, start: number, axis = 0): Value =>
    g.op("Slice", [value, g.ints(start), g.ints(start + 1), g.ints(axis)]);
  const pressed = part(from.paint, 2);
  // Without a press before, the way begins where it ends.
  const wasPressed = part(from.brush, 2);
  const along = g.constant(
    Array.from({ length: BRUSH_POINTS }, (_, i) => (i + 1) / BRUSH_POINTS),
    [BRUSH_POINTS, 1],
  );
  const way = (i: number): Value => {
    const end = part(from.paint, i);
    const back = g.op("Mul", [g.op("Sub", [part(from.brush, i), end]), wasPressed]);
    return g.op("Add", [g.op("Mul", [g.op("Sub", [1, along]), back]), end]);
  };
  const xs = g.op("Concat", [way(0), part(from.spots, 0, 1)], { axis: 0 });
  const ys = g.op("Concat", [way(1), part(from.spots, 1, 1)], { axis: 0 });
  const ones = (count: number): Value =>
    g.constant(
      Array.from({ length: count }, () => 1),
      [count, 1],
    );
  const strength = g.op(
    "Concat",
    [
      g.op("Mul", [ones(BRUSH_POINTS), g.op("Mul", [pressed, 1.6])]),
      g.op("Mul", [ones(SPOTS), g.op("Mul", [from.seeding, 0.7])]),
    ],
    { axis: 0 },
  );
  const spotCells = g.op("Add", [g.op("Mul", [part(from.spots, 2, 1), 5]), 2.5]);
  const radius = g.op("Concat", [g.op("Mul", [ones(BRUSH_POINTS), BRUSH_CELLS]), spotCells], { axis: 0 });
  const bell = (at: Value, cells: number): Value => {
    const places = g.constant(
      Array.from({ length: cells }, (_, i) => i + 0.5),
      [1, cells],
    );
    const distance = g.op("Div", [g.op("Sub", [places, g.op("Mul", [at, cells])]), radius]);
    return g.op("Exp", [g.op("Mul", [g.op("Mul", [distance, distance]), -1])]);
  };
  const rows = g.op("Transpose", [g.op("Mul", [bell(ys, height), strength])], { perm: [1, 0] });
  const sum = g.op("MatMul", [rows, bell(xs, width)]);
  return g.op("Reshape", [g.op("Min", [sum, g.scalar(1)]), g.ints(1, 1, height, width)]);
}

/** Feed and kill rates over the dish: slow waves travel through them, so that no pattern is final. */
function rateMaps(
  g: GraphWriter,
  { width, height }: ReactionSize,
  from: Record<"feed" | "kill" | "drift" | "time", Value>,
): [Value, Value] {
  const wave = (periodsX: number, periodsY: number, speed: number): Value => {
    const xs = g.constant(
      Array.from({ length: width }, (_, i) => (2 * Math.PI * periodsX * i) / width),
      [1, width],
    );
    const ys = g.constant(
      Array.from({ length: height }, (_, i) => (2 * Math.PI * periodsY * i) / height),
      [height, 1],
    );
    const moved = g.op("Add", [xs, g.op("Mul", [from.time, speed])]);
    const still = g.op("Mul", [g.op("Cos", [ys]), g.op("Cos", [moved])]);
    return g.op("Reshape", [
      g.op("Sub", [still, g.op("Mul", [g.op("Sin", [ys]), g.op("Sin", [moved])])]),
      g.ints(1, 1, height, width),
    ]);
  };
  const swell = g.op("Add", [g.op("Mul", [wave(1, 1, 0.11), 0.6]), g.op("Mul", [wave(-1.7, 0.8, 0.071), 0.4])]);
  const feedMap = g.op("Add", [g.op("Mul", [swell, g.op("Mul", [from.drift, 0.004])]), from.feed]);
  const killMap = g.op("Add", [g.op("Mul", [swell, g.op("Mul", [from.drift, 0.0022])]), from.kill]);
  return [feedMap, killMap];
}

/**
 * Level → index of each pixel. One convolution makes both the enlarged level and its slope towards the light, by quadratic
 * B-splines; both together are an index into a table of colours.
 */
function light(g: GraphWriter, { width, height, zoom }: ReactionSize, level: Value): Value {
  const area = zoom * zoom;
  const kernels: number[] = [];
  const bias: number[] = [];
  for (const kind of ["level", "slope"])
    for (let py = 0; py < zoom; py++)
      for (let px = 0; px < zoom; px++) {
        const [x, y] = [spline((px + 0.5) / zoom - 0.5), spline((py + 0.5) / zoom - 0.5)];
        // Indices are cut to whole numbers; what is added before differs by place, and so blends what would be steps.
        const dither = kind === "level" ? ((px * 2 + py * 5) % area) / area : ((px * 7 + py * 4 + 1) % area) / area;
        bias.push(kind === "level" ? dither * 0.99 : SHADES / 2 - 0.5 + dither);
        for (let row = 0; row < 3; row++)
          for (let column = 0; column < 3; column++) {
            const slope =
              (x.slope[column] as number) * (y.value[row] as number) +
              0.8 * (x.value[column] as number) * (y.slope[row] as number);
            kernels.push(
              kind === "level"
                ? (LEVELS - 1) * (x.value[column] as number) * (y.value[row] as number)
                : SHADES * 2.2 * slope,
            );
          }
      }
  const edged = g.op("Pad", [level, g.ints(0, 0, 1, 1, 0, 0, 1, 1)], { mode: "edge" });
  const both = g.op("Conv", [edged, g.constant(kernels, [2 * area, 1, 3, 3]), g.constant(bias, [2 * area])]);
  const [levels, slopes] = g.ops("Split", [both], 2, { axis: 1 }) as [Value, Value];
  const shades = g.op("Clip", [slopes, g.scalar(0), g.scalar(SHADES - 1)]);
  const index = g.op("Add", [g.op("Mul", [g.op("Floor", [levels]), SHADES]), shades]);
  const spread = zoom === 1 ? index : g.op("DepthToSpace", [index], { blocksize: zoom, mode: "DCR" });
  return g.op("Reshape", [g.op("Cast", [spread], { to: INT32 }), g.ints(1, height * zoom, width * zoom)]);
}

/** Weights of three neighbours at `t` (−0.5 … 0.5) from the middle one, and of the slope there. */
function spline(t: number): { readonly value: readonly number[]; readonly slope: readonly number[] } {
  return { value: [0.5 * (0.5 - t) ** 2, 0.75 - t * t, 0.5 * (0.5 + t) ** 2], slope: [t - 0.5, -2 * t, t + 0.5] };
}

/** Colours for every level and shade, blended between palettes: [LEVELS × SHADES, 4] of uint8. */
function colorTable(g: GraphWriter, mix: Value): Value {
  const lists = Object.values(PALETTES);
  const stops = lists[0]?.length ?? 0;
  const colors = g.constant(
    lists.flatMap((list) => list.flatMap(linear)),
    [lists.length, stops * 3],
  );
  const blended = g.op("Reshape", [
    g.op("MatMul", [g.op("Reshape", [mix, g.ints(1, lists.length)]), colors]),
    g.ints(stops, 3),
  ]);
  const between: number[] = [];
  for (let i = 0; i < LEVELS; i++) {
    const at = (i / (LEVELS - 1)) * (stops - 1);
    for (let j = 0; j < stops; j++) between.push(Math.max(0, 1 - Math.abs(at - j)));
  }
  const gradient = g.op("Reshape", [
    g.op("MatMul", [g.constant(between, [LEVELS, stops]), blended]),
    g.ints(LEVELS, 1, 3),
  ]);
  const slopes = Array.from({ length: SHADES }, (_, i) => (i - SHADES / 2) / (SHADES / 2));
  const diffuse = g.constant(
    slopes.map((s) => (s < 0 ? 1 / (1 - 2.2 * s) : 1 + 0.9 * s)),
    [1, SHADES, 1],
  );
  const gloss = g.constant(
    slopes.map((s) => 0.55 * Math.max(0, s) ** 5),
    [1, SHADES, 1],
  );
  const lit = g.op("Add", [g.op("Mul", [gradient, diffuse]), gloss]);
  const shown = g.op("Mul", [g.op("Sqrt", [g.op("Clip", [lit, g.scalar(0), g.scalar(1)])]), 255.4]);
  const rgb = g.op("Reshape", [g.op("Cast", [shown], { to: UINT8 }), g.ints(LEVELS * SHADES, 3)]);
  const opaque = g.constant(
    Array.from({ length: LEVELS * SHADES }, () => 255),
    [LEVELS * SHADES, 1],
    "uint8",
  );
  return g.op("Concat", [rgb, opaque], { axis: 1 });
}
