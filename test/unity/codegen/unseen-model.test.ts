/** A model that nobody has seen, its schema, the typed client made from it, and a C# program that drives it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { test } from "node:test";
import { codegenCommand } from "../../../server/commands/codegen.ts";
import { TempFolder } from "../../support/temp-folder.ts";
import { serve } from "../../support/test-server.ts";
import { assemblies } from "../csharp/assemblies.ts";
import { compile } from "../csharp/mcs.ts";
import { MONO } from "./mono.ts";

const MODEL = `
import { command, CommandError, message, Model, type Session, videoOut } from "worldport";
import { z } from "zod";

const FLOWERS = ["rose", "sun flower"] as const;
const soil = z.object({ ph: z.number(), kind: z.enum(["sand", "loam"]).optional() });

export default class GreenHouse extends Model {
  static readonly id = "green-house";
  static readonly tracks = { main: videoOut({ width: 8, height: 4, fps: 120 }) };
  static readonly messages = {
    bloomed: message("Something bloomed.", { flower: z.enum(FLOWERS), height: z.number(), tags: z.array(z.string()) }),
  };
  light = { level: 1, colour: "red" };
  nudged = 0;
  bloomed: object[] = [];

  @command("Plants flowers.", {
    flower: z.enum(FLOWERS), beds: z.array(z.number().int().min(0).max(9)),
    note: z.string().optional(), soil: soil.optional(), water: z.number().min(0).max(1).default(0.25),
  }, { reply: z.object({ count: z.number().int(), heights: z.record(z.string(), z.number()), best: z.string().nullable(),
       soil: soil.optional(), words: z.array(z.string()) }) })
  plant(args: { flower: "rose" | "sun flower"; beds: number[]; note?: string; soil?: z.output<typeof soil>; water: number }) {
    this.bloomed.push({ flower: args.flower, height: args.water * 10, tags: ["a", "b"] });
    return { count: args.beds.length, heights: { [args.flower]: args.water }, best: args.note ?? null,
      ...(args.soil === undefined ? {} : { soil: args.soil }), words: args.beds.map(String) };
  }

  @command("Sets the light.", { level: z.number().min(0).max(1).default(1), colour: z.enum(["red", "blue"]).default("red") },
    { semantics: "held" })
  setLight(light: { level: number; colour: string }) { this.light = light; }

  @command("Nudges the pots.", { amount: z.number().default(0) }, { semantics: "delta" })
  nudge({ amount }: { amount: number }) { this.nudged += amount; }

  @command("Is too hot.", { degrees: z.number().int() }, { semantics: "trigger" })
  burn({ degrees }: { degrees: number }): never { throw new CommandError("too_hot", degrees + " degrees are too hot."); }

  async *startSession(session: Session) {
    for (;;) {
      for (const one of this.bloomed.splice(0)) session.send("bloomed", one);
      const frame = session.frame();
      const value = Math.round(this.light.level * 255);
      for (let i = 0; i < frame.data.length; i += 4)
        frame.data.set([this.light.colour === "red" ? value : 0, this.nudged, this.light.colour === "blue" ? value : 0, 255], i);
      yield frame;
    }
  }
}
`;

test("a typed client of a model never seen before compiles and drives that model", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const model = folder.write("green-house.ts", MODEL);
  const source = path.join(folder.path, "GreenHouseModel.cs");
  assert.equal(await codegenCommand(["--csharp", model, "--out", source]), 0);
  const client = path.join(folder.path, "Worldport.Client.dll");
  const program = path.join(folder.path, "Drive.exe");
  await compile({ out: client, sources: assemblies().find(({ name }) => name === "Worldport.Client")?.sources ?? [] });
  const drive = path.join(import.meta.dirname, "Drive.cs");
  await compile({ out: program, sources: [drive, source], references: [client], target: "exe" });

  const server = await serve(t, model);
  const child = spawn(MONO, [program, server.url], { stdio: ["ignore", "pipe", "pipe"], timeout: 60_000 });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (bytes) => (output.stdout += bytes));
  child.stderr.on("data", (bytes) => (output.stderr += bytes));
  const [code] = await once(child, "close");
  assert.equal(code, 0, output.stderr);
  assert.deepEqual(output.stdout.trim().split("\n"), [
    "shape: True",
    "reply: 2 0.25 True Loam 3+1",
    "reply: 0 0.75 north True 0",
    "message: SunFlower 2.5 a+b",
    "held: 0,0,128,255",
    "delta: 0,7,128,255",
    "refused: too_hot ",
    "invalid: invalid_args beds.0",
  ]);
});
