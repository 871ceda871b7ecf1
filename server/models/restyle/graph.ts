/**
 * The restyle model's graph: a camera's picture → edge-aware smoothing → toon, paper or neon → the picture.
 * All looks are sums of the smoothed colours times one map, plus a few maps in fixed colours, so they blend for free.
 */
import { GraphWriter, type Value } from "../../onnx/graph-writer.ts";

const WIDTH = 640;
const HEIGHT = 360;
export const STYLES = ["toon", "paper", "neon"] as const;

const FLOAT = 1;
const UINT8 = 2;
const CREAM = [0.97, 0.93, 0.84];
const INK = [0.12, 0.13, 0.24];
const NIGHT = [0.035, 0.02, 0.09];

/** Writes the graph; always the same bytes. */
export function restyleGraph(): Uint8Array {
  const g = new GraphWriter("restyle");
  const camera = g.input("camera", "uint8", [1, HEIGHT, WIDTH, 3]);
  const hasCamera = g.input("has_camera", "float32", [1]);
  const style = g.input("style", "float32", [STYLES.length]);
  const strength = g.input("strength", "float32", [1]);
  const time = g.input("time", "float32", [1]);
  const mix = g.input("mix", "float32", [STYLES.length]);

  const nextMix = g.op("Add", [g.op("Mul", [mix, 0.8]), g.op("Mul", [style, 0.2])]);
  const seen = g.op("Transpose", [g.op("Mul", [g.op("Cast", [camera], { to: FLOAT }), 1 / 255])], {
    perm: [0, 3, 1, 2],
  });
  const source = g.op("Where", [g.op("Greater", [hasCamera, 0.5]), seen, lamps(g, time)]);
  const maps = analyse(g, source);
  const [toon, paper, neon] = STYLES.map((_, i) => g.op("Slice", [nextMix, g.ints(i), g.ints(i + 1)])) as [
    Value,
    Value,
    Value,
  ];
  const looks = [toonLook(g, maps), paperLook(g, maps), neonLook(g, maps)] as const;
  const sum = (parts: readonly Value[]): Value => parts.reduce((total, part) => g.op("Add", [total, part]));
  const weights = [toon, paper, neon] as const;
  const gain = sum(looks.map((look, i) => g.op("Mul", [look.gain, weights[i] as Value])));
  const flat = g.op(
    "Concat",
    [
      g.op("Mul", [looks[0].flat, toon]),
      g.op("Mul", [looks[1].flat, paper]),
      g.op("Mul", [looks[1].ink, paper]),
      g.op("Mul", [looks[2].flat, neon]),
      g.op("Mul", [looks[2].night, neon]),
    ],
    { axis: 1 },
  );
  // Each map's colour, channel by channel: toon and neon take gray away, paper adds cream and ink, neon a night sky.
  const tints = [0, 1, 2].flatMap((c) => [1, CREAM[c] as number, INK[c] as number, 1, NIGHT[c] as number]);
  const colored = mixChannels(g, flat, tints, 5, 3);
  const styled = g.op("Clip", [g.op("Add", [g.op("Mul", [maps.soft, gain]), colored]), g.scalar(0), g.scalar(1)]);
  const shown = g.op("Add", [source, g.op("Mul", [g.op("Sub", [styled, source]), strength])]);
  const bytes = g.op("Cast", [g.op("Mul", [shown, 255.4])], { to: UINT8 });
  g.output("frame", g.op("Transpose", [bytes], { perm: [0, 2, 3, 1] }), "uint8", [1, HEIGHT, WIDTH, 3]);
  g.output("next_mix", nextMix, "float32", [STYLES.length]);
  return g.bytes();
}

interface Maps {
  /** The colours, smoothed but for their edges; all else is one channel. */
  readonly soft: Value;
  readonly luma: Value;
  /** Luma in steps. */
  readonly steps: Value;
  /** Dark lines, 0..1. */
  readonly lines: Value;
  /** Strength of edges, and the same with a halo. */
  readonly edges: Value;
  readonly glow: Value;
}

