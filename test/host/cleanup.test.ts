/** The end of a session: a model that ends it badly, or never, is started anew. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { serveToy } from "../support/test-server.ts";

const BAD_ENDS = `
  mood = "";
  @command("Sets how it ends.", { how: z.string() }, { semantics: "trigger" })
  harm({ how }: { how: string }) { this.mood = how; }
  async *startSession() {
    this.mood = "";
    try {
      for (;;) yield grey;
    } finally {
      if (this.mood === "finally throw") throw new Error("secret plan");
      if (this.mood === "finally hang") for (;;);
    }
  }
  async cleanup() {
    if (this.mood === "cleanup throw") throw new Error("secret plan");
    if (this.mood === "cleanup hang") for (;;);
    if (this.mood === "cleanup wait") await new Promise(() => {});
  }`;

test("a model may end badly: it is started anew, and the next session works", async (t) => {
  const server = await serveToy(t, BAD_ENDS, { limits: { cleanup_timeout_ms: 1000 } });
  const ann = await server.join();
  await ann.waitFor("frame");
  for (const [how, code] of [
    ["finally throw", "cleanup_failed"],
    ["finally hang", "cleanup_timeout"],
    ["cleanup throw", "cleanup_failed"],
    ["cleanup hang", "cleanup_timeout"],
    ["cleanup wait", "cleanup_timeout"],
  ] as const)
    await t.test(`${code}: ${how}`, async () => {
      await ann.ask("harm", { how });
      const from = ann.received.length;
      ann.send("restart", { seed: 5 });
      await ann.waitFor("error", (body) => body.code === code, from);
      const welcome = await ann.waitFor("welcome", () => true, from);
      assert.equal(welcome.body.seed, 5);
      await ann.waitFor("frame", (body) => body.epoch === welcome.body.epoch, from);
    });
  assert.ok(!JSON.stringify(ann.received.filter((one) => one.type !== "frame")).includes("secret"));
});
