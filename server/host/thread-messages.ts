/** What the main thread and the model's thread say to each other. Pixels never travel here, only slot numbers. */
import type { SchemaDocument } from "../../shared-schema/document.ts";
import type { Json, JsonMap } from "../../shared-schema/json.ts";
import type { WireError } from "../../shared-schema/messages.ts";
import type { Tracks } from "../model/track.ts";
import type { RingMemory } from "../pacing/frame-ring.ts";
import type { InputMemory } from "./input-slot.ts";

/** How the thread is started. */
export interface HostStart {
  /** A built-in name, or the path of a module, an .onnx file or a manifest. */
  readonly model: string;
  /** `--set` values by model id. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** Bound of triggers waiting for a step. */
  readonly maxOpenCommands: number;
  /** One BigInt64: when the current step (or cleanup) began, µs; 0 between steps. */
  readonly stepStarted: SharedArrayBuffer;
}

export interface HostCommand {
  readonly client: string;
  readonly id: number;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly reply: boolean;
}

export type HostRequest =
  | {
      readonly type: "tracks";
      readonly rings: Readonly<Record<string, RingMemory>>;
      readonly inputs: Readonly<Record<string, InputMemory>>;
    }
  | { readonly type: "open"; readonly session: string; readonly seed: number; readonly held: boolean }
  | { readonly type: "command"; readonly command: HostCommand }
  | { readonly type: "release" }
  | { readonly type: "hold"; readonly held: boolean }
  | { readonly type: "step"; readonly n: number }
  | { readonly type: "close" };

/** What became of a command. */
export interface Fate {
  readonly client: string;
  readonly id: number;
  readonly reply: boolean;
  readonly outcome:
    | { readonly kind: "applied"; readonly result: unknown; readonly appliedSeq: number }
    | { readonly kind: "superseded"; readonly by: number }
    | { readonly kind: "refused"; readonly error: WireError };
}

export interface FrameReport {
  readonly type: "frame";
  readonly track: string;
  readonly slot: number;
  readonly seq: number;
  readonly width: number;
  readonly height: number;
  /** µs since the session's first tick. */
  readonly ptsUs: number;
  /** Time to leave after the frame before, µs; 0: show at once. */
  readonly spacingUs: number;
  /** Id of the driver's last applied command; 0: none. */
  readonly command: number;
  readonly stepStartUs: number;
  readonly stepEndUs: number;
  readonly readyUs: number;
  readonly meta: JsonMap | null;
}

export type HostReport =
  | { readonly type: "contract"; readonly document: SchemaDocument; readonly tracks: Tracks }
  | { readonly type: "progress"; readonly fraction: number; readonly text: string }
  | { readonly type: "loaded" }
  | { readonly type: "load_failed"; readonly message: string }
  | FrameReport
  | { readonly type: "fates"; readonly fates: readonly Fate[] }
  | { readonly type: "message"; readonly name: string; readonly data: JsonMap }
  | { readonly type: "ended"; readonly code: "model_ended" | "model_error"; readonly message: string }
  | { readonly type: "closed"; readonly error: string | null }
  | { readonly type: "log"; readonly level: "warn" | "error"; readonly text: string };
