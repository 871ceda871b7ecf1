/** Writes `restyle.onnx` beside itself: node --import tsx server/models/restyle/build.ts */
import { writeFileSync } from "node:fs";
import { restyleGraph } from "./graph.ts";

writeFileSync(new URL("restyle.onnx", import.meta.url), restyleGraph());
