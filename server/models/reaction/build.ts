/** Writes `reaction.onnx` beside itself: node --import tsx server/models/reaction/build.ts */
import { writeFileSync } from "node:fs";
import { reactionGraph } from "./graph.ts";

writeFileSync(new URL("reaction.onnx", import.meta.url), reactionGraph());
