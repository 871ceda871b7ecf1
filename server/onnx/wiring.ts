/** Manifest + graph → wiring: which tensor each key of the manifest means, and a sentence for everything that doesn't fit. */
import type { GraphFace, GraphValue } from "./graph-file.ts";
import type { Initial, InTrack, Manifest, OutTrack, Source } from "./manifest.ts";
import type { PictureFormat } from "./picture.ts";
import { colorsOf, formatOf } from "./picture-shape.ts";
import { STORED_TYPES, type TensorSpec } from "./tensor-store.ts";
import { type WiredCommand, wireCommands } from "./wired-command.ts";

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

/** An input of plain numbers, with the value that lies beneath what commands write. */
export interface WiredValue {
  readonly spec: TensorSpec;
  readonly source: Source | null;
}

export interface Wiring {
  readonly outs: readonly WiredOut[];
  readonly ins: readonly WiredIn[];
  readonly states: readonly WiredState[];
  readonly values: readonly WiredValue[];
  readonly commands: readonly WiredCommand[];
}

/** What is wired so far and what was found wrong; every check adds to `problems` and goes on. */
export class Bench {
  readonly problems: string[] = [];
  readonly inputs = new Map<string, GraphValue>();
  readonly outputs = new Map<string, GraphValue>();
  /** Inputs and outputs, with who has them: one input has one feeder. */
  readonly #taken = new Map<string, string>();
  readonly #fedBack = new Map<string, string>();
  readonly #dimensions: Readonly<Record<string, number>>;

  constructor(face: GraphFace, manifest: Manifest) {
    for (const value of face.inputs) this.inputs.set(value.name, value);
    for (const value of face.outputs) this.outputs.set(value.name, value);
    this.#dimensions = manifest.dimensions;
  }

  /** Finds an input, or notes at `path` that there is none. */
  input(path: string, name: string): TensorSpec | null {
    return this.#find(path, name, "input", this.inputs);
  }

  output(path: string, name: string): TensorSpec | null {
    return this.#find(path, name, "output", this.outputs);
  }

  /** Gives an input to one feeder, or notes who has it already. */
  take(path: string, name: string): void {
    const owner = this.#taken.get(name);
    if (owner === undefined) this.#taken.set(name, path);
    else this.problems.push(`${path}: the graph input "${name}" is fed by ${owner} already; an input has one feeder.`);
  }

  /** Gives an output to one state: two could not be written to at once. */
  feedBack(path: string, name: string): void {
    const owner = this.#fedBack.get(name);
    if (owner === undefined) this.#fedBack.set(name, path);
    else
      this.problems.push(
        `${path}.output: the graph output "${name}" is fed back by ${owner} already; add an Identity output for the second.`,
      );
  }

  isTaken(name: string): boolean {
    return this.#taken.has(name);
  }

  #find(
    path: string,
    name: string,
    kind: "input" | "output",
    values: ReadonlyMap<string, GraphValue>,
  ): TensorSpec | null {
    const value = values.get(name);
    if (value !== undefined) return this.#settled(path, value, kind);
    const other = (kind === "input" ? this.outputs : this.inputs).has(name);
    const there =
      values.size === 0 ? `it has no ${kind}s` : `its ${kind}s are ${[...values.values()].map(valueText).join(", ")}`;
    this.problems.push(
      `${path}: the graph has no ${kind} "${name}"${other ? ` ("${name}" is an ${kind === "input" ? "output" : "input"})` : ""}; ${there}.`,
    );
    return null;
  }

  #settled(path: string, value: GraphValue, kind: string): TensorSpec | null {
    const { name, type } = value;
    if (!STORED_TYPES.includes(type)) {
      this.problems.push(
        `${path}: the graph ${kind} "${name}" holds ${type}; types that can be used are ${STORED_TYPES.join(", ")}.`,
      );
      return null;
    }
    if (value.shape === null) {
      this.problems.push(
        `${path}: the graph ${kind} "${name}" has no shape in the file; export the graph with fixed shapes.`,
      );
      return null;
    }
    const shape: number[] = [];
    for (const [axis, size] of value.shape.entries()) {
      const settled = typeof size === "number" ? size : this.#dimensions[size];
      if (settled === undefined || settled < 1) {
        const remedy =
          typeof size === "string" && size !== ""
            ? `say its size with "dimensions": { "${size}": 1 }`
            : "export the graph with a fixed size";
        this.problems.push(`${path}: dimension ${axis} of the graph ${kind} ${valueText(value)} is open; ${remedy}.`);
        return null;
      }
      shape.push(settled);
    }
    return { name, type, shape, elements: shape.reduce((product, size) => product * size, 1) };
  }
}

