/** The addon's WebSockets, in Godot, against a server without manners. */
import { after } from "node:test";
import { godotTests } from "./engine.ts";
import { startRoughServer } from "./rough-server.ts";

const server = await startRoughServer();
after(() => server.close());

godotTests("test_wire", { env: { WORLDPORT_ROUGH: server.url } });
