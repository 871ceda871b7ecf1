/** The schema document's bindings, followed to the letter, make the args that the page makes by rules of its own. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type Binding, defaultBindings } from "../../server/page/bindings.js";
import { heldArgs, withoutDeadZone } from "../../server/page/input-values.js";
import { withBindings } from "../../server/schema/bindings.ts";
import type { CommandBindings, ControlBinding } from "../../shared-schema/bindings.ts";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import type { Json } from "../../shared-schema/json.ts";
import { ODD } from "../unity/components/page-bindings.ts";

const folder = new URL("../../shared-schema/documents/", import.meta.url);
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".worldport"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as SchemaDocument);
const commands = [...documents, ODD].map((document) => document.commands);

/** Where each control is, raw: keys 1, gamepad −1..1 or 0..1, on-screen controls by name. */
type Devices = Readonly<Partial<Record<ControlBinding["device"], Readonly<Record<string, number>>>>>;
const value = (devices: Devices, { device, control }: ControlBinding): number => devices[device]?.[control] ?? 0;

/** What PROTOCOL.md says of `push` and `press`, in the fewest lines. */
function follow({ rest, controls }: CommandBindings, devices: Devices): Record<string, Json> {
  const args = structuredClone(rest) as Record<string, Json>;
  const pushes = controls.filter((control) => control.action === "push");
  for (const { arg, index, low, rest: middle, high, whole } of pushes) {
    const sum = pushes
      .filter((push) => push.arg === arg && push.index === index)
      .reduce((all, push) => all + push.push * beyond(value(devices, push), push.dead_zone), 0);
    const pushed = Math.min(1, Math.max(-1, sum));
    const exact = middle + pushed * (pushed < 0 ? middle - low : high - middle);
    const number = whole ? Math.round(exact) : exact;
    if (index === null) args[arg] = number;
    else args[arg] = (args[arg] as number[]).with(index, number);
  }
  const press = controls.find((one) => one.action === "press" && Math.abs(value(devices, one)) > one.dead_zone);
  return press?.action === "press" ? { ...press.args } : args;
}
const beyond = (raw: number, dead: number): number =>
  Math.abs(raw) <= dead ? 0 : (Math.sign(raw) * Math.min(1, Math.abs(raw) - dead)) / (1 - dead);

const KEYS = [
  [],
  ["KeyW"],
  ["KeyA", "KeyS"],
  ["ArrowLeft", "ArrowUp"],
  ["KeyD", "ArrowLeft"],
  ["Space"],
  ["ShiftRight"],
];
const PADS: readonly Readonly<Record<string, number>>[] = [
  {},
  { left_stick_x: 0.5, left_stick_y: -1, right_stick_x: -0.75, right_stick_y: 0.4 },
  { left_stick_x: 0.1, left_trigger: 0.3, right_trigger: 0.8, south: 1 },
  { dpad_left: 1, dpad_down: 1, east: 0.6, west: 0.4 },
];
const SCREENS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0.75, -0.25],
];

test("held keys, sticks, buttons and on-screen controls give the same args", () => {
  let compared = 0;
  for (const list of commands) {
    const resolved = withBindings(list);
    for (const binding of defaultBindings(list).filter(({ kind }) => ["axis1d", "axis2d", "button"].includes(kind))) {
      const bindings = resolved.find(({ name }) => name === binding.command)?.bindings;
      assert.ok(bindings, binding.command);
      for (const held of KEYS)
        for (const pad of PADS)
          for (const [x, y] of SCREENS) {
            const sticks = Object.entries(pad).map(([name, raw]) => [
              name,
              name.includes("stick_") ? withoutDeadZone(raw) : raw,
            ]);
            const input = {
              keys: new Set(held),
              gamepad: Object.fromEntries(sticks) as Record<string, number>,
              touch: new Map([[binding.command, [x, y] as const]]),
            };
            const key = Object.fromEntries(held.map((code) => [code, 1]));
            const devices: Devices = { key, gamepad: pad, screen: { x, y, button: x } };
            assert.deepEqual(close(follow(bindings, devices)), close(heldArgs(binding, input)), binding.command);
            compared += 1;
          }
    }
  }
  assert.ok(compared > 500, String(compared));
});

/** Sums in another order differ in the last digit. */
function close(args: object): unknown {
  return JSON.parse(JSON.stringify(args), (_key, part: unknown) =>
    typeof part === "number" ? Math.round(part * 1e9) / 1e9 + 0 : part,
  );
}

test("each command that the page drives by key has these keys in its document, and no other", () => {
  for (const list of commands) {
    const known = new Map<string, Binding>(defaultBindings(list).map((binding) => [binding.command, binding]));
    for (const { name, bindings } of withBindings(list)) {
      const codes = (bindings?.controls ?? []).filter(({ device }) => device === "key").map(({ control }) => control);
      assert.deepEqual(codes, known.get(name)?.keys.flat() ?? [], name);
      if (bindings) assert.deepEqual(bindings.rest, known.get(name)?.base, name);
    }
  }
});
