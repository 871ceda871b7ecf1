/**
 * Draws the test card: fixed parts once per size, what commands changed once per change, and per frame only the frame
 * number and the runner.
 */
import { drawBarcode } from "./barcode.ts";
import { Canvas } from "./canvas.ts";
import { COLOR_PATCHES } from "./color-patches.ts";
import { CHARACTER_WIDTH_PX, drawText, LINE_HEIGHT_PX } from "./font.ts";
import {
  type Area,
  areaOf,
  type Cells,
  FLIP,
  GRID_COLUMNS,
  patchCells,
  RUNNER,
  SCENERY,
  STAGE,
  SWATCH,
  TEXT,
} from "./layout.ts";
import { drawScenery } from "./scenery.ts";
import type { CardState } from "./state.ts";

const WHITE = 0xffffff;
const BLACK = 0x000000;
const INK = 0xe8ecf4;
const PAPER = 0x10141c;
const LINE = 0x3a4458;
const ACCENT = 0xffb020;
const TEXT_ROWS = 7;

export class Card {
  /** The whole picture as of the last `draw`. */
  readonly canvas: Canvas;
  readonly #seed: number;
  #drawnCommands = -1;
  #drawnLines: readonly string[] = [];
  /** Left edge of the runner, in columns of the grid. */
  #runner = 0;

  constructor(width: number, height: number, seed: number) {
    this.canvas = new Canvas(width, height);
    this.#seed = seed;
    this.#drawFixedParts();
  }

  /** Brings the picture to frame number `frame` of a session in `state`. */
  draw(frame: number, state: CardState): void {
    if (state.applied !== this.#drawnCommands) this.#drawCommands(state);
    drawBarcode(this.canvas, 0, frame);
    this.#drawRunner(state.speed);
  }

  #drawFixedParts(): void {
    for (const [i, { rgb }] of COLOR_PATCHES.entries())
      this.canvas.fill(this.#area(patchCells(i)), (rgb[0] << 16) | (rgb[1] << 8) | rgb[2]);
    drawScenery(this.canvas, this.#area(SCENERY), this.#seed);
    this.canvas.fill(this.#area(TEXT), PAPER);
  }

  #drawCommands(state: CardState): void {
    this.#drawnCommands = state.applied;
    drawBarcode(this.canvas, 1, state.applied);
    this.canvas.fill(this.#area(FLIP), state.applied % 2 === 0 ? BLACK : WHITE);
    this.#drawSwatch(state);
    this.#drawStage(state);
    this.#drawLines(state.lines());
  }

  #drawSwatch({ color, mode }: CardState): void {
    const area = this.#area(SWATCH);
    this.canvas.fill(area, color);
    if (mode === "plain") return;
    const other = (color >>> 1) & 0x7f7f7f;
    for (let row = 0; row < 8; row++)
      for (let column = 0; column < 8; column++)
        if (mode === "stripes" ? column % 2 === 1 : (column + row) % 2 === 1)
          this.canvas.fill(part(area, column / 8, row / 8, (column + 1) / 8, (row + 1) / 8), other);
  }

  /** A place where every continuous input is seen at once: a marker, its heading, the pointer, jumps as height. */
  #drawStage(state: CardState): void {
    const area = this.#area(STAGE);
    const thin = Math.max(1, Math.round(this.canvas.width / 640));
    this.canvas.fill(area, PAPER);
    if (state.grid)
      for (let i = 1; i < 8; i++) {
        const line = part(area, i / 8, i / 8, i / 8, i / 8);
        this.canvas.fill({ ...area, left: line.left, right: line.left + thin }, LINE);
        this.canvas.fill({ ...area, top: line.top, bottom: line.top + thin }, LINE);
      }
    const at = (x: number, y: number, size: number): Area =>
      part(area, x - size / 2, y - size / 2, x + size / 2, y + size / 2);
    const x = 0.5 + 0.35 * state.move.x;
    const y = 0.5 - 0.35 * state.move.y - 0.08 * (state.jumps % 2);
    this.#fillInside(area, at(wrap(0.5 + state.look.x), wrap(0.5 + state.look.y), 0.06), 0x40c0a0);
    this.#fillInside(area, at(x, y, 0.16), state.color);
    this.#fillInside(area, at(x + 0.1 * state.turn, y - 0.1 * (1 - Math.abs(state.turn)), 0.05), ACCENT);
    this.#fillInside(area, at(state.pointer.x, state.pointer.y, state.pointer.pressed ? 0.08 : 0.04), WHITE);
    this.canvas.outline(area, thin, LINE);
  }

  #drawLines(lines: readonly string[]): void {
    const area = this.#area(TEXT);
    const columnWidth = Math.floor((area.right - area.left) / 2);
    const lineHeight = (area.bottom - area.top) / TEXT_ROWS;
    const scale = Math.max(
      1,
      Math.floor(Math.min(lineHeight / LINE_HEIGHT_PX, columnWidth / (26 * CHARACTER_WIDTH_PX))),
    );
    const fitting = Math.floor(columnWidth / (CHARACTER_WIDTH_PX * scale)) - 1;
    for (const [i, line] of lines.entries()) {
      if (line === this.#drawnLines[i]) continue;
      const left = area.left + Math.floor(i / TEXT_ROWS) * columnWidth;
      const top = area.top + Math.round((i % TEXT_ROWS) * lineHeight);
      const bottom = Math.min(area.bottom, area.top + Math.round(((i % TEXT_ROWS) + 1) * lineHeight));
      this.canvas.fill({ left, top, right: left + columnWidth, bottom }, PAPER);
      if (bottom - top >= 7) drawText(this.canvas, line.slice(0, fitting), left + 3 * scale, top + scale, scale, INK);
    }
    this.#drawnLines = lines;
  }

  #drawRunner(speed: number): void {
    const area = this.#area(RUNNER);
    this.canvas.fill(area, LINE);
    const bar = Math.round((this.#runner * this.canvas.width) / GRID_COLUMNS);
    const size = Math.round((2 * this.canvas.width) / GRID_COLUMNS);
    this.canvas.fill({ ...area, left: bar, right: bar + size }, ACCENT);
    this.canvas.fill({ ...area, left: bar - this.canvas.width, right: bar + size - this.canvas.width }, ACCENT);
    this.#runner = (this.#runner + speed / 30) % GRID_COLUMNS;
  }

  #fillInside(outer: Area, inner: Area, rgb: number): void {
    this.canvas.fill(
      {
        left: Math.max(outer.left, inner.left),
        top: Math.max(outer.top, inner.top),
        right: Math.min(outer.right, inner.right),
        bottom: Math.min(outer.bottom, inner.bottom),
      },
      rgb,
    );
  }

  #area(cells: Cells): Area {
    return areaOf(cells, this.canvas.width, this.canvas.height);
  }
}

/** A part of an area, by fractions of it. */
function part({ left, top, right, bottom }: Area, x0: number, y0: number, x1: number, y1: number): Area {
  const x = (fraction: number): number => Math.round(left + fraction * (right - left));
  const y = (fraction: number): number => Math.round(top + fraction * (bottom - top));
  return { left: x(x0), top: y(y0), right: x(x1), bottom: y(y1) };
}

const wrap = (fraction: number): number => fraction - Math.floor(fraction);
