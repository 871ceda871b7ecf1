/** ONNX as a source of models: an .onnx file or its manifest → contract and model, checked against each other. */
import { basename } from "node:path";
import { z } from "zod";
import type { Json } from "../../shared-schema/json.ts";
import { issuesOf } from "../../shared-schema/messages.ts";
import { MODEL_ID, nameProblem } from "../../shared-schema/naming.ts";
import type { CommandContract, LoadedModel } from "../model/contract.ts";
import { DefinitionError } from "../model/definition.ts";
import { type Tracks, type VideoTrack, videoIn, videoOut } from "../model/track.ts";
import { commandContract } from "./command-contract.ts";
import { readGraphFace } from "./graph-file.ts";
import type { Manifest } from "./manifest.ts";
import { problemsError, readManifest } from "./manifest-file.ts";
import { OnnxModel } from "./onnx-model.ts";
import { type Wiring, wire } from "./wiring.ts";

type Settings = Readonly<Record<string, Json>>;

/** What `--set <id>.<key>=<value>` can change of any ONNX model. */
const settingsSchema = z.strictObject({
  /** Threads of one step. */
  threads: z.int().min(1).max(64).optional(),
  /** Steps a second of every out track; 0 runs freely. */
  fps: z.number().min(0).max(1000).optional(),
});

/**
 * Opens a model without reading its weights: the contract comes from the manifest and the file's head. `load` reads
 * the rest.
 * @param path an .onnx file with its manifest beside it, or the manifest (`*.model.json`).
 * @param settings values from `--set`, or what gives them by the manifest's id.
 * @throws DefinitionError naming everything that doesn't fit, with what was found and what is there.
 */
export function openOnnxModel(path: string, settings: Settings | ((id: string) => Settings) = {}): LoadedModel {
  const { path: manifestPath, graphPath, manifest } = readManifest(path);
  const { threads, fps } = checkSettings(
    manifest.id,
    typeof settings === "function" ? settings(manifest.id) : settings,
  );
  const { wiring, problems: misfits } = wire(manifest, readGraphFace(graphPath));
  const commands = new Map<string, CommandContract>();
  const problems = [...nameProblems(manifest), ...misfits];
  for (const [name, command] of Object.entries(manifest.commands)) {
    const { contract, problems: found } = commandContract(name, command, (model, called, args) =>
      (model as OnnxModel).apply(called, args),
    );
    if (contract !== null) commands.set(name, contract);
    problems.push(...found);
  }
  if (problems.length > 0) throw problemsError(basename(manifestPath), problems);
  const model = new OnnxModel({
    path: graphPath,
    wiring: fps === undefined ? wiring : atFps(wiring, fps),
    threads: threads ?? manifest.threads,
  });
  return {
    contract: {
      id: manifest.id,
      version: manifest.version,
      title: manifest.title ?? manifest.id.charAt(0).toUpperCase() + manifest.id.slice(1).replaceAll("-", " "),
      description: manifest.description,
      tracks: tracksOf(wiring, fps),
      commands,
      messages: new Map(),
    },
    model,
    settings: { ...(threads === undefined ? {} : { threads }), ...(fps === undefined ? {} : { fps }) },
  };
}

function checkSettings(id: string, settings: Settings): z.output<typeof settingsSchema> {
  const parsed = settingsSchema.safeParse(numbered(settings), { reportInput: true });
  if (parsed.success) return parsed.data;
  const sentences = issuesOf(parsed.error).map((issue, i) => {
    const raw = parsed.error.issues[i];
    return raw?.code === "unrecognized_keys"
      ? `${id} has no setting ${raw.keys.map((key) => `"${key}"`).join(" or ")} (--set ${id}.${raw.keys[0]}=…); an ONNX model has: threads (1–64), fps (0–1000).`
      : `--set ${id}.${issue.message}`;
  });
  throw new DefinitionError(sentences.join(" "));
}

/** Values may be typed text; what is no number stays as it is, to be shown. */
function numbered(settings: Settings): Settings {
  const entries = Object.entries(settings).map(([key, value]): [string, Json] => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
    return [key, Number.isNaN(number) ? value : number];
  });
  return Object.fromEntries(entries);
}

function nameProblems(manifest: Manifest): string[] {
  const problems = MODEL_ID.test(manifest.id)
    ? []
    : [`id: "${manifest.id}" is no model id; ids are lower-case letters, digits and single hyphens.`];
  for (const name of Object.keys(manifest.tracks)) {
    const problem = nameProblem("track", name);
    if (problem !== null) problems.push(`tracks.${name}: a track ${problem}.`);
  }
  if (!Object.values(manifest.tracks).some(({ direction }) => direction === "out"))
    problems.push(
      'tracks: there is no out track; add "main": { "direction": "out", "output": "…" } with the graph output that is the picture.',
    );
  return problems;
}

/** Seconds are counted in the fps that the model really runs at. */
function atFps(wiring: Wiring, fps: number): Wiring {
  return { ...wiring, outs: wiring.outs.map((out) => ({ ...out, options: { ...out.options, fps } })) };
}

function tracksOf(wiring: Wiring, fps: number | undefined): Tracks {
  const tracks: Record<string, VideoTrack> = {};
  for (const { track, options, format } of wiring.outs)
    tracks[track] = videoOut({
      width: format.width * options.upscale,
      height: format.height * options.upscale,
      fps: fps ?? options.fps,
      alpha: options.alpha,
      scaling: options.scaling,
    });
  for (const { track, options, format } of wiring.ins) {
    const { width = format.width, height = format.height } = options;
    tracks[track] = videoIn({
      width,
      height,
      fps: options.fps,
      maxWidth: Math.max(width, 1920),
      maxHeight: Math.max(height, 1080),
    });
  }
  return tracks;
}
