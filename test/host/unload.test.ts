/** The end of a model that was loaded: what `unload` is for. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { TempFolder } from "../support/temp-folder.ts";
import { serve } from "../support/test-server.ts";

/** A model that writes down which of its methods ran. */
function noted(t: TestContext, members: string): { model: string; notes: () => string } {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const file = path.join(folder.path, "notes.txt");
  const model = folder.model(members, {
    before: `import { appendFileSync, readFileSync } from "node:fs";
const note = (word: string) => appendFileSync(${JSON.stringify(file)}, word + " ");
const notes = () => readFileSync(${JSON.stringify(file)}, "utf8");`,
  });
  return { model, notes: () => (existsSync(file) ? readFileSync(file, "utf8") : "") };
}

const UNLOADS = `async unload() { note("unload"); await new Promise((resolve) => setTimeout(resolve, 20)); note("done"); }`;

test("it runs once when the server stops, after cleanup, and is awaited", async (t) => {
  const { model, notes } = noted(
    t,
    `*startSession() { for (;;) yield grey; } cleanup() { note("cleanup"); } ${UNLOADS}`,
  );
  const server = await serve(t, model);
  const ann = await server.join();
  await ann.waitFor("frame");
  await server.close();
  assert.equal(notes(), "cleanup unload done ");
  await server.close();
  assert.equal(notes(), "cleanup unload done ");
});

test("it runs before the model is loaded anew, where its thread still answers", async (t) => {
  const { model, notes } = noted(
    t,
    `load() { note("load"); }
  *startSession() { for (;;) yield grey; }
  cleanup() { if (notes() === "load ") throw new Error("once"); }
  ${UNLOADS}`,
  );
  const server = await serve(t, model);
  const ann = await server.join();
  await ann.waitFor("frame");
  const from = ann.received.length;
  ann.send("restart", {});
  await ann.waitFor("error", (body) => body.code === "cleanup_failed", from);
  await ann.waitFor("frame", () => true, from);
  assert.equal(notes(), "load unload done load ");
  await server.close();
});

test("after a step time-out the next thread waits for nothing", async (t) => {
  const { model, notes } = noted(
    t,
    `load() { note("load"); }
  async *startSession() { yield grey; if (notes() === "load ") await new Promise(() => {}); for (;;) yield grey; }
  ${UNLOADS}`,
  );
  const limits = { step_timeout_ms: 300, unload_timeout_ms: 100_000 };
  const server = await serve(t, model, { limits });
  const ann = await server.join();
  await ann.waitFor("error", (body) => body.code === "step_timeout");
  await ann.waitFor("frame", () => true, ann.received.length);
  assert.equal(notes(), "load load ");
  await server.close();
});

for (const [what, body] of [
  ["waits", "await new Promise(() => {});"],
  ["computes", "for (;;);"],
] as const)
  test(`an unload that ${what} for ever keeps the server for unload_timeout_ms only`, async (t) => {
    const { model, notes } = noted(
      t,
      `*startSession() { for (;;) yield grey; } async unload() { note("unload"); ${body} }`,
    );
    const server = await serve(t, model, { limits: { unload_timeout_ms: 100 } });
    await server.close();
    assert.equal(notes(), "unload ");
  });

test("an unload that throws is told in the output, and the server stops", async (t) => {
  const { model, notes } = noted(
    t,
    `*startSession() { for (;;) yield grey; } unload() { note("unload"); throw new Error("no"); }`,
  );
  const server = await serve(t, model);
  await server.close();
  assert.equal(notes(), "unload ");
});

test("it does not run where load failed", async (t) => {
  const { model, notes } = noted(t, `load() { note("load"); throw new Error("no"); } *startSession() {} ${UNLOADS}`);
  const server = await serve(t, model);
  await server.close();
  assert.equal(notes(), "load ");
});
