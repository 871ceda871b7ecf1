/** When an input happened, on the server's clock: what the network added is taken off, and order is kept. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { InputClock } from "../../server/session/input-clock.ts";

/** Hears a command and gives its time. */
const heard = (clock: InputClock, arrivalUs: number, tUs?: number): number => {
  clock.hear(arrivalUs, tUs);
  return clock.timeOf(arrivalUs, tUs);
};

test("a command that was late on the way has the time that the quickest one shows", () => {
  const clock = new InputClock();
  assert.equal(heard(clock, 10_000, 1_000), 10_000);
  assert.equal(heard(clock, 30_000, 11_000), 20_000, "10 ms late");
  clock.hear(40_000, 33_000);
  assert.equal(heard(clock, 60_000, 40_000), 47_000, "a ping that was 2 ms quicker counts");
});

test("no input is before the one before it, nor after its arrival", () => {
  const clock = new InputClock();
  heard(clock, 10_000, 1_000);
  assert.equal(heard(clock, 20_000, 2_000), 11_000);
  assert.equal(heard(clock, 21_000, 500), 11_000);
  assert.equal(heard(clock, 12_000, 2 ** 50), 12_000, "a clock that leaps sets the delay and not the future");
});

test("without a time of its own an input happened when it arrived, and the next not before", () => {
  const clock = new InputClock();
  clock.hear(1_000, 900);
  assert.equal(heard(clock, 5_000), 5_000);
  assert.equal(heard(clock, 6_000, 1_000), 5_000);
});

test("sixteen messages are remembered: a clock that slowed down is followed", () => {
  const clock = new InputClock();
  clock.hear(1_000, 1_000);
  for (let i = 1; i <= 15; i++) clock.hear(i * 10_000 + 500, i * 10_000);
  assert.equal(heard(clock, 200_700, 200_000), 200_500, "the seventeenth drops the first");
});
