/** The GDScript codec, in Godot. */
import { test } from "node:test";
import { godotTests } from "./engine.ts";

test(...godotTests("test_codec"));
