/** Tensors as typed arrays: makes their storage and writes plain numbers into it. */
import type { ElementType } from "./element-type.ts";

/** A graph input or output whose shape is settled. */
export interface TensorSpec {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Product of the shape; 1 for a scalar. */
  readonly elements: number;
}

export type Storage =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigInt64Array
  | BigUint64Array;

type StorageClass = { new (elements: number): Storage };

/** What onnxruntime takes for each type on Node 20; float16 travels as its bits. */
const STORAGE: Partial<Record<ElementType, StorageClass>> = {
  float32: Float32Array,
  float64: Float64Array,
  uint8: Uint8Array,
  int8: Int8Array,
  bool: Uint8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  float16: Uint16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
};

/** Types a tensor may have here. */
export const STORED_TYPES = Object.keys(STORAGE) as readonly ElementType[];

export function makeStorage(spec: TensorSpec): Storage {
  const Class = STORAGE[spec.type];
  if (Class === undefined)
    throw new TypeError(`Tensors of ${spec.type} can't be stored; types are ${STORED_TYPES.join(", ")}.`);
  return new Class(spec.elements);
}

/** Writes numbers into a tensor's storage; whole types round, bool is 1 for anything but 0. */
export function store(type: ElementType, into: Storage, values: ArrayLike<number>): void {
  if (into instanceof BigInt64Array || into instanceof BigUint64Array) {
    for (let i = 0; i < values.length; i++) into[i] = BigInt(Math.round(values[i] as number));
    return;
  }
  switch (type) {
    case "float32":
    case "float64":
      into.set(values);
      return;
    case "float16":
      for (let i = 0; i < values.length; i++) into[i] = halfBits(values[i] as number);
      return;
    case "bool":
      for (let i = 0; i < values.length; i++) into[i] = values[i] === 0 ? 0 : 1;
      return;
    default:
      for (let i = 0; i < values.length; i++) into[i] = Math.round(values[i] as number);
  }
}

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);

/** Bits of the nearest IEEE 754 half; beyond ±65504 infinity. */
export function halfBits(value: number): number {
  single[0] = value;
  const bits = singleBits[0] as number;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 255) - 112;
  const fraction = bits & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00 | (exponent === 143 && fraction !== 0 ? 0x200 : 0);
  if (exponent <= 0)
    return exponent < -10 ? sign : sign | (((fraction | 0x800000) + (1 << (13 - exponent))) >>> (14 - exponent));
  return (sign | (exponent << 10) | (fraction >>> 13)) + ((fraction >>> 12) & 1);
}

/** The number that a half's bits stand for. */
export function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
