/** The command line: `worldport run`, `worldport schema`, `worldport codegen`. Arguments → exit code. */
import { ConfigError, DEFAULT_MODEL, RUN_OPTIONS, readConfig } from "./config.ts";
import { leaveAtOnce } from "./leave-at-once.ts";
import { makeJournal, writeToStderr } from "./log.ts";
import { DefinitionError } from "./model/definition.ts";
import type { RunningServer } from "./server.ts";

const USAGE = `Worldport plays live world models into games.

  worldport run [model] [options]      play a model (default: the built-in ${DEFAULT_MODEL})
  worldport schema <model>             print a model's schema document
  worldport schema diff <old> <new>    say in words what changed between two schema documents
  worldport codegen --typescript|--csharp|--gdscript <model or schema file> --out <file> [--check]

A model is a .ts or .js file, an .onnx file, a manifest (*.model.json) or a built-in: world, reaction, restyle, tunnel, testcard.

Options of run
${RUN_OPTIONS.map(({ flag, value, preset, text, variable }) => {
  const left = `  --${flag} <${value}>`;
  const extra = [preset === "" ? "" : `default ${preset}`, variable].filter((one) => one !== "").join(", ");
  return `${left.padEnd(34)} ${text}${extra === "" ? "" : ` (${extra})`}`;
}).join("\n")}
  --exit-with-stdin                  stop when standard input closes, so that a game can start the server
`;

/** Runs one command and gives the process's exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [command = "run", ...rest] = args;
  try {
    if (command === "--help" || command === "-h" || command === "help" || rest.includes("--help")) {
      process.stdout.write(USAGE);
      return 0;
    }
    switch (command) {
      case "run":
        return await run(rest);
      case "schema":
        return await (await import("./commands/schema.ts")).schemaCommand(rest);
      case "codegen":
        return await (await import("./commands/codegen.ts")).codegenCommand(rest);
      default:
        throw new ConfigError(
          `There is no command "${command}". There are: run, schema, codegen. See worldport --help.`,
        );
    }
  } catch (error) {
    if (!isPlain(error)) throw error;
    process.stderr.write(`worldport: ${error.message}\n`);
    return 1;
  }
}

async function run(args: readonly string[]): Promise<number> {
  const config = readConfig(args, process.env);
  // Heard from here on: a game may stop the server while it still loads.
  const stop = stopAsked(config.exitWithStdin);
  let isStopped = false;
  void stop.then(() => {
    isStopped = true;
  });
  // Loaded here so that --help and errors in flags answer at once.
  const { startServer } = await import("./server.ts");
  const server = await startServer(config, makeJournal(config.logLevel), undefined, stop);
  if (isStopped) return end(server);
  if (server.token !== null && config.token === null)
    writeToStderr(
      `worldport: clients need this token: ${server.token}\nworldport: the page with it: ${server.url}/#token=${server.token}\n`,
    );
  process.stdout.write(`Worldport is ready at ${server.url}\n`);
  await stop;
  return end(server);
}

async function end(server: RunningServer): Promise<number> {
  await server.close();
  if (server.isSomethingLeftBehind) leaveAtOnce();
  return 0;
}

/** Resolves on SIGINT or SIGTERM, or when the parent closes standard input or dies. */
function stopAsked(exitWithStdin: boolean): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
    if (!exitWithStdin) return;
    process.stdin.once("end", resolve).once("error", resolve).once("close", resolve).resume();
  });
}

/** Errors whose message is the sentence a person needs; all others are bugs and keep their stack. */
function isPlain(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    error instanceof DefinitionError ||
    (error instanceof Error && error.name === "StartError")
  );
}
