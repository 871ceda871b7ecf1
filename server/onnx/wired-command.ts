/** Commands of a manifest, wired: which elements of which inputs each arg writes, and what triggers do. */
import { semanticsFor } from "./command-contract.ts";
import { type Fitting, valueText } from "./fitting.ts";
import { listed, type Manifest, type ManifestArg, type ManifestCommand, parseTarget, wordsOf } from "./manifest.ts";
import type { TensorSpec } from "./tensor-store.ts";
import type { WiredValue } from "./wired-value.ts";

/** One arg's way into one place of an input. */
export interface Write {
  readonly arg: string;
  readonly input: string;
  readonly index: number;
  /** Numbers the arg stands for, before scale and offset. */
  numbersOf(value: unknown): readonly number[];
  readonly scale: number;
  readonly offset: number;
  readonly maxPerStep: number;
}

export interface Element {
  readonly input: string;
  readonly index: number;
}

export interface WiredCommand {
  readonly name: string;
  readonly semantics: "held" | "delta" | "trigger";
  readonly writes: readonly Write[];
  /** Elements that are 1 in the step after a trigger. */
  readonly pulses: readonly Element[];
  readonly resets: readonly string[];
  /** State and the arg that names its start. */
  readonly starts: readonly (readonly [state: string, arg: string])[];
  readonly carryS: number;
  /** Args a held command has before the first: its release, else each arg's default, else zero, false or the first choice. */
  readonly initial: Readonly<Record<string, unknown>>;
}

/** Wires all commands; inputs they write are added to `values`. */
export function wireCommands(fitting: Fitting, manifest: Manifest, values: Map<string, WiredValue>): WiredCommand[] {
  const written = new Map<string, string>();
  const covered = new Map<string, Set<number>>();
  const commands = Object.entries(manifest.commands).map(([name, command]) => {
    const semantics = semanticsFor(command);
    const claim = (path: string, spec: TensorSpec, index: number, count: number): void => {
      const elements = covered.get(spec.name) ?? new Set();
      covered.set(spec.name, elements);
      for (let i = index; i < index + count; i++) {
        const owner = semantics === "held" ? written.get(`${spec.name}[${i}]`) : undefined;
        if (owner !== undefined && owner !== path)
          fitting.problems.push(
            `${path}: ${spec.name}[${i}] is written by ${owner} already; two held args can't both set it (a delta may add to it).`,
          );
        else if (semantics === "held") written.set(`${spec.name}[${i}]`, path);
        if (semantics !== "trigger") elements.add(i);
      }
      feed(fitting, path, spec, values);
    };
    return wireCommand(fitting, manifest, name, command, semantics, claim);
  });
  for (const [name, { spec, source }] of values) {
    if (source !== null) continue;
    const missing = Array.from({ length: spec.elements }, (_, i) => i).filter((i) => !covered.get(name)?.has(i));
    // A scalar that only triggers write rests at 0; in anything larger a gap is more likely a slip.
    if (missing.length > 0 && spec.elements > 1 && (covered.get(name)?.size ?? 0) > 0)
      fitting.problems.push(
        `commands: the graph input ${valueText(spec)} gets no value for element${missing.length > 1 ? "s" : ""} ${missing.slice(0, 8).join(", ")}${missing.length > 8 ? " …" : ""}; write ${missing.length > 1 ? "them" : "it"} by an arg's "to", or give what lies beneath with "inputs": { "${name}": { "fill": 0 } }.`,
      );
  }
  return commands;
}

function wireCommand(
  fitting: Fitting,
  manifest: Manifest,
  name: string,
  command: ManifestCommand,
  semantics: WiredCommand["semantics"],
  claim: (path: string, spec: TensorSpec, index: number, count: number) => void,
): WiredCommand {
  const path = `commands.${name}`;
  const place = (at: string, text: string, count: number): Element | null => {
    const { input, index } = parseTarget(text);
    const spec = fitting.input(at, input);
    if (!spec) return null;
    if (index === null && spec.elements !== count) {
      fitting.problems.push(
        `${at}: "${input}" has ${spec.elements} elements and ${count === 1 ? "one value is" : `${count} values are`} written; say which, such as "${input}[0]" (graph input ${valueText(spec)}).`,
      );
      return null;
    }
    if ((index ?? 0) + count > spec.elements) {
      fitting.problems.push(
        `${at}: "${text}"${count > 1 ? ` with ${count} values` : ""} reaches beyond the graph input ${valueText(spec)}, whose last element is ${spec.elements - 1}.`,
      );
      return null;
    }
    claim(at, spec, index ?? 0, count);
    return { input, index: index ?? 0 };
  };
  const writes = Object.entries(command.args).flatMap(([argName, arg]) => {
    const at = `${path}.args.${argName}`;
    const { numbersOf, count } = numbersFor(fitting, at, arg);
    if (arg.max_per_step !== undefined && semantics !== "delta")
      fitting.problems.push(`${at}.max_per_step: only delta commands carry amounts over, and ${name} is ${semantics}.`);
    return listed(arg.to).flatMap((text): Write[] => {
      const element = place(`${at}.to`, text, count);
      return element === null
        ? []
        : [
            {
              arg: argName,
              ...element,
              numbersOf,
              scale: arg.scale,
              offset: arg.offset,
              maxPerStep: arg.max_per_step ?? Infinity,
            },
          ];
    });
  });
  const pulses = listed(command.pulse).flatMap((text) => place(`${path}.pulse`, text, 1) ?? []);
  for (const key of ["pulse", "reset", "start"] as const)
    if (command[key] !== undefined && semantics !== "trigger")
      fitting.problems.push(`${path}.${key}: only trigger commands have it, and ${name} is ${semantics}.`);
  const resets = (command.reset ?? []).filter((state) => isState(fitting, manifest, `${path}.reset`, state));
  const starts = Object.entries(command.start ?? {}).filter(([state, arg]) =>
    canStart(fitting, manifest, path, command, state, arg),
  );
  const acts = writes.length + pulses.length + resets.length + starts.length > 0;
  const tries =
    Object.values(command.args).some((arg) => arg.to !== undefined) ||
    command.pulse !== undefined ||
    command.reset !== undefined ||
    command.start !== undefined;
  if (!acts && !tries)
    fitting.problems.push(
      `${path}: it does nothing; give an arg a "to", or the command a "pulse", "reset" or "start".`,
    );
  const initial = {
    ...Object.fromEntries(Object.entries(command.args).map(([arg, declared]) => [arg, startValue(declared)])),
    ...command.release,
  };
  return { name, semantics, writes, pulses, resets, starts, carryS: command.carry_s, initial };
}

