/** Every option of `worldport run` can be given by its variable, and a flag wins over it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "../../server/config.ts";

test("WORLDPORT_SEED is the seed of sessions whose opener gives none, unless --seed says another", () => {
  assert.equal(readConfig([], { WORLDPORT_SEED: "7" }).seed, 7);
  assert.equal(readConfig(["--seed", "8"], { WORLDPORT_SEED: "7" }).seed, 8);
  assert.throws(() => readConfig([], { WORLDPORT_SEED: "x" }), /WORLDPORT_SEED is "x"; accepted is a whole number/);
});

test("WORLDPORT_ALLOW_ORIGIN lists origins that may connect, beside those of --allow-origin", () => {
  const env = { WORLDPORT_ALLOW_ORIGIN: "https://a.example, https://b.example" };
  assert.deepEqual(readConfig([], env).allowOrigins, ["https://a.example", "https://b.example"]);
  assert.deepEqual(readConfig(["--allow-origin", "https://c.example"], env).allowOrigins, [
    "https://c.example",
    "https://a.example",
    "https://b.example",
  ]);
});
