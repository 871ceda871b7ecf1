/** One client's share of a track: credit, newest wins, the wished rate, and honest counters. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Delivery } from "../../server/pacing/delivery.ts";
import { Pins } from "../../server/pacing/pins.ts";

const delivery = (wish: object = {}): Delivery => new Delivery(wish, () => {});

/** Offers a frame and sends it if credit and rate allow. Gives whether it went out. */
function pass(to: Delivery, seq: number, nowUs = seq): boolean {
  to.offer(seq);
  return flush(to, seq, nowUs);
}

function flush(to: Delivery, seq: number, nowUs: number): boolean {
  if (!to.waiting || !to.hasCredit || to.waitMs(nowUs) > 0) return false;
  to.sending(seq, nowUs);
  to.sendDone();
  return true;
}

for (const credit of [1, 2, 3, 4, 5, 6, 7, 8])
  test(`with a credit of ${credit}, ${credit} frames go and the next one waits`, () => {
    const to = delivery({ credit });
    for (let seq = 1; seq <= credit; seq++) assert.equal(pass(to, seq), true);
    assert.equal(pass(to, credit + 1), false);
    assert.equal(to.counters.under_way, credit);
    to.seen(1);
    assert.equal(flush(to, credit + 1, 99), true);
  });

test("without a wish the credit is two", () => {
  const to = delivery();
  assert.deepEqual(
    [1, 2, 3].map((seq) => pass(to, seq)),
    [true, true, false],
  );
});

test("newer frames replace the one that waits, and each frame counts once", () => {
  const to = delivery({ credit: 1 });
  for (let seq = 1; seq <= 10; seq++) pass(to, seq);
  assert.deepEqual(to.counters, { sent: 1, replaced: 8, skipped: 0, seen: 0, under_way: 1 });
  to.seen(1);
  assert.equal(flush(to, 10, 11), true);
  assert.deepEqual(to.counters, { sent: 2, replaced: 8, skipped: 0, seen: 1, under_way: 1 });
});

test("seen acknowledges all frames up to it, however often it comes", () => {
  const to = delivery({ credit: 8 });
  for (let seq = 1; seq <= 8; seq++) pass(to, seq);
  to.seen(5);
  to.seen(5);
  to.seen(2);
  assert.equal(to.counters.under_way, 3);
  assert.equal(to.counters.seen, 5);
  to.seen(1000);
  assert.equal(to.counters.under_way, 0);
});

test("a new epoch gives the full credit back and forgets what waited", () => {
  const to = delivery({ credit: 2 });
  for (let seq = 1; seq <= 3; seq++) pass(to, seq);
  to.startEpoch();
  assert.equal(to.waiting, false);
  assert.deepEqual(
    [1, 2, 3].map((seq) => pass(to, seq)),
    [true, true, false],
  );
});

/** Frames of a model at `fps` with jitter, seen at once; gives how many of them went out in `seconds`. */
function sentAt(fps: number, max_fps: number, seconds: number, jitterUs: number): number {
  const to = delivery({ max_fps, credit: 8 });
  let noise = 1;
  for (let i = 0; i < fps * seconds; i++) {
    noise = (noise * 48_271) % 2_147_483_647;
    const jitter = ((noise / 2_147_483_647) * 2 - 1) * jitterUs;
    if (pass(to, i + 1, Math.round(9e9 + (i * 1e6) / fps + jitter))) to.seen(i + 1);
  }
  return to.counters.sent;
}

for (const [fps, max, jitterUs] of [
  [30, 30, 0],
  [30, 30, 5000],
  [60, 60, 2500],
  [60, 30, 3000],
  [30, 15, 4000],
  [60, 20, 0],
] as const)
  test(`${fps} fps with ${jitterUs} µs of jitter and max_fps ${max} give ${max} a second, not half`, () => {
    const sent = sentAt(fps, max, 10, jitterUs);
    assert.ok(sent <= max * 10 + 1, `${sent} frames in 10 s`);
    assert.ok(sent >= max * 10 * 0.97, `${sent} frames in 10 s`);
  });

test("max_fps allows no burst, neither at the start nor after a rest", () => {
  const to = delivery({ max_fps: 10, credit: 8 });
  const went: number[] = [];
  for (const ms of [0, 33, 66, 99, 2000, 2033, 2066, 2099]) if (pass(to, ms + 1, 9e9 + ms * 1000)) went.push(ms);
  assert.deepEqual(went, [0, 99, 2000, 2099]);
});

test("frames left out for the wished rate count as skipped, not as replaced", () => {
  const to = delivery({ max_fps: 10, credit: 8 });
  for (let ms = 0; ms < 1000; ms += 25) if (pass(to, ms + 1, 9e9 + ms * 1000)) to.seen(ms + 1);
  const { sent, skipped, replaced } = to.counters;
  assert.equal(replaced, 0);
  assert.ok(sent >= 9 && sent <= 11, `${sent}`);
  assert.equal(sent + skipped + (to.waiting ? 1 : 0), 40);
});

test("a send that is not done is told by its age, oldest first", () => {
  const to = delivery({ credit: 8 });
  assert.equal(to.pins.oldestUs, null);
  for (const [seq, us] of [
    [1, 100],
    [2, 200],
  ] as const) {
    to.offer(seq);
    to.sending(seq, us);
  }
  assert.equal(to.pins.count, 2);
  assert.equal(to.pins.oldestUs, 100);
  to.sendDone();
  assert.equal(to.pins.oldestUs, 200);
  to.sendDone();
  assert.equal(to.pins.oldestUs, null);
});

test("a frame that goes out though a newer one has come was not replaced, and the newer one still waits", () => {
  const to = delivery({ credit: 8 });
  for (const seq of [1, 2, 3]) to.offer(seq);
  to.sending(1, 0);
  assert.equal(to.waiting, true);
  assert.deepEqual(to.counters, { sent: 1, replaced: 1, skipped: 0, seen: 0, under_way: 1 });
  to.sending(3, 0);
  assert.equal(to.waiting, false);
  assert.deepEqual(to.counters, { sent: 2, replaced: 1, skipped: 0, seen: 0, under_way: 2 });
});

test("a link that has not taken its frames gets no more to read, whatever epoch or subscription comes", () => {
  const pins = new Pins();
  const first = new Delivery({ credit: 2 }, () => undefined, pins);
  for (const seq of [1, 2]) {
    first.offer(seq);
    first.sending(seq, 100 * seq);
  }
  first.startEpoch();
  assert.equal(first.hasCredit, false);
  const next = new Delivery({ credit: 2 }, () => undefined, pins);
  assert.equal(next.hasCredit, false);
  assert.equal(next.pins.oldestUs, 100);
  first.sendDone();
  assert.equal(next.hasCredit, true);
});
