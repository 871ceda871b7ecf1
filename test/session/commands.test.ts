/** What becomes of commands between the client and the model's thread. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ToyStage } from "../support/toy-stage.ts";

test("a command reaches the model with its number, and its fate becomes one reply", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const inputUs = stage.clock.nowUs();
  const id = ann.command("move", { x: 0.5 });
  assert.deepEqual(stage.host.commands, [
    { client: ann.last("welcome").client, id: 1, name: "move", args: { x: 0.5 }, reply: true, inputUs },
  ]);
  assert.equal(ann.reply(id), undefined);
  stage.host.applyAll({ length: 3 });
  stage.host.events.fates([]);
  assert.deepEqual(ann.all("reply"), [{ id: 1, ok: true, applied_seq: 1, result: { length: 3 } }]);
});

test("a frame names the driver and its last applied command", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const eve = await stage.join({ role: "spectator" });
  stage.host.frame();
  ann.command("jump");
  stage.host.applyAll();
  stage.host.frame();
  const { client } = ann.last("welcome");
  assert.deepEqual(
    eve.all("frame").map((head) => [head.seq, head.command, head.driver]),
    [
      [1, 0, client],
      [2, 1, client],
    ],
  );
});

test("with reply false nothing is answered but errors", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.command("jump", {}, { reply: false });
  stage.host.applyAll();
  assert.deepEqual(ann.all("reply"), []);
  const id = ann.command("fly", {}, { reply: false });
  assert.equal(ann.reply(id).error.code, "unknown_command");
  ann.command("jump", {}, { reply: false });
  ann.say("restart");
  assert.deepEqual(
    ann.all("reply").map((one) => [one.id, one.error.code]),
    [
      [2, "unknown_command"],
      [3, "session_ended"],
    ],
  );
});

test("the session's end answers every open command, in order and once", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  for (let i = 0; i < 5; i++) ann.command("jump");
  ann.say("restart");
  assert.deepEqual(
    ann.all("reply").map((one) => [one.id, one.error.code]),
    [1, 2, 3, 4, 5].map((id) => [id, "session_ended"]),
  );
  stage.host.applyAll();
  stage.cleaned();
  assert.equal(ann.all("reply").length, 5, "a fate that comes late changes nothing");
  const id = ann.command("jump");
  assert.equal(id, 6);
  stage.host.applyAll();
  assert.equal(ann.reply(6).ok, true);
});

test("a superseded and a refused command are told so", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  for (let i = 0; i < 3; i++) ann.command("move", { x: 0 });
  const { client } = ann.last("welcome");
  const error = { code: "too_steep", message: "Climb somewhere else.", issues: [] };
  stage.host.events.fates([
    { client, id: 1, reply: true, outcome: { kind: "superseded", by: 2 } },
    { client, id: 2, reply: true, outcome: { kind: "refused", error } },
    { client: "nobody", id: 3, reply: true, outcome: { kind: "superseded", by: 4 } },
  ]);
  assert.deepEqual(ann.all("reply"), [
    { id: 1, ok: true, superseded_by: 2 },
    { id: 2, ok: false, error },
  ]);
});

test("no command passes in a state in which it could not be applied", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("restart");
  assert.equal(stage.state, "closing");
  assert.equal(ann.role, "queued");
  assert.equal(ann.reply(ann.command("jump")).error.code, "not_driver");
  stage.host.events.lost("host_crashed", "x", false);
  assert.equal(ann.reply(ann.command("jump")).error.code, "not_driver");
  assert.deepEqual(stage.host.commands, []);
});

test("a refused command uses its number up, and the same number again brings the same refusal", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("command", { id: 1, name: "fly" });
  ann.say("command", { id: 1, name: "jump" });
  assert.deepEqual(
    ann.all("reply").map((one) => one.error.code),
    ["unknown_command", "unknown_command"],
  );
  assert.deepEqual(stage.host.commands, []);
  ann.say("command", { id: 2, name: "jump" });
  assert.equal(stage.host.commands.length, 1);
});

test("messages of the model reach everyone, frames of a session that is over reach nobody", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const eve = await stage.join({ role: "spectator" });
  stage.host.events.message("said", { text: "hello" });
  assert.deepEqual(
    [ann, eve].map((one) => one.last("message")),
    Array(2).fill({ name: "said", data: { text: "hello" } }),
  );
  ann.say("restart");
  for (let i = 0; i < 30; i++) stage.host.frame();
  assert.equal(eve.all("frame").length, 0);
});

test("a new session starts its frames at 1 in a new epoch", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  stage.host.frame();
  stage.host.frame();
  ann.say("restart");
  stage.cleaned();
  stage.host.frame();
  const heads = ann.all("frame").map((head) => [head.epoch, head.seq]);
  const { epoch } = ann.last("welcome");
  assert.deepEqual(heads, [
    [epoch - 1, 1],
    [epoch - 1, 2],
    [epoch, 1],
  ]);
});

test("a ping is answered at once with both clocks, whoever sends it", async () => {
  const stage = new ToyStage();
  const eve = await stage.join({ role: "spectator" });
  eve.say("ping", { t_us: 123 });
  assert.deepEqual(eve.last("pong"), { t_us: 123, server_us: stage.clock.nowUs() });
});
