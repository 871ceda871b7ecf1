/** One session's way through the graph: commands and states → feeds → run → pictures, next states. Reuses every tensor. */
import type { InferenceSession, Tensor, TensorConstructor } from "onnxruntime-node";
import { type Frame, type InputFrame, idle, type Yielded } from "../model/frame.ts";
import type { Session } from "../model/model.ts";
import { randomFrom } from "../model/random.ts";
import { Controls } from "./controls.ts";
import { indexWriter, pictureReader, pixelWriter } from "./picture.ts";
import { StatePair } from "./state-pair.ts";
import { makeStorage, type Storage, store, type TensorSpec } from "./tensor-store.ts";
import { enlarger } from "./upscale.ts";
import type { WiredIn, WiredOut, Wiring } from "./wiring.ts";

/** What the steps need of onnxruntime. */
export interface Runtime {
  readonly session: InferenceSession;
  readonly Tensor: TensorConstructor;
}

/** What the steps need of a session. */
export type StepSession = Pick<Session, "seed" | "frame" | "input">;

export class OnnxSteps {
  readonly #runtime: Runtime;
  readonly #session: StepSession;
  readonly #wiring: Wiring;
  readonly #controls: Controls;
  readonly #states: readonly StatePair[];
  readonly #ins: readonly InFeed[];
  readonly #outs: readonly OutPicture[];
  readonly #feeds: Record<string, Tensor> = {};
  readonly #fetches: Record<string, Tensor> = {};

