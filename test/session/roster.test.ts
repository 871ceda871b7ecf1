/** Who is there: all clients, the one who drives, and those who wait for their turn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../../server/session/client.ts";
import { Rate } from "../../server/session/rate.ts";
import { Roster } from "../../server/session/roster.ts";
import type { Connection } from "../../server/transports/connection.ts";

const LINK: Connection = { transport: "websocket", framesToken: "f", send() {}, sendFrame() {}, close() {} };

function client(id: string, role: "driver" | "spectator" = "driver", isOpen = true): Client {
  const one = new Client(id, `token-${id}`, { protocol: 1, role }, 256, new Rate(1000, 0));
  one.connection = isOpen ? LINK : null;
  return one;
}

function rosterOf(...clients: Client[]): Roster {
  const roster = new Roster();
  for (const one of clients) roster.add(one);
  return roster;
}

test("those who want to drive wait in the order in which they came", () => {
  const [ann, ben, eve] = [client("ann"), client("ben"), client("eve", "spectator")];
  const roster = rosterOf(ann, eve, ben);
  assert.deepEqual([ann.role, ben.role, eve.role], ["queued", "queued", "spectator"]);
  assert.deepEqual([roster.positionOf(ann), roster.positionOf(ben), roster.positionOf(eve)], [1, 2, undefined]);
  assert.equal(roster.queueLength, 2);
  assert.equal(roster.size, 3);
});

test("the first whose link is open drives; those who are away keep their place", () => {
  const [ann, ben] = [client("ann", "driver", false), client("ben")];
  const roster = rosterOf(ann, ben);
  assert.equal(roster.promote(), ben);
  assert.equal(roster.driver, ben);
  assert.equal(ben.role, "driver");
  assert.equal(roster.positionOf(ann), undefined, "who is away takes nobody's place");
  assert.equal(roster.promote(), null);
});

test("a driver whose turn is over waits first or last", () => {
  for (const [keepsTurn, position] of [
    [true, 1],
    [false, 3],
  ] as const) {
    const ann = client("ann");
    const roster = rosterOf(ann, client("ben"), client("cat"));
    roster.promote();
    roster.demote(keepsTurn);
    assert.equal(roster.driver, null);
    assert.equal(roster.positionOf(ann), position);
    assert.equal(ann.role, "queued");
    roster.demote(keepsTurn);
    assert.equal(roster.queueLength, 3, "with nobody driving nothing changes");
  }
});

test("whoever is removed is found no more, waits no more and drives no more", () => {
  const [ann, ben] = [client("ann"), client("ben")];
  const roster = rosterOf(ann, ben);
  roster.promote();
  roster.remove(ann);
  roster.remove(ben);
  roster.remove(ben);
  assert.deepEqual([roster.driver, roster.size, roster.queueLength], [null, 0, 0]);
  assert.equal(roster.byId("ann"), undefined);
  assert.equal(roster.byToken("token-ann"), undefined);
});

test("clients are found by id and by token", () => {
  const ann = client("ann");
  const roster = rosterOf(ann);
  assert.equal(roster.byId("ann"), ann);
  assert.equal(roster.byToken("token-ann"), ann);
  assert.equal(roster.byToken("token-"), undefined);
});