function feed(fitting: Fitting, path: string, spec: TensorSpec, values: Map<string, WiredValue>): void {
  const known = values.get(spec.name);
  if (known === undefined) {
    fitting.take("a command", spec.name);
    values.set(spec.name, { spec, source: null });
  } else if (known.source !== null && !("fill" in known.source) && !("values" in known.source))
    fitting.problems.push(
      `${path}: the graph input "${spec.name}" is noise or a clock (inputs.${spec.name}), which no command can write.`,
    );
}

function isState(fitting: Fitting, manifest: Manifest, path: string, state: string): boolean {
  if (Object.hasOwn(manifest.state, state)) return true;
  const there = Object.keys(manifest.state);
  fitting.problems.push(
    `${path}: there is no state "${state}"; ${there.length === 0 ? "the manifest has none" : `states are ${there.join(", ")}`}.`,
  );
  return false;
}

function canStart(
  fitting: Fitting,
  manifest: Manifest,
  path: string,
  command: ManifestCommand,
  state: string,
  argName: string,
): boolean {
  const at = `${path}.start.${state}`;
  if (!isState(fitting, manifest, at, state)) return false;
  const initial = manifest.state[state]?.initial;
  const arg = command.args[argName];
  if (initial === undefined || !("one_of" in initial)) {
    fitting.problems.push(`${at}: state.${state}.initial has no "one_of" to choose from.`);
    return false;
  }
  if (arg === undefined) {
    fitting.problems.push(
      `${at}: the command has no arg "${argName}"; its args are ${Object.keys(command.args).join(", ") || "none"}.`,
    );
    return false;
  }
  const starts = Object.keys(initial.one_of);
  const unknown = wordsOf(arg).filter((word) => !starts.includes(word));
  if (wordsOf(arg).length === 0 || unknown.length > 0) {
    fitting.problems.push(
      `${at}: the choices of "${argName}" ${unknown.length > 0 ? `have ${unknown.join(", ")}, which` : "are missing, and"} state.${state}.initial.one_of does not list; it has ${starts.join(", ")}.`,
    );
    return false;
  }
  return true;
}

function startValue(arg: ManifestArg): unknown {
  if (arg.default !== undefined) return arg.default;
  const [word] = wordsOf(arg);
  if (word !== undefined) return word;
  if (arg.type === "color") return "#000000";
  return Math.min(Math.max(0, arg.min ?? -Infinity), arg.max ?? Infinity);
}

function numbersFor(
  fitting: Fitting,
  path: string,
  arg: ManifestArg,
): { readonly count: number; numbersOf(value: unknown): readonly number[] } {
  const words = wordsOf(arg);
  if (words.length > 0) {
    const numbers = new Map(words.map((word, i) => [word, meaningOf(arg, words, word, i)]));
    const counts = new Set([...numbers.values()].map((list) => list.length));
    if (counts.size > 1)
      fitting.problems.push(
        `${path}.choices: the words stand for ${[...counts].join(" and ")} numbers; all must stand for equally many.`,
      );
    return { count: [...counts][0] ?? 1, numbersOf: (value) => numbers.get(String(value)) ?? [] };
  }
  if (arg.type === "color") return { count: 3, numbersOf: (value) => colorOf(String(value)) };
  return { count: 1, numbersOf: (value) => [Number(value)] };
}

function meaningOf(arg: ManifestArg, words: readonly string[], word: string, place: number): readonly number[] {
  if (arg.choices !== undefined && !Array.isArray(arg.choices)) return listed(arg.choices[word]);
  return arg.as === "one_hot" ? words.map((_, i) => (i === place ? 1 : 0)) : [place];
}

/** `#rrggbb` → red, green and blue in 0..1. */
function colorOf(text: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16) / 255);
}
