/** Finds and reads a manifest: .onnx or .model.json → checked manifest and the path of its graph. */
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { z } from "zod";
import { issuesOf } from "../../shared-schema/messages.ts";
import { DefinitionError } from "../model/definition.ts";
import { valueText } from "./fitting.ts";
import type { GraphFace } from "./graph-file.ts";
import { readGraphFace } from "./graph-file.ts";
import { jsonMistake } from "./json-place.ts";
import { type Manifest, manifestSchema } from "./manifest.ts";

const SUFFIX = ".model.json";

export interface ManifestFile {
  readonly path: string;
  readonly graphPath: string;
  readonly manifest: Manifest;
}

/**
 * Reads the manifest that `path`, an .onnx file or a manifest, means.
 * @throws DefinitionError saying what is wrong: all of it, not only the first.
 */
export function readManifest(path: string): ManifestFile {
  const isGraph = path.endsWith(".onnx");
  if (!isGraph && !path.endsWith(SUFFIX))
    throw new DefinitionError(
      `${basename(path)} is no manifest: manifests end in ${SUFFIX}; rename it, or give the .onnx file.`,
    );
  const manifestPath = isGraph ? path.replace(/\.onnx$/, SUFFIX) : path;
  const name = basename(manifestPath);
  const manifest = parse(name, readText(manifestPath, isGraph ? path : null));
  const graph = manifest.graph ?? name.replace(SUFFIX, ".onnx");
  const graphPath = resolve(dirname(manifestPath), graph);
  if (isGraph && graphPath !== resolve(path))
    throw new DefinitionError(
      `${name}: "graph" names ${graph}, and ${basename(path)} was to be run; correct it, or run the manifest itself.`,
    );
  return { path: manifestPath, graphPath, manifest };
}

function readText(path: string, graphPath: string | null): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw new DefinitionError(`The manifest ${path} can't be read (${code}).`);
    if (graphPath === null) throw new DefinitionError(`There is no manifest ${path}; check the path.`);
    const face = readGraphFace(graphPath);
    throw new DefinitionError(
      `${basename(graphPath)} needs a manifest that says what its inputs and outputs mean. Create ${path} with, to begin with: ${starter(basename(graphPath), face)}`,
    );
  }
}

function parse(name: string, text: string): Manifest {
  const mistake = jsonMistake(text);
  if (mistake !== null)
    throw new DefinitionError(
      `${name} is no JSON: line ${mistake.line}, column ${mistake.column}: expected ${mistake.expected}.`,
    );
  const parsed = manifestSchema.safeParse(JSON.parse(text), { reportInput: true });
  if (!parsed.success) throw problemsError(name, issueSentences(parsed.error));
  return parsed.data;
}

function issueSentences(error: z.ZodError): string[] {
  return issuesOf(error).map((issue, i) => {
    const raw = error.issues[i];
    if (raw?.code !== "unrecognized_keys") return issue.message;
    const place = issue.path === "" ? "" : `${issue.path}: `;
    return `${place}there is no key ${raw.keys.map((key) => `"${key}"`).join(" or ")} here; check its spelling against the manifest's JSON Schema.`;
  });
}

/** One error for all that is wrong with a manifest, on one line. */
export function problemsError(name: string, problems: readonly string[]): DefinitionError {
  const [only] = problems;
  if (problems.length === 1) return new DefinitionError(`${name}: ${only}`);
  return new DefinitionError(
    `${name}: ${problems.length} things are wrong. ${problems.map((problem, i) => `(${i + 1}) ${problem}`).join(" ")}`,
  );
}

/** The least manifest that could fit a graph: every input at 0, the output that looks most like a picture. */
function starter(graph: string, face: GraphFace): string {
  const picture = face.outputs.find(({ shape }) => (shape?.length ?? 0) >= 3) ?? face.outputs[0];
  const channelsFirst =
    [1, 3, 4].includes(Number(picture?.shape?.at(-3))) && ![1, 3, 4].includes(Number(picture?.shape?.at(-1)));
  const inputs = Object.fromEntries(face.inputs.map(({ name }) => [name, { fill: 0 }]));
  const id = graph
    .replace(/\.onnx$/, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-$/g, "");
  const text = JSON.stringify({
    manifest: 1,
    id: id === "" ? "my-model" : id,
    tracks: { main: { direction: "out", output: picture?.name ?? "", layout: channelsFirst ? "nchw" : "nhwc" } },
    inputs,
  });
  const has = `${face.inputs.length === 0 ? "no inputs" : face.inputs.map(valueText).join(", ")} → ${face.outputs.map(valueText).join(", ")}`;
  return `${text} (the graph has ${has}).`;
}
