/** Fitting a manifest to a graph: finds inputs and outputs, knows who feeds them, and collects what doesn't fit. */
import { CONTAINERS } from "./element-type.ts";
import type { GraphFace, GraphValue } from "./graph-file.ts";
import type { Manifest } from "./manifest.ts";
import { STORED_TYPES, type TensorSpec } from "./tensor-store.ts";

/** What is wired so far and what was found wrong; every check adds to `problems` and goes on. */
export class Fitting {
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
      const isContainer = (CONTAINERS as readonly string[]).includes(type);
      const remedy = isContainer
        ? `only tensors can be used. Export the graph with a tensor there, or name another ${kind}`
        : `types that can be used are ${STORED_TYPES.join(", ")}`;
      this.problems.push(`${path}: the graph ${kind} "${name}" holds ${isContainer ? `a ${type}` : type}; ${remedy}.`);
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
