/** What the commands have set: everything the test card shows besides its fixed parts. */

export const MODES = ["plain", "stripes", "checks"] as const;
export type Mode = (typeof MODES)[number];

/** One session's state; commands change it between two steps. */
export class CardState {
  /** Commands applied so far, counting every one of them. */
  applied = 0;
  move = { x: 0, y: 0 };
  turn = 0;
  /** Sum of all `look` deltas, in picture widths. */
  look = { x: 0, y: 0 };
  pointer = { x: 0.5, y: 0.5, pressed: false, touch: 0 };
  jumps = 0;
  text = "";
  /** 0xRRGGBB. */
  color = 0x2080ff;
  /** Columns of the grid the runner moves per second at 30 frames per second. */
  speed = 4;
  mode: Mode = "plain";
  grid = false;
  vector: readonly number[] = [0, 0, 0];
  position: readonly number[] = [0, 0, 0];
  rotation: readonly number[] = [0, 0, 0, 1];
  image = "none";
  echo = "";
  said = "";
  width: number;
  height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  /** Every command's current value, one line each, in the order of the schema. */
  lines(): string[] {
    const { pointer } = this;
    return [
      `move ${numbers([this.move.x, this.move.y])}`,
      `turn ${numbers([this.turn])}`,
      `look ${numbers([this.look.x, this.look.y])}`,
      `point ${numbers([pointer.x, pointer.y])} ${pointer.pressed ? "down" : "up"} ${pointer.touch}`,
      `jump ${this.jumps}`,
      `speed ${numbers([this.speed])} mode ${this.mode}`,
      `grid ${this.grid ? "on" : "off"} color ${hex(this.color)}`,
      `text ${this.text}`,
      `vector ${numbers(this.vector)}`,
      `pose ${numbers(this.position)}`,
      `rot ${numbers(this.rotation)}`,
      `image ${this.image}`,
      `size ${this.width}x${this.height}`,
      `echo ${this.echo} say ${this.said}`,
    ];
  }
}

const hex = (rgb: number): string => `#${rgb.toString(16).padStart(6, "0")}`;
const numbers = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(" ");
