/** Textures on a screen, in Godot with software GL: the picture is the model's, to the pixel. */
import { after, test } from "node:test";
import { CommandLine } from "../support/command-line.ts";
import { godotTests } from "./engine.ts";

const large = ["--set", "testcard.max_width=1280", "--set", "testcard.max_height=720"];
const testcard = new CommandLine([
  "run",
  "testcard",
  "--port",
  "0",
  "--exit-with-stdin",
  "--log-level",
  "warn",
  ...large,
]);
after(() => testcard.stop());

test(
  ...godotTests("test_pixels", { draws: true, ready: async () => ({ WORLDPORT_TESTCARD: await testcard.ready() }) }),
);
