/** A graph input of plain numbers, wired. */
import type { Source } from "./manifest.ts";
import type { TensorSpec } from "./tensor-store.ts";

/** An input of plain numbers, with the value that lies beneath what commands write; null where commands write all. */
export interface WiredValue {
  readonly spec: TensorSpec;
  readonly source: Source | null;
}
