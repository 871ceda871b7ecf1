/** The two counters of patience: commands a second, and tries in a row. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../../server/session/backoff.ts";
import { Rate } from "../../server/session/rate.ts";

test("a burst of one second's worth passes, the next is refused, and time brings more", () => {
  const rate = new Rate(10, 1_000_000);
  for (let i = 0; i < 10; i++) assert.equal(rate.take(1_000_000), true);
  assert.equal(rate.take(1_000_000), false);
  assert.equal(rate.take(1_099_000), false);
  assert.equal(rate.take(1_100_000), true);
  assert.equal(rate.take(1_100_000), false);
});

test("a long rest saves up no more than one second's worth", () => {
  const rate = new Rate(10, 0);
  for (let i = 0; i < 10; i++) assert.equal(rate.take(60_000_000), true);
  assert.equal(rate.take(60_000_000), false);
});

test("refused commands cost nothing: a flood does not starve the one that waits", () => {
  const rate = new Rate(10, 0);
  let taken = 0;
  for (let us = 0; us < 10_000_000; us += 1_000) if (rate.take(us)) taken++;
  assert.ok(taken >= 108 && taken <= 110, `${taken}`);
});

test("tries wait twice as long each time, at most ten seconds, and end", () => {
  const backoff = new Backoff(8);
  const waits = Array.from({ length: 9 }, () => backoff.nextMs());
  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, null]);
  assert.equal(backoff.nextMs(), null);
  backoff.reset();
  assert.equal(backoff.nextMs(), 250);
});
