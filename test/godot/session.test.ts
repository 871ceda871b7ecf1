/** The session node on a link that holds, in Godot, against the real server. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { godotTests, imported, runGodot } from "./engine.ts";
import { startServers } from "./session-servers.ts";

const { env, testcard } = await startServers();

test(...godotTests("test_session", { env, ready: testcard }));

test("a game that quits says goodbye, so that the next start need not wait", async () => {
  await imported();
  const url = (await testcard()).WORLDPORT_TESTCARD;
  const end = await runGodot(["-s", "res://tests/quit_game.gd", "--", url]);
  assert.match(end.out, /^driving$/m);
  assert.equal(end.code, 0, end.err);
  const session = (await (await fetch(`${url}/session`)).json()) as { state: string; detail: string };
  assert.deepEqual([session.state, session.detail], ["ready", "The driver said bye."]);
});
