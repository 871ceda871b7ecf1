/** A model for the engines' tests: small pictures, commands that count, misbehave or answer, and a camera. */
import {
  blankFrame,
  CommandError,
  command,
  idle,
  type Loading,
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
  fps: z.coerce.number().default(120),
  fails: z.coerce.boolean().default(false).describe("load() throws."),
});

export default class Toy extends Model {
  static readonly id = "toy";
  static readonly settings = settings;
  static readonly messages = { noted: message("Says what was noted.", { text: z.string(), count: z.number().int() }) };
  static tracks({ width, height, fps }: z.output<typeof settings>): Tracks {
    return { main: videoOut({ width, height, fps }), camera: videoIn({ width: 640, height: 360 }) };
  }

  #session: Session | null = null;
  #mood = "";
  #jumps = 0;
  #notes: string[] = [];

  override load(loading: Loading): void {
    if (loading.settings["fails"] === true) throw new Error("The weights are missing.");
  }

  @command("Counts, and says how often.", {}, { reply: z.object({ jumps: z.number().int() }), semantics: "trigger" })
  jump(): { jumps: number } {
    return { jumps: ++this.#jumps };
  }

  @command("Notes a text and says it to everybody.", { text: z.string() }, { semantics: "trigger" })
  note({ text }: { text: string }): void {
    this.#notes.push(text);
    this.#session?.send("noted", { text, count: this.#notes.length });
  }

  @command("Moves.", { x: z.number().default(0), y: z.number().default(0) }, { input: { kind: "axis2d" } })
  move({ x, y }: { x: number; y: number }): void {
    this.#notes.push(`move ${x} ${y}`);
  }

  @command("Turns by an amount.", { dx: z.number(), dy: z.number() }, { input: { kind: "pointer_delta" } })
  look({ dx, dy }: { dx: number; dy: number }): void {
    this.#notes.push(`look ${dx} ${dy}`);
  }

  @command(
    "Gives what was noted since the last time.",
    {},
    { reply: z.object({ notes: z.array(z.string()) }), semantics: "trigger" },
  )
  notes(): { notes: string[] } {
    return { notes: this.#notes.splice(0) };
  }

  @command("Refuses.", {}, { semantics: "trigger" })
  refuse(): never {
    throw new CommandError("too_dark", "Wait for the morning.");
  }

  @command("Does harm.", { how: z.string() }, { semantics: "trigger" })
  harm({ how }: { how: string }): void {
    if (how === "exit") process.exit(3);
    if (how === "throw") throw new Error("secret plan");
    this.#mood = how;
  }

  @command(
    "Describes the camera's newest frame.",
    {},
    {
      reply: z.object({ seq: z.number(), width: z.number(), height: z.number(), sum: z.number(), meta: z.string() }),
      semantics: "trigger",
    },
  )
  camera(): { seq: number; width: number; height: number; sum: number; meta: string } {
    const frame = this.#session?.input("camera");
    if (frame === null || frame === undefined) return { seq: 0, width: 0, height: 0, sum: 0, meta: "" };
    // Position counts: rows or channels that were exchanged change the sum.
    const bytes = new Uint8Array(frame.data);
    const sum = bytes.reduce((total, byte, at) => (total + byte * ((at % 251) + 1)) % 1_000_003, 0);
    return { seq: frame.seq, width: frame.width, height: frame.height, sum, meta: JSON.stringify(frame.meta ?? {}) };
  }

  *startSession(session: Session): Generator<Yielded, void, void> {
    this.#session = session;
    this.#mood = "";
    this.#jumps = 0;
    const { width = 0, height = 0 } = session.tracks["main"] ?? {};
    const frame = blankFrame(width, height);
    for (let n = 1; ; n++) {
      if (this.#mood === "step throw") throw new Error("secret plan");
      if (this.#mood === "step hang") for (;;);
      if (this.#mood === "return") return;
      if (this.#mood === "idle") yield idle;
      frame.data.fill(n % 256, 0, 4);
      yield {
        ...frame,
        meta: { n, seed: session.seed, ...(this.#mood === "long meta" ? { text: "x".repeat(2000) } : {}) },
      };
    }
  }
}