  constructor(runtime: Runtime, wiring: Wiring, session: StepSession) {
    this.#runtime = runtime;
    this.#session = session;
    this.#wiring = wiring;
    this.#controls = new Controls(wiring.values, wiring.commands, session.seed, wiring.outs[0]?.options.fps ?? 0);
    for (const { spec, storage } of this.#controls.storages()) this.#feeds[spec.name] = this.#tensor(spec, storage);
    // Each state draws from its own row of numbers, so that adding one does not change the others.
    this.#states = wiring.states.map(
      (wired, i) =>
        new StatePair(wired, () => this.#tensor(wired.spec), randomFrom(session.seed + (i + 1) * 0x9e3779b1)),
    );
    this.#ins = wiring.ins.map((wired) => new InFeed(wired));
    for (const { spec, storage, present } of this.#ins) {
      this.#feeds[spec.name] = this.#tensor(spec, storage);
      if (present !== null) this.#feeds[present.spec.name] = this.#tensor(present.spec, present.storage);
    }
    for (const { spec, colors } of wiring.outs) {
      this.#fetches[spec.name] ??= this.#tensor(spec);
      if (colors !== null) this.#fetches[colors.name] ??= this.#tensor(colors);
    }
    this.#outs = wiring.outs.map((wired) => new OutPicture(wired));
  }

  /** Takes a checked command in, between two steps. */
  apply(name: string, args: Readonly<Record<string, unknown>>): void {
    const command = this.#wiring.commands.find((wired) => wired.name === name);
    if (command === undefined) return;
    for (const state of this.#states) {
      if (command.resets.includes(state.input)) state.reset();
      for (const [input, arg] of command.starts) if (input === state.input) state.start(String(args[arg]));
    }
    this.#controls.apply(name, args);
  }

  /** Runs the graph once. @returns the frames, in the session's own slots. */
  async step(): Promise<Yielded> {
    this.#controls.write();
    for (const feed of this.#ins) feed.read(this.#session.input(feed.track));
    for (const state of this.#states) {
      this.#feeds[state.input] = state.current;
      this.#fetches[state.output] = state.next;
    }
    await this.#runtime.session.run(this.#feeds, this.#fetches);
    let frames: Yielded = idle;
    for (const out of this.#outs) {
      const frame = out.write((output) => this.#fetches[output.name]?.data as Storage, this.#session);
      frames = this.#outs.length === 1 ? frame : { ...(frames === idle ? {} : (frames as object)), [out.track]: frame };
    }
    for (const state of this.#states) state.advance();
    return frames;
  }

  #tensor(spec: TensorSpec, storage: Storage = makeStorage(spec)): Tensor {
    // onnxruntime's overloads tie each type to its storage; `makeStorage` has done that by the same table.
    if (spec.type !== "float16")
      return new this.#runtime.Tensor(spec.type as "float32", storage as Float32Array, spec.shape);
    // Where Node has Float16Array (from 24), onnxruntime 1.30 turns the bits into one, and its native half then finds
    // no bytes in it. Made as uint16 and renamed, the tensor keeps its bits.
    const tensor = new this.#runtime.Tensor("uint16", storage as Uint16Array, spec.shape);
    return Object.assign(tensor, { type: "float16" }) as unknown as Tensor;
  }
}

/** An in track's picture in its graph input. */
class InFeed {
  readonly track: string;
  readonly spec: TensorSpec;
  readonly storage: Storage;
  readonly present: { readonly spec: TensorSpec; readonly storage: Storage } | null;
  readonly #numbers: Float32Array | Uint8Array;
  readonly #read: ReturnType<typeof pictureReader>;
  #seq = 0;

  constructor({ track, options, spec, format, present }: WiredIn) {
    this.track = track;
    this.spec = spec;
    this.storage = makeStorage(spec);
    this.present = present === null ? null : { spec: present, storage: makeStorage(present) };
    const isDirect = spec.type === "float32" || spec.type === "uint8";
    this.#numbers = isDirect ? (this.storage as Float32Array | Uint8Array) : new Float32Array(spec.elements);
    this.#read = pictureReader(format, options.fit);
    this.#numbers.fill(options.fill);
    store(spec.type, this.storage, this.#numbers);
  }

  read(frame: InputFrame | null): void {
    if (frame === null || frame.seq === this.#seq) return;
    this.#seq = frame.seq;
    this.#read(frame, this.#numbers);
    if (this.#numbers !== this.storage) store(this.spec.type, this.storage, this.#numbers);
    if (this.present !== null) store(this.present.spec.type, this.present.storage, [1]);
  }
}

/** The numbers a graph output has after the run. */
type DataOf = (output: TensorSpec) => Storage;

/** An out track's picture: tensor → rgba8 → enlarged where the manifest says so → the session's slot. */
class OutPicture {
  readonly track: string;
  readonly spec: TensorSpec;
  readonly #width: number;
  readonly #height: number;
  readonly #writePixels: (dataOf: DataOf, into: Uint32Array) => void;
  readonly #enlarge: ReturnType<typeof enlarger> | null;
  readonly #small: Uint32Array;

  constructor({ track, options, spec, format, colors }: WiredOut) {
    const { upscale, scaling } = options;
    this.track = track;
    this.spec = spec;
    this.#width = format.width * upscale;
    this.#height = format.height * upscale;
    if (colors === null) {
      const write = pixelWriter(format, spec);
      this.#writePixels = (dataOf, into) => write(dataOf(spec), into);
    } else {
      const write = indexWriter(format.width * format.height, colors);
      this.#writePixels = (dataOf, into) => write(dataOf(spec), dataOf(colors), into);
    }
    this.#enlarge = upscale === 1 ? null : enlarger(format.width, format.height, upscale, scaling);
    this.#small = new Uint32Array(this.#enlarge === null ? 0 : format.width * format.height);
  }

  write(dataOf: DataOf, session: StepSession): Frame {
    const frame = session.frame(this.track, this.#width, this.#height);
    const into = new Uint32Array(frame.data.buffer, frame.data.byteOffset, this.#width * this.#height);
    if (this.#enlarge === null) this.#writePixels(dataOf, into);
    else {
      this.#writePixels(dataOf, this.#small);
      this.#enlarge(this.#small, into);
    }
    return frame;
  }
}
