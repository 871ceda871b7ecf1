/** Who is let in, how long a record of it is kept, and whom a stop that names nobody comes from. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Decline } from "../../server/reactor/decline.ts";
import { Guests } from "../../server/reactor/guests.ts";
import { LIMITS } from "../../shared-schema/limits.ts";
import { ManualClock } from "../support/manual-clock.ts";

const ann = { address: "127.0.0.1", agent: "Firefox", origin: "http://localhost:3000" };
const bob = { ...ann, agent: "Chrome" };

function makeGuests() {
  const clock = new ManualClock();
  const gone: string[] = [];
  const line = () => ({
    answer: () => assert.fail("no offer is made here"),
    dismiss: () => undefined,
    link: { document: () => null } as never,
  });
  const limits = { ...LIMITS, max_connections: 2 };
  return { clock, gone, guests: new Guests({ limits, clock, line, gone: (id) => gone.push(id) }) };
}

test("a client that never connects is forgotten after grace and idle time together, and no timer is left", () => {
  const { clock, gone, guests } = makeGuests();
  const id = guests.open(ann);
  guests.connect(id);
  clock.advance(LIMITS.resume_grace_ms + LIMITS.idle_timeout_ms - 1);
  assert.ok(guests.has(id));
  clock.advance(10_000);
  assert.deepEqual([guests.has(id), gone, clock.pending], [false, [id], 0]);
});

test("the oldest idle record makes room for a new one, and connections are bounded", () => {
  const { gone, guests } = makeGuests();
  const ids = Array.from({ length: 9 }, () => guests.open(ann));
  assert.deepEqual(gone, ids.slice(0, 1));
  const id = guests.open(ann);
  for (let i = 0; i < 8; i++) guests.connect(id);
  assert.throws(
    () => guests.connect(id),
    (error) => error instanceof Decline && error.status === 503,
  );
});

test("connections have ids of their own, which are no other session's", () => {
  const { guests } = makeGuests();
  const [one, two] = [guests.open(ann), guests.open(bob)];
  const { id } = guests.connect(one);
  assert.equal(guests.line(one, id).id, id);
  assert.throws(() => guests.line(two, id), Decline);
  assert.equal(guests.line(two, null), guests.line(two, null));
});

test("a stop ends the one client with the same traits, and nobody where there is none", () => {
  const { gone, guests } = makeGuests();
  const id = guests.open(ann);
  guests.open(bob);
  assert.equal(guests.stop({ ...ann, origin: "http://localhost:4000" }), false);
  assert.equal(guests.stop(ann), true);
  assert.deepEqual(gone, [id]);
});

test("among several with the same traits a stop waits for whose peer closes, and is forgotten after a while", () => {
  const { clock, gone, guests } = makeGuests();
  guests.open(ann);
  guests.open(ann);
  assert.equal(guests.stop(ann), true);
  assert.deepEqual(gone, []);
  guests.close();
  assert.equal(clock.pending, 0);
});
