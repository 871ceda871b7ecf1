/** Clients that misbehave cost themselves something, and nobody else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ToyStage } from "../support/toy-stage.ts";

test("a command that can't be read is answered under the id it had, and the next ones count", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.command("look", { dx: Number.NaN });
  assert.equal(ann.reply(1).error.code, "bad_message");
  ann.command("jump");
  assert.deepEqual(
    stage.host.commands.map((one) => one.id),
    [2],
  );
});

test("queued clients whose link broke lock nobody out and stand before nobody", async () => {
  const stage = new ToyStage({ limits: { max_queue: 2 } });
  await stage.join();
  for (let n = 0; n < 2; n++) (await stage.join()).cut();
  const ben = await stage.join();
  assert.deepEqual([ben.role, ben.last("state").queue_position], ["queued", 1]);
});

test("no more clients are kept for a resume than links may be open", async () => {
  const stage = new ToyStage({ limits: { max_connections: 3 } });
  await stage.join();
  for (let n = 0; n < 9; n++) (await stage.join({ role: "spectator" })).cut();
  assert.ok(stage.clients <= 4, `${stage.clients} are kept`);
});

test("rate_limited: every kind of message counts, also those of who may not send it, but not the last one", async () => {
  const stage = new ToyStage({ limits: { max_commands_per_s: 5 } });
  await stage.join();
  const ben = await stage.join({ role: "spectator" });
  for (let n = 0; n < 6; n++) ben.command("jump");
  assert.equal(ben.reply(5).error.code, "not_driver");
  assert.equal(ben.reply(6).error.code, "rate_limited");
  ben.say("ping", { t_us: 1 });
  assert.equal(ben.last("error").code, "rate_limited");
  ben.say("bye");
  assert.equal(ben.closed?.code, "client_bye");
});

test("pause ends the steps still to be taken", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("pause", {});
  ann.say("step", { n: 1000 });
  ann.say("pause", {});
  assert.deepEqual(stage.host.asked.slice(-3), ["hold", "step 1000", "hold"]);
});

test("a driver that comes into a waiting session is told the state once", async () => {
  const stage = new ToyStage();
  await stage.join({ role: "spectator" });
  const ann = await stage.join();
  assert.equal(ann.all("state").filter((one) => one.state === "streaming").length, 1);
});
