/** The test card shows what it says it shows, byte for byte the same each time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { checkArgs, contractOf } from "../../server/model/contract.ts";
import type { Frame } from "../../server/model/frame.ts";
import { CommandError, type Session } from "../../server/model/model.ts";
import type { Tracks } from "../../server/model/track.ts";
import { readBarcode } from "../../server/models/testcard/barcode.ts";
import { COLOR_PATCHES } from "../../server/models/testcard/color-patches.ts";
import TestCard from "../../server/models/testcard/testcard.ts";
import { schemaDocument } from "../../server/schema/export.ts";

interface Running {
  step(): Frame;
  apply(name: string, args?: Record<string, unknown>): unknown;
  readonly sent: { name: string; data: unknown }[];
}

function run(settings: Record<string, number> = {}, seed = 1): Running {
  const contract = contractOf(TestCard, settings);
  const sent: Running["sent"] = [];
  const model = new TestCard();
  const session: Session = {
    id: "s",
    seed,
    tracks: contract.tracks,
    signal: new AbortController().signal,
    send: (name, data) => void sent.push({ name, data }),
    input: () => null,
    inputs: () => [],
    frame: (_track, width = 0, height = 0) => ({ width, height, data: new Uint8Array(width * height * 4) }),
  };
  const frames = model.startSession(session);
  return {
    sent,
    step: () => frames.next().value as Frame,
    apply: (name, args = {}) => contract.commands.get(name)?.apply(model, checkArgs(contract, name, args)),
  };
}

const read = ({ data, width, height }: Frame) => readBarcode(data, width, height);
/** Red, green, blue in the middle of a cell of the 32 × 18 grid. */
function rgbAt({ data, width, height }: Frame, column: number, row: number): number[] {
  const at = (Math.floor((row * height) / 18) * width + Math.floor((column * width) / 32)) * 4;
  return [...data.subarray(at, at + 3)];
}

test("every size shows the frame number and the number of commands applied", () => {
  for (const [width, height] of [
    [64, 36],
    [65, 37],
    [100, 100],
    [640, 360],
    [641, 361],
    [1280, 720],
    [1920, 1080],
    [3840, 2160],
  ] as const) {
    const card = run({ width, height });
    assert.deepEqual(read(card.step()), { frame: 1, commands: 0 });
    card.apply("jump");
    card.apply("jump");
    assert.deepEqual(read(card.step()), { frame: 2, commands: 2 }, `${width}x${height}`);
    assert.deepEqual(read(card.step()), { frame: 3, commands: 2 });
  }
});

test("the first row of cells spells the frame number in black and white", () => {
  const card = run();
  for (let i = 1; i < 5; i++) card.step();
  const frame = card.step();
  let cells = "";
  for (let column = 0; column < 32; column++) cells += rgbAt(frame, column + 0.5, 0.5)[0] === 255 ? "1" : "0";
  assert.equal(cells, "10" + "000000000000000000000101" + "0000" + "01");
});

test("a damaged barcode is not read", () => {
  const frame = run().step();
  frame.data.copyWithin(640 * 4 * 2, 640 * 4 * 2 + 20 * 4 * 24, 640 * 4 * 2 + 20 * 4 * 25);
  for (let y = 0; y < 20; y++) for (let x = 25 * 20; x < 26 * 20; x++) frame.data[(y * 640 + x) * 4 + 1] = 0;
  for (let y = 0; y < 20; y++) for (let x = 25 * 20; x < 26 * 20; x++) frame.data[(y * 640 + x) * 4] = 0;
  assert.equal(read(frame), null);
  assert.equal(readBarcode(new Uint8Array(640 * 360 * 4), 640, 360), null);
});

