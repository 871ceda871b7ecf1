/**
 * `npm run structure`: what the source looks like, as a table: per area files, lines of code, the median file and the
 * imports that leave it; then the circles among the imports. Lines count without comments and blank ones.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path/posix";
import { circlesOf, edgesOf, filesUnder, ROOT } from "./source-files.ts";

export interface AreaRow {
  readonly area: string;
  readonly files: number;
  /** Without comments, blank lines and generated files. */
  readonly lines: number;
  readonly medianLines: number;
  /** Imports of files of other areas; null for languages whose imports are not followed. */
  readonly importsOut: number | null;
}

const SOURCE = /\.(ts|mjs|js|cs|gd|py|css|html)$/;
const FOLLOWED = /\.(ts|mjs|js)$/;
const GENERATED = /Generated from .* Do not edit\./;

/** A row per folder of the server and per other part of the project. */
export function structureTable(): readonly AreaRow[] {
  const files = ["server", "shared-schema", "godot-addon/addons", "unity-package", "test"]
    .flatMap((folder) => filesUnder(folder, SOURCE))
    .filter((file) => !GENERATED.test(readFileSync(join(ROOT, file), "utf8").slice(0, 300)));
  const edges = edgesOf(files.filter((file) => FOLLOWED.test(file)));
  const areas = [...new Set(files.map(areaOf))].sort();
  return areas.map((area) => {
    const own = files.filter((file) => areaOf(file) === area);
    const lines = own.map((file) => linesOf(readFileSync(join(ROOT, file), "utf8"), file));
    const followed = own.some((file) => FOLLOWED.test(file));
    return {
      area,
      files: own.length,
      lines: lines.reduce((sum, count) => sum + count, 0),
      medianLines: medianOf(lines),
      importsOut: followed ? edges.filter(({ from, to }) => areaOf(from) === area && areaOf(to) !== area).length : null,
    };
  });
}

/** Lines that hold code: not blank, and not only a comment. */
export function linesOf(text: string, file: string): number {
  const withoutBlocks = /\.(gd|py)$/.test(file) ? text : text.replace(/\/\*[\s\S]*?\*\//g, "");
  const comment = /\.(gd|py)$/.test(file) ? /^\s*#/ : /^\s*\/\//;
  return withoutBlocks.split("\n").filter((line) => line.trim() !== "" && !comment.test(line)).length;
}

/** `server/<folder>` within the server, the language's own halves elsewhere. */
function areaOf(file: string): string {
  const [top = "", second = "", third = ""] = file.split("/");
  if (top === "godot-addon") return top;
  if (top === "test") return top;
  if (top === "unity-package") return `${top}/${second}`;
  const isFolder = third !== "";
  return isFolder ? `${top}/${second}` : top;
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function print(rows: readonly AreaRow[]): void {
  const columns = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(12))).join("");
  const lines = rows.map(({ area, files, lines: count, medianLines, importsOut }) =>
    columns([area, `${files}`, `${count}`, `${medianLines}`, importsOut === null ? "" : `${importsOut}`]),
  );
  const circles = circlesOf(edgesOf(["server", "shared-schema"].flatMap((folder) => filesUnder(folder, FOLLOWED))));
  process.stdout.write(
    `${columns(["area", "files", "lines", "median", "imports out"])}\n${lines.join("\n")}\ncircles: ${circles.length}\n${circles.map((circle) => `  ${circle}\n`).join("")}`,
  );
}

if (process.argv[1]?.endsWith("table.ts")) print(structureTable());
