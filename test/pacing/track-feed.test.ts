/** Frames reach every watcher at their own pace, and the model always finds a free slot. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FeedStage } from "../support/feed-stage.ts";

const seqs = (watcher: { got: readonly { seq: number }[] }): number[] => watcher.got.map(({ seq }) => seq);

test("a new watcher gets the newest frame at once", () => {
  const stage = new FeedStage();
  stage.make();
  stage.make();
  assert.deepEqual(seqs(stage.watch()), [2]);
});

test("the newest frame goes when credit comes back, never one between", () => {
  const stage = new FeedStage();
  const ann = stage.watch({ credit: 1 });
  for (let i = 0; i < 5; i++) stage.make();
  assert.deepEqual(seqs(ann), [1]);
  ann.seen();
  assert.deepEqual(seqs(ann), [1, 5]);
  assert.equal(ann.delivery.counters.replaced, 3);
});

test("a watcher that never sees, or whose link is stuck, changes nothing for another", () => {
  const stage = new FeedStage();
  stage.watch({ credit: 8 }, false);
  stage.watch({ credit: 1 });
  const ann = stage.watch();
  for (let i = 1; i <= 100; i++) {
    assert.equal(stage.make(), i);
    ann.seen();
  }
  assert.deepEqual(
    seqs(ann),
    Array.from({ length: 100 }, (_, i) => i + 1),
  );
});

test("links that hold slots longest are refused first; one that holds none still gets frames", () => {
  const stage = new FeedStage({ slots: 6 });
  const greedy = stage.watch({ credit: 8 }, false);
  for (let i = 0; i < 10; i++) assert.notEqual(stage.make(), null);
  assert.deepEqual(seqs(greedy), [1, 2, 3], "the last of the four slots is for others");
  const modest = stage.watch({ credit: 8 }, false);
  stage.make();
  assert.equal(modest.got.length, 1);
  assert.notEqual(stage.make(), null);
  assert.ok(greedy.delivery.counters.replaced > 0);
});

test("whoever was refused for want of room gets the newest frame when room comes, without a new frame", () => {
  const stage = new FeedStage({ slots: 4 });
  const holds = stage.watch({ credit: 8 }, false);
  const waits = stage.watch({ credit: 8 }, false);
  for (let i = 0; i < 6; i++) stage.make();
  const newest = 6;
  assert.notEqual(waits.got.at(-1)?.seq, newest);
  for (const done of [...holds.sends.splice(0), ...waits.sends.splice(0)]) done();
  assert.equal(holds.got.at(-1)?.seq, newest);
  assert.equal(waits.got.at(-1)?.seq, newest);
});

test("a new epoch gives credit back and discards what waited", () => {
  const stage = new FeedStage();
  const ann = stage.watch({ credit: 1 });
  stage.make();
  stage.make();
  stage.newEpoch();
  assert.deepEqual(seqs(ann), [1], "the old epoch's waiting frame is gone");
  stage.make();
  assert.deepEqual(seqs(ann), [1, 1]);
});

test("a slot is free again only when every link has let go of it", () => {
  const stage = new FeedStage({ slots: 8 });
  const [ann, ben] = [stage.watch({}, false), stage.watch({}, false)];
  stage.make();
  stage.newEpoch();
  assert.equal(stage.ring.freeCount(), 7);
  ann.sends.shift()?.();
  assert.equal(stage.ring.freeCount(), 7);
  ben.sends.shift()?.();
  assert.equal(stage.ring.freeCount(), 8);
});

test("a watcher that leaves is sent nothing more, and its slots come free as its link ends", () => {
  const stage = new FeedStage({ slots: 8 });
  const ann = stage.watch({}, false);
  stage.make();
  stage.feed.remove(ann.delivery);
  stage.make();
  assert.deepEqual(seqs(ann), [1]);
  for (const done of ann.sends) done();
  stage.feed.close();
  assert.equal(stage.ring.freeCount(), 8);
  assert.equal(stage.clock.pending, 0);
});

test("max_fps sends the newest frame when its time comes, though no new one is made", () => {
  const stage = new FeedStage();
  const ann = stage.watch({ max_fps: 10 });
  stage.make();
  stage.clock.advance(20);
  stage.make();
  stage.clock.advance(20);
  stage.make();
  assert.deepEqual(seqs(ann), [1]);
  stage.clock.advance(60);
  assert.deepEqual(seqs(ann), [1, 3]);
  assert.equal(ann.delivery.counters.skipped, 1);
  assert.equal(ann.delivery.counters.replaced, 0);
});

test("no frame is sent twice, whatever comes back while it is being sent", () => {
  const stage = new FeedStage({ slots: 4 });
  const stuck = stage.watch({ credit: 8 }, false);
  const others = [stage.watch({ credit: 8 }), stage.watch({ credit: 8 }), stage.watch({ credit: 8 })];
  for (let i = 0; i < 50; i++) {
    stage.make();
    for (const one of others) one.seen();
    if (i % 3 === 0) stuck.sends.shift()?.();
  }
  for (const one of [stuck, ...others]) assert.equal(new Set(seqs(one)).size, one.got.length);
});

test("a frame is sent once to a link that is freed while another one is being sent it", () => {
  const stage = new FeedStage({ slots: 4 });
  let freed: (() => void)[] = [];
  const open = stage.feed.add({}, null, (_message, done) => {
    for (const finish of freed) finish();
    done();
  });
  const stuck = stage.watch({ credit: 8 }, false);
  for (const seq of [1, 2, 3]) {
    if (seq === 3) freed = stuck.sends.splice(0);
    stage.make();
    stage.feed.seen(open, seq);
  }
  assert.deepEqual(seqs(stuck), [1, 3]);
});

test("for thousands of random steps the model finds a free slot, order holds and counters add up", () => {
  for (let seed = 1; seed <= 6; seed++) {
    let state = seed * 7919;
    const random = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const slots = 4 + random(8);
    const stage = new FeedStage({ slots });
    const watchers = Array.from({ length: 2 + random(6) }, () =>
      stage.watch({ credit: 1 + random(8), ...(random(2) ? { max_fps: 1 + random(60) } : {}) }, random(4) > 0),
    );
    let made = 0;
    for (let step = 0; step < 4000; step++) {
      const one = watchers[random(watchers.length)]!;
      const what = random(10);
      if (what < 5) {
        made++;
        assert.notEqual(stage.make(), null, `seed ${seed}: no slot at step ${step}`);
      } else if (what < 7) one.seen();
      else if (what < 8) one.sends.shift()?.();
      else stage.clock.advance(random(20));
      assert.ok(stage.ring.freeCount() >= 1, `seed ${seed}: none left at step ${step}`);
    }
    for (const { got, delivery } of watchers) {
      const { sent, replaced, skipped } = delivery.counters;
      assert.equal(sent + replaced + skipped + (delivery.waiting ? 1 : 0), made, `seed ${seed}`);
      assert.equal(sent, got.length);
      for (let i = 1; i < got.length; i++) assert.ok(got[i]!.seq > got[i - 1]!.seq);
      for (const { seq, first } of got) assert.equal(first, seq % 251, "the picture is the one its head says");
    }
    stage.feed.close();
    for (const { sends } of watchers) for (const done of sends) done();
    assert.equal(stage.ring.freeCount(), slots);
    assert.equal(stage.clock.pending, 0);
  }
});
