/** A .NET assembly's bytes → the names of the types it refers to, or forwards elsewhere (ECMA-335, partition II). */
import { readFileSync } from "node:fs";

/**
 * Columns of the metadata tables from 0x00 on: 1, 2 and 4 are bytes; s, g and b index the strings, GUIDs and blobs; t
 * with a number indexes that table; c with tables indexes one of them, with so many tag bits.
 */
const TABLES: Readonly<Record<number, string>> = {
  0: "2 s g g g",
  1: "c2:00,1a,23,01 s s",
  2: "4 s s c2:02,01,1b t04 t06",
  3: "t04",
  4: "2 s b",
  5: "t06",
  6: "4 2 2 s b t08",
  7: "t08",
  8: "2 2 s",
  9: "t02 c2:02,01,1b",
  10: "c3:02,01,1a,06,1b s b",
  11: "2 c2:04,08,17 b",
  12: "c5:06,04,01,02,08,09,0a,00,0e,17,14,11,1a,1b,20,23,26,27,28,2a,2c,2b c3:06,0a,06,0a,0a b",
  13: "c1:04,08 b",
  14: "2 c2:02,06,20 b",
  15: "2 4 t02",
  16: "4 t04",
  17: "b",
  18: "t02 t14",
  19: "t14",
  20: "2 s c2:02,01,1b",
  21: "t02 t17",
  22: "t17",
  23: "2 s b",
  24: "2 t06 c1:14,17",
  25: "t02 c1:06,0a c1:06,0a",
  26: "s",
  27: "b",
  28: "2 c1:04,06 s t1a",
  29: "4 t04",
  32: "4 2 2 2 2 4 b s s",
  33: "4",
  34: "4 4 4",
  35: "2 2 2 2 4 b s s b",
  36: "4 t23",
  37: "4 4 4 t23",
  38: "4 s b",
  39: "4 4 s s c2:26,23,27",
  40: "4 4 s c2:26,23,27",
  41: "t02 t02",
  42: "2 2 c1:02,06 s",
  43: "c1:06,0a b",
  44: "t2a c2:02,01,1b",
};

const TYPE_REF = 0x01;
const EXPORTED_TYPE = 0x27;

/** Types of other assemblies that an assembly names, such as `System.Collections.Generic.List`1`. */
export const referredTypes = (dll: string): string[] => namesIn(dll, TYPE_REF, 1);

/** Types that a facade forwards. */
export const forwardedTypes = (dll: string): string[] => namesIn(dll, EXPORTED_TYPE, 2);

function namesIn(dll: string, table: number, nameColumn: number): string[] {
  const metadata = new Metadata(readFileSync(dll));
  const names = metadata.rows(table).map((row) => {
    const [name, space] = [metadata.text(row[nameColumn]), metadata.text(row[nameColumn + 1])];
    return space === "" ? "" : `${space}.${name}`;
  });
  // Nested types have no namespace of their own; the type around them stands in the table too.
  return [...new Set(names)].filter((name) => name !== "").sort();
}

class Metadata {
  readonly #bytes: Buffer;
  readonly #strings: number;
  readonly #counts = new Map<number, number>();
  readonly #starts = new Map<number, number>();
  readonly #heapSizes: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    const root = metadataRoot(bytes);
    const streams = streamsIn(bytes, root);
    this.#strings = streams.get("#Strings") ?? 0;
    let at = streams.get("#~") ?? 0;
    this.#heapSizes = bytes[at + 6] ?? 0;
    const valid = bytes.readBigUInt64LE(at + 8);
    at += 24;
    for (let table = 0; table < 64; table++) {
      if (((valid >> BigInt(table)) & 1n) === 0n) continue;
      this.#counts.set(table, bytes.readUInt32LE(at));
      at += 4;
    }
    for (const [table, count] of this.#counts) {
      this.#starts.set(table, at);
      at += count * this.#widths(table).reduce((sum, width) => sum + width, 0);
    }
  }

  rows(table: number): number[][] {
    let at = this.#starts.get(table) ?? 0;
    return Array.from({ length: this.#counts.get(table) ?? 0 }, () =>
      this.#widths(table).map((width) => {
        const value = this.#bytes.readUIntLE(at, width);
        at += width;
        return value;
      }),
    );
  }

  text(index = 0): string {
    const start = this.#strings + index;
    return this.#bytes.toString("utf8", start, this.#bytes.indexOf(0, start));
  }

  #widths(table: number): number[] {
    const columns = TABLES[table];
    if (columns === undefined) throw new Error(`Metadata table ${table} is not known.`);
    return columns.split(" ").map((column) => this.#width(column));
  }

  #width(column: string): number {
    const heap = "sgb".indexOf(column);
    if (heap >= 0) return (this.#heapSizes >> heap) & 1 ? 4 : 2;
    if (column.startsWith("t")) return this.#indexWidth([column.slice(1)], 0);
    if (!column.startsWith("c")) return Number(column);
    const [bits = "", tables = ""] = column.slice(1).split(":");
    return this.#indexWidth(tables.split(","), Number(bits));
  }

  #indexWidth(tables: readonly string[], tagBits: number): number {
    const most = Math.max(...tables.map((table) => this.#counts.get(Number.parseInt(table, 16)) ?? 0));
    return most < 2 ** (16 - tagBits) ? 2 : 4;
  }
}

/** From the PE header over the CLI header to where the metadata begin. */
function metadataRoot(bytes: Buffer): number {
  const pe = bytes.readUInt32LE(0x3c);
  const optional = pe + 24;
  const directories = optional + (bytes.readUInt16LE(optional) === 0x20b ? 112 : 96);
  const sections = optional + bytes.readUInt16LE(pe + 20);
  const offsetOf = (address: number): number => {
    for (let i = 0; i < bytes.readUInt16LE(pe + 6); i++) {
      const [size, start, , raw] = [8, 12, 16, 20].map((field) => bytes.readUInt32LE(sections + 40 * i + field));
      if (address >= (start ?? 0) && address < (start ?? 0) + (size ?? 0)) return address - (start ?? 0) + (raw ?? 0);
    }
    throw new Error("This is no .NET assembly.");
  };
  return offsetOf(bytes.readUInt32LE(offsetOf(bytes.readUInt32LE(directories + 14 * 8)) + 8));
}

function streamsIn(bytes: Buffer, root: number): Map<string, number> {
  let at = root + 16 + bytes.readUInt32LE(root + 12);
  const count = bytes.readUInt16LE(at + 2);
  at += 4;
  const streams = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const end = bytes.indexOf(0, at + 8);
    streams.set(bytes.toString("ascii", at + 8, end), root + bytes.readUInt32LE(at));
    at += 8 + (Math.floor((end - at - 8) / 4) + 1) * 4;
  }
  return streams;
}
