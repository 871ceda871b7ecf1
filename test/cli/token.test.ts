/** A token the server made itself is printed, with the address of the page that has it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandLine } from "../support/command-line.ts";

test("on an address others can reach, the token and the page's address with it are on standard error", async (t) => {
  const line = new CommandLine(["run", "testcard", "--port", "0", "--host", "0.0.0.0"]);
  t.after(() => line.stop());
  const url = await line.ready();
  line.child.kill("SIGTERM");
  assert.equal(await line.end(), 0);
  const token = /clients need this token: (\S+)\n/.exec(line.err)?.[1] ?? "";
  assert.notEqual(token, "");
  assert.ok(line.err.includes(`${url}/#token=${token}\n`), line.err);
});
