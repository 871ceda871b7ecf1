/** The manifest beside an ONNX file, `*.model.json`: what each graph input and output means. Every key is in README.md. */
import { z } from "zod";
import { INPUT_KINDS } from "../../shared-schema/document.ts";

const finite = z.number();
const target = z
  .string()
  .regex(/^[^[\]]+(\[\d+\])?$/, 'a graph input such as "speed", or one element of it such as "action[2]"')
  .describe('A graph input, or one element of it counted from 0 row by row: "action[2]".');

const layout = z
  .enum(["nhwc", "nchw"])
  .default("nhwc")
  .describe("Order of the axes: rows, columns, channels; or channels first. The leading 1 may be missing.");
const channels = z
  .enum(["gray", "rgb", "rgba"])
  .default("rgb")
  .describe("What the channel axis holds. A gray picture needs no channel axis.");
const range = z
  .enum(["0..1", "-1..1", "0..255"])
  .optional()
  .describe("Values of black and white. Default: 0..255 for uint8, else 0..1.");
const fps = z.number().min(0).max(1000);
const pixels = z.int().min(1).max(16384);

const outTrack = z.strictObject({
  direction: z.literal("out"),
  output: z.string().describe("The graph output that is the picture."),
  layout,
  channels: z
    .enum(["gray", "rgb", "rgba", "indexed"])
    .default("rgb")
    .describe(
      "What the channel axis holds. Gray and indexed pictures need no channel axis; indexed ones hold rows of `colors`.",
    ),
  colors: z
    .string()
    .optional()
    .describe("Indexed only: the graph output that is the colour table, uint8 [colours,3] or [colours,4]."),
  range,
  fps: fps.default(30).describe("Steps a second; 0 runs freely."),
  scaling: z.enum(["smooth", "crisp"]).default("smooth").describe("How receivers enlarge the picture."),
  upscale: z
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe("Enlarges the picture by this whole factor before it is sent, in the way `scaling` says."),
  alpha: z.enum(["opaque", "straight"]).default("opaque"),
});

const inTrack = z.strictObject({
  direction: z.literal("in"),
  input: z.string().describe("The graph input that takes the picture."),
  layout,
  channels,
  range,
  fps: fps.default(30).describe("Frames a second a client should send at most."),
  width: pixels.optional().describe("Size asked of clients; default: the input's own."),
  height: pixels.optional(),
  fit: z
    .enum(["cover", "stretch"])
    .default("cover")
    .describe("How a frame of another shape fills the input: cut, or stretched."),
  fill: finite.default(0).describe("Value of every element before the first frame."),
  present: z.string().optional().describe("A one-element graph input that is 1 once a frame has come, else 0."),
});

const arg = z.strictObject({
  type: z
    .enum(["number", "integer", "boolean", "choice", "color"])
    .optional()
    .describe("Default: choice where there are choices, else number."),
  description: z.string().optional(),
  min: finite.optional(),
  max: finite.optional(),
  default: z.union([finite, z.boolean(), z.string()]).optional(),
  choices: z
    .union([z.array(z.string()).min(1), z.record(z.string(), z.union([finite, z.array(finite).min(1)]))])
    .optional()
    .describe("Words, in order; or each word with the number or numbers it stands for."),
  as: z
    .enum(["index", "one_hot"])
    .default("index")
    .describe("How a listed word becomes numbers: its place in the list, or a 1 at its place among zeros."),
  to: z
    .union([target, z.array(target)])
    .optional()
    .describe(
      "Where the value goes. Vectors take the elements from there on. Without it the arg is accepted and not used.",
    ),
  scale: finite.default(1).describe("The graph gets value × scale + offset."),
  offset: finite.default(0),
  max_per_step: finite
    .positive()
    .optional()
    .describe("Delta only: most that one step takes, in the graph's units; the rest waits."),
});

const hint = z.strictObject({
  kind: z.enum(INPUT_KINDS),
  keys: z.array(z.string()).optional(),
  gamepad: z.array(z.string()).optional(),
  step: finite.optional(),
  unit: z.string().optional(),
});

const command = z.strictObject({
  description: z.string().min(1).describe("One sentence for whoever plays or binds it."),
  semantics: z.enum(["held", "delta", "trigger"]).optional().describe("Default: from the hint, as for a class."),
  input: hint.optional().describe("What drives it."),
  args: z.record(z.string(), arg).default({}),
  release: z
    .record(z.string(), z.union([finite, z.boolean(), z.string()]))
    .optional()
    .describe("Args when the input lets go."),
  carry_s: z
    .number()
    .min(0)
    .max(60)
    .default(0.5)
    .describe(
      "Delta only: how many seconds of steps may wait when max_per_step or the input's min and max hold an amount back.",
    ),
  pulse: z
    .union([target, z.array(target)])
    .optional()
    .describe("Trigger only: elements that are 1 in the next step."),
  reset: z
    .array(z.string())
    .optional()
    .describe("Trigger only: states to put back to what they were when the session began."),
  start: z
    .record(z.string(), z.string())
    .optional()
    .describe("Trigger only: for a state with one_of, the arg that names the start."),
});

