/** Fields and words the page makes of a schema document, a state and an address. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { readTicket } from "../../server/page/ticket.js";
import { keyLabel, numberText, ordinal, situationOf, titleOf, transportFor } from "../../server/page/words.js";
import { fieldsOf, presetArgs } from "../../shared-schema/arg-fields.ts";
import type { JsonMap } from "../../shared-schema/json.ts";

const schemaOf = (fields: Record<string, z.ZodType>) =>
  z.toJSONSchema(z.strictObject(fields), { io: "input" }) as JsonMap;

function memory(initial: Record<string, string> = {}) {
  const values = new Map(Object.entries(initial));
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

test("every kind of zod field gets a type, a range and a value to start from", () => {
  const fields = fieldsOf(
    schemaOf({
      speed: z.number().min(0).max(4).default(1),
      count: z.int().min(3),
      any: z.number(),
      on: z.boolean(),
      mode: z.enum(["a", "b"]),
      level: z.union([z.literal(1), z.literal(2)]),
      note: z.string().max(20),
      place: z.tuple([z.number(), z.number()]),
      file: z.base64(),
      other: z.object({ deep: z.string() }),
    }),
  );
  assert.deepEqual(
    fields.map(({ name, type, min, max, preset }) => [name, type, min, max, preset]),
    [
      ["speed", "number", 0, 4, 1],
      ["count", "integer", 3, null, 3],
      ["any", "number", null, null, 0],
      ["on", "boolean", null, null, false],
      ["mode", "choice", null, null, "a"],
      ["level", "choice", null, null, 1],
      ["note", "string", null, null, ""],
      ["place", "list", null, null, [0, 0]],
      ["file", "file", null, null, ""],
      ["other", "json", null, null, {}],
    ],
  );
  assert.equal(fields[0]?.step, 0.02);
});

test("a command that springs back starts from its release", () => {
  const args = schemaOf({ x: z.number().default(0.5) }) as never;
  const document = { name: "point", description: "…", semantics: "held", args, reply: null, input: null } as const;
  assert.deepEqual(presetArgs({ ...document, release: { x: 0.25 } }), { x: 0.25 });
  assert.deepEqual(presetArgs({ ...document, release: null }), { x: 0.5 });
});

test("names, keys and numbers read well", () => {
  assert.equal(titleOf("set_feed_rate"), "Feed rate");
  assert.equal(titleOf("jump"), "Jump");
  assert.deepEqual(["KeyW", "Digit1", "ArrowUp", "Space", "ShiftLeft", "F4"].map(keyLabel), [
    "W",
    "1",
    "↑",
    "Space",
    "Shift",
    "F4",
  ]);
  assert.deepEqual([1, 2, 3, 4, 11, 12, 21, 112].map(ordinal), [
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "21st",
    "112th",
  ]);
  assert.equal(numberText(0.0545, 0.0005), "0.0545");
  assert.equal(numberText(3, 1, "m/s"), "3 m/s");
});

test("every state of a session is put into words, the server's own where it has some", () => {
  const state = (more: object) => situationOf({ state: "streaming", role: "driver", paused: false, ...more });
  assert.equal(state({}).sentence, "You are driving.");
  assert.equal(state({ role: "queued", queue_position: 2 }).sentence, "You are 2nd in the queue.");
  assert.equal(state({ paused: true }).label, "Paused");
  assert.equal(state({ state: "loading", detail: "compiling" }).sentence, "compiling");
  assert.deepEqual(state({ state: "failed", detail: "No weights." }), {
    tone: "bad",
    label: "Failed",
    sentence: "No weights.",
  });
  assert.match(state({ state: "orphaned", resume_left_ms: 11_200 }).sentence, /held for 12 s/);
});

test("a token is taken from the fragment or the query and kept for the tab", () => {
  const store = memory();
  assert.equal(readTicket({ href: "http://127.0.0.1:8080/#token=abc" }, store).token, "abc");
  assert.equal(readTicket({ href: "http://127.0.0.1:8080/" }, store).token, "abc");
  assert.equal(readTicket({ href: "http://127.0.0.1:8080/?token=x%2By" }, store).token, "x+y");
});

test("links follow the page's own address, and jpeg is preferred where the network is between", () => {
  const near = readTicket({ href: "http://127.0.0.1:8080/?role=spectator" }, memory());
  assert.deepEqual(
    [near.socketUrl, near.framesUrl, near.role, near.formats],
    ["ws://127.0.0.1:8080/ws", "http://127.0.0.1:8080/frames", "spectator", null],
  );
  const far = readTicket({ href: "https://example.org/" }, memory());
  assert.deepEqual([far.socketUrl, far.formats], ["wss://example.org/ws", ["jpeg", "rgba8"]]);
});

test("pictures come raw from this machine, as video from another, and as the address asks", () => {
  const way = (href: string, has = true): string => transportFor({ href }, has).way;
  assert.equal(way("http://127.0.0.1:8080/"), "raw");
  assert.equal(way("http://[::1]:8080/"), "raw");
  assert.equal(way("http://192.168.0.7:8080/"), "webrtc");
  assert.equal(way("http://192.168.0.7:8080/", false), "raw");
  assert.equal(way("http://localhost:8080/?transport=webrtc"), "webrtc");
  assert.equal(way("https://example.org/?transport=raw"), "raw");
  assert.match(transportFor({ href: "https://example.org/" }, true).why, /across a network/);
});
