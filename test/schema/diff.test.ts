/** What changed between two documents, in words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { schemaDiff } from "../../server/schema/diff.ts";
import type { CommandDocument, SchemaDocument, TrackDocument } from "../../shared-schema/document.ts";
import type { JsonMap } from "../../shared-schema/json.ts";

const TRACK: TrackDocument = {
  name: "main",
  kind: "video",
  direction: "out",
  width: 640,
  height: 360,
  max_width: 640,
  max_height: 360,
  fps: 30,
  format: "rgba8",
  color_space: "srgb",
  row_order: "top_down",
  alpha: "opaque",
  scaling: "smooth",
};
const COMMAND: CommandDocument = {
  name: "set_speed",
  description: "Faster.",
  semantics: "held",
  args: args({ speed: { type: "number", maximum: 4 } }),
  reply: null,
  input: null,
  release: null,
};

function args(properties: JsonMap, required: readonly string[] = []): JsonMap {
  return { type: "object", properties, ...(required.length === 0 ? {} : { required }), additionalProperties: false };
}
function document(change: Partial<SchemaDocument> = {}): SchemaDocument {
  const model = { id: "flyer", version: "1.0.0", title: "Flyer", description: "" };
  return {
    worldport: 1,
    hash: "",
    shape_hash: "",
    model,
    tracks: [TRACK],
    commands: [COMMAND],
    messages: [],
    ...change,
  };
}
const withCommand = (change: Partial<CommandDocument>): SchemaDocument =>
  document({ commands: [{ ...COMMAND, ...change }] });
const withTrack = (change: Partial<TrackDocument>): SchemaDocument => document({ tracks: [{ ...TRACK, ...change }] });

const CASES: readonly (readonly [
  name: string,
  before: SchemaDocument,
  after: SchemaDocument,
  kind: "breaking" | "additive" | "texts",
  sentence: string,
])[] = [
  [
    "another model",
    document(),
    document({ model: { ...document().model, id: "diver" } }),
    "breaking",
    "The model is another one: flyer → diver.",
  ],
  [
    "a new version",
    document(),
    document({ model: { ...document().model, version: "1.1.0" } }),
    "texts",
    'The model\'s version changed from "1.0.0" to "1.1.0".',
  ],
  ["a command removed", document(), document({ commands: [] }), "breaking", "Command set_speed was removed."],
  ["a command added", document({ commands: [] }), document(), "additive", "Command set_speed was added."],
  [
    "other semantics",
    document(),
    withCommand({ semantics: "trigger" }),
    "breaking",
    'Command set_speed: semantics changed from "held" to "trigger".',
  ],
  [
    "another description",
    document(),
    withCommand({ description: "Fast." }),
    "texts",
    'Command set_speed: description changed from "Faster." to "Fast.".',
  ],
  [
    "another hint",
    document(),
    withCommand({ input: { kind: "slider" } }),
    "texts",
    'Command set_speed: input changed from null to {"kind":"slider"}.',
  ],
  [
    "another release",
    document(),
    withCommand({ release: { speed: 0 } }),
    "additive",
    'Command set_speed: release changed from null to {"speed":0}.',
  ],
  [
    "a range made smaller",
    document(),
    withCommand({ args: args({ speed: { type: "number", maximum: 3 } }) }),
    "breaking",
    "Command set_speed, field speed: maximum changed from 4 to 3.",
  ],
  [
    "a range made larger",
    document(),
    withCommand({ args: args({ speed: { type: "number", maximum: 5 } }) }),
    "additive",
    "Command set_speed, field speed: maximum changed from 4 to 5.",
  ],
  [
    "a bound dropped",
    document(),
    withCommand({ args: args({ speed: { type: "number" } }) }),
    "additive",
    "Command set_speed, field speed: maximum is no longer given; it was 4.",
  ],
  [
    "a bound set",
    document(),
    withCommand({ args: args({ speed: { type: "number", maximum: 4, minimum: 0 } }) }),
    "breaking",
    "Command set_speed, field speed: minimum is 0 now.",
  ],
  [
    "another type",
    document(),
    withCommand({ args: args({ speed: { type: "integer", maximum: 4 } }) }),
    "breaking",
    'Command set_speed, field speed: type changed from "number" to "integer".',
  ],
  [
    "another default",
    document(),
    withCommand({ args: args({ speed: { type: "number", maximum: 4, default: 2 } }) }),
    "additive",
    "Command set_speed, field speed: default is 2 now.",
  ],
  [
    "another description of a field",
    document(),
    withCommand({ args: args({ speed: { type: "number", maximum: 4, description: "Fast" } }) }),
    "texts",
    'Command set_speed, field speed: description is "Fast" now.',
  ],
  [
    "a field removed",
    document(),
    withCommand({ args: args({}) }),
    "breaking",
    "Command set_speed, field speed was removed.",
  ],
  [
    "an optional field added",
    withCommand({ args: args({}) }),
    document(),
    "additive",
    "Command set_speed, field speed was added.",
  ],
  [
    "a required field added",
    withCommand({ args: args({}) }),
    withCommand({ args: args({ a: { type: "number" } }, ["a"]) }),
    "breaking",
    "Command set_speed, field a was added, and is required.",
  ],
  [
    "a field made required",
    document(),
    withCommand({ args: args({ speed: { type: "number", maximum: 4 } }, ["speed"]) }),
    "breaking",
    "Command set_speed, field speed became required.",
  ],
  [
    "a field made optional",
    withCommand({ args: args({ speed: { type: "number", maximum: 4 } }, ["speed"]) }),
    document(),
    "additive",
    "Command set_speed, field speed became optional.",
  ],
  [
    "a choice removed",
    withCommand({ args: args({ a: { enum: ["x", "y"] } }) }),
    withCommand({ args: args({ a: { enum: ["x"] } }) }),
    "breaking",
    'Command set_speed, field a: the choice "y" was removed.',
  ],
  [
    "a choice added",
    withCommand({ args: args({ a: { enum: ["x"] } }) }),
    withCommand({ args: args({ a: { enum: ["x", "y"] } }) }),
    "additive",
    'Command set_speed, field a: the choice "y" was added.',
  ],
  [
    "a range inside a list made smaller",
    withCommand({ args: args({ a: { items: { maximum: 2 } } }) }),
    withCommand({ args: args({ a: { items: { maximum: 1 } } }) }),
    "breaking",
    "Command set_speed, field a, items: maximum changed from 2 to 1.",
  ],
  [
    "a reply given",
    document(),
    withCommand({ reply: { type: "number" } }),
    "additive",
    "Command set_speed has a reply now.",
  ],
  [
    "a reply taken away",
    withCommand({ reply: { type: "number" } }),
    document(),
    "breaking",
    "Command set_speed has no reply any more.",
  ],
  [
    "a reply that may be larger",
    withCommand({ reply: { type: "number", maximum: 1 } }),
    withCommand({ reply: { type: "number", maximum: 2 } }),
    "breaking",
    "Command set_speed, reply: maximum changed from 1 to 2.",
  ],
  [
    "a reply with one field more",
    withCommand({ reply: args({}) }),
    withCommand({ reply: args({ a: {} }, ["a"]) }),
    "additive",
    "Command set_speed, reply, field a was added.",
  ],
  [
    "a reply that may lack a field",
    withCommand({ reply: args({ a: {} }, ["a"]) }),
    withCommand({ reply: args({ a: {} }) }),
    "breaking",
    "Command set_speed, reply, field a became optional.",
  ],
  ["a track removed", document(), document({ tracks: [] }), "breaking", "Track main was removed."],
  [
    "a track turned round",
    document(),
    withTrack({ direction: "in" }),
    "breaking",
    'Track main: direction changed from "out" to "in".',
  ],
  [
    "another size of an out track",
    document(),
    withTrack({ width: 320 }),
    "additive",
    "Track main: width changed from 640 to 320.",
  ],
  [
    "an in track that takes less",
    withTrack({ direction: "in" }),
    withTrack({ direction: "in", max_width: 320 }),
    "breaking",
    "Track main: max_width changed from 640 to 320.",
  ],
  [
    "an in track that takes more",
    withTrack({ direction: "in" }),
    withTrack({ direction: "in", max_width: 800 }),
    "additive",
    "Track main: max_width changed from 640 to 800.",
  ],
  [
    "a message added",
    document(),
    document({ messages: [{ name: "scored", description: "", data: {} }] }),
    "additive",
    "Message scored was added.",
  ],
  [
    "a message removed",
    document({ messages: [{ name: "scored", description: "", data: {} }] }),
    document(),
    "breaking",
    "Message scored was removed.",
  ],
];

for (const [name, before, after, kind, sentence] of CASES)
  test(`${name} is ${kind}`, () => {
    assert.deepEqual(schemaDiff(before, after), { breaking: [], additive: [], texts: [], [kind]: [sentence] });
  });

test("equal documents differ in nothing", () => {
  assert.deepEqual(schemaDiff(document(), document()), { breaking: [], additive: [], texts: [] });
});
