/** The model or its host fails: who is told what, how long until the next try, and when there is none. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { settle } from "../support/manual-clock.ts";
import { ToyStage } from "../support/toy-stage.ts";

const starts = (stage: ToyStage): number => stage.host.asked.filter((one) => one === "start").length;

for (const code of ["host_crashed", "step_timeout"] as const)
  test(`${code}: the session ends with the reason, the host starts again, the same driver plays on`, async () => {
    const stage = new ToyStage();
    const ann = await stage.join();
    const ben = await stage.join();
    const id = ann.command("jump");
    const before = ann.last("welcome");
    stage.host.frame();
    stage.host.events.lost(code, "It ended.\n    at /home/someone/secret.ts:1", false);
    assert.equal(ann.reply(id).error.code, "session_ended");
    assert.deepEqual(ann.last("error"), { code, message: "It ended." });
    assert.equal(ben.state, "loading");
    assert.ok(!JSON.stringify(ann.received).includes("secret"), "where the model lies is nobody's business");
    assert.match(String(stage.logged("host_lost")[0]?.["cause"]), /secret\.ts:1/);
    assert.equal(starts(stage), 1);
    stage.clock.advance(250);
    assert.equal(starts(stage), 2);
    stage.tellContract();
    stage.host.events.loaded();
    assert.equal(ann.role, "driver");
    assert.equal(ann.state, "streaming");
    assert.ok(ann.last("welcome").epoch > before.epoch);
    assert.equal(ann.last("welcome").next_command_id, 2);
    assert.equal(ben.role, "queued");
  });

for (const code of ["cleanup_timeout", "cleanup_failed"] as const)
  test(`${code}: clients that wait for the next session are told, and get it after the restart`, async () => {
    const stage = new ToyStage();
    const ann = await stage.join();
    stage.host.frame();
    ann.say("restart", { seed: 4 });
    stage.host.events.lost(code, "Cleanup went wrong.", false);
    assert.deepEqual(ann.last("error"), { code, message: "Cleanup went wrong." });
    assert.equal(ann.state, "loading");
    stage.clock.advance(250);
    stage.host.events.loaded();
    assert.equal(ann.state, "streaming");
    assert.equal(ann.last("welcome").seed, 4, "the restart's seed survives");
  });

test("a host that is lost again and again is started again ever later, and then no more", async () => {
  const stage = new ToyStage({ limits: { max_restarts: 3 } });
  const ann = await stage.join();
  for (const waitMs of [250, 500, 1000]) {
    const before = starts(stage);
    stage.host.events.lost("host_crashed", "It ended.", false);
    stage.clock.advance(waitMs - 1);
    assert.equal(starts(stage), before);
    stage.clock.advance(1);
    assert.equal(starts(stage), before + 1);
    stage.host.events.loaded();
    assert.equal(ann.state, "streaming");
  }
  stage.host.events.lost("host_crashed", "It ended.", false);
  assert.equal(ann.state, "failed");
  assert.match(ann.last("state").detail, /It ended\. It failed too often in a row \(max_restarts 3\)\. Mend the model/);
  stage.clock.advance(3_600_000);
  assert.equal(starts(stage), 4);
  assert.equal(ann.closed, null, "those who are there stay and see why");
});

test("one frame is enough to count from the beginning", async () => {
  const stage = new ToyStage({ limits: { max_restarts: 2 } });
  const ann = await stage.join();
  for (let i = 0; i < 20; i++) {
    stage.host.frame();
    stage.host.events.lost("host_crashed", "It ended.", false);
    stage.clock.advance(250);
    stage.host.events.loaded();
    assert.equal(ann.state, "streaming");
  }
});

test("a model that fails before its first frame is tried again ever later, and then no more", async () => {
  const stage = new ToyStage({ limits: { max_restarts: 2 } });
  const ann = await stage.join();
  for (const waitMs of [250, 500]) {
    stage.host.events.ended("model_error", "boom");
    assert.equal(ann.last("error").code, "model_error");
    stage.cleaned();
    stage.clock.advance(waitMs - 1);
    assert.equal(ann.state, "closing");
    stage.clock.advance(1);
    assert.equal(ann.state, "streaming");
  }
  stage.host.events.ended("model_error", "boom");
  stage.cleaned();
  assert.equal(ann.state, "failed");
  assert.equal((await stage.join()).closed?.code, "model_failed");
  assert.equal(stage.host.asked.at(-1), "terminate");
});

test("a model that fails right after its first frame does not spin", async () => {
  const stage = new ToyStage();
  await stage.join();
  const opens = (): number => stage.host.asked.filter((one) => one.startsWith("open")).length;
  for (let ms = 0; ms < 2000; ms += 10) {
    if (stage.state === "streaming") {
      stage.host.frame();
      stage.host.events.ended("model_error", "boom");
      stage.cleaned();
    }
    stage.clock.advance(10);
  }
  assert.ok(opens() <= 9, `${opens()} sessions in two seconds`);
  assert.ok(opens() >= 7);
});

test("model_error: the cause is in the log and not on the wire", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  stage.host.events.ended("model_error", "Error: password is hunter2\n    at /srv/model.ts:3");
  assert.ok(!JSON.stringify(ann.received).includes("hunter2"));
  assert.match(String(stage.logged("model_error")[0]?.["cause"]), /hunter2/);
});

test("a host that dies after the model was given up harms nothing", async () => {
  const stage = new ToyStage({ limits: { max_restarts: 0 } });
  await stage.join();
  stage.host.events.ended("model_error", "boom");
  stage.cleaned();
  assert.equal(stage.state, "failed");
  stage.host.events.lost("host_crashed", "It ended.", false);
  assert.equal(stage.state, "failed");
});

test("the server stops while a lost host waits to be started again", async () => {
  const stage = new ToyStage();
  await stage.join();
  stage.host.events.lost("host_crashed", "It ended.", false);
  let stopped = false;
  void stage.stage.close().then(() => {
    stopped = true;
  });
  await settle();
  assert.equal(stopped, true);
  stage.clock.advance(60_000);
  assert.equal(starts(stage), 1);
});

test("the server stops while the model cleans up, and waits for that", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("restart");
  let stopped = false;
  void stage.stage.close().then(() => {
    stopped = true;
  });
  await settle();
  assert.equal(stopped, false);
  stage.cleaned();
  await settle();
  assert.equal(stopped, true);
  assert.equal(stage.host.asked.filter((one) => one === "close").length, 1);
});

test("progress told after loading does not overwrite how things stand", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  stage.host.events.progress(0.2, "still warming up");
  assert.equal(ann.last("state").detail, undefined);
  assert.equal(stage.stage.detail, "");
});
