/** A client comes back: in every state, by its token, as the same client in the same role. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinkedClient } from "../support/linked-client.ts";
import { settle } from "../support/manual-clock.ts";
import { ToyStage } from "../support/toy-stage.ts";

const tokenOf = (client: LinkedClient): string => client.last("welcome").resume;

test("a driver whose link broke carries on in the same session with the next command id", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  for (let i = 0; i < 3; i++) ann.command("jump");
  stage.host.applyAll();
  const before = ann.last("welcome");
  ann.cut();
  assert.equal(stage.state, "orphaned");
  assert.deepEqual(stage.host.asked.slice(-2), ["release", "hold"]);
  const again = await stage.join({ resume: before.resume });
  const welcome = again.last("welcome");
  assert.equal(welcome.resumed, true);
  assert.equal(welcome.client, before.client);
  assert.equal(welcome.session, before.session);
  assert.equal(welcome.epoch, before.epoch);
  assert.equal(welcome.resume, before.resume, "the token stays the same");
  assert.equal(welcome.next_command_id, 4);
  assert.equal(welcome.role, "driver");
  assert.deepEqual(again.last("state"), { state: "streaming", role: "driver", paused: false });
  assert.equal(stage.host.asked.at(-1), "go");
  stage.clock.advance(60_000);
  assert.equal(stage.state, "streaming", "the grace period is off");
});

test("a resume closes the old, half-open link with replaced, and what it still says is ignored", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.lingers = true;
  const again = await stage.join({ resume: tokenOf(ann) });
  assert.equal(ann.closed?.code, "replaced");
  assert.equal(stage.state, "streaming");
  assert.equal(again.last("welcome").resumed, true);
  ann.command("jump");
  ann.say("pause");
  ann.say("bye");
  assert.deepEqual(stage.host.commands, []);
  assert.equal(again.last("state").paused, false);
  assert.equal(again.all("reply").length, 0);
  ann.cut();
  assert.equal(stage.state, "streaming");
});

test("what a driver held is let go when its half-open link is replaced", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  await stage.join({ resume: tokenOf(ann) });
  assert.equal(stage.host.asked.at(-1), "release");
});

test("a resume wins in every state of the session", async () => {
  for (const state of ["waiting", "streaming", "paused", "orphaned", "closing", "ready", "loading", "failed"]) {
    const stage = new ToyStage({ limits: { max_restarts: state === "failed" ? 0 : 5 } });
    const client = await stage.join(state === "waiting" ? { role: "spectator" } : {});
    if (state === "paused") client.say("pause");
    if (state === "orphaned") client.cut();
    if (["closing", "ready"].includes(state)) client.say("restart");
    if (state === "ready") {
      client.cut();
      stage.cleaned();
    }
    if (["loading", "failed"].includes(state)) stage.host.events.lost("host_crashed", "It ended.", false);
    assert.equal(stage.state, state === "paused" ? "streaming" : state);
    const again = await stage.join({ resume: tokenOf(client) });
    const [welcome] = again.all("welcome");
    assert.equal(welcome.resumed, true, state);
    assert.equal(welcome.client, client.last("welcome").client, state);
    if (state === "paused") assert.equal(again.last("state").paused, true);
    if (state === "ready") assert.equal(again.state, "streaming", "it opens the next session");
  }
});

test("a spectator and a queued client come back as what they were, at their place", async () => {
  const stage = new ToyStage();
  await stage.join();
  const [ben, cat, eve] = [await stage.join(), await stage.join(), await stage.join({ role: "spectator" })];
  for (const one of [ben, cat, eve]) one.cut();
  const ben2 = await stage.join({ resume: tokenOf(ben) });
  const cat2 = await stage.join({ resume: tokenOf(cat) });
  const eve2 = await stage.join({ resume: tokenOf(eve), role: "driver" });
  assert.deepEqual(
    [ben2, cat2, eve2].map((one) => [one.last("welcome").resumed, one.role, one.last("state").queue_position]),
    [
      [true, "queued", 1],
      [true, "queued", 2],
      [true, "spectator", undefined],
    ],
  );
});

test("an unknown or expired token is no error: the client is welcomed anew", async () => {
  const stage = new ToyStage();
  const ann = await stage.join({ resume: "made-up" });
  assert.equal(ann.last("welcome").resumed, false);
  assert.equal(ann.role, "driver");
  ann.cut();
  stage.clock.advance(15_000);
  stage.cleaned();
  const again = await stage.join({ resume: tokenOf(ann) });
  assert.equal(again.last("welcome").resumed, false);
  assert.notEqual(again.last("welcome").client, ann.last("welcome").client);
  assert.equal(again.last("welcome").next_command_id, 1);
  assert.equal(again.all("error").length, 0);
});

test("whoever said bye is gone: its token opens nothing", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("bye");
  stage.cleaned();
  assert.equal((await stage.join({ resume: tokenOf(ann) })).last("welcome").resumed, false);
});

test("a driver whose session ended while it was away does not hold up the next one, and comes first later", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const [ben, cat] = [await stage.join(), await stage.join()];
  ann.cut();
  stage.host.events.ended("model_error", "boom");
  stage.clock.advance(300);
  stage.cleaned();
  stage.clock.advance(300);
  assert.equal(ben.role, "driver");
  const again = await stage.join({ resume: tokenOf(ann) });
  assert.deepEqual([again.role, again.last("state").queue_position], ["queued", 1]);
  assert.equal(cat.last("state").queue_position, 2);
});

test("triggers sent again after a resume are applied exactly once, and their replies come again", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.command("jump");
  ann.command("jump");
  stage.host.applyAll();
  ann.command("jump");
  ann.cut();
  const again = await stage.join({ resume: tokenOf(ann) });
  for (let id = 1; id <= 4; id++) again.command("jump");
  assert.deepEqual(
    stage.host.commands.map((one) => one.id),
    [3, 4],
  );
  assert.equal(again.reply(1).ok, true);
  assert.equal(again.reply(2).ok, true);
  stage.host.applyAll();
  assert.deepEqual(
    again.all("reply").map((one) => one.id),
    [1, 2, 3, 4],
  );
});

test("tracks wished by the first hello are kept across a resume, unless the new hello wishes others", async () => {
  const stage = new ToyStage();
  const ann = await stage.join({ tracks: { main: { credit: 1 } } });
  const again = await stage.join({ resume: tokenOf(ann) });
  stage.host.frame();
  stage.host.frame();
  assert.equal(again.all("frame").length, 1, "a credit of one lets one frame go");
  const third = await stage.join({ resume: tokenOf(ann), tracks: {} });
  stage.host.frame();
  assert.equal(third.all("frame").length, 0);
});

test("a link that breaks between hello and welcome leaves nobody behind", async () => {
  const stage = new ToyStage();
  const ann = stage.link();
  ann.hello();
  ann.cut();
  await settle();
  assert.equal(stage.clients, 0);
  assert.equal(stage.state, "ready");
});

test("a hundred clients come and go and leave no client and no timer behind", async () => {
  const stage = new ToyStage({ limits: { resume_grace_ms: 100 } });
  const idle = stage.clock.pending;
  for (let i = 0; i < 100; i++) {
    const client = await stage.join({ role: i % 2 ? "driver" : "spectator" });
    if (i % 3 === 0) client.say("bye");
    else client.cut();
    if (stage.state === "closing") stage.cleaned();
  }
  for (let i = 0; i < 200 && stage.state !== "ready"; i++) {
    stage.clock.advance(1000);
    if (stage.state === "closing") stage.cleaned();
  }
  assert.equal(stage.state, "ready");
  assert.equal(stage.clients, 0);
  assert.equal(stage.clock.pending, idle);
});
