/** The camera source's words and the overlay's, in Godot. */
import { godotTests } from "./engine.ts";

godotTests("test_camera");
