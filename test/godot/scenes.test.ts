/** The demo scenes, opened on a virtual screen as a player opens them, played by real input events. */
import { mkdirSync } from "node:fs";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { CommandLine } from "../support/command-line.ts";
import { godotTests } from "./engine.ts";

/** Screenshots of the scenes, to be looked at. */
const shots = fileURLToPath(new URL("../.artifacts/godot/", import.meta.url));
const world = new CommandLine(["run", "world", "--port", "0", "--exit-with-stdin", "--log-level", "warn"]);
after(() => world.stop());

test(
  ...godotTests("test_scenes", {
    draws: true,
    timeoutMs: 220_000,
    ready: async () => {
      mkdirSync(shots, { recursive: true });
      return { WORLDPORT_URL: await world.ready(), WORLDPORT_SHOTS: shots };
    },
  }),
);