/** `frame uint8 [1,64,96,3]`, as sentences show a graph's value. */
export function valueText(value: {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[] | null;
}): string {
  const shape =
    value.shape === null ? "of unknown shape" : `[${value.shape.map((size) => (size === "" ? "?" : size)).join(",")}]`;
  return `${value.name} ${value.type} ${shape}`;
}

/**
 * Fits a manifest to a graph.
 * @returns the wiring, and one sentence per mismatch; the wiring can be used only if there is none.
 */
export function wire(
  manifest: Manifest,
  face: GraphFace,
): { readonly wiring: Wiring; readonly problems: readonly string[] } {
  const bench = new Bench(face, manifest);
  for (const name of Object.keys(manifest.dimensions))
    if (![...face.inputs, ...face.outputs].some((value) => value.shape?.includes(name)))
      bench.problems.push(`dimensions.${name}: no input or output of the graph has an open dimension "${name}".`);
  const outs: WiredOut[] = [];
  const ins: WiredIn[] = [];
  for (const [track, options] of Object.entries(manifest.tracks)) {
    const path = `tracks.${track}`;
    if (options.direction === "out") {
      const spec = bench.output(`${path}.output`, options.output);
      const format = spec && formatOf(bench, path, spec, options);
      const colors = colorsOf(bench, path, options);
      if (spec && format) outs.push({ track, options, spec, format, colors });
    } else {
      const spec = bench.input(`${path}.input`, options.input);
      const present = options.present === undefined ? null : bench.input(`${path}.present`, options.present);
      if (spec) bench.take(path, spec.name);
      if (present) {
        bench.take(`${path}.present`, present.name);
        if (present.elements !== 1)
          bench.problems.push(`${path}.present: "${present.name}" has ${present.elements} elements; it must have one.`);
      }
      const format = spec && formatOf(bench, path, spec, options);
      if (spec && format) ins.push({ track, options, spec, format, present });
    }
  }
  const states = Object.entries(manifest.state).flatMap(([name, entry]) => wireState(bench, name, entry));
  const sources = Object.entries(manifest.inputs);
  const values = new Map<string, WiredValue>();
  for (const [name, source] of sources) {
    const path = `inputs.${name}`;
    const spec = bench.input(path, name);
    if (!spec) continue;
    bench.take(path, name);
    checkSource(bench, path, spec, source);
    values.set(name, { spec, source });
  }
  const commands = wireCommands(bench, manifest, values);
  for (const value of face.inputs)
    if (!bench.isTaken(value.name))
      bench.problems.push(
        `The graph input ${valueText(value)} is fed by nothing; name it in a command's "to", or under "inputs", "state" or an in track.`,
      );
  return { wiring: { outs, ins, states, values: [...values.values()], commands }, problems: bench.problems };
}

function wireState(bench: Bench, name: string, entry: Manifest["state"][string]): WiredState[] {
  const path = `state.${name}`;
  const spec = bench.input(path, name);
  const output = bench.output(`${path}.output`, entry.output);
  if (spec) bench.take(path, name);
  if (!spec || !output) return [];
  if (spec.type !== output.type || spec.shape.join() !== output.shape.join())
    bench.problems.push(
      `${path}: the output ${valueText(output)} can't be fed back into the input ${valueText(spec)}; both must have the same type and shape.`,
    );
  bench.feedBack(path, output.name);
  const { initial } = entry;
  if ("values" in initial) checkCount(bench, `${path}.initial.values`, spec, initial.values.length);
  if ("one_of" in initial) {
    if (Object.keys(initial.one_of).length === 0)
      bench.problems.push(`${path}.initial.one_of: it lists no start; give at least one.`);
    for (const [start, list] of Object.entries(initial.one_of))
      checkCount(bench, `${path}.initial.one_of.${start}`, spec, list.length);
  }
  return [{ spec, output: output.name, initial }];
}

function checkSource(bench: Bench, path: string, spec: TensorSpec, source: Source): void {
  if ("values" in source) checkCount(bench, `${path}.values`, spec, source.values.length);
  if ("clock" in source && spec.elements !== 1)
    bench.problems.push(
      `${path}: "clock" is one number, and the graph input ${valueText(spec)} has ${spec.elements} elements.`,
    );
  if (!("fill" in source || "values" in source)) return;
  for (const bound of ["min", "max"] as const) {
    const given = source[bound];
    if (Array.isArray(given)) checkCount(bench, `${path}.${bound}`, spec, given.length);
  }
}

function checkCount(bench: Bench, path: string, spec: TensorSpec, count: number): void {
  if (count !== spec.elements)
    bench.problems.push(
      `${path}: there are ${count} numbers, and the graph input ${valueText(spec)} has ${spec.elements} elements.`,
    );
}
