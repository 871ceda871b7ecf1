/**
 * `testcard`: a picture whose every part is known, for tests and measurements. The same seed and commands give the
 * same bytes. It offers a command of every semantics and for every kind of input. `layout.ts` says what is where.
 */
import { CommandError, command, Model, message, type Session, type Tracks, videoOut, type Yielded } from "worldport";
import { z } from "zod";
import { Card } from "./card.ts";
import { CardState, MODES } from "./state.ts";

const unit = z.number().min(-1).max(1).default(0);
const fraction = z.number().min(0).max(1);
const coordinate = z.number().min(-1000).max(1000).default(0);

const settings = z.object({
  width: z.number().int().min(64).max(3840).default(640).describe("Pixels."),
  height: z.number().int().min(36).max(2160).default(360).describe("Pixels."),
  fps: z.number().min(0).max(1000).default(30).describe("Frames per second; 0 runs freely."),
  max_width: z.coerce
    .number()
    .int()
    .min(64)
    .max(3840)
    .optional()
    .describe("Largest width for set_size; default width."),
  max_height: z.number().int().min(36).max(2160).optional().describe("Largest height for set_size."),
});

export default class TestCard extends Model {
  static readonly id = "testcard";
  static readonly version = "1.0.0";
  static readonly title = "Test card";
  static readonly description =
    "A picture whose every part is known, with commands of every kind. For tests and measurements.";
  static readonly settings = settings;
  static readonly messages = {
    said: message("What `say` was told.", { text: z.string(), count: z.number().int() }),
  };

  static tracks({ width, height, fps, max_width = width, max_height = height }: z.output<typeof settings>): Tracks {
    const most = { maxWidth: Math.max(width, max_width), maxHeight: Math.max(height, max_height) };
    return { main: videoOut({ width, height, fps, ...most, scaling: "crisp" }) };
  }

  #state = new CardState(64, 36);
  #session: Session | null = null;
  #said = 0;

  startSession(session: Session): Generator<Yielded, void, void> {
    const { width, height } = outTrack(session);
    this.#state = new CardState(width, height);
    this.#session = session;
    this.#said = 0;
    return drawCards(session, this.#state);
  }

  @command(
    "Moves the square on the stage.",
    { x: unit, y: unit },
    {
      input: {
        kind: "axis2d",
        keys: ["KeyA", "KeyD", "KeyS", "KeyW", "ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"],
        gamepad: ["left_stick_x", "left_stick_y"],
      },
    },
  )
  move({ x, y }: { x: number; y: number }): void {
    this.#apply().move = { x, y };
  }

  @command(
    "Turns the square's nose.",
    { amount: unit },
    {
      input: { kind: "axis1d", keys: ["KeyQ", "KeyE"], gamepad: ["right_stick_x"] },
    },
  )
  turn({ amount }: { amount: number }): void {
    this.#apply().turn = amount;
  }

  @command(
    "Moves the green dot by an amount.",
    { dx: coordinate, dy: coordinate },
    { input: { kind: "pointer_delta" } },
  )
  look({ dx, dy }: { dx: number; dy: number }): void {
    const state = this.#apply();
    state.look = { x: state.look.x + dx, y: state.look.y + dy };
  }

  @command(
    "Puts the white dot where the pointer is.",
    {
      x: fraction.default(0.5),
      y: fraction.default(0.5),
      pressed: z.boolean().default(false),
      touch_id: z.number().int().min(0).max(255).default(0),
    },
    { input: { kind: "pointer" } },
  )
  point({ x, y, pressed, touch_id }: { x: number; y: number; pressed: boolean; touch_id: number }): void {
    this.#apply().pointer = { x, y, pressed, touch: touch_id };
  }

  @command("Counts one more jump.", {}, { input: { kind: "button", keys: ["Space"], gamepad: ["south"] } })
  jump(): void {
    this.#apply().jumps++;
  }

  @command(
    "Sets how fast the bar runs, in columns of the picture's 32 per second.",
    {
      speed: z.number().min(0).max(32).default(4),
    },
    { input: { kind: "slider", keys: ["Minus", "Equal"], step: 0.5 } },
  )
  setSpeed({ speed }: { speed: number }): void {
    this.#apply().speed = speed;
  }

  @command("Sets the pattern of the swatch.", { mode: z.enum(MODES).default("plain") })
  setMode({ mode }: { mode: (typeof MODES)[number] }): void {
    this.#apply().mode = mode;
  }

  @command(
    "Shows or hides the lines on the stage.",
    { shown: z.boolean().default(false) },
    {
      input: { kind: "toggle", keys: ["KeyG"] },
    },
  )
  setGrid({ shown }: { shown: boolean }): void {
    this.#apply().grid = shown;
  }

  @command(
    "Sets the colour of swatch and square.",
    {
      color: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/)
        .default("#2080ff"),
    },
    { input: { kind: "color" } },
  )
  setColor({ color }: { color: string }): void {
    this.#apply().color = Number.parseInt(color.slice(1), 16);
  }

