/** A model for the tests of the Unity components: every pixel tells its place, and what input has reached the model. */
import {
  blankFrame,
  command,
  Model,
  message,
  type Session,
  type Tracks,
  videoIn,
  videoOut,
  type Yielded,
} from "worldport";
import { z } from "zod";

const settings = z.object({
  width: z.coerce.number().int().default(8),
  height: z.coerce.number().int().default(4),
  fps: z.coerce.number().default(60),
});

/** Pixel (x, y) is [x, y, 100]; the one at the top left is [100 + 100 × move.x, 100 + 100 × move.y, shots]. */
export default class Stage extends Model {
  static readonly id = "stage";
  static readonly settings = settings;
  static readonly messages = { said: message("Repeats what it was told.", { text: z.string() }) };
  static tracks({ width, height, fps }: z.output<typeof settings>): Tracks {
    return {
      main: videoOut({
        width,
        height,
        fps,
        maxWidth: 640,
        maxHeight: 360,
        scaling: "crisp",
      }),
      second: videoOut({ width: 2, height: 2, fps }),
      camera: videoIn({ width: 64, height: 48, maxWidth: 640, maxHeight: 480 }),
    };
  }

  #session: Session | null = null;
  #move = [0, 0];
  #point = { x: 0, y: 0, pressed: false };
  #turn = 0;
  #keys: string[] = [];
  #notches = 0;
  #clicks = 0;
  #shot = 0;
  #size: { width: number; height: number } | null = null;

  @command(
    "Moves.",
    { x: z.number().min(-1).max(1).default(0), y: z.number().min(-1).max(1).default(0) },
    { input: { kind: "axis2d" } },
  )
  move({ x, y }: { x: number; y: number }): void {
    this.#move = [x, y];
  }

  @command(
    "Points.",
    { x: z.number().default(0), y: z.number().default(0), pressed: z.boolean().default(false) },
    { input: { kind: "pointer" } },
  )
  point(point: { x: number; y: number; pressed: boolean }): void {
    this.#point = point;
  }

  @command("Turns.", { dx: z.number(), dy: z.number() }, { input: { kind: "pointer_delta" } })
  turn({ dx }: { dx: number; dy: number }): void {
    this.#turn += dx;
  }

  @command(
    "Reads a keyboard.",
    { keys: z.array(z.string()) },
    { input: { kind: "keys", keys: ["KeyT", "KeyG", "KeyZ"] } },
  )
  typeOn({ keys }: { keys: string[] }): void {
    this.#keys = keys;
  }

  @command("Zooms.", { notches: z.number() }, { input: { kind: "wheel" } })
  zoom({ notches }: { notches: number }): void {
    this.#notches += notches;
  }

  @command("Clicks.", { clicks: z.number().int() }, { input: { kind: "wheel" } })
  click({ clicks }: { clicks: number }): void {
    this.#clicks += clicks;
  }

  @command("Shoots.", {}, { semantics: "trigger", input: { kind: "button", keys: ["Space"] } })
  shoot(): void {
    this.#shot += 1;
  }

  @command(
    "How bright.",
    { level: z.number().min(0).max(1).default(0.5) },
    { input: { kind: "slider", keys: ["Minus", "Equal"] } },
  )
  bright(_args: { level: number }): void {}

  @command("Says it to everybody.", { text: z.string().min(1) }, { semantics: "trigger" })
  say({ text }: { text: string }): void {
    this.#session?.send("said", { text });
  }

  @command(
    "Makes pictures of another size.",
    { width: z.number().int(), height: z.number().int() },
    { semantics: "trigger" },
  )
  resize(size: { width: number; height: number }): void {
    this.#size = size;
  }

  @command(
    "What reached the model.",
    {},
    {
      semantics: "trigger",
      reply: z.object({
        x: z.number(),
        y: z.number(),
        shots: z.number(),
        turn: z.number(),
        px: z.number(),
        py: z.number(),
        pressed: z.boolean(),
        keys: z.array(z.string()),
        notches: z.number(),
        clicks: z.number(),
      }),
    },
  )
  reached() {
    const [x = 0, y = 0] = this.#move;
    const { x: px, y: py, pressed } = this.#point;
    return {
      x,
      y,
      shots: this.#shot,
      turn: this.#turn,
      px,
      py,
      pressed,
      keys: this.#keys,
      notches: this.#notches,
      clicks: this.#clicks,
    };
  }

  @command(
    "The camera's newest frame.",
    {},
    {
      semantics: "trigger",
      reply: z.object({
        width: z.number(),
        height: z.number(),
        top: z.array(z.number()),
        bottom: z.array(z.number()),
        meta: z.string(),
      }),
    },
  )
  camera() {
    const frame = this.#session?.input("camera");
    if (frame === null || frame === undefined) return { width: 0, height: 0, top: [], bottom: [], meta: "" };
    const { width, height, data } = frame;
    const bytes = [...new Uint8Array(data)];
    return {
      width,
      height,
      top: bytes.slice(0, 4),
      bottom: bytes.slice((height - 1) * width * 4, (height - 1) * width * 4 + 4),
      meta: JSON.stringify(frame.meta ?? {}),
    };
  }

  *startSession(session: Session): Generator<Yielded, void, void> {
    this.#session = session;
    this.#size = null;
    this.#move = [0, 0];
    this.#turn = 0;
    this.#keys = [];
    this.#notches = 0;
    this.#clicks = 0;
    this.#shot = 0;
    const { width = 0, height = 0 } = session.tracks["main"] ?? {};
    const second = blankFrame(2, 2);
    second.data.fill(9);
    for (;;) {
      const { width: wide, height: high } = this.#size ?? { width, height };
      const frame = blankFrame(wide, high);
      for (let y = 0; y < high; y++)
        for (let x = 0; x < wide; x++) frame.data.set([x % 256, y % 256, 100, 255], (y * wide + x) * 4);
      const [mx = 0, my = 0] = this.#move;
      frame.data.set([100 + mx * 100, 100 + my * 100, this.#shot % 256], 0);
      yield { main: frame, second };
    }
  }
}