test("the barcode survives scaling by half, blur and a narrower range of brightness", () => {
  const { data } = run({ width: 1280, height: 720 }).step();
  const small = new Uint8Array(640 * 360 * 4);
  for (let y = 0; y < 360; y++)
    for (let x = 0; x < 640; x++)
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let dy = -6; dy <= 6; dy += 3)
          for (let dx = -6; dx <= 6; dx += 3) {
            const row = Math.min(719, Math.max(0, y * 2 + dy));
            const column = Math.min(1279, Math.max(0, x * 2 + dx));
            sum += data[(row * 1280 + column) * 4 + c] ?? 0;
          }
        small[(y * 640 + x) * 4 + c] = 16 + (sum / 25) * 0.8 + ((x * 7 + y * 13) % 9);
      }
  assert.deepEqual(readBarcode(small, 640, 360), { frame: 1, commands: 0 });
});

test("the 24 patches have the published colours", () => {
  const frame = run().step();
  for (const [i, { rgb, name }] of COLOR_PATCHES.entries())
    assert.deepEqual(rgbAt(frame, (i % 6) * 2 + 1, 2 + Math.floor(i / 6) * 2 + 1), [...rgb], name);
  assert.deepEqual(rgbAt(frame, 1, 3), [115, 82, 68]);
  assert.deepEqual(rgbAt(frame, 11, 9), [52, 52, 52]);
});

test("the flip patch changes between black and white with each command applied", () => {
  const card = run();
  assert.deepEqual(rgbAt(card.step(), 14, 4), [0, 0, 0]);
  card.apply("set_text", { text: "hello" });
  assert.deepEqual(rgbAt(card.step(), 14, 4), [255, 255, 255]);
  assert.deepEqual(rgbAt(card.step(), 14, 4), [255, 255, 255]);
  card.apply("look", { dx: 0.1, dy: 0 });
  assert.deepEqual(rgbAt(card.step(), 14, 4), [0, 0, 0]);
});

const COMMANDS: [string, Record<string, unknown>][] = [
  ["move", { x: 1, y: -1 }],
  ["turn", { amount: 0.5 }],
  ["look", { dx: 0.25, dy: 0 }],
  ["point", { x: 0.1, y: 0.9, pressed: true }],
  ["jump", {}],
  ["set_speed", { speed: 9 }],
  ["set_mode", { mode: "checks" }],
  ["set_grid", { shown: true }],
  ["set_color", { color: "#ff0000" }],
  ["set_text", { text: "castle" }],
  ["set_vector", { x: 1, y: 2, z: 3 }],
  ["set_pose", { position: [1, 2, 3] }],
  ["set_image", { image: "iVBORw0KGgo=" }],
  ["echo", { text: "hi" }],
  ["say", { text: "hi" }],
];

for (const [name, args] of COMMANDS)
  test(`${name} changes the text or the picture, and not only the counters`, () => {
    const [changed, plain] = [run(), run()];
    changed.apply(name, args);
    plain.apply("set_text", { text: "" });
    assert.notDeepEqual(rows(changed.step(), 2, 18), rows(plain.step(), 2, 18));
  });

function rows({ data, width, height }: Frame, first: number, end: number): Uint8Array {
  return Uint8Array.from(data.subarray((first * height * width * 4) / 18, (end * height * width * 4) / 18));
}

test("the same seed and commands give the same bytes, another seed other scenery", () => {
  const play = (seed: number): Uint8Array => {
    const card = run({}, seed);
    card.step();
    card.apply("move", { x: 0.5, y: 0 });
    card.step();
    return Uint8Array.from(card.step().data);
  };
  assert.deepEqual(play(7), play(7));
  assert.notDeepEqual(play(7), play(8));
});

test("something moves from frame to frame", () => {
  const card = run();
  assert.notDeepEqual(rows(card.step(), 10, 11), rows(card.step(), 10, 11));
});

test("every pixel is opaque", () => {
  const { data } = run().step();
  assert.ok(data.every((value, i) => i % 4 !== 3 || value === 255));
});