  @command("Sets the text that is shown.", { text: z.string().max(200) })
  setText({ text }: { text: string }): void {
    this.#apply().text = text;
  }

  @command("Sets three numbers.", { x: coordinate, y: coordinate, z: coordinate }, { input: { kind: "vector" } })
  setVector({ x, y, z }: { x: number; y: number; z: number }): void {
    this.#apply().vector = [x, y, z];
  }

  @command(
    "Sets where something is and how it is turned.",
    {
      position: z.array(z.number()).length(3).default([0, 0, 0]).describe("x, y, z in metres."),
      rotation: z.array(z.number().min(-1).max(1)).length(4).default([0, 0, 0, 1]).describe("Quaternion x, y, z, w."),
    },
    { input: { kind: "pose" } },
  )
  setPose({ position, rotation }: { position: number[]; rotation: number[] }): void {
    Object.assign(this.#apply(), { position, rotation });
  }

  @command(
    "Takes a picture file and shows its size and checksum.",
    {
      image: z.base64().max(1_400_000).describe("A PNG or JPEG file, as base64."),
    },
    { input: { kind: "image" } },
  )
  setImage({ image }: { image: string }): void {
    const bytes = Buffer.from(image, "base64");
    this.#apply().image = `${bytes.byteLength} B ${checksum(bytes).toString(16).padStart(8, "0")}`;
  }

  @command(
    "Changes the size of the frames, up to the track's max_width and max_height.",
    {
      width: z.number().int().min(64).max(3840),
      height: z.number().int().min(36).max(2160),
    },
    { semantics: "trigger", input: { kind: "vector" } },
  )
  setSize({ width, height }: { width: number; height: number }): void {
    const { maxWidth, maxHeight } = outTrack(this.#session);
    if (width > maxWidth || height > maxHeight)
      throw new CommandError(
        "size_too_large",
        `Frames are at most ${maxWidth} × ${maxHeight}; got ${width} × ${height}. Start with --set testcard.max_width=… for more.`,
      );
    Object.assign(this.#apply(), { width, height });
  }

  @command(
    "Gives back what it is sent.",
    { text: z.string().max(200), times: z.number().int().min(1).max(10).default(1) },
    {
      semantics: "trigger",
      input: { kind: "text" },
      reply: z.object({ text: z.string(), length: z.number().int() }),
    },
  )
  echo({ text, times }: { text: string; times: number }): { text: string; length: number } {
    this.#apply().echo = text;
    const repeated = text.repeat(times);
    return { text: repeated, length: repeated.length };
  }

  @command("Is refused, always.", { reason: z.string().max(200).default("It was asked to.") }, { semantics: "trigger" })
  fail({ reason }: { reason: string }): never {
    throw new CommandError("refused_on_purpose", `fail refuses every time. ${reason}`);
  }

  @command("Sends the message `said` to every client.", { text: z.string().max(200) })
  say({ text }: { text: string }): void {
    this.#apply().said = text;
    this.#session?.send("said", { text, count: ++this.#said });
  }

  /** The state, with one more command counted. */
  #apply(): CardState {
    this.#state.applied++;
    return this.#state;
  }
}

function* drawCards(session: Session, state: CardState): Generator<Yielded, void, void> {
  let card = new Card(state.width, state.height, session.seed);
  for (let number = 1; ; number++) {
    if (card.canvas.width !== state.width || card.canvas.height !== state.height)
      card = new Card(state.width, state.height, session.seed);
    card.draw(number, state);
    const frame = session.frame("main", state.width, state.height);
    frame.data.set(card.canvas.bytes);
    yield frame;
  }
}

function outTrack(session: Session | null) {
  const track = session?.tracks.main;
  if (track === undefined) throw new Error("The test card's track exists while a session runs.");
  return track;
}

/** FNV-1a, 32 bits. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
