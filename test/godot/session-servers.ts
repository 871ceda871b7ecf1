/** The servers that tests of the session node talk to, and how they start more of them. They end with the test file. */
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { CommandLine } from "../support/command-line.ts";
import { startRoughServer } from "./rough-server.ts";

export interface SessionServers {
  /** For Godot: how to run a server, and where the rough one is. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts the test card that all tests of a file share, and gives its address for Godot once it is ready. */
  readonly testcard: () => Promise<{ readonly WORLDPORT_TESTCARD: string }>;
}

export async function startServers(): Promise<SessionServers> {
  const rough = await startRoughServer();
  let shared: CommandLine | undefined;
  after(() => {
    shared?.stop();
    rough.close();
  });
  const env = {
    WORLDPORT_NODE: process.execPath,
    WORLDPORT_BIN: fileURLToPath(new URL("../../server/bin/worldport.mjs", import.meta.url)),
    WORLDPORT_ROUGH: rough.url,
  };
  const args = ["run", "testcard", "--port", "0", "--exit-with-stdin", "--log-level", "warn"];
  return {
    env,
    testcard: async () => {
      shared ??= new CommandLine(args);
      return { WORLDPORT_TESTCARD: await shared.ready() };
    },
  };
}
