/** Every error code of the protocol is met by a test that triggers it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ERRORS } from "../../shared-schema/errors.ts";

const FOLDERS = ["host", "http", "session", "transports", "webrtc"];

/** The text of every test of the server's core, but this one. */
function texts(): string[] {
  return FOLDERS.flatMap((folder) => {
    const path = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
    return readdirSync(path)
      .filter((name) => name.endsWith(".test.ts") && name !== "error-codes.test.ts")
      .map((name) => readFileSync(`${path}${name}`, "utf8"));
  });
}

test("each code is the expected value of some test", () => {
  const all = texts();
  const untested = Object.keys(ERRORS).filter((code) => !all.some((text) => text.includes(`"${code}"`)));
  assert.deepEqual(untested, []);
});

test("close codes and HTTP statuses are used as the table says", () => {
  const closing = Object.entries(ERRORS).filter(([, row]) => row.close !== null);
  const codes = closing.map(([, row]) => row.close);
  assert.equal(new Set(codes).size, codes.length, "no two errors close a link with the same code");
  for (const code of codes) assert.ok(code !== null && (code < 1016 || (code >= 4000 && code < 5000)));
});
