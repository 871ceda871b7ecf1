/** The GDScript codec, in Godot. */
import { godotTests } from "./engine.ts";

godotTests("test_codec");
