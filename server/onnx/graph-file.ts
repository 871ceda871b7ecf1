/** Reads an ONNX file's face: file → top-level protobuf fields → names, types and shapes. Weights are skipped over. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { DefinitionError } from "../model/definition.ts";
import { type ContainerType, ELEMENT_TYPES, type ElementType } from "./element-type.ts";

/** A graph input or output. Open dimensions are their name, "" when they have none; no shape at all is null. */
export interface GraphValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[] | null;
}

export interface GraphFace {
  /** Inputs a caller must feed: constants listed as inputs are left out. */
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
}

/**
 * Reads which inputs and outputs a graph has, in a few reads however large its weights are.
 * @throws DefinitionError with one sentence when the file is missing, empty, cut off or no ONNX.
 */
export function readGraphFace(path: string): GraphFace {
  const name = basename(path);
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DefinitionError(
      code === "ENOENT"
        ? `There is no model file ${path}; check the path, or name the file with "graph" in its manifest.`
        : `The model file ${path} can't be read (${code}).`,
    );
  }
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) throw new DefinitionError(`${path} is a folder; give the .onnx file in it.`);
    const reader = new FileReader(file, stats.size);
    if (stats.size === 0) throw new DefinitionError(`${name} is empty; export or copy the model again.`);
    const foreign = foreignKind(reader.bytes(0, Math.min(64, stats.size)));
    if (foreign !== null) throw new DefinitionError(`${name} is no ONNX model: ${foreign}.`);
    return readModel(reader, name);
  } finally {
    closeSync(file);
  }
}