function analyse(g: GraphWriter, source: Value): Maps {
  const pool = (value: Value, rows: number, columns: number): Value =>
    g.op("AveragePool", [value], {
      kernel_shape: [rows, columns],
      pads: [(rows - 1) / 2, (columns - 1) / 2, (rows - 1) / 2, (columns - 1) / 2],
      count_include_pad: 0,
    });
  const lumaOf = (value: Value): Value => mixChannels(g, value, [0.2126, 0.7152, 0.0722], 3, 1);
  const near = pool(lumaOf(source), 3, 3);
  const far = pool(pool(near, 1, 7), 7, 1);
  const [across, down] = [slope(g, near, 3), slope(g, near, 2)];
  const edges = g.op("Mul", [
    g.op("Sqrt", [g.op("Add", [g.op("Mul", [across, across]), g.op("Mul", [down, down])])]),
    4,
  ]);
  const blurred = pool(source, 3, 3);
  const isEdge = clip(g, g.op("Mul", [edges, 1.6]));
  const soft = g.op("Add", [blurred, g.op("Mul", [g.op("Sub", [source, blurred]), isEdge])]);
  const luma = lumaOf(soft);
  const scaled = g.op("Mul", [luma, 5]);
  const whole = g.op("Floor", [scaled]);
  const ramp = clip(g, g.op("Add", [g.op("Mul", [g.op("Sub", [scaled, whole]), 7]), -3]));
  const steps = g.op("Mul", [g.op("Add", [whole, ramp]), 0.2]);
  const lines = clip(g, g.op("Add", [g.op("Mul", [g.op("Sub", [far, near]), 26]), -0.12]));
  const glow = pool(pool(pool(pool(edges, 1, 9), 9, 1), 1, 9), 9, 1);
  return { soft, luma, steps, lines, edges, glow };
}

/** Central difference of neighbours along an axis; at the rim the picture goes on as it ends. */
function slope(g: GraphWriter, value: Value, axis: 2 | 3): Value {
  const length = axis === 3 ? WIDTH : HEIGHT;
  const pads = axis === 3 ? g.ints(0, 0, 0, 1, 0, 0, 0, 1) : g.ints(0, 0, 1, 0, 0, 0, 1, 0);
  const padded = g.op("Pad", [value, pads], { mode: "edge" });
  const part = (start: number): Value => g.op("Slice", [padded, g.ints(start), g.ints(start + length), g.ints(axis)]);
  return g.op("Sub", [part(2), part(0)]);
}

/** New channels as sums of old ones. A product of matrices: onnxruntime's 1 × 1 convolution is slow on few channels. */
function mixChannels(g: GraphWriter, value: Value, weights: readonly number[], from: number, to: number): Value {
  const flat = g.op("Reshape", [value, g.ints(from, HEIGHT * WIDTH)]);
  const mixed = g.op("MatMul", [g.constant(weights, [to, from]), flat]);
  return g.op("Reshape", [mixed, g.ints(1, to, HEIGHT, WIDTH)]);
}

const clip = (g: GraphWriter, value: Value): Value => g.op("Clip", [value, g.scalar(0), g.scalar(1)]);

/** Saturated colours in five steps of light, outlined. */
function toonLook(g: GraphWriter, { luma, steps, lines }: Maps): { gain: Value; flat: Value } {
  const lit = g.op("Div", [g.op("Add", [steps, 0.1]), g.op("Add", [luma, 0.04])]);
  const drawn = g.op("Mul", [lit, g.op("Sub", [1, g.op("Mul", [lines, 0.85])])]);
  return { gain: g.op("Mul", [drawn, 1.3]), flat: g.op("Mul", [g.op("Mul", [drawn, luma]), -0.32]) };
}

/** Thin colour on cream paper, drawn and hatched in ink. */
function paperLook(g: GraphWriter, { luma, lines }: Maps): { gain: Value; flat: Value; ink: Value } {
  const once = hatching(g, 0.9, 1);
  const twice = hatching(g, 0.9, -1);
  const hatch = (pattern: Value, below: number): Value => {
    const depth = clip(g, g.op("Mul", [g.op("Sub", [below, luma]), 4]));
    return g.op("Mul", [
      clip(g, g.op("Add", [g.op("Mul", [pattern, 2]), g.op("Sub", [g.op("Mul", [depth, 2]), 2])])),
      0.55,
    ]);
  };
  const ink = clip(g, g.op("Add", [g.op("Mul", [lines, 1.3]), g.op("Add", [hatch(once, 0.45), hatch(twice, 0.26)])]));
  const bare = g.op("Sub", [1, ink]);
  return { gain: g.op("Mul", [bare, 0.42]), flat: g.op("Mul", [bare, 0.6]), ink };
}

