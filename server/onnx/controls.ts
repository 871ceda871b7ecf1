/** Commands → numbers in graph inputs, step by step: held values stay, deltas are carried over, triggers last one step. */
import { CommandError } from "../model/model.ts";
import { type Random, randomFrom } from "../model/random.ts";
import { fillNoise } from "./noise.ts";
import { makeStorage, type Storage, store, type TensorSpec } from "./tensor-store.ts";
import type { WiredCommand, Write } from "./wired-command.ts";
import type { WiredValue } from "./wired-value.ts";

type Args = Readonly<Record<string, unknown>>;

/** Triggers of one command that may wait for their step; each step takes one. */
const MAX_WAITING_TRIGGERS = 64;

/** Steps a second that seconds are counted in where the track runs freely. */
const FREE_RUNNING_FPS = 30;

/** The number inputs of one session. */
export class Controls {
  readonly #inputs: readonly NumberInput[];
  readonly #byName: ReadonlyMap<string, NumberInput>;
  readonly #commands: ReadonlyMap<string, CommandState>;
  readonly #random: Random;
  readonly #seed: number;
  readonly #fps: number;
  #step = 0;

  constructor(values: readonly WiredValue[], commands: readonly WiredCommand[], seed: number, fps: number) {
    this.#seed = seed;
    this.#fps = fps || FREE_RUNNING_FPS;
    this.#random = randomFrom(seed);
    this.#inputs = values.map((value) => new NumberInput(value));
    this.#byName = new Map(this.#inputs.map((input) => [input.spec.name, input]));
    this.#commands = new Map(commands.map((command) => [command.name, new CommandState(command, this.#fps)]));
    for (const { source, numbers } of this.#inputs)
      if (source !== null && "noise" in source && source.every === "session") fillNoise(numbers, source, this.#random);
  }

  /** Storage of every input, to be fed to the graph. */
  storages(): readonly { readonly spec: TensorSpec; readonly storage: Storage }[] {
    return this.#inputs;
  }

  /** Takes a checked command in. @throws CommandError when too many triggers wait. */
  apply(name: string, args: Args): void {
    this.#commands.get(name)?.take(args);
  }

  /** Writes all inputs for the step that follows. */
  write(): void {
    for (const input of this.#inputs) this.#rest(input);
    for (const command of this.#commands.values()) command.writeHeld(this.#byName);
    for (const input of this.#inputs) input.clamp();
    for (const command of this.#commands.values()) command.writeDelta(this.#byName);
    for (const command of this.#commands.values()) command.writeTrigger(this.#byName);
    for (const input of this.#inputs) store(input.spec.type, input.storage, input.numbers);
    this.#step++;
  }

  #rest({ numbers, source }: NumberInput): void {
    if (source === null) numbers.fill(0);
    else if ("fill" in source) numbers.fill(source.fill);
    else if ("values" in source) numbers.set(source.values);
    else if ("noise" in source) {
      if (source.every === "step") fillNoise(numbers, source, this.#random);
    } else if (source.clock === "step") numbers[0] = this.#step;
    else if (source.clock === "time_s") numbers[0] = this.#step / this.#fps;
    else numbers[0] = this.#seed;
  }
}

/** One graph input: its numbers in this step and the bounds they are kept in. */
class NumberInput {
  readonly spec: TensorSpec;
  readonly source: WiredValue["source"];
  readonly numbers: Float64Array;
  readonly storage: Storage;
  readonly low: Float64Array;
  readonly high: Float64Array;

  constructor({ spec, source }: WiredValue) {
    this.spec = spec;
    this.source = source;
    this.numbers = new Float64Array(spec.elements);
    this.storage = makeStorage(spec);
    const isNumbers = source !== null && ("fill" in source || "values" in source);
    this.low = spread(isNumbers ? source.min : undefined, spec.elements, -Infinity);
    this.high = spread(isNumbers ? source.max : undefined, spec.elements, Infinity);
  }

  clamp(): void {
    for (let i = 0; i < this.numbers.length; i++)
      this.numbers[i] = clamped(this.numbers[i] as number, this.low[i] as number, this.high[i] as number);
  }
}

function spread(bound: number | readonly number[] | undefined, elements: number, absent: number): Float64Array {
  return typeof bound === "object" ? Float64Array.from(bound) : new Float64Array(elements).fill(bound ?? absent);
}

/** What one command has brought and the graph has not had yet. */
class CommandState {
  readonly #command: WiredCommand;
  readonly #carrySteps: number;
  /** Delta: amount that waits, by write, in the graph's units. */
  readonly #waiting: Float64Array;
  readonly #triggers: Args[] = [];
  /** Held: what each write's arg stands for, looked up once per command and not in every step. */
  #held: readonly (readonly number[])[];

  constructor(command: WiredCommand, fps: number) {
    this.#command = command;
    this.#carrySteps = command.carryS * fps;
    this.#waiting = new Float64Array(command.writes.length);
    this.#held = numbersOf(command, command.initial);
  }

  take(args: Args): void {
    const { name, semantics, writes, pulses } = this.#command;
    if (semantics === "held") this.#held = numbersOf(this.#command, args);
    else if (semantics === "delta")
      for (const [i, write] of writes.entries())
        this.#waiting[i] = (this.#waiting[i] as number) + Number(args[write.arg]) * write.scale;
    else if (writes.length + pulses.length > 0) {
      if (this.#triggers.length >= MAX_WAITING_TRIGGERS)
        throw new CommandError(
          "busy",
          `${name} waits ${MAX_WAITING_TRIGGERS} times already; one is used up by each step.`,
        );
      this.#triggers.push(args);
    }
  }

  writeHeld(inputs: ReadonlyMap<string, NumberInput>): void {
    if (this.#command.semantics !== "held") return;
    for (const [i, write] of this.#command.writes.entries()) set(inputs, write, this.#held[i] ?? []);
  }

  /** Gives what fits between the input's bounds; the rest waits, but no more than `carry_s` could work off. */
  writeDelta(inputs: ReadonlyMap<string, NumberInput>): void {
    if (this.#command.semantics !== "delta") return;
    for (const [i, { input, index, offset, maxPerStep }] of this.#command.writes.entries()) {
      const into = inputs.get(input);
      if (into === undefined) continue;
      const low = into.low[index] as number;
      const high = into.high[index] as number;
      const before = into.numbers[index] as number;
      const amount = this.#waiting[i] as number;
      const given = clamped(amount, Math.max(-maxPerStep, low - before), Math.min(maxPerStep, high - before));
      into.numbers[index] = clamped(before + given + offset, low, high);
      const perStep = Math.min(maxPerStep, Math.max(Math.abs(low), Math.abs(high)));
      const bound = perStep === Infinity ? 0 : perStep * this.#carrySteps;
      this.#waiting[i] = clamped(amount - given, -bound, bound);
    }
  }

  writeTrigger(inputs: ReadonlyMap<string, NumberInput>): void {
    const args = this.#triggers.shift();
    if (args === undefined) return;
    for (const write of this.#command.writes) set(inputs, write, write.numbersOf(args[write.arg]));
    for (const { input, index } of this.#command.pulses) {
      const into = inputs.get(input);
      if (into !== undefined) into.numbers[index] = 1;
    }
  }
}

const numbersOf = (command: WiredCommand, args: Args): (readonly number[])[] =>
  command.writes.map((write) => write.numbersOf(args[write.arg]));

function set(inputs: ReadonlyMap<string, NumberInput>, write: Write, numbers: readonly number[]): void {
  const into = inputs.get(write.input);
  if (into === undefined) return;
  for (let i = 0; i < numbers.length; i++)
    into.numbers[write.index + i] = (numbers[i] as number) * write.scale + write.offset;
}

const clamped = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