function foreignKind(head: Uint8Array): string | null {
  const text = new TextDecoder("latin1").decode(head);
  if (text.startsWith("version https://git-lfs"))
    return "it is a Git LFS pointer; fetch the real file with git lfs pull";
  if (text.startsWith("PK\x03\x04"))
    return "it is a zip archive, as PyTorch writes its .pt files; export it with torch.onnx.export";
  if (text.startsWith("GGUF")) return "it is a GGUF file; only ONNX runs here";
  if (text.startsWith("\x89HDF")) return "it is an HDF5 file, as Keras writes them; convert it with tf2onnx";
  if (text.slice(4, 8) === "TFL3") return "it is a TensorFlow Lite file; convert it with tf2onnx";
  if (/^\s*</.test(text)) return "it is a web page or XML; the download went wrong";
  if (/^\s*\{/.test(text)) return "it is JSON; give the .onnx file, or a manifest that ends in .model.json";
  return null;
}

function readModel(reader: FileReader, name: string): GraphFace {
  try {
    let graph: Span | null = null;
    let hasVersion = false;
    for (const field of reader.fields({ start: 0, end: reader.size })) {
      if (field.number === 1 && field.span === null) hasVersion = true;
      if (field.number === 7 && field.span !== null) graph = field.span;
    }
    if (graph === null || !hasVersion) throw new Malformed("it holds no graph");
    const constants = new Set<string>();
    const inputs: GraphValue[] = [];
    const outputs: GraphValue[] = [];
    for (const { number, span } of reader.fields(graph)) {
      if (span === null) continue;
      if (number === 5) constants.add(reader.textField(span, 8));
      else if (number === 11) inputs.push(readValue(reader, span));
      else if (number === 12) outputs.push(readValue(reader, span));
    }
    return { inputs: inputs.filter((input) => !constants.has(input.name)), outputs };
  } catch (error) {
    if (error instanceof CutOff)
      throw new DefinitionError(
        `${name} is cut off: it has ${reader.size} bytes and says it has at least ${error.needed}; copy or export it again.`,
      );
    if (error instanceof Malformed) throw new DefinitionError(`${name} is no ONNX model: ${error.message}.`);
    throw error;
  }
}

/** The fields of TypeProto that are no tensor. */
const CONTAINER_FIELDS: Readonly<Record<number, ContainerType>> = {
  4: "sequence",
  5: "map",
  8: "sparse tensor",
  9: "optional",
};

/** ValueInfoProto: name 1, type 2 → tensor_type 1 → elem_type 1, shape 2 → dim 1 → dim_value 1 or dim_param 2. */
function readValue(reader: FileReader, span: Span): GraphValue {
  let type: ElementType = "undefined";
  let shape: (number | string)[] | null = null;
  for (const kind of reader.inside(span, 2))
    for (const { number } of reader.fields(kind)) type = CONTAINER_FIELDS[number] ?? type;
  for (const tensor of reader.inside(span, 2, 1))
    for (const field of reader.fields(tensor)) {
      if (field.number === 1) type = ELEMENT_TYPES[field.value] ?? "undefined";
      if (field.number !== 2 || field.span === null) continue;
      shape = [];
      for (const dimension of reader.inside(field.span, 1)) {
        let size: number | string = "";
        for (const part of reader.fields(dimension)) {
          if (part.number === 1) size = part.value;
          if (part.number === 2 && part.span !== null) size = reader.text(part.span);
        }
        shape.push(size);
      }
    }
  return { name: reader.textField(span, 1), type, shape };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Field {
  readonly number: number;
  /** A varint's value, 0 for other wire forms. */
  readonly value: number;
  /** Where a length-delimited field's bytes lie; null for numbers. */
  readonly span: Span | null;
}

class Malformed extends Error {}

class CutOff extends Error {
  constructor(readonly needed: number) {
    super("cut off");
  }
}

const WINDOW_BYTES = 65_536;

/** Random access to a file through one window; protobuf's wire forms on top. */
class FileReader {
  #window = new Uint8Array(0);
  #start = 0;

  constructor(
    readonly file: number,
    readonly size: number,
  ) {}

  bytes(start: number, end: number): Uint8Array {
    if (end > this.size) throw new CutOff(end);
    if (start < this.#start || end > this.#start + this.#window.length) {
      const window = new Uint8Array(Math.min(Math.max(WINDOW_BYTES, end - start), this.size - start));
      const read = readSync(this.file, window, 0, window.length, start);
      if (start + read < end) throw new CutOff(end);
      this.#window = window.subarray(0, read);
      this.#start = start;
    }
    return this.#window.subarray(start - this.#start, end - this.#start);
  }

  text(span: Span): string {
    return new TextDecoder().decode(this.bytes(span.start, span.end));
  }

  textField(span: Span, number: number): string {
    for (const field of this.fields(span))
      if (field.number === number && field.span !== null) return this.text(field.span);
    return "";
  }

  /** Spans reached by following field numbers from `span` inwards. */
  *inside(span: Span, number: number, ...deeper: readonly number[]): Generator<Span> {
    for (const field of this.fields(span)) {
      if (field.number !== number || field.span === null) continue;
      const [next, ...rest] = deeper;
      if (next === undefined) yield field.span;
      else yield* this.inside(field.span, next, ...rest);
    }
  }

  *fields({ start, end }: Span): Generator<Field> {
    let at = start;
    while (at < end) {
      const tag = this.#varint(at);
      at = tag.next;
      const number = Math.floor(tag.value / 8);
      const form = tag.value % 8;
      if (number === 0 || ![0, 1, 2, 5].includes(form))
        throw new Malformed("its bytes are not those of a protobuf message");
      if (form === 2) {
        const length = this.#varint(at);
        at = length.next + length.value;
        if (at > this.size) throw new CutOff(at);
        if (at > end) throw new Malformed("a part of it is longer than what it lies in");
        yield { number, value: 0, span: { start: length.next, end: at } };
        continue;
      }
      const varint = form === 0 ? this.#varint(at) : null;
      at = varint === null ? at + (form === 1 ? 8 : 4) : varint.next;
      if (at > this.size) throw new CutOff(at);
      yield { number, value: varint?.value ?? 0, span: null };
    }
  }

  #varint(start: number): { readonly value: number; readonly next: number } {
    let value = 0;
    for (let i = 0, at = start; i < 10; i++) {
      const byte = this.bytes(at, at + 1)[0] as number;
      at++;
      // Beyond 2^53 only negative numbers come, which no field read here holds.
      if (i < 7) value += (byte & 127) * 2 ** (7 * i);
      if (byte < 128) return { value, next: at };
    }
    throw new Malformed("its bytes are not those of a protobuf message");
  }
}
