/** A session that starts its server itself, in Godot. */
import { godotTests } from "./engine.ts";
import { startServers } from "./session-servers.ts";

const { env } = await startServers();

godotTests("test_launch", { env });
