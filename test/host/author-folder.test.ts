/** A model in an empty folder outside the clone runs: TypeScript, decorators, imports and files beside it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { TempFolder } from "../support/temp-folder.ts";
import { serve, serveToy } from "../support/test-server.ts";

test("a TypeScript model with a second file and a file of data beside it plays", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  folder.write(
    "parts/color.ts",
    `export enum Shade { Dark = 10 }\nexport const shade = (n: number): number => n + Shade.Dark;\n`,
  );
  folder.write("data.bin", "abc");
  const file = folder.model(
    `  bytes = new Uint8Array();
  level = 0;
  async load() { this.bytes = await readFile(new URL("./data.bin", import.meta.url)); }
  @command("Sets.", { level: z.number().int().min(0).max(200).default(5) })
  setLevel({ level }: { level: number }): void { this.level = shade(level); }
  async *startSession() {
    for (;;) yield paint(grey, () => (this.bytes[0]! << 16) | (this.level << 8));
  }`,
    { before: `import { readFile } from "node:fs/promises";\nimport { shade } from "./parts/color.ts";` },
  );
  const server = await serve(t, file);
  const ann = await server.join();
  const first = await ann.waitFor("frame");
  assert.deepEqual([...first.payload!.subarray(0, 4)], [97, 15, 0, 255]);
  const reply = await ann.ask("set_level", { level: 90 });
  assert.equal(reply.ok, true);
  const frame = await ann.waitFor("frame", (body) => body.seq >= reply.applied_seq);
  assert.deepEqual([...frame.payload!.subarray(0, 4)], [97, 100, 0, 255]);
});

test("a JavaScript model without decorators plays", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const file = folder.write(
    "plain.js",
    `import { Model, blankFrame, videoOut } from "worldport";
export default class Plain extends Model {
  static id = "plain";
  static tracks = { main: videoOut({ width: 8, height: 4 }) };
  *startSession() { for (;;) yield blankFrame(8, 4); }
}
`,
  );
  const server = await serve(t, file);
  const ann = await server.join();
  assert.equal(ann.all("welcome")[0]?.body.model.id, "plain");
  assert.equal((await ann.waitFor("frame")).payload?.byteLength, 128);
});

test("defaults are applied when a session starts, and before that the class's own values count", async (t) => {
  const server = await serveToy(
    t,
    `  applied: string[] = [];
  @command("A.", { x: z.number().default(3) }, { semantics: "held" })
  setA({ x }: { x: number }) { this.applied.push("a" + x); }
  @command("B.", { x: z.number() }, { semantics: "held" })
  setB({ x }: { x: number }) { this.applied.push("b" + x); }
  @command("C.", { x: z.number().default(4) }, { semantics: "trigger" })
  setC({ x }: { x: number }) { this.applied.push("c" + x); }
  @command("Tells.", {}, { reply: z.array(z.string()) })
  tell() { return this.applied; }
  *startSession() { for (;;) yield grey; }`,
  );
  const ann = await server.join();
  assert.deepEqual((await ann.ask("tell")).result, ["a3"]);
});
