/** The arithmetic of the latency overlay. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LatencyLedger, Samples } from "../../server/page/latency.js";
import { ClockOffset } from "../../shared-schema/client/clock-offset.ts";

const MS = 1000;

function head(seq: number, { command = 0, start = 0, epoch = 1 } = {}) {
  const t = { step_start_us: start, step_end_us: start + 4 * MS, ready_us: start + 5 * MS };
  return { track: "main", epoch, seq, width: 1, height: 1, format: "rgba8", pts_us: 0, driver: "me", command, t };
}
const p50 = (samples: Samples) => samples.percentile(0.5);

test("the offset is that of the quickest ping, and half its round trip is the uncertainty", () => {
  const clock = new ClockOffset();
  assert.equal(clock.best, null);
  clock.add(0, 1_000_000, 40 * MS);
  clock.add(100 * MS, 1_101_000, 102 * MS);
  clock.add(200 * MS, 1_230_000, 260 * MS);
  assert.deepEqual(clock.best, { offset: 1_000_000, uncertainty: MS });
});

test("only the last sixteen pings count", () => {
  const clock = new ClockOffset();
  clock.add(0, 500, 0);
  for (let i = 0; i < 16; i++) clock.add(i * MS, i * MS + 10 * MS, i * MS + 4 * MS);
  assert.deepEqual(clock.best, { offset: 8 * MS, uncertainty: 2 * MS });
});

test("percentiles are nearest rank over the newest samples", () => {
  const samples = new Samples(4);
  assert.equal(samples.percentile(0.5), null);
  for (const value of [100, 5, 1, 3, 2]) samples.add(value);
  assert.equal(samples.percentile(0.5), 2);
  assert.equal(samples.percentile(0.95), 5);
  assert.deepEqual(samples.list(), [5, 1, 3, 2]);
});

test("the first frame that shows a command gives the whole way from its input, once", () => {
  const ledger = new LatencyLedger();
  ledger.clock.add(0, 1_000 * MS, 0);
  const input = (id: number) => (id === 7 ? 10 * MS : null);
  ledger.painted(head(1, { command: 6, start: 1_000 * MS }), 6 * MS, 8 * MS, true, () => null);
  const first = ledger.painted(head(2, { command: 7, start: 1_020 * MS }), 27 * MS, 30 * MS, true, input);
  const second = ledger.painted(head(3, { command: 7, start: 1_040 * MS }), 47 * MS, 50 * MS, true, input);
  assert.equal(first, 10 * MS);
  assert.equal(second, null);
  assert.equal(p50(ledger.stages.input_applied), 10 * MS);
  assert.equal(p50(ledger.stages.applied_made), 4 * MS);
  assert.equal(p50(ledger.stages.made_sent), MS);
  assert.equal(ledger.stages.sent_received.percentile(1), 2 * MS);
  assert.equal(ledger.stages.input_shown.count, 1);
  assert.equal(p50(ledger.stages.input_shown), 20 * MS);
});

test("another driver's commands say nothing about this page's input", () => {
  const ledger = new LatencyLedger();
  assert.equal(
    ledger.painted(head(1, { command: 3 }), 0, 1, false, () => 0),
    null,
  );
  assert.equal(ledger.stages.input_shown.count, 0);
});

test("gaps in seq within an epoch are frames that were replaced", () => {
  const ledger = new LatencyLedger();
  ledger.received(head(40), 10);
  ledger.received(head(41), 10);
  ledger.received(head(44), 10);
  ledger.received(head(5, { epoch: 2 }), 12);
  assert.equal(ledger.replaced, 2);
  assert.equal(ledger.frameBytes, 12);
});

test("frames per second come from the times between paintings", () => {
  const ledger = new LatencyLedger();
  assert.equal(ledger.fps, null);
  for (let i = 1; i <= 10; i++) ledger.painted(head(i), i * 20 * MS, i * 20 * MS, false, () => null);
  assert.equal(ledger.fps, 50);
});
