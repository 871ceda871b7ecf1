/** The camera source's words and the overlay's, in Godot. */
import { test } from "node:test";
import { godotTests } from "./engine.ts";

test(...godotTests("test_camera"));
