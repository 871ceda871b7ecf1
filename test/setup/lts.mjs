/** The current LTS of Node, on which the core suites run once more. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { install } from "../../server/bin/dependencies.mjs";

const folder = new URL("lts/", import.meta.url);

/** Gives `{ path, version }` of the LTS, installing it from the npm registry first if need be, or `{ problem }`. */
export function currentLts() {
  const { optionalDependencies } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const version = optionalDependencies[name];
  if (version === undefined) return { problem: `npm has no package ${name} with the current LTS for this machine` };
  const program = process.platform === "win32" ? "node.exe" : "bin/node";
  const path = fileURLToPath(new URL(`node_modules/${name}/${program}`, folder));
  if (versionOf(path) === version) return { path, version };
  const failure = install(folder);
  if (failure !== null) return { problem: failure };
  const found = versionOf(path);
  return found === version ? { path, version } : { problem: `${name} ${version} does not run on this machine` };
}

function versionOf(path) {
  if (!existsSync(path)) return null;
  const answer = spawnSync(path, ["--version"], { encoding: "utf8" });
  return answer.status === 0 ? answer.stdout.trim().replace(/^v/, "") : null;
}
