/** The author's side: extend `Model`, mark methods with `@command`, yield frames from `startSession`. */
import type { z } from "zod";
import type { Json, JsonMap } from "../../shared-schema/json.ts";
import type { Frame, InputFrame, Yielded } from "./frame.ts";
import type { MessageDeclaration } from "./message.ts";
import type { Tracks } from "./track.ts";

/** Given to `load`: tells how far loading is, and carries the settings. */
export interface Loading {
  /** Values from `--set <model>.<key>=<value>`, checked against the class's `settings`. */
  readonly settings: Readonly<Record<string, Json>>;
  /** `fraction` 0..1; `text` says what is going on. Shown on /health, in the log and in the engines. */
  progress(fraction: number, text?: string): void;
}

/** A command that reached the session, as it was sent; the model's method may have been called with newer args. */
export interface InputChange {
  /** snake_case, as on the wire. */
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Server time of the input, µs. */
  readonly tUs: number;
}

/** One run of the model for one driver, from start to cleanup. */
export interface Session {
  readonly id: string;
  /** 0 … 2^32 − 1. The same seed and the same commands must give the same bytes. */
  readonly seed: number;
  /** The model's tracks with settings applied. */
  readonly tracks: Tracks;
  /** Aborted when the session is about to end; pass it to whatever the model waits for. */
  readonly signal: AbortSignal;
  /** Sends a declared message to every client. Throws when the name or data is not as declared. */
  send(name: string, data?: JsonMap): void;
  /** Newest frame a client sent for an `in` track, or null before the first. Valid until the next yield. */
  input(track: string): InputFrame | null;
  /**
   * Every change of input between the last step and this one, in order, those too that a newer one replaced and the
   * server's own letting go: for models that make several frames in a step. At most `max_open_commands`, the newest.
   */
  inputs(): readonly InputChange[];
  /**
   * A frame whose pixels lie in shared memory already: filling and yielding it saves the host's copy. Its pixels are
   * left over from an earlier frame, so write all of them; it is valid until it is yielded, and only in this step.
   */
  frame(track?: string, width?: number, height?: number): Frame;
}

/**
 * A program that makes frames. The class declares, by static members:
 * `id` (lower case, digits, hyphens), `tracks`, and optionally `version`, `title`, `description`, `messages`, `settings`.
 */
export abstract class Model {
  /** Called once per process, before anyone can connect: read weights, compile, warm up. Must end by itself. */
  load?(loading: Loading): Promise<void> | void;
  /**
   * Called once per session. Every value pulled from it is one step; commands are applied between two yields, in
   * order. Its `finally` runs at the end of the session. Returning ends the session.
   */
  abstract startSession(session: Session): AsyncGenerator<Yielded, void, void> | Generator<Yielded, void, void>;
  /** Called after the end of a session and awaited, with a deadline, before the next may start. */
  cleanup?(): Promise<void> | void;
  /**
   * The counterpart of `load`: called once when the server stops, or before the model is loaded anew, and awaited for
   * `unload_timeout_ms`. Not called after a crash, or where a step or `load` did not end.
   */
  unload?(): Promise<void> | void;
}

/** A class extending `Model`, as `contractOf` and the host see it. */
export interface ModelClass {
  new (): Model;
  readonly id?: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly tracks?: Tracks | ((settings: never) => Tracks);
  readonly messages?: Readonly<Record<string, MessageDeclaration>>;
  readonly settings?: z.ZodObject;
  readonly name: string;
}

/** Thrown by a command's method to refuse it: the sender gets `code` and `message`, and the session goes on. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** @param code snake_case, stable. @param message a sentence that says what the client can do. */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
