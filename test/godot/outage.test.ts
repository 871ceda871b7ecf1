/** The session node when servers die, scenes change and peers misbehave, in Godot. */
import { test } from "node:test";
import { godotTests } from "./engine.ts";
import { startServers } from "./session-servers.ts";

const { env, testcard } = await startServers();

test(...godotTests("test_outage", { env, ready: testcard, timeoutMs: 230_000 }));
