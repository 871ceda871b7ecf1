/** Everything a manifest's commands can get wrong is told, each in one sentence. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { echoGraph, echoManifest, openingProblem, writeModel } from "./play.ts";

const command = (fields: object): object => ({ description: "Test.", ...fields });
const MISFITS: readonly (readonly [what: string, go: object, sentence: string])[] = [
  [
    "an arg to an unknown input",
    { args: { x: { to: "acton[0]" } } },
    'commands.go.args.x.to: the graph has no input "acton"; its inputs are action float32 [4], pace float32 [1], count float32 [1].',
  ],
  [
    "an arg to a whole vector",
    { args: { x: { to: "action" } } },
    'commands.go.args.x.to: "action" has 4 elements and one value is written; say which, such as "action[0]" (graph input action float32 [4]).',
  ],
  [
    "an arg beyond the end",
    { args: { x: { to: "action[4]" } } },
    'commands.go.args.x.to: "action[4]" reaches beyond the graph input action float32 [4], whose last element is 3.',
  ],
  [
    "one-hot words beyond the end",
    { args: { x: { choices: ["a", "b"], as: "one_hot", to: "action[3]" } } },
    'commands.go.args.x.to: "action[3]" with 2 values reaches beyond the graph input action float32 [4], whose last element is 3.',
  ],
  [
    "words of different lengths",
    { args: { x: { choices: { a: 1, b: [1, 2] }, to: "action[0]" } } },
    "commands.go.args.x.choices: the words stand for 1 and 2 numbers; all must stand for equally many.",
  ],
  [
    "two held args for one element",
    { args: { x: { to: "action[0]" }, y: { to: "action[0]" } } },
    "commands.go.args.y.to: action[0] is written by commands.go.args.x.to already; two held args can't both set it (a delta may add to it).",
  ],
  [
    "a bound beneath the other",
    { args: { x: { min: 2, max: 1, to: "action[0]" } } },
    "commands.go.args.x: its min 2 is greater than its max 1.",
  ],
  [
    "a default out of range",
    { args: { x: { min: 0, max: 1, default: 3, to: "action[0]" } } },
    "commands.go.args.x: its default is refused by its own type: expected at most 1; got 3.",
  ],
  [
    "a default that is no choice",
    { args: { x: { choices: ["a", "b"], default: "c", to: "action[0]" } } },
    'commands.go.args.x: its default is refused by its own type: expected one of a, b; got "c".',
  ],
  [
    "a choice without choices",
    { args: { x: { type: "choice", to: "action[0]" } } },
    'commands.go.args.x: its type is choice; list what can be chosen with "choices".',
  ],
  [
    "bounds of a boolean",
    { args: { x: { type: "boolean", min: 0, to: "action[0]" } } },
    'commands.go.args.x: its type is boolean, so it can\'t have "min" or "max".',
  ],
  [
    "a delta of booleans",
    { semantics: "delta", args: { x: { type: "boolean", to: "action[0]" } } },
    'commands.go has delta semantics, so its args are summed and must be numbers; field "x" is boolean.',
  ],
  [
    "a step limit on a held arg",
    { args: { x: { to: "action[0]", max_per_step: 1 } } },
    "commands.go.args.x.max_per_step: only delta commands carry amounts over, and go is held.",
  ],
  [
    "a pulse of a held command",
    { semantics: "held", pulse: "pace" },
    "commands.go.pulse: only trigger commands have it, and go is held.",
  ],
  ["a reset of nothing", { reset: ["world"] }, 'commands.go.reset: there is no state "world"; states are count.'],
  [
    "a start where none is listed",
    { args: { place: { choices: ["a"] } }, start: { count: "place" } },
    'commands.go.start.count: state.count.initial has no "one_of" to choose from.',
  ],
  [
    "a command without effect",
    {},
    'commands.go: it does nothing; give an arg a "to", or the command a "pulse", "reset" or "start".',
  ],
  [
    "a command that feeds noise",
    { args: { x: { to: "pace" } } },
    'commands.go.args.x.to: the graph input "pace" is noise or a clock (inputs.pace), which no command can write.',
  ],
  [
    "a reserved field name",
    { args: { class: { to: "action[0]" } } },
    'commands.go, field "class" is called "class", a keyword of C# or GDScript; choose another name.',
  ],
];

for (const [what, go, sentence] of MISFITS)
  test(`tells ${what} in a command`, () => {
    const pace = what.includes("noise") ? { noise: "uniform" } : { fill: 1 };
    const problem = problemOf(echoManifest({ commands: { go: command(go) }, inputs: { action: { fill: 0 }, pace } }));
    assert.ok(problem.includes(sentence), problem);
  });

test("tells elements that no command writes and nothing lies beneath", () => {
  const problem = problemOf(
    echoManifest({ inputs: { pace: { fill: 1 } }, commands: { go: command({ args: { x: { to: "action[1]" } } }) } }),
  );
  assert.match(
    problem,
    /commands: the graph input action float32 \[4\] gets no value for elements 0, 2, 3; write them by an arg's "to", or give what lies beneath with "inputs": \{ "action": \{ "fill": 0 \} \}\./,
  );
});

test("tells starts that a command's choices and the state do not share", () => {
  const state = { count: { output: "next_count", initial: { one_of: { gate: [1], plaza: [2] } } } };
  const go = command({ args: { place: { choices: ["gate", "tower"] } }, start: { count: "place" } });
  assert.match(
    problemOf(echoManifest({ state, commands: { go } })),
    /commands\.go\.start\.count: the choices of "place" have tower, which state\.count\.initial\.one_of does not list; it has gate, plaza\./,
  );
});

function problemOf(manifest: object): string {
  return openingProblem(writeModel(echoGraph(), manifest));
}
