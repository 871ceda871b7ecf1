/** Tables that clients have: what is committed is what comes out, and every client knows the codes the server closes with. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { GAMEPAD_AXES as PAGE_AXES, GAMEPAD_BUTTONS as PAGE_BUTTONS } from "../../server/page/input-values.js";
import { CLOSE_CODES, FINAL_ENDS } from "../../shared-schema/client/link-ends.ts";
import { ERRORS } from "../../shared-schema/errors.ts";
import { LIMITS } from "../../shared-schema/limits.ts";
import { BOUNDS } from "../../shared-schema/tables/bounds.ts";
import { GAMEPAD_AXES, GAMEPAD_BUTTONS, KEYS } from "../../shared-schema/tables/devices.ts";
import { ENDS, RESUMABLE } from "../../shared-schema/tables/ends.ts";
import { ROOT, tableFiles } from "../../shared-schema/tables/write.ts";

const files = tableFiles();

test("the committed tables of every client are what the shared tables give", () => {
  for (const [name, text] of files)
    assert.equal(
      readFileSync(new URL(name, ROOT), "utf8"),
      text,
      `${name}: run npm run tables and look at the difference.`,
    );
});

test("every client translates exactly the close codes that the server has, a client's own farewell excepted", () => {
  const closing = new Map<number, string>(
    Object.entries(ERRORS).flatMap(([code, { close }]) => (close === null ? [] : [[close, code] as const])),
  );
  assert.equal(closing.get(1000), "client_bye");
  closing.delete(1000);
  assert.deepEqual(
    new Map([...CLOSE_CODES].sort(([a], [b]) => a - b)),
    new Map([...closing].sort(([a], [b]) => a - b)),
  );
  for (const name of [
    "godot-addon/addons/worldport/protocol/link_ends.gd",
    "unity-package/Runtime/Client/LinkEnds.cs",
  ]) {
    const found = [...(files.get(name) ?? "").matchAll(/^\s*(?:\{ )?(\d{4})[:,] "(\w+)"/gm)];
    assert.deepEqual(new Map(found.map(([, close, code]) => [Number(close), code])), new Map(CLOSE_CODES), name);
  }
});

test("an end is a code of the protocol, or one that a client gives itself", () => {
  const own = ["bad_url", "launch_failed"];
  const codes = ENDS.map(({ code }) => code);
  assert.deepEqual(
    codes.filter((code) => !(code in ERRORS) && !own.includes(code)),
    [],
  );
  assert.equal(new Set(codes).size, codes.length);
  assert.deepEqual([...FINAL_ENDS.keys()], ["unauthorized", "replaced", "protocol_mismatch"]);
  assert.deepEqual(
    RESUMABLE.filter((code) => FINAL_ENDS.has(code)),
    [],
  );
});

test("clients wait for silence and for replies as long as the server says", () => {
  const value = (name: string): unknown => BOUNDS.find((bound) => bound.name === name)?.value;
  assert.equal(value("silence_timeout_ms"), LIMITS.silence_timeout_ms);
  assert.equal(value("max_open_commands"), LIMITS.max_open_commands);
  assert.equal(value("max_sent_depth"), LIMITS.max_depth);
});

test("every key and gamepad part is named once, and the gamepad is the page's", () => {
  for (const names of [KEYS.map(({ code }) => code), [...GAMEPAD_AXES, ...GAMEPAD_BUTTONS].map(({ name }) => name)])
    assert.equal(new Set(names).size, names.length);
  assert.deepEqual(
    GAMEPAD_AXES.map(({ name }) => name),
    PAGE_AXES,
  );
  assert.deepEqual(
    GAMEPAD_BUTTONS.map(({ name }) => name),
    PAGE_BUTTONS,
  );
});
