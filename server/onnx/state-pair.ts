/** A state tensor and its successor: the graph reads one and writes the other, then they change places. No copies. */
import type { Tensor } from "onnxruntime-node";
import type { Random } from "../model/random.ts";
import { fillNoise } from "./noise.ts";
import { type Storage, store } from "./tensor-store.ts";
import type { WiredState } from "./wiring.ts";

export class StatePair {
  readonly input: string;
  readonly output: string;
  readonly #wired: WiredState;
  /** Numbers the session began with; `reset` goes back to them. */
  readonly #begin: Float64Array;
  #current: Tensor;
  #next: Tensor;

  /** @param random chooses among listed starts and makes noise; pass each pair its own. */
  constructor(wired: WiredState, makeTensor: () => Tensor, random: Random) {
    this.#wired = wired;
    this.input = wired.spec.name;
    this.output = wired.output;
    this.#current = makeTensor();
    this.#next = makeTensor();
    this.#begin = new Float64Array(wired.spec.elements);
    const { initial } = wired;
    if ("fill" in initial) this.#begin.fill(initial.fill);
    else if ("values" in initial) this.#begin.set(initial.values);
    else if ("noise" in initial) fillNoise(this.#begin, initial, random);
    else {
      const starts = Object.values(initial.one_of);
      this.#begin.set(starts[random.below(starts.length)] ?? []);
    }
    this.reset();
  }

  get current(): Tensor {
    return this.#current;
  }

  get next(): Tensor {
    return this.#next;
  }

  advance(): void {
    [this.#current, this.#next] = [this.#next, this.#current];
  }

  reset(): void {
    this.#write(this.#begin);
  }

  /** Puts one of the listed starts in place. */
  start(name: string): void {
    const { initial } = this.#wired;
    const numbers = "one_of" in initial ? initial.one_of[name] : undefined;
    if (numbers !== undefined) this.#write(numbers);
  }

  #write(numbers: ArrayLike<number>): void {
    store(this.#wired.spec.type, this.#current.data as Storage, numbers);
  }
}
