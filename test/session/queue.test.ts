/** Who drives, who waits in which place, who looks on, and whose turn comes next. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ToyStage } from "../support/toy-stage.ts";

test("the first driver drives at once and is told everything it needs", async () => {
  const stage = new ToyStage({ seed: 7 });
  const ann = await stage.join();
  const [welcome] = ann.all("welcome");
  assert.equal(welcome.role, "driver");
  assert.equal(welcome.protocol, 1);
  assert.equal(welcome.resumed, false);
  assert.equal(welcome.next_command_id, 1);
  assert.equal(welcome.seed, 7);
  assert.equal(welcome.model.id, "toy");
  assert.equal(welcome.schema.model.id, "toy");
  assert.equal(welcome.schema.hash, welcome.schema_hash);
  assert.deepEqual(welcome.tracks, { main: { format: "rgba8", width: 8, height: 4, fps: 30 } });
  assert.ok(welcome.session !== "" && welcome.client !== "" && welcome.resume !== welcome.client);
  assert.deepEqual(ann.last("state"), { state: "streaming", role: "driver", paused: false });
  assert.deepEqual(stage.host.asked, ["start", "open seed 7"]);
});

test("a client that has the schema is not sent it again", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const { schema_hash } = ann.last("welcome");
  assert.equal((await stage.join({ schema_hash })).last("welcome").schema, undefined);
  assert.equal((await stage.join({ schema_hash: "sha256:old" })).last("welcome").schema.model.id, "toy");
});

test("later drivers wait and see their place change", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const [ben, cat, dan] = [await stage.join(), await stage.join(), await stage.join()];
  assert.deepEqual(
    [ben, cat, dan].map((one) => [one.role, one.last("state").queue_position]),
    [
      ["queued", 1],
      ["queued", 2],
      ["queued", 3],
    ],
  );
  ben.say("bye");
  assert.deepEqual(
    [cat, dan].map((one) => one.last("state").queue_position),
    [1, 2],
  );
  assert.equal(ann.last("state").queue_position, undefined);
});

test("those who wait watch meanwhile", async () => {
  const stage = new ToyStage();
  await stage.join();
  const [ben, eve] = [await stage.join(), await stage.join({ role: "spectator" })];
  stage.host.frame();
  assert.equal(ben.all("frame").length, 1);
  assert.equal(eve.all("frame").length, 1);
});

test("after the driver's bye the next in the queue drives a new session", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const [ben, cat] = [await stage.join(), await stage.join()];
  const before = ben.last("welcome");
  ann.say("bye", { reason: "done" });
  assert.equal(ann.closed?.code, "client_bye");
  assert.equal(stage.state, "closing");
  assert.equal(ben.state, "closing");
  assert.equal(ben.last("error").code, "driver_left");
  stage.cleaned();
  assert.equal(ben.role, "driver");
  assert.equal(ben.state, "streaming");
  const after = ben.last("welcome");
  assert.notEqual(after.session, before.session);
  assert.ok(after.epoch > before.epoch);
  assert.equal(after.client, before.client);
  assert.equal(after.resume, before.resume);
  assert.deepEqual(cat.last("state"), { state: "streaming", role: "queued", paused: false, queue_position: 1 });
});

test("grace is honoured while others queue; when it is over the next one drives", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const ben = await stage.join();
  ann.cut();
  assert.equal(stage.state, "orphaned");
  assert.equal(ben.last("state").resume_left_ms, 15_000);
  stage.clock.advance(14_999);
  assert.equal(stage.state, "orphaned");
  assert.equal(ben.role, "queued");
  stage.clock.advance(1);
  assert.equal(stage.state, "closing");
  assert.equal(ben.last("error").code, "grace_over");
  stage.cleaned();
  assert.equal(ben.role, "driver");
});

test("a grace period during which the server stood still begins anew, and those who wait are told", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const ben = await stage.join();
  ann.cut();
  const told = ben.all("state").length;
  stage.clock.standStill(22_000);
  stage.clock.advance(0);
  assert.equal(stage.state, "orphaned");
  assert.equal(ben.all("state").length, told + 1);
  assert.equal(ben.last("state").resume_left_ms, 15_000);
  stage.clock.advance(14_999);
  assert.equal(stage.state, "orphaned");
  stage.clock.advance(1);
  assert.equal(stage.state, "closing");
});

test("when the model ends the session, the next in the queue drives and the old driver waits last", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const [ben, cat] = [await stage.join(), await stage.join()];
  stage.host.frame();
  stage.clock.advance(60_000);
  stage.host.events.ended("model_ended", "The model's startSession returned.");
  assert.equal(ann.last("error").code, "model_ended");
  assert.equal(stage.state, "closing");
  stage.cleaned();
  assert.deepEqual(
    [ann, ben, cat].map((one) => [one.role, one.last("state").queue_position]),
    [
      ["queued", 2],
      ["driver", undefined],
      ["queued", 1],
    ],
  );
});

test("a driver alone plays again after the model ends the session", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  stage.host.frame();
  stage.clock.advance(60_000);
  stage.host.events.ended("model_ended", "Game over.");
  stage.cleaned();
  assert.equal(ann.role, "driver");
  assert.equal(ann.all("welcome").length, 2);
});

test("a spectator opens a session that waits, held, and ends when nobody comes", async () => {
  const stage = new ToyStage();
  const eve = await stage.join({ role: "spectator", seed: 3 });
  assert.deepEqual(eve.last("state"), { state: "waiting", role: "spectator", paused: false });
  assert.deepEqual(stage.host.asked, ["start", "open seed 3 held"]);
  stage.clock.advance(60_000);
  assert.equal(stage.state, "closing");
  assert.equal(eve.last("error").code, "idle_timeout");
  stage.cleaned();
  assert.equal(eve.state, "ready");
});

test("a driver who comes to a waiting session starts it, and its idle deadline is off", async () => {
  const stage = new ToyStage();
  const eve = await stage.join({ role: "spectator" });
  const { session } = eve.last("welcome");
  const ann = await stage.join({ seed: 9 });
  assert.equal(ann.last("welcome").session, session);
  assert.equal(ann.last("welcome").schema.model.id, "toy");
  assert.equal(ann.role, "driver");
  assert.equal(eve.state, "streaming");
  assert.equal(stage.host.held, false);
  stage.clock.advance(120_000);
  assert.equal(stage.state, "streaming");
});

test("a session opened by HTTP waits for its driver and keeps its seed", async () => {
  const stage = new ToyStage();
  assert.equal(stage.stage.open(5), true);
  assert.equal(stage.stage.open(6), false);
  assert.equal(stage.state, "waiting");
  const ann = await stage.join({ seed: 8 });
  assert.equal(ann.last("welcome").seed, 5);
  assert.equal(ann.all("welcome").length, 1);
});

test("clients that come while the model loads are welcomed as soon as its contract is known", async () => {
  const stage = new ToyStage({ host: "started" });
  const ann = stage.link();
  ann.hello({ seed: 11 });
  await stage.join({ role: "spectator" });
  assert.equal(ann.received.length, 0);
  stage.tellContract();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(ann.last("welcome").role, "queued");
  assert.equal(ann.state, "loading");
  stage.host.events.progress(0.4, "compiling");
  assert.equal(ann.last("state").progress, 0.4);
  assert.equal(ann.last("state").detail, "compiling");
  stage.host.events.loaded();
  assert.deepEqual(ann.last("state"), { state: "streaming", role: "driver", paused: false });
  assert.equal(ann.last("welcome").seed, 11, "the seed of the hello counts, though loading took a while");
});

test("a queued client's seed counts when it opens its session", async () => {
  const stage = new ToyStage();
  const ann = await stage.join({ seed: 1 });
  const ben = await stage.join({ seed: 2 });
  ann.say("bye");
  stage.cleaned();
  assert.equal(ben.last("welcome").seed, 2);
});
