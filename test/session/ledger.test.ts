/** Commands by number: once accepted, once answered, answers repeated, skips refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Ledger } from "../../server/session/ledger.ts";

const ok = (id: number) => ({ id, ok: true as const, applied_seq: id });

test("ids start at 1 and grow by 1", () => {
  const ledger = new Ledger(256);
  assert.equal(ledger.nextId, 1);
  assert.deepEqual(ledger.admit(1), { kind: "new" });
  assert.deepEqual(ledger.admit(2), { kind: "new" });
  assert.equal(ledger.nextId, 3);
  assert.deepEqual(ledger.openIds, [1, 2]);
});

test("an id that skips is refused and accepts nothing", () => {
  const ledger = new Ledger(256);
  assert.throws(() => ledger.admit(2), { code: "bad_command_id", message: /Command id 2 skips.*next id is 1/ });
  assert.equal(ledger.nextId, 1);
  assert.deepEqual(ledger.openIds, []);
});

test("an open id that comes again is ignored, an answered one is answered again", () => {
  const ledger = new Ledger(256);
  ledger.admit(1);
  assert.deepEqual(ledger.admit(1), { kind: "ignore" });
  assert.equal(ledger.settle(ok(1), true), true);
  assert.deepEqual(ledger.admit(1), { kind: "repeat", reply: { id: 1, ok: true, applied_seq: 1 } });
});

test("a command is settled once, and one that was never accepted not at all", () => {
  const ledger = new Ledger(256);
  ledger.admit(1);
  assert.equal(ledger.settle(ok(1), true), true);
  assert.equal(ledger.settle({ id: 1, ok: true, applied_seq: 99 }, true), false);
  assert.equal(ledger.settle(ok(7), true), false);
  assert.deepEqual(ledger.admit(1), { kind: "repeat", reply: { id: 1, ok: true, applied_seq: 1 } });
});

test("the last 256 answers are kept and no more", () => {
  const ledger = new Ledger(256);
  for (let id = 1; id <= 300; id++) {
    ledger.admit(id);
    ledger.settle(ok(id), true);
  }
  assert.deepEqual(ledger.admit(44), { kind: "ignore" });
  assert.equal(ledger.admit(45).kind, "repeat");
  assert.equal(ledger.admit(300).kind, "repeat");
  assert.equal(ledger.nextId, 301);
});

test("an answer nobody wanted is not kept", () => {
  const ledger = new Ledger(256);
  ledger.admit(1);
  assert.equal(ledger.settle(ok(1), false), true);
  assert.deepEqual(ledger.admit(1), { kind: "ignore" });
});
