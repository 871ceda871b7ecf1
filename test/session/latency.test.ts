/** What clients report of shown frames, as half and as 95 in 100 of them have it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Latency } from "../../server/session/latency.ts";

test("p50 and p95 of a hundred reports are the middle one and that of the slowest twentieth", () => {
  const latency = new Latency();
  for (let ms = 100; ms >= 1; ms--) latency.add({ received_us: 0, shown_us: ms * 1000, input_us: -ms * 1000 });
  assert.deepEqual(latency.summary, {
    reports: 100,
    received_to_shown_p50_ms: 51,
    received_to_shown_p95_ms: 96,
    input_to_shown_p50_ms: 102,
    input_to_shown_p95_ms: 192,
  });
});
