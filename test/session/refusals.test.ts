/** Every refusal a conversation can meet: its code, whether the link survives, and the sentence. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinkedClient } from "../support/linked-client.ts";
import { settle } from "../support/manual-clock.ts";
import { ToyStage } from "../support/toy-stage.ts";

function assertClosed(client: LinkedClient, code: string, reason: RegExp): void {
  assert.equal(client.closed?.code, code);
  assert.match(client.closed?.reason ?? "", reason);
}

function assertTold(client: LinkedClient, code: string, message: RegExp): void {
  assert.equal(client.closed, null);
  assert.equal(client.last("error").code, code);
  assert.match(client.last("error").message, message);
}

test("hello_timeout: a link that says nothing is closed", () => {
  const stage = new ToyStage();
  const link = stage.link();
  stage.clock.advance(4999);
  assert.equal(link.closed, null);
  stage.clock.advance(1);
  assertClosed(link, "hello_timeout", /hello_timeout_ms \(5000 ms\)/);
});

test("hello_timeout: a link that said hello while the model loads is left alone", async () => {
  const stage = new ToyStage({ host: "started" });
  const link = await stage.join();
  stage.clock.advance(60_000);
  assert.equal(link.closed, null);
});

test("hello_expected: whatever comes before hello closes the link", () => {
  const stage = new ToyStage();
  const link = stage.link();
  link.say("ping", { t_us: 1 });
  assertClosed(link, "hello_expected", /first message was "ping"/);
  link.hello();
  assert.equal(stage.clients, 0);
});

test("bad_message: before hello it closes the link, after it the link survives", async () => {
  const stage = new ToyStage();
  const link = stage.link();
  link.say("hello", { protocol: "one" });
  assertClosed(link, "bad_message", /protocol: expected/);
  const ann = await stage.join();
  ann.say("seen", { track: "main", epoch: 1 });
  assertTold(ann, "bad_message", /"seen": seq: expected/);
  ann.say("pause", {}, new Uint8Array(3));
  assertTold(ann, "bad_message", /"pause" has no payload/);
});

test("bad_message: a second hello is refused and changes nothing", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.hello({ role: "spectator" });
  assertTold(ann, "bad_message", /hello was said already/);
  assert.equal(ann.role, "driver");
  assert.equal(stage.clients, 1);
});

test("unknown_type: the link survives and the types are listed", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("dance");
  assertTold(ann, "unknown_type", /"dance".*hello, command, seen/);
  assert.equal(ann.last("error").about, "dance");
});

test("protocol_mismatch: another version is turned away", async () => {
  const stage = new ToyStage();
  assertClosed(await stage.join({ protocol: 2 }), "protocol_mismatch", /client speaks protocol 2, this server 1/);
});

test("unauthorized: a missing or wrong token is turned away, the right one not, and none is repeated", async () => {
  const stage = new ToyStage({ token: "secret" });
  assertClosed(await stage.join(), "unauthorized", /token is missing/);
  const wrong = await stage.join({ token: "guess-7" });
  assertClosed(wrong, "unauthorized", /token is wrong/);
  assert.ok(!JSON.stringify([wrong.closed, stage.journal]).includes("guess-7"));
  assert.equal((await stage.join({ token: "secret" })).role, "driver");
});

test("queue_full: one more than max_queue is turned away, a spectator is not", async () => {
  const stage = new ToyStage({ limits: { max_queue: 2 } });
  for (let i = 0; i < 3; i++) assert.equal((await stage.join()).closed, null);
  assertClosed(await stage.join(), "queue_full", /2 clients wait already \(max_queue\)/);
  assert.equal((await stage.join({ role: "spectator" })).closed, null);
});

test("unknown_track: a hello's wish for one is told and left out, a subscription is refused", async () => {
  const stage = new ToyStage();
  const ann = await stage.join({ tracks: { depth: {}, main: { credit: 1 } } });
  assertTold(ann, "unknown_track", /no out track "depth".*main/);
  assert.deepEqual(Object.keys(ann.last("welcome").tracks), ["main"]);
  for (const type of ["subscribe", "unsubscribe"]) {
    ann.say(type, { track: "depth" });
    assertTold(ann, "unknown_track", /no out track "depth".*main/);
  }
  ann.say("subscribe", { track: "camera" });
  assertTold(ann, "unknown_track", /no out track "camera"/);
});

test("not_driver: commands and frames of those who wait or look on are refused", async () => {
  const stage = new ToyStage();
  await stage.join();
  for (const hello of [{ role: "driver" }, { role: "spectator" }]) {
    const client = await stage.join(hello);
    const id = client.command("jump");
    assert.equal(client.reply(id).error.code, "not_driver");
    client.say("frame", { track: "camera", seq: 1, width: 4, height: 2, format: "rgba8" }, new Uint8Array(32));
    assertTold(client, "not_driver", /Only the driver may send frame/);
  }
  assert.deepEqual([stage.host.commands, stage.host.inputs], [[], []]);
});

test("unknown_command: the reply lists the commands there are", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const { error } = ann.reply(ann.command("fly"));
  assert.equal(error.code, "unknown_command");
  assert.match(error.message, /no command "fly".*move, jump/);
});

test("bad_command_id: an id that skips is told, and the right one is accepted after it", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  ann.say("command", { id: 5, name: "jump" });
  assertTold(ann, "bad_command_id", /Command id 5 skips ahead; the next id is 1/);
  ann.say("command", { id: 1, name: "jump" });
  assert.equal(stage.host.commands.length, 1);
});

test("rate_limited: a flood is refused command by command, and time brings new ones through", async () => {
  const stage = new ToyStage({ limits: { max_commands_per_s: 5 } });
  const ann = await stage.join();
  for (let i = 0; i < 7; i++) ann.command("jump");
  assert.equal(stage.host.commands.length, 5);
  assert.deepEqual(
    ann.all("reply").map((one) => [one.id, one.error.code]),
    [
      [6, "rate_limited"],
      [7, "rate_limited"],
    ],
  );
  stage.clock.advance(1000);
  ann.command("jump");
  assert.equal(stage.host.commands.at(-1)?.id, 8);
});

test("model_failed: a model that can't be loaded turns everyone away with its reason", async () => {
  const stage = new ToyStage({ host: "started" });
  const early = await stage.join({ tracks: { main: {} } });
  stage.host.events.lost("load_failed", "weights.bin is missing; put it beside the model.", true);
  await settle();
  assertClosed(early, "model_failed", /weights\.bin is missing/);
  assertClosed(await stage.join(), "model_failed", /weights\.bin is missing/);
});

test("load_failed, load_timeout: clients that wait for the model are told, and see it fail or start again", async () => {
  for (const [code, fatal, state] of [
    ["load_failed", true, "failed"],
    ["load_timeout", false, "loading"],
  ] as const) {
    const stage = new ToyStage({ host: "known" });
    const ann = await stage.join();
    stage.host.events.lost(code, "It did not load.", fatal);
    assertTold(ann, code, /It did not load/);
    assert.equal(ann.state, state);
    assert.equal(ann.last("state").detail, "It did not load.");
    const after = await stage.join();
    assert.equal(after.closed?.code, fatal ? "model_failed" : undefined);
  }
});

test("client_bye: the link is closed and the client is gone", async () => {
  const stage = new ToyStage();
  const eve = await stage.join({ role: "spectator" });
  eve.say("bye", { reason: "tea" });
  assertClosed(eve, "client_bye", /./);
  assert.equal(stage.clients, 0);
});

test("shutting_down: everyone is told when the server stops, and open commands are answered", async () => {
  const stage = new ToyStage();
  const ann = await stage.join();
  const eve = await stage.join({ role: "spectator" });
  const id = ann.command("jump");
  const closing = stage.stage.close();
  assert.equal(ann.reply(id).error.code, "session_ended");
  for (const one of [ann, eve]) assertClosed(one, "shutting_down", /stopping/);
  assert.equal(stage.host.asked.at(-1), "close");
  stage.cleaned();
  await closing;
  assert.equal(stage.host.asked.at(-1), "terminate");
  const late = await stage.join();
  assertClosed(late, "shutting_down", /stopping/);
});
