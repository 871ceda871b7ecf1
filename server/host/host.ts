/** The seam between sessions and wherever a model runs: what a host is asked, and what it tells. Only types. */
import type { SchemaDocument } from "../../shared-schema/document.ts";
import type { ErrorCode } from "../../shared-schema/errors.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import type { WireError } from "../../shared-schema/messages.ts";
import type { FrameStore } from "../pacing/frame-store.ts";

/** A model that can be started and played. */
export interface ModelHost {
  start(): void;
  open(session: string, seed: number, held: boolean): void;
  command(command: HostCommand): void;
  release(): void;
  hold(held: boolean): void;
  step(n: number): void;
  input(track: string, head: InputHead, pixels: Uint8Array): boolean;
  /** Ends the session: cleanup, then `closed`, or `lost` when it takes too long. */
  close(): void;
  /** Ends the host. Nothing is reported after it. */
  terminate(): Promise<void>;
}

/** What the host tells, in order of its life. All calls come from the main thread's event loop. */
export interface HostEvents {
  /** `stores`: where the frames of each out track will lie. */
  contract(document: SchemaDocument, stores: ReadonlyMap<string, FrameStore>): void;
  progress(fraction: number, text: string): void;
  loaded(): void;
  frame(report: FrameReport, store: FrameStore): void;
  fates(fates: readonly Fate[]): void;
  message(name: string, data: JsonMap): void;
  /** The session is ending from the model's side; `closed` follows. */
  ended(code: ErrorCode, message: string): void;
  /** The session's cleanup is done. */
  closed(): void;
  /** The host is gone. `fatal`: starting it again would not help. */
  lost(code: ErrorCode, message: string, fatal: boolean): void;
  log(level: "warn" | "error", text: string): void;
}

export interface HostCommand {
  readonly client: string;
  readonly id: number;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly reply: boolean;
  /** Server time of the input, µs: the arrival, less what the command was late beside others of its connection. */
  readonly inputUs: number;
}

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

/** A frame that lies in a slot. */
export interface FrameReport {
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

/** What comes with a client's frame for an `in` track. */
export interface InputHead {
  readonly seq: number;
  readonly width: number;
  readonly height: number;
  readonly tUs: number | null;
  readonly meta?: JsonMap | undefined;
}
