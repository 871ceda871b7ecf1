/** What the main thread and the model's thread say to each other. Pixels never travel here, only slot numbers. */
import type { SchemaDocument } from "../../../shared-schema/document.ts";
import type { Json, JsonMap } from "../../../shared-schema/json.ts";
import type { Fate, FrameReport, HostCommand } from "../host.ts";
import type { RingMemory } from "./frame-ring.ts";
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

export type HostRequest =
  | {
      readonly type: "tracks";
      readonly rings: Readonly<Record<string, RingMemory>>;
      readonly inputs: Readonly<Record<string, InputMemory>>;
    }
  | { readonly type: "open"; readonly session: string; readonly seed: number; readonly held: boolean }
  | { readonly type: "command"; readonly command: HostCommand }
  | { readonly type: "release"; readonly atUs: number }
  | { readonly type: "hold"; readonly held: boolean }
  | { readonly type: "step"; readonly n: number }
  | { readonly type: "close" }
  /** Unload, then end the thread. Nothing is answered. */
  | { readonly type: "leave" };

export type FrameMessage = FrameReport & { readonly type: "frame" };

export type HostReport =
  | {
      readonly type: "contract";
      readonly document: SchemaDocument;
      readonly maxBatch: Readonly<Record<string, number>>;
    }
  | { readonly type: "progress"; readonly fraction: number; readonly text: string }
  | { readonly type: "loaded" }
  | { readonly type: "load_failed"; readonly message: string }
  | FrameMessage
  | { readonly type: "fates"; readonly fates: readonly Fate[] }
  | { readonly type: "message"; readonly name: string; readonly data: JsonMap }
  | { readonly type: "ended"; readonly code: "model_ended" | "model_error"; readonly message: string }
  | { readonly type: "closed"; readonly error: string | null }
  | { readonly type: "log"; readonly level: "warn" | "error"; readonly text: string };
