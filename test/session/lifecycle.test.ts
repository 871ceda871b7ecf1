/** The lifecycle's table, restated; every edge that is not in it is refused and changes nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { EVENTS, hasSession, nextState } from "../../server/session/lifecycle.ts";
import { Standing } from "../../server/session/standing.ts";
import { STATES } from "../../shared-schema/messages.ts";

const EDGES = [
  "loading loaded ready",
  "loading host_lost loading",
  "loading give_up failed",
  "ready open waiting",
  "ready driver_came streaming",
  "ready host_lost loading",
  "waiting driver_came streaming",
  "waiting end closing",
  "waiting host_lost loading",
  "streaming driver_lost orphaned",
  "streaming end closing",
  "streaming host_lost loading",
  "orphaned driver_came streaming",
  "orphaned end closing",
  "orphaned host_lost loading",
  "closing closed ready",
  "closing host_lost loading",
  "closing give_up failed",
];

test("the states and events are these and no others", () => {
  assert.deepEqual([...STATES], ["loading", "ready", "waiting", "streaming", "orphaned", "closing", "failed"]);
  assert.deepEqual(
    [...EVENTS],
    ["loaded", "open", "driver_came", "driver_lost", "end", "closed", "host_lost", "give_up"],
  );
});

test("every pair of state and event leads where the table says, or nowhere", () => {
  for (const state of STATES)
    for (const event of EVENTS) {
      const edge = EDGES.find((one) => one.startsWith(`${state} ${event} `));
      assert.equal(nextState(state, event), edge?.split(" ")[2] ?? null, `${state} ${event}`);
    }
});

test("a refused move changes nothing", () => {
  const standing = new Standing();
  for (const event of ["open", "driver_came", "driver_lost", "end", "closed"] as const) {
    assert.equal(standing.allows(event), false);
    assert.throws(() => standing.move(event), { message: `The lifecycle has no ${event} in loading.` });
    assert.equal(standing.state, "loading");
  }
  assert.equal(standing.move("loaded"), "loading");
  assert.equal(standing.state, "ready");
});

test("nothing leads out of failed", () => {
  assert.deepEqual(
    EVENTS.filter((event) => nextState("failed", event) !== null),
    [],
  );
});

test("a session exists while it waits, streams or is orphaned", () => {
  assert.deepEqual(STATES.filter(hasSession), ["waiting", "streaming", "orphaned"]);
});
