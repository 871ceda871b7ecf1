/** The session node, in Godot, against the real server and a rough one. */
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { CommandLine } from "../support/command-line.ts";
import { godotTests } from "./engine.ts";
import { startRoughServer } from "./rough-server.ts";

const testcard = new CommandLine(["run", "testcard", "--port", "0", "--exit-with-stdin", "--log-level", "warn"]);
const rough = await startRoughServer();
after(() => {
  testcard.stop();
  rough.close();
});

const env = {
  WORLDPORT_NODE: process.execPath,
  WORLDPORT_BIN: fileURLToPath(new URL("../../server/bin/worldport.mjs", import.meta.url)),
  WORLDPORT_ROUGH: rough.url,
};

const ready = async (): Promise<Record<string, string>> => ({ WORLDPORT_TESTCARD: await testcard.ready() });

godotTests("test_session", { env, ready });
godotTests("test_outage", { env, ready });
godotTests("test_launch", { env });
