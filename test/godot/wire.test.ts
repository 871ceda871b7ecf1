/** The addon's WebSockets, in Godot, against a server without manners. */
import { after, test } from "node:test";
import { godotTests } from "./engine.ts";
import { startRoughServer } from "./rough-server.ts";

const server = await startRoughServer();
after(() => server.close());

test(...godotTests("test_wire", { env: { WORLDPORT_ROUGH: server.url } }));