const numbers = z.array(finite).min(1);
const bounds = {
  min: z
    .union([finite, numbers])
    .optional()
    .describe("Least and greatest value an element may get, for all or one by one; sums are kept within."),
  max: z.union([finite, numbers]).optional(),
};
const random = {
  noise: z.enum(["uniform", "normal"]),
  min: finite.default(0).describe("Uniform noise lies in min..max."),
  max: finite.default(1),
  mean: finite.default(0),
  deviation: finite.default(1),
};

const source = z.union(
  [
    z.strictObject({ fill: finite, ...bounds }).describe("The same number everywhere."),
    z.strictObject({ values: numbers, ...bounds }).describe("All elements, row by row."),
    z
      .strictObject({ ...random, every: z.enum(["step", "session"]).default("step") })
      .describe("Random numbers from the session's seed."),
    z
      .strictObject({ clock: z.enum(["step", "time_s", "seed"]) })
      .describe("The step's number from 0, its time in seconds, or the session's seed."),
  ],
  {
    error:
      '{ "fill": … }, { "values": […] }, { "noise": "uniform" | "normal", … } or { "clock": "step" | "time_s" | "seed" }',
  },
);

const initial = z.union(
  [
    z.strictObject({ fill: finite }),
    z.strictObject({ values: numbers }),
    z.strictObject(random),
    z
      .strictObject({ one_of: z.record(z.string(), numbers) })
      .describe("Named starts; the seed chooses, unless a command's `start` does."),
  ],
  { error: '{ "fill": … }, { "values": […] }, { "noise": "uniform" | "normal", … } or { "one_of": { name: […] } }' },
);

const state = z.strictObject({
  output: z.string().describe("The graph output that becomes this input in the next step."),
  initial: initial.default({ fill: 0 }),
});

export const manifestSchema = z
  .strictObject({
    $schema: z.string().optional(),
    manifest: z.literal(1).describe("Version of this format."),
    id: z.string().describe("Lower-case letters, digits and single hyphens."),
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, "a version such as 1.0.0")
      .default("0.0.0"),
    title: z.string().optional(),
    description: z.string().default(""),
    license: z.string().optional(),
    graph: z
      .string()
      .optional()
      .describe("The ONNX file, relative to the manifest. Default: the same name, .onnx for .model.json."),
    threads: z.int().min(1).max(64).default(1).describe("Threads of one step. One leaves the machine to the game."),
    dimensions: z
      .record(z.string(), z.int().min(1))
      .default({})
      .describe("Sizes of the graph's named, open dimensions."),
    tracks: z.record(z.string(), z.discriminatedUnion("direction", [outTrack, inTrack])),
    commands: z.record(z.string(), command).default({}),
    inputs: z
      .record(z.string(), source)
      .default({})
      .describe("Graph inputs that no track and no state feeds: their value, beneath what commands write."),
    state: z.record(z.string(), state).default({}).describe("Graph inputs that are fed back from outputs."),
  })
  .describe("Manifest of an ONNX model for Worldport.");

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestCommand = Manifest["commands"][string];
export type ManifestArg = ManifestCommand["args"][string];
export type OutTrack = z.output<typeof outTrack>;
export type InTrack = z.output<typeof inTrack>;
export type Source = z.output<typeof source>;
export type Initial = z.output<typeof initial>;
export type Noise = {
  readonly noise: "uniform" | "normal";
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly deviation: number;
};

/** The published JSON Schema's text, as committed in `manifest.schema.json`. */
export function manifestSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(manifestSchema, { io: "input" }), null, 2)}\n`;
}

/** `"action[2]"` → its input and element; without brackets `index` is null. */
export function parseTarget(text: string): { readonly input: string; readonly index: number | null } {
  const match = /^([^[\]]+)(?:\[(\d+)\])?$/.exec(text);
  return { input: match?.[1] ?? text, index: match?.[2] === undefined ? null : Number(match[2]) };
}

/** A value that may be given once or as a list, as a list. */
export function listed<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** A choice's words, in order. */
export function wordsOf(arg: ManifestArg): readonly string[] {
  if (arg.choices === undefined) return [];
  return Array.isArray(arg.choices) ? arg.choices : Object.keys(arg.choices);
}