test("set_size changes the size of the next frame, up to what the track allows", () => {
  const card = run({ width: 320, height: 180, max_width: 640, max_height: 360 });
  card.step();
  card.apply("set_size", { width: 640, height: 360 });
  const frame = card.step();
  assert.deepEqual([frame.width, frame.height, frame.data.byteLength], [640, 360, 640 * 360 * 4]);
  assert.deepEqual(read(frame), { frame: 2, commands: 1 });
  assert.throws(() => card.apply("set_size", { width: 641, height: 360 }), {
    code: "size_too_large",
    message: /at most 640 × 360; got 641/,
  });
});

test("echo replies, fail refuses without counting as applied, say sends a message", () => {
  const card = run();
  assert.deepEqual(card.apply("echo", { text: "ab", times: 2 }), { text: "abab", length: 4 });
  assert.throws(
    () => card.apply("fail"),
    (error) => error instanceof CommandError && error.code === "refused_on_purpose",
  );
  card.apply("say", { text: "hello" });
  assert.deepEqual(card.sent, [{ name: "said", data: { text: "hello", count: 1 } }]);
  assert.deepEqual(read(card.step()), { frame: 1, commands: 2 });
});

test("a new session starts from the beginning", () => {
  const contract = contractOf(TestCard);
  const model = new TestCard();
  const session = sessionOf(contract.tracks);
  const first = model.startSession(session);
  const before = Uint8Array.from((first.next().value as Frame).data);
  contract.commands.get("set_text")?.apply(model, { text: "old" });
  first.return();
  assert.deepEqual(Uint8Array.from((model.startSession(session).next().value as Frame).data), before);
});

function sessionOf(tracks: Tracks): Session {
  return {
    id: "s",
    seed: 1,
    tracks,
    signal: new AbortController().signal,
    send: () => {},
    input: () => null,
    inputs: () => [],
    frame: (_track, width = 0, height = 0) => ({ width, height, data: new Uint8Array(width * height * 4) }),
  };
}

test("its commands cover every semantics and every kind of input", () => {
  const { commands } = schemaDocument(contractOf(TestCard));
  assert.deepEqual([...new Set(commands.map((c) => c.semantics))].sort(), ["delta", "held", "trigger"]);
  assert.deepEqual([...new Set(commands.flatMap((c) => (c.input === null ? [] : [c.input.kind])))].sort(), [
    "axis1d",
    "axis2d",
    "button",
    "choice",
    "color",
    "image",
    "pointer",
    "pointer_delta",
    "pose",
    "slider",
    "text",
    "toggle",
    "vector",
  ]);
  assert.deepEqual(commands.find((c) => c.name === "move")?.release, { x: 0, y: 0 });
  assert.equal(commands.find((c) => c.name === "jump")?.semantics, "trigger");
});

test("settings outside their range are refused with the value and what is accepted", () => {
  assert.throws(() => contractOf(TestCard, { width: 63 }), /width: expected at least 64; got 63/);
  assert.throws(() => contractOf(TestCard, { fps: 1001 }), /fps: expected at most 1000; got 1001/);
  assert.throws(() => contractOf(TestCard, { size: 1 }), /no setting "size".*width, height, fps/);
  assert.equal(contractOf(TestCard, { width: 1280, height: 720, fps: 0 }).tracks.main?.fps, 0);
});

test("the barcode survives a strong JPEG at half the size", async () => {
  const card = run();
  for (let i = 1; i < 777; i++) card.step();
  card.apply("jump");
  const { data, width, height } = card.step();
  const raw = { width, height, channels: 4 as const };
  const jpeg = await sharp(Buffer.from(data), { raw }).resize(320, 180).removeAlpha().jpeg({ quality: 20 }).toBuffer();
  const pixels = await sharp(jpeg).ensureAlpha().raw().toBuffer();
  assert.deepEqual(readBarcode(pixels, 320, 180), { frame: 777, commands: 1 });
});
