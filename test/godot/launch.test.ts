/** A session that starts its server itself, in Godot. */
import { test } from "node:test";
import { godotTests } from "./engine.ts";
import { startServers } from "./session-servers.ts";

const { env } = await startServers();

test(...godotTests("test_launch", { env }));
