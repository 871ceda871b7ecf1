/** A stage from outside: what it tells, what it lets others hear, and what it can be asked for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { StageEvent } from "../../server/session/stage.ts";
import { settle } from "../support/manual-clock.ts";
import { ToyStage } from "../support/toy-stage.ts";

test("a stage knows its tracks as soon as the contract is read, and says it is loading until then", () => {
  const toy = new ToyStage({ host: "started" });
  assert.deepEqual([toy.stage.tracks, toy.stage.state], [null, "loading"]);
  toy.tellContract();
  assert.deepEqual(
    toy.stage.tracks?.map(({ name, direction }) => [name, direction]),
    [
      ["main", "out"],
      ["camera", "in"],
    ],
  );
});

test("whoever listens hears of clients and sessions in the order of the log, until they stop", async () => {
  const toy = new ToyStage({ seed: 7 });
  const heard: unknown[] = [];
  const names: readonly StageEvent[] = ["state", "session_opened", "session_ended", "client_joined", "client_left"];
  const ends = names.map((name) => toy.stage.on(name, ({ to, seed, code }) => heard.push([name, to ?? seed ?? code])));
  const ann = await toy.join();
  ann.say("bye");
  await settle();
  toy.cleaned();
  const all = [
    ["client_joined", undefined],
    ["session_opened", 7],
    ["state", "streaming"],
    ["client_left", undefined],
    ["session_ended", "driver_left"],
    ["state", "closing"],
    ["state", "ready"],
  ];
  assert.deepEqual(heard, all);
  for (const end of ends) end();
  await toy.join();
  assert.deepEqual(heard, all);
});

test("a session that waits for a driver is ended only while nobody is there", async () => {
  const toy = new ToyStage();
  assert.equal(toy.stage.endUnattended(), false);
  assert.equal(toy.stage.open(5), true);
  assert.equal(toy.stage.report.session?.seed, 5);
  await toy.join({ role: "spectator" });
  assert.equal(toy.stage.endUnattended(), false);
  assert.equal(toy.state, "waiting");
});

test("an unattended session is ended at once, and cleanup makes room for the next", () => {
  const toy = new ToyStage();
  toy.stage.open();
  assert.equal(toy.stage.endUnattended(), true);
  assert.equal(toy.state, "closing");
  toy.cleaned();
  assert.equal(toy.state, "ready");
});
