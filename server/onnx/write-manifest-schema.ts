/** Writes the manifest's JSON Schema beside itself: node --import tsx server/onnx/write-manifest-schema.ts */
import { writeFileSync } from "node:fs";
import { manifestSchemaText } from "./manifest.ts";

writeFileSync(new URL("manifest.schema.json", import.meta.url), manifestSchemaText());
