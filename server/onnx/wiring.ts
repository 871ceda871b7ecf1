/** Manifest + graph → wiring: which tensor each key of the manifest means, and a sentence for everything that doesn't fit. */
import { Fitting, valueText } from "./fitting.ts";
import type { GraphFace } from "./graph-file.ts";
import type { Initial, InTrack, Manifest, OutTrack, Source } from "./manifest.ts";
import type { PictureFormat } from "./picture.ts";
import { colorsOf, formatOf } from "./picture-shape.ts";
import type { TensorSpec } from "./tensor-store.ts";
import { type WiredCommand, wireCommands } from "./wired-command.ts";
import type { WiredValue } from "./wired-value.ts";

export interface WiredOut {
  readonly track: string;
  readonly options: OutTrack;
  readonly spec: TensorSpec;
  readonly format: PictureFormat;
  /** The colour table of an indexed picture. */
  readonly colors: TensorSpec | null;
}

export interface WiredIn {
  readonly track: string;
  readonly options: InTrack;
  readonly spec: TensorSpec;
  readonly format: PictureFormat;
  /** The input that says whether a frame has come. */
  readonly present: TensorSpec | null;
}

export interface WiredState {
  readonly spec: TensorSpec;
  readonly output: string;
  readonly initial: Initial;
}

export interface Wiring {
  readonly outs: readonly WiredOut[];
  readonly ins: readonly WiredIn[];
  readonly states: readonly WiredState[];
  readonly values: readonly WiredValue[];
  readonly commands: readonly WiredCommand[];
}

/**
 * Fits a manifest to a graph.
 * @returns the wiring, and one sentence per mismatch; the wiring can be used only if there is none.
 */
export function wire(
  manifest: Manifest,
  face: GraphFace,
): { readonly wiring: Wiring; readonly problems: readonly string[] } {
  const fitting = new Fitting(face, manifest);
  for (const name of Object.keys(manifest.dimensions))
    if (![...face.inputs, ...face.outputs].some((value) => value.shape?.includes(name)))
      fitting.problems.push(`dimensions.${name}: no input or output of the graph has an open dimension "${name}".`);
  const outs: WiredOut[] = [];
  const ins: WiredIn[] = [];
  for (const [track, options] of Object.entries(manifest.tracks)) {
    const path = `tracks.${track}`;
    if (options.direction === "out") {
      const spec = fitting.output(`${path}.output`, options.output);
      const format = spec && formatOf(fitting, path, spec, options);
      const colors = colorsOf(fitting, path, options);
      if (spec && format) outs.push({ track, options, spec, format, colors });
    } else {
      const spec = fitting.input(`${path}.input`, options.input);
      const present = options.present === undefined ? null : fitting.input(`${path}.present`, options.present);
      if (spec) fitting.take(path, spec.name);
      if (present) {
        fitting.take(`${path}.present`, present.name);
        if (present.elements !== 1)
          fitting.problems.push(
            `${path}.present: "${present.name}" has ${present.elements} elements; it must have one.`,
          );
      }
      const format = spec && formatOf(fitting, path, spec, options);
      if (spec && format) ins.push({ track, options, spec, format, present });
    }
  }
  const states = Object.entries(manifest.state).flatMap(([name, entry]) => wireState(fitting, name, entry));
  const sources = Object.entries(manifest.inputs);
  const values = new Map<string, WiredValue>();
  for (const [name, source] of sources) {
    const path = `inputs.${name}`;
    const spec = fitting.input(path, name);
    if (!spec) continue;
    fitting.take(path, name);
    checkSource(fitting, path, spec, source);
    values.set(name, { spec, source });
  }
  const commands = wireCommands(fitting, manifest, values);
  for (const value of face.inputs)
    if (!fitting.isTaken(value.name))
      fitting.problems.push(
        `The graph input ${valueText(value)} is fed by nothing; name it in a command's "to", or under "inputs", "state" or an in track.`,
      );
  return { wiring: { outs, ins, states, values: [...values.values()], commands }, problems: fitting.problems };
}

function wireState(fitting: Fitting, name: string, entry: Manifest["state"][string]): WiredState[] {
  const path = `state.${name}`;
  const spec = fitting.input(path, name);
  const output = fitting.output(`${path}.output`, entry.output);
  if (spec) fitting.take(path, name);
  if (!spec || !output) return [];
  if (spec.type !== output.type || spec.shape.join() !== output.shape.join())
    fitting.problems.push(
      `${path}: the output ${valueText(output)} can't be fed back into the input ${valueText(spec)}; both must have the same type and shape.`,
    );
  fitting.feedBack(path, output.name);
  const { initial } = entry;
  if ("values" in initial) checkCount(fitting, `${path}.initial.values`, spec, initial.values.length);
  if ("one_of" in initial) {
    if (Object.keys(initial.one_of).length === 0)
      fitting.problems.push(`${path}.initial.one_of: it lists no start; give at least one.`);
    for (const [start, list] of Object.entries(initial.one_of))
      checkCount(fitting, `${path}.initial.one_of.${start}`, spec, list.length);
  }
  return [{ spec, output: output.name, initial }];
}

function checkSource(fitting: Fitting, path: string, spec: TensorSpec, source: Source): void {
  if ("values" in source) checkCount(fitting, `${path}.values`, spec, source.values.length);
  if ("clock" in source && spec.elements !== 1)
    fitting.problems.push(
      `${path}: "clock" is one number, and the graph input ${valueText(spec)} has ${spec.elements} elements.`,
    );
  if (!("fill" in source || "values" in source)) return;
  for (const bound of ["min", "max"] as const) {
    const given = source[bound];
    if (Array.isArray(given)) checkCount(fitting, `${path}.${bound}`, spec, given.length);
  }
}

function checkCount(fitting: Fitting, path: string, spec: TensorSpec, count: number): void {
  if (count !== spec.elements)
    fitting.problems.push(
      `${path}: there are ${count} numbers, and the graph input ${valueText(spec)} has ${spec.elements} elements.`,
    );
}
