/** The page's outbox: when held input, deltas and triggers go out, and what a resume repeats. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../shared-schema/client/outbox.ts";

interface Sent {
  id: number;
  name: string;
  args: object;
  t_us: number;
  reply: boolean;
}

function makeOutbox({ open = true } = {}) {
  const sent: Sent[] = [];
  const outbox = new Outbox(
    (_type: string, body: object) => void sent.push(body as Sent),
    () => 5_000.4,
  );
  outbox.welcome(1, false);
  outbox.setOpen(open);
  const take = () => sent.splice(0).map(({ id, name, args }) => [id, name, args]);
  return { outbox, sent, take };
}

test("held input goes out at once, then at most once per animation frame, and only when it changed", () => {
  const { outbox, take } = makeOutbox();
  outbox.hold("move", { x: 1 }, 1);
  outbox.hold("move", { x: 0.5 }, 2);
  outbox.hold("move", { x: 0.25 }, 3);
  assert.deepEqual(take(), [[1, "move", { x: 1 }]]);
  outbox.flush();
  assert.deepEqual(take(), [[2, "move", { x: 0.25 }]]);
  outbox.hold("move", { x: 0.25 }, 4);
  outbox.flush();
  outbox.flush();
  assert.deepEqual(take(), []);
});

test("a springing command at rest is not sent in a new session", () => {
  const { outbox, take } = makeOutbox();
  outbox.hold("move", { x: 0 }, 1, { rest: { x: 0 } });
  outbox.flush();
  assert.deepEqual(take(), []);
});

test("deltas are summed until the animation frame and go out once", () => {
  const { outbox, take } = makeOutbox();
  outbox.add("look", { dx: 0.25, dy: 0 }, 1);
  outbox.add("look", { dx: 0.5, dy: -0.125 }, 2);
  assert.deepEqual(take(), []);
  outbox.flush();
  outbox.flush();
  assert.deepEqual(take(), [[1, "look", { dx: 0.75, dy: -0.125 }]]);
});

test("every trigger goes out at once and asks for a reply; held input and deltas do not", () => {
  const { outbox, sent } = makeOutbox();
  outbox.trigger("jump", {}, 1);
  outbox.trigger("jump", {}, 1);
  outbox.hold("move", { x: 1 }, 1);
  outbox.add("look", { dx: 1 }, 1);
  outbox.flush();
  assert.deepEqual(
    sent.map(({ id, reply, t_us }) => [id, reply, t_us]),
    [
      [1, true, 5000],
      [2, true, 5000],
      [3, false, 5000],
      [4, false, 5000],
    ],
  );
});

test("nothing goes out while this client does not drive, and what is held follows when it does", () => {
  const { outbox, take } = makeOutbox({ open: false });
  outbox.hold("set_speed", { speed: 3 }, 1);
  outbox.add("look", { dx: 1 }, 1);
  assert.equal(outbox.trigger("jump", {}, 1), false);
  outbox.flush();
  assert.deepEqual(take(), []);
  outbox.setOpen(true);
  outbox.flush();
  assert.deepEqual(take(), [[1, "set_speed", { speed: 3 }]]);
});

test("after a resume, accepted triggers are sent again with their ids and the others with the next free ones", () => {
  const { outbox, take } = makeOutbox();
  outbox.trigger("jump", { n: 1 }, 1);
  outbox.trigger("jump", { n: 2 }, 1);
  outbox.hold("move", { x: 1 }, 1, { rest: { x: 0 } });
  outbox.trigger("jump", { n: 4 }, 1);
  outbox.settle(1);
  take();
  outbox.setOpen(false);
  outbox.welcome(3, true);
  outbox.setOpen(true);
  outbox.flush();
  assert.deepEqual(take(), [
    [2, "jump", { n: 2 }],
    [3, "jump", { n: 4 }],
    [4, "move", { x: 1 }],
  ]);
});

test("a trigger the server never saw is sent once after a resume, though its id is the next one anyway", () => {
  const { outbox, take } = makeOutbox();
  outbox.trigger("jump", { n: 1 }, 1);
  outbox.trigger("jump", { n: 2 }, 1);
  take();
  outbox.welcome(2, true);
  assert.deepEqual(take(), [
    [1, "jump", { n: 1 }],
    [2, "jump", { n: 2 }],
  ]);
});

test("a new session keeps what the user set and forgets unanswered triggers", () => {
  const { outbox, take } = makeOutbox();
  outbox.hold("set_speed", { speed: 3 }, 1);
  outbox.hold("move", { x: 0 }, 1, { rest: { x: 0 } });
  outbox.trigger("jump", {}, 1);
  take();
  outbox.welcome(1, false);
  outbox.flush();
  assert.deepEqual(take(), [[1, "set_speed", { speed: 3 }]]);
});

test("a command's id leads back to its name and its input", () => {
  const { outbox } = makeOutbox();
  outbox.trigger("jump", {}, 1234);
  assert.equal(outbox.inputOf(1), 1234);
  assert.equal(outbox.inputOf(2), null);
  assert.equal(outbox.settle(1), "jump");
  assert.equal(outbox.settle(9), null);
});

test("two fingers of one command are told apart", () => {
  const { outbox, take } = makeOutbox();
  outbox.hold("paint", { x: 0.1, touch_id: 0 }, 1, { key: "paint#0" });
  outbox.hold("paint", { x: 0.9, touch_id: 1 }, 1, { key: "paint#1" });
  assert.deepEqual(take(), [
    [1, "paint", { x: 0.1, touch_id: 0 }],
    [2, "paint", { x: 0.9, touch_id: 1 }],
  ]);
});
