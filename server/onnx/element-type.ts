/** Element types of ONNX tensors, at the index that onnx.proto's `TensorProto.DataType` gives them. */

export const ELEMENT_TYPES = [
  "undefined",
  "float32",
  "uint8",
  "int8",
  "uint16",
  "int16",
  "int32",
  "int64",
  "string",
  "bool",
  "float16",
  "float64",
  "uint32",
  "uint64",
  "complex64",
  "complex128",
  "bfloat16",
] as const;
/** What a graph can hold instead of a tensor. */
export const CONTAINERS = ["sequence", "map", "sparse tensor", "optional"] as const;
export type ContainerType = (typeof CONTAINERS)[number];
export type TensorType = (typeof ELEMENT_TYPES)[number];
export type ElementType = TensorType | ContainerType;

const BYTES: Partial<Record<ElementType, number>> = {
  float32: 4,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  int32: 4,
  int64: 8,
  bool: 1,
  float16: 2,
  float64: 8,
  uint32: 4,
  uint64: 8,
};

/** Bytes of one element; 0 for types whose elements have no fixed size here. */
export function elementBytes(type: ElementType): number {
  return BYTES[type] ?? 0;
}
