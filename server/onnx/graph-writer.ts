/** Writes ONNX files: nodes, constants, inputs and outputs → protobuf bytes. The same calls always give the same bytes. */
import { ELEMENT_TYPES, elementBytes, type TensorType } from "./element-type.ts";

/** A value inside the graph, as nodes name it. */
export interface Value {
  readonly name: string;
}

/** A node's attribute; numbers are ints when whole unless they are wrapped by `float`. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] };

/** Operand of a node: a value, a number (becomes a float32 scalar), or null for an optional input left out. */
export type Operand = Value | number | null;

const OPSET = 17;
/** The oldest IR version that knows opset 17 (ONNX 1.12). */
const IR_VERSION = 8;

/**
 * Builds one graph. Values get names in order of creation, so the file depends on the calls alone.
 * Does not check types or shapes: onnxruntime does when the file is loaded.
 */
export class GraphWriter {
  readonly #nodes: Uint8Array[] = [];
  readonly #constants: Uint8Array[] = [];
  readonly #inputs: Uint8Array[] = [];
  readonly #outputs: Uint8Array[] = [];
  readonly #scalars = new Map<number, Value>();
  #made = 0;

  constructor(readonly name: string) {}

  input(name: string, type: TensorType, shape: readonly (number | string)[]): Value {
    this.#inputs.push(valueInfo(name, type, shape));
    return { name };
  }

  /** Gives `value` an outside name. */
  output(name: string, value: Value, type: TensorType, shape: readonly (number | string)[]): void {
    this.#nodes.push(node("Identity", [value.name], [name], {}));
    this.#outputs.push(valueInfo(name, type, shape));
  }

  /** A constant tensor of `shape`, whose values lie row by row in `values`. */
  constant(values: readonly number[] | Float32Array, shape: readonly number[], type: TensorType = "float32"): Value {
    const name = this.#fresh("c");
    this.#constants.push(tensor(name, type, shape, values));
    return { name };
  }

  /** A float32 scalar; equal scalars share one constant. */
  scalar(value: number): Value {
    const known = this.#scalars.get(value);
    if (known !== undefined) return known;
    const made = this.constant([value], []);
    this.#scalars.set(value, made);
    return made;
  }

  /** A one-dimensional int64 tensor, as shapes, axes and pads want it. */
  ints(...values: readonly number[]): Value {
    return this.constant(values, [values.length], "int64");
  }

  /** Adds a node with one output and gives that. */
  op(type: string, operands: readonly Operand[], attributes: Readonly<Record<string, Attribute>> = {}): Value {
    return this.ops(type, operands, 1, attributes)[0] as Value;
  }

  /** Adds a node with `count` outputs. */
  ops(
    type: string,
    operands: readonly Operand[],
    count: number,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value[] {
    const inputs = operands.map((o) => (o === null ? "" : typeof o === "number" ? this.scalar(o).name : o.name));
    const outputs = Array.from({ length: count }, () => ({ name: this.#fresh("v") }));
    this.#nodes.push(
      node(
        type,
        inputs,
        outputs.map((o) => o.name),
        attributes,
      ),
    );
    return outputs;
  }

  /** The whole file. */
  bytes(): Uint8Array {
    const graph = join([
      ...this.#nodes.map((bytes) => field(1, bytes)),
      field(2, text(this.name)),
      ...this.#constants.map((bytes) => field(5, bytes)),
      ...this.#inputs.map((bytes) => field(11, bytes)),
      ...this.#outputs.map((bytes) => field(12, bytes)),
    ]);
    const opset = join([field(1, text("")), int(2, OPSET)]);
    return join([int(1, IR_VERSION), field(2, text("worldport")), field(7, graph), field(8, opset)]);
  }

  #fresh(prefix: string): string {
    return `${prefix}${this.#made++}`;
  }
}

// Field numbers below are those of onnx.proto: NodeProto, AttributeProto, TensorProto, ValueInfoProto.

function node(
  type: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>>,
): Uint8Array {
  return join([
    ...inputs.map((name) => field(1, text(name))),
    ...outputs.map((name) => field(2, text(name))),
    field(3, text(`${type}_${outputs[0]}`)),
    field(4, text(type)),
    ...Object.entries(attributes).map(([name, value]) => field(5, attribute(name, value))),
  ]);
}

const KIND = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;

function attribute(name: string, value: Attribute): Uint8Array {
  const head = field(1, text(name));
  if (typeof value === "number") return join([head, int(3, value), int(20, KIND.int)]);
  if (typeof value === "string") return join([head, field(4, text(value)), int(20, KIND.string)]);
  if (isList(value)) return join([head, ...value.map((item) => int(8, item)), int(20, KIND.ints)]);
  if ("float" in value) return join([head, float(2, value.float), int(20, KIND.float)]);
  return join([head, ...value.floats.map((item) => float(7, item)), int(20, KIND.floats)]);
}

const isList = (value: Attribute): value is readonly number[] => Array.isArray(value);

function tensor(
  name: string,
  type: TensorType,
  shape: readonly number[],
  values: readonly number[] | Float32Array,
): Uint8Array {
  const count = shape.reduce((product, size) => product * size, 1);
  if (values.length !== count)
    throw new RangeError(`A constant of shape [${shape}] holds ${count} values; got ${values.length}.`);
  return join([
    ...shape.map((size) => int(1, size)),
    int(2, ELEMENT_TYPES.indexOf(type)),
    field(8, text(name)),
    field(9, rawValues(type, values)),
  ]);
}

/** Little-endian, as TensorProto.raw_data wants it on every machine. */
function rawValues(type: TensorType, values: readonly number[] | Float32Array): Uint8Array {
  const size = elementBytes(type);
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (type === "float32") view.setFloat32(i * 4, value, true);
    else if (type === "int64") view.setBigInt64(i * 8, BigInt(value), true);
    else if (type === "int32") view.setInt32(i * 4, value, true);
    else if (type === "uint8" || type === "bool") view.setUint8(i, value);
    else throw new TypeError(`Constants are float32, int64, int32, uint8 or bool; got ${type}.`);
  }
  return new Uint8Array(view.buffer);
}

function valueInfo(name: string, type: TensorType, shape: readonly (number | string)[]): Uint8Array {
  const dims = shape.map((size) => field(1, typeof size === "number" ? int(1, size) : field(2, text(size))));
  const tensorType = join([int(1, ELEMENT_TYPES.indexOf(type)), field(2, join(dims))]);
  return join([field(1, text(name)), field(2, field(1, tensorType))]);
}

// The three wire forms of protobuf that ONNX needs: varint (0), length-delimited (2), 32 bit (5).

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const int = (number: number, value: number): Uint8Array => join([varint(number << 3), varint(value)]);
const field = (number: number, bytes: Uint8Array): Uint8Array =>
  join([varint((number << 3) | 2), varint(bytes.length), bytes]);

function float(number: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return join([varint((number << 3) | 5), bytes]);
}

/** Negative numbers are written as their 64-bit two's complement. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 128);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
