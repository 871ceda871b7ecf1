#!/usr/bin/env node
/** The `worldport` command: checks Node, installs what a clone lacks, then runs ../cli.ts. Standard output stays clean. */
import { setFlagsFromString } from "node:v8";
import { install, missingPackages, nodeProblem } from "./dependencies.mjs";

// V8's memory reducer runs full collections some seconds after a start, of up to 14 ms each, to give back a few
// megabytes: a stream of frames would feel them. Set before any thread starts, it holds for all of them.
setFlagsFromString("--no-memory-reducer");

const root = new URL("../../", import.meta.url);

function fatal(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const problem = nodeProblem();
if (problem !== null) fatal(problem);

const missing = missingPackages(root);
if (missing.length > 0) {
  const [first, ...others] = missing;
  const what = others.length === 0 ? first : `${first} and ${others.length} more`;
  process.stderr.write(
    `Worldport: installing packages that are missing or out of date (${what}); this takes a minute.\n`,
  );
  const failure = install(root);
  if (failure !== null) fatal(failure);
}

const { register } = await import("tsx/esm/api").catch((error) =>
  fatal(`Worldport's packages are not installed (${error.message}). Run "npm install" where worldport is listed.`),
);
// The tsconfig.json of whichever folder this is started in must not change how the server is compiled.
register({ tsconfig: false });
const { main } = await import("../cli.ts");
const code = await main(process.argv.slice(2));
// What is still open (standard input, say) must not keep a finished command alive; what is written must get out.
// Standard error may have a reader that never reads: it is given a second.
process.stdout.write("", () => {
  setTimeout(() => process.exit(code), 1000);
  process.stderr.write("", () => process.exit(code));
});
