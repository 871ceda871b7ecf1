/** The schema document: what a model offers, as published at `GET /schema` and in `*.worldport` files. */
import type { CommandBindings } from "./bindings.ts";
import type { JsonMap } from "./json.ts";

export interface SchemaDocument {
  readonly worldport: 1;
  /** `sha256:<hex>` over the document without `hash`; changes with any text. */
  readonly hash: string;
  /** `sha256:<hex>` over names, types, ranges and tracks; decides whether a client still fits. */
  readonly shape_hash: string;
  readonly model: ModelDocument;
  readonly tracks: readonly TrackDocument[];
  readonly commands: readonly CommandDocument[];
  readonly messages: readonly MessageDocument[];
}

export interface ModelDocument {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
}

/** A named media flow. `direction` is the model's: `out` leaves the model, `in` reaches it. */
export interface TrackDocument {
  readonly name: string;
  readonly kind: "video";
  readonly direction: "out" | "in";
  /** Pixels. Frames of an `out` track may change size up to `max_width` × `max_height` while a session runs. */
  readonly width: number;
  readonly height: number;
  readonly max_width: number;
  readonly max_height: number;
  /** Frames per second the model is paced to; 0 means as fast as it computes. */
  readonly fps: number;
  readonly format: "rgba8";
  readonly color_space: "srgb";
  readonly row_order: "top_down";
  readonly alpha: "opaque" | "straight";
  /** How a receiver should enlarge the picture. */
  readonly scaling: "smooth" | "crisp";
}

/** `held`: the newest value counts. `delta`: amounts are summed. `trigger`: each one counts. */
export type Semantics = "held" | "delta" | "trigger";

export interface CommandDocument {
  readonly name: string;
  readonly description: string;
  readonly semantics: Semantics;
  /** JSON Schema 2020-12 of the args map. */
  readonly args: JsonMap;
  /** JSON Schema 2020-12 of the reply, or null when the reply carries nothing. */
  readonly reply: JsonMap | null;
  readonly input: InputHint | null;
  /** Args to send when the input lets go; only for held commands that spring back. */
  readonly release: JsonMap | null;
  /**
   * What drives the command, worked out; null when nothing does, and tools show its fields. Servers and files of before
   * do not have the key.
   */
  readonly bindings?: CommandBindings | null;
}

export interface MessageDocument {
  readonly name: string;
  readonly description: string;
  /** JSON Schema 2020-12 of the data map. */
  readonly data: JsonMap;
}

export const INPUT_KINDS = [
  "axis1d",
  "axis2d",
  "button",
  "keys",
  "wheel",
  "pointer",
  "pointer_delta",
  "pose",
  "text",
  "color",
  "image",
  "choice",
  "toggle",
  "slider",
  "vector",
] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

/** Hints of these kinds spring back: their held command carries `release`. */
export const SPRINGING_KINDS: readonly InputKind[] = ["button", "keys", "axis1d", "axis2d", "pointer"];

/**
 * What drives a command. Key names are `KeyboardEvent.code` values; gamepad names are those of the W3C standard
 * gamepad: `left_stick_x`, `left_stick_y`, `right_stick_x`, `right_stick_y`, `left_trigger`, `right_trigger`,
 * `south`, `east`, `west`, `north`, `dpad_up` …
 *
 * `keys` by kind: `axis1d` [negative, positive]; `axis2d` [left, right, down, up]; `slider` [less, more];
 * `button`, `toggle`, `text` and triggers: any of them presses. A second set may follow (arrow keys after WASD).
 * `keys` [every key the command reads]: clients read and send these and no other.
 */
export interface InputHint {
  readonly kind: InputKind;
  readonly keys?: readonly string[];
  readonly gamepad?: readonly string[];
  /** Step of a slider, in units of its argument. */
  readonly step?: number;
  /** Unit shown beside the value. */
  readonly unit?: string;
}