/** Parallel strokes, 0..1, as a product of thin matrices: sin(x + y) needs no table of pixels in the file. */
function hatching(g: GraphWriter, spacing: number, slant: number): Value {
  const across = Array.from({ length: WIDTH }, (_, x) => x / spacing);
  const down = Array.from({ length: HEIGHT }, (_, y) => (slant * y) / spacing);
  const rows = g.constant(
    down.flatMap((a) => [Math.cos(a), Math.sin(a)]),
    [HEIGHT, 2],
  );
  const columns = g.constant([...across.map(Math.sin), ...across.map(Math.cos)], [2, WIDTH]);
  const wave = g.op("Reshape", [g.op("MatMul", [rows, columns]), g.ints(1, 1, HEIGHT, WIDTH)]);
  return g.op("Add", [g.op("Mul", [wave, 0.5]), 0.5]);
}

/** Edges that shine in their own colour by night. */
function neonLook(g: GraphWriter, { luma, edges, glow }: Maps): { gain: Value; flat: Value; night: Value } {
  const shine = g.op("Add", [g.op("Mul", [edges, 1.3]), g.op("Mul", [glow, 2.2])]);
  const gain = g.op("Add", [g.op("Mul", [shine, 2.6]), 0.1]);
  const flat = g.op("Add", [
    g.op("Mul", [g.op("Mul", [gain, luma]), -0.55]),
    g.op("Mul", [g.op("Mul", [edges, edges]), 0.35]),
  ]);
  return { gain, flat, night: g.op("Add", [g.op("Mul", [glow, 2]), 1]) };
}

/** Blobs of light that drift while no camera is there: colours × rows × columns, as products of thin matrices. */
function lamps(g: GraphWriter, time: Value): Value {
  const hues = [
    [1, 0.5, 0.33],
    [1, 0.8, 0.4],
    [0.36, 0.8, 0.72],
    [0.42, 0.56, 1],
    [0.75, 0.45, 0.9],
    [0.95, 0.42, 0.55],
    [0.5, 0.85, 0.45],
    [1, 0.65, 0.55],
    [0.4, 0.7, 0.95],
  ];
  const count = hues.length;
  const list = (make: (i: number) => number): Value =>
    g.constant(
      Array.from({ length: count }, (_, i) => make(i)),
      [count, 1],
    );
  const sway = (speed: (i: number) => number, phase: (i: number) => number): Value =>
    g.op("Sin", [g.op("Add", [g.op("Mul", [list(speed), time]), list(phase)])]);
  const xs = g.op("Add", [
    g.op("Mul", [
      sway(
        (i) => 0.21 + 0.05 * i,
        (i) => 2.4 * i,
      ),
      0.36,
    ]),
    list((i) => 0.5 + 0.05 * Math.cos(i)),
  ]);
  const ys = g.op("Add", [
    g.op("Mul", [
      sway(
        (i) => 0.33 - 0.03 * i,
        (i) => 1.1 + 1.7 * i,
      ),
      0.34,
    ]),
    0.5,
  ]);
  const bell = (at: Value, cells: number, aspect: number): Value => {
    const places = g.constant(
      Array.from({ length: cells }, (_, i) => (i + 0.5) / cells),
      [1, cells],
    );
    const far = g.op("Mul", [g.op("Sub", [places, at]), list((i) => aspect / (0.07 + 0.016 * ((i * 4) % count)))]);
    return g.op("Exp", [g.op("Mul", [g.op("Mul", [far, far]), -1])]);
  };
  const columns = bell(xs, WIDTH, 16 / 9);
  const rows = g.op("Transpose", [bell(ys, HEIGHT, 1)], { perm: [1, 0] });
  const tints = g.constant(
    [0, 1, 2].flatMap((c) => hues.map((hue) => hue[c] as number)),
    [3, 1, count],
  );
  const blobs = g.op("MatMul", [g.op("Mul", [tints, rows]), columns]);
  // A soft threshold turns the glow into bodies with an edge that a style can draw.
  const bodies = g.op("Sigmoid", [g.op("Add", [g.op("Mul", [blobs, 40]), -16])]);
  const dusk = g.constant(
    [0, 1, 2].flatMap((c) =>
      Array.from(
        { length: HEIGHT },
        (_, y) => ([0.13, 0.24, 0.42][c] as number) + (0.62 - 0.22 * c) * (y / HEIGHT) ** 2.5,
      ),
    ),
    [3, HEIGHT, 1],
  );
  return g.op("Reshape", [g.op("Add", [g.op("Mul", [bodies, 0.5]), dusk]), g.ints(1, 3, HEIGHT, WIDTH)]);
}
