/** Deadlines count the time in which the process ran: one that stood still loses nothing by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { afterAwake, Lookout, STOOD_STILL_MS } from "../../server/ground/clock.ts";
import { ManualClock } from "../support/manual-clock.ts";

test("a deadline that passes while the process runs is over on time", () => {
  const clock = new ManualClock();
  let isOver = false;
  afterAwake(clock, 5000, () => {
    isOver = true;
  });
  clock.advance(4999);
  assert.equal(isOver, false);
  clock.advance(1);
  assert.equal(isOver, true);
});

test("a deadline that passes while the process stands still begins anew, and is over after the whole time", () => {
  const clock = new ManualClock();
  let isOver = false;
  afterAwake(clock, 5000, () => {
    isOver = true;
  });
  clock.advance(2000);
  clock.standStill(22_000);
  clock.advance(4999);
  assert.equal(isOver, false);
  clock.advance(1);
  assert.equal(isOver, true);
});

test("who waits is told when the time is over, anew after a stand-still", () => {
  const clock = new ManualClock();
  const startUs = clock.nowUs();
  const told: number[] = [];
  afterAwake(
    clock,
    5000,
    () => {},
    (dueUs) => told.push((dueUs - startUs) / 1000),
  );
  clock.standStill(22_000);
  clock.advance(0);
  assert.deepEqual(told, [5000, 27_000]);
});

test("a timer that is a little late on a busy machine is no stand-still", () => {
  const clock = new ManualClock();
  let isOver = false;
  afterAwake(clock, 5000, () => {
    isOver = true;
  });
  clock.standStill(5000 + STOOD_STILL_MS);
  clock.advance(0);
  assert.equal(isOver, true);
});

test("a deadline that began anew can still be called off", () => {
  const clock = new ManualClock();
  const cancel = afterAwake(clock, 5000, () => assert.fail("It was called off."));
  clock.standStill(22_000);
  clock.advance(0);
  cancel();
  clock.advance(60_000);
  assert.equal(clock.pending, 0);
});

test("a lookout says since when the process has been running, and rests when it is closed", () => {
  const clock = new ManualClock();
  const startUs = clock.nowUs();
  const seen: number[] = [];
  const lookout = new Lookout(clock, 250, (awakeSinceUs) => seen.push((awakeSinceUs - startUs) / 1000));
  clock.advance(500);
  clock.standStill(22_000);
  clock.advance(250);
  assert.deepEqual(seen, [0, 0, 22_500, 22_500]);
  lookout.close();
  clock.advance(1000);
  assert.equal(clock.pending, 0);
});
