/** The driver holds the model, steps it, lets it go on, and starts anew. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ToyStage } from "../support/toy-stage.ts";

test("pause holds the model and everyone is told; play lets it go on", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const eve = await stage.join({ role: "spectator" });
  ann.say("pause");
  assert.equal(stage.host.held, true);
  assert.equal(eve.last("state").paused, true);
  assert.equal(eve.state, "streaming");
  ann.say("play");
  assert.equal(stage.host.held, false);
  assert.equal(eve.last("state").paused, false);
});

test("step pauses, then advances as many frames as asked for", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("step", { n: 3 });
  ann.say("step");
  assert.deepEqual(stage.host.asked.slice(-3), ["hold", "step 3", "step 1"]);
  assert.equal(ann.last("state").paused, true);
});

test("a pause ends with its deadline, and the next in the queue drives", async () => {
  const stage = new ToyStage({ limits: { max_pause_ms: 1000 } });
  const ann = await stage.join();
  const ben = await stage.join();
  ann.say("pause");
  stage.clock.advance(999);
  assert.equal(stage.state, "streaming");
  stage.clock.advance(1);
  assert.equal(stage.state, "closing");
  assert.equal(ann.last("error").code, "pause_timeout");
  stage.cleaned();
  assert.equal(ben.role, "driver");
  assert.equal(ann.role, "queued");
  assert.equal(ben.last("state").paused, false);
});

test("pausing twice does not prolong the pause, playing ends it", async () => {
  const stage = new ToyStage({ limits: { max_pause_ms: 1000 } });
  const ann = await stage.join();
  ann.say("pause");
  stage.clock.advance(600);
  ann.say("pause");
  stage.clock.advance(400);
  assert.equal(stage.state, "closing");
  stage.cleaned();
  ann.say("pause");
  ann.say("play");
  stage.clock.advance(5000);
  assert.equal(stage.state, "streaming");
});

test("only the driver may pause, play, step and restart", async () => {
  const stage = new ToyStage();
  await stage.join();
  const ben = await stage.join();
  for (const type of ["pause", "play", "step", "restart"]) {
    ben.say(type);
    assert.equal(ben.last("error").code, "not_driver");
    assert.equal(ben.last("error").about, type);
  }
  assert.equal(stage.state, "streaming");
  assert.equal(stage.host.held, false);
});

test("a restart keeps clients, driver and queue, and opens with its seed", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const [ben, eve] = [await stage.join(), await stage.join({ role: "spectator" })];
  const before = ann.last("welcome");
  ann.say("restart", { seed: 42 });
  assert.equal(stage.state, "closing");
  assert.equal(eve.last("error").code, "restarted");
  stage.cleaned();
  assert.deepEqual(
    [ann, ben, eve].map((one) => [one.role, one.last("welcome").seed, one.state]),
    [
      ["driver", 42, "streaming"],
      ["queued", 42, "streaming"],
      ["spectator", 42, "streaming"],
    ],
  );
  assert.notEqual(ann.last("welcome").session, before.session);
  assert.equal(ann.last("welcome").epoch, before.epoch + 1);
  assert.equal(ann.last("welcome").client, before.client);
});

test("a restart's seed counts for that restart only", async () => {
  const stage = new ToyStage({ seed: 1 });
  const ann = await stage.join();
  for (const [restart, seed] of [
    [{ seed: 0 }, 0],
    [{}, 1],
  ] as const) {
    ann.say("restart", restart);
    stage.cleaned();
    assert.equal(ann.last("welcome").seed, seed);
  }
});

test("a restarted driver that is gone when cleanup ends does not hold up the next one", async () => {
  const stage = new ToyStage({ seed: 1 });
  const ann = await stage.join();
  const ben = await stage.join();
  ann.say("restart", { seed: 5 });
  ann.cut();
  stage.cleaned();
  assert.equal(ben.role, "driver");
});

test("a pause does not outlive its session", async () => {
  const stage = new ToyStage({ limits: { max_pause_ms: 1000 } });
  const ann = await stage.join();
  ann.say("pause");
  ann.say("restart");
  stage.cleaned();
  assert.equal(ann.last("state").paused, false);
  stage.clock.advance(5000);
  assert.equal(stage.state, "streaming");
});

test("a driver that comes back to a paused session finds it paused", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("pause");
  ann.cut();
  const again = await stage.join({ resume: ann.last("welcome").resume });
  assert.equal(again.last("state").paused, true);
  assert.equal(stage.host.held, true);
});
