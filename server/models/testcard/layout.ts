/**
 * Where everything on the test card lies: a grid of 32 × 18 cells over the whole picture, whatever its size.
 *
 * ```
 *        0                    12   16        24       32
 *      0 ┌────────────────────────────────────────────┐
 *        │ barcode: frame number                      │
 *      1 │ barcode: commands applied                  │
 *      2 ├────────────────────┬────┬─────────┬────────┤
 *        │ 24 colour patches, │flip│ stage   │ scenery│
 *      6 │ 6 × 4 of 2 × 2     ├────┤ (marks  │ (from  │
 *        │ cells              │set │  move)  │  seed) │
 *     10 ├────────────────────┴────┴─────────┴────────┤
 *        │ runner: a bar that moves every frame       │
 *     11 ├────────────────────────────────────────────┤
 *        │ every command's current value, as text     │
 *     18 └────────────────────────────────────────────┘
 * ```
 */

export const GRID_COLUMNS = 32;
export const GRID_ROWS = 18;

/** A rectangle in pixels: `left` and `top` inside, `right` and `bottom` just outside. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A rectangle in cells of the grid. */
export interface Cells {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

export const FLIP: Cells = { column: 12, row: 2, columns: 4, rows: 4 };
export const SWATCH: Cells = { column: 12, row: 6, columns: 4, rows: 4 };
export const STAGE: Cells = { column: 16, row: 2, columns: 8, rows: 8 };
export const SCENERY: Cells = { column: 24, row: 2, columns: 8, rows: 8 };
export const RUNNER: Cells = { column: 0, row: 10, columns: 32, rows: 1 };
export const TEXT: Cells = { column: 0, row: 11, columns: 32, rows: 7 };

/** Cells of colour patch 0 … 23, in reading order. */
export function patchCells(patch: number): Cells {
  return { column: (patch % 6) * 2, row: 2 + Math.floor(patch / 6) * 2, columns: 2, rows: 2 };
}

/**
 * The pixels of some cells. Edges are rounded from exact fractions of the picture, so that a card that was scaled by
 * whole numbers or fractions is read with the same rule.
 */
export function areaOf(cells: Cells, width: number, height: number): Area {
  return {
    left: columnEdge(cells.column, width),
    top: rowEdge(cells.row, height),
    right: columnEdge(cells.column + cells.columns, width),
    bottom: rowEdge(cells.row + cells.rows, height),
  };
}

const columnEdge = (column: number, width: number): number => Math.round((column * width) / GRID_COLUMNS);
const rowEdge = (row: number, height: number): number => Math.round((row * height) / GRID_ROWS);
