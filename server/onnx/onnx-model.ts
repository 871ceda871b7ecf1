/** A model made of an ONNX graph and its manifest; nothing in it knows a particular graph. */
import { basename } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import type { Yielded } from "../model/frame.ts";
import { type Loading, Model, type Session } from "../model/model.ts";
import { valueText } from "./fitting.ts";
import { OnnxSteps, type Runtime, type StepSession } from "./onnx-steps.ts";
import { refusalOf } from "./refusal.ts";
import type { TensorSpec } from "./tensor-store.ts";
import type { Wiring } from "./wiring.ts";

export interface OnnxModelOptions {
  /** The .onnx file. */
  readonly path: string;
  readonly wiring: Wiring;
  readonly threads: number;
}

/** The first steps are slower than the rest: memory is laid out and kernels are chosen. */
const WARM_UP_STEPS = 2;

export class OnnxModel extends Model {
  readonly #options: OnnxModelOptions;
  #runtime: Runtime | null = null;
  #steps: OnnxSteps | null = null;

  constructor(options: OnnxModelOptions) {
    super();
    this.#options = options;
  }

  override async load(loading: Pick<Loading, "progress">): Promise<void> {
    const { path, wiring, threads } = this.#options;
    loading.progress(0, "starting onnxruntime");
    const { InferenceSession, Tensor } = await import("onnxruntime-node");
    loading.progress(0.2, `reading ${basename(path)}`);
    let session: InferenceSession;
    try {
      session = await InferenceSession.create(path, {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        logSeverityLevel: 4,
        // A thread that spins while it waits takes the core the game needs.
        extra: { session: { "intra_op.allow_spinning": "0" } },
      });
    } catch (error) {
      throw new Error(refusalOf(basename(path), sentence(error)));
    }
    checkFace(path, wiring, session);
    this.#runtime = { session, Tensor };
    const trial = new OnnxSteps(this.#runtime, wiring, blankSession());
    for (let i = 0; i < WARM_UP_STEPS; i++) {
      loading.progress(0.6 + (0.4 * i) / WARM_UP_STEPS, "warming up");
      try {
        await trial.step();
      } catch (error) {
        throw new Error(`${basename(path)} fails in its first step: ${sentence(error)}`);
      }
    }
    loading.progress(1, "ready");
  }

  override startSession(session: StepSession & Pick<Session, "signal">): AsyncGenerator<Yielded, void, void> {
    if (this.#runtime === null) throw new Error("The model is not loaded; call load() first.");
    // Made here and not inside the generator, whose body begins at the first step: commands may come before it.
    const steps = new OnnxSteps(this.#runtime, this.#options.wiring, session);
    this.#steps = steps;
    return run(steps);
  }

  /** Takes a command in whose args are checked. */
  apply(command: string, args: Readonly<Record<string, unknown>>): void {
    this.#steps?.apply(command, args);
  }

  override cleanup(): void {
    this.#steps = null;
  }
}

async function* run(steps: OnnxSteps): AsyncGenerator<Yielded, void, void> {
  while (true) yield await steps.step();
}

/** Pictures of the warm-up go nowhere, and no in track has a frame. */
function blankSession(): StepSession {
  return {
    seed: 0,
    input: () => null,
    frame: (_track, width = 1, height = 1) => ({ width, height, data: new Uint8Array(width * height * 4) }),
  };
}

/** The file's own words about its outputs can be wrong; onnxruntime works the shapes out. */
function checkFace(path: string, wiring: Wiring, session: InferenceSession): void {
  const inputs = [...wiring.values, ...wiring.ins, ...wiring.states].map(({ spec }) => spec);
  const problems = [
    ...differences("input", inputs, session.inputMetadata),
    ...differences(
      "output",
      wiring.outs.flatMap(({ spec, colors }) => (colors === null ? [spec] : [spec, colors])),
      session.outputMetadata,
    ),
  ];
  if (problems.length > 0)
    throw new Error(`${basename(path)} is not what its own header says: ${problems.join(" ")} Export it again.`);
}

function differences(
  kind: string,
  specs: readonly TensorSpec[],
  metadata: readonly InferenceSession.ValueMetadata[],
): string[] {
  return specs.flatMap((spec) => {
    const found = metadata.find(({ name }) => name === spec.name);
    if (found?.isTensor && found.type === spec.type && isSameShape(found.shape, spec.shape)) return [];
    return [`The ${kind} ${valueText(spec)} is ${found?.isTensor ? valueText(found) : "no tensor"} to onnxruntime.`];
  });
}

/** Open dimensions, which onnxruntime gives by name, may have any size; the first step tells. */
function isSameShape(found: readonly (number | string)[], wanted: readonly number[]): boolean {
  return (
    found.length === wanted.length && found.every((size, axis) => typeof size === "string" || size === wanted[axis])
  );
}

/** onnxruntime's words, on one line, with a full stop. */
function sentence(error: unknown): string {
  const text = (error as Error).message.replaceAll(/\s+/g, " ").trim();
  const size =
    /output '([^']+)' .* has shape \{([\d,]+)\} but the computed output shape for this run is \{([\d,]+)\}/.exec(text);
  if (size !== null)
    return `the output ${size[1]} is [${size[2]}] by the file and the manifest's "dimensions", and becomes [${size[3]}] when it runs.`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
