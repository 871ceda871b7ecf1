/** A host in another process must be able to stand where the thread stands. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { edgesOf, filesUnder } from "./source-files.ts";

const edges = edgesOf(filesUnder("server", /\.(ts|mjs|js)$/));

test("the seam between sessions and hosts names nothing of the model's side, types included", () => {
  const named = edges.filter(({ from }) => from === "server/host/host.ts").map(({ to }) => to);
  assert.deepEqual(
    named.filter((to) => !to.startsWith("shared-schema/")),
    ["server/pacing/frame-store.ts"],
  );
});

test("only the composition root and the commands know where a model runs", () => {
  const knowing = edges.filter(({ from, to }) => to.startsWith("server/host/") && !from.startsWith("server/host/"));
  assert.deepEqual(
    [...new Set(knowing.filter(({ to }) => to !== "server/host/host.ts").map(({ from }) => from))].sort(),
    ["server/commands/schema.ts", "server/server.ts"],
  );
});

test("sessions and pacing know tracks from the schema document alone", () => {
  const known = edges.filter(
    ({ from, to }) => /^server\/(session|pacing)\//.test(from) && to.endsWith("/model/track.ts"),
  );
  assert.deepEqual(known, []);
});
