/** Textures in Godot's Forward+ renderer, with software Vulkan: 3D colours to the pixel, projectors, decals, skies. */
import { after, test } from "node:test";
import { CommandLine } from "../support/command-line.ts";
import { godotTests } from "./engine.ts";

const testcard = new CommandLine(["run", "testcard", "--port", "0", "--exit-with-stdin", "--log-level", "warn"]);
after(() => testcard.stop());

test(
  ...godotTests("test_forward", {
    draws: true,
    renderer: ["--rendering-method", "forward_plus", "--rendering-driver", "vulkan"],
    env: { VK_DRIVER_FILES: process.env["WORLDPORT_VULKAN"] ?? "" },
    ready: async () => ({ WORLDPORT_TESTCARD: await testcard.ready() }),
  }),
);
