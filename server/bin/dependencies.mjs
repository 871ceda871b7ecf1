/** Whether what package-lock.json asks for is installed, and how to install it. Plain JavaScript: it runs before anything is there. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Oldest Node that runs Worldport; package.json says the same under `engines`. */
export const OLDEST_NODE = [20, 19];

/** Says in one sentence why this Node is too old, or null when it is not. */
export function nodeProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `Worldport needs Node ${OLDEST_NODE.join(".")} or newer, and this is Node ${version}. Install a newer one from https://nodejs.org.`;
}

/**
 * Names of packages that a clone's package-lock.json lists and node_modules lacks or holds in another version.
 * npm keeps its own record of what it installed, so no stamp of ours can go stale. Empty outside a clone.
 * @param {URL} root folder of package.json, with a slash at the end.
 * @param {{ development?: boolean }} options `development`: look at what only tests and tools need, too.
 */
export function missingPackages(root, { development = false } = {}) {
  const wanted = packagesOf(new URL("package-lock.json", root));
  if (wanted === null) return [];
  const installed = packagesOf(new URL("node_modules/.package-lock.json", root)) ?? {};
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== "" && !entry.optional && !entry.devOptional && (development || !entry.dev))
    .filter(([path, entry]) => installed[path]?.version !== entry.version || !existsSync(new URL(`${path}/`, root)))
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
}

/**
 * Installs what package-lock.json lists, everything npm prints going to standard error.
 * @returns {string | null} one sentence when it failed, null when all is there.
 */
export function install(root) {
  // onnxruntime-node's script would fetch CUDA libraries from another host; npm 11 obeys allowScripts, npm 10 this.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: "skip" };
  // Scripts started by npm inherit its settings, of which `prefix` or `global` would send the packages elsewhere.
  for (const key of Object.keys(env)) if (/^npm_config_(prefix|global|local_prefix)$/i.test(key)) delete env[key];
  const cwd = fileURLToPath(root);
  let last = null;
  for (const verb of ["ci", "install"]) {
    const args = [verb, "--no-audit", "--no-fund", "--loglevel=error"];
    const cli = process.env.npm_execpath;
    const options = { cwd, env, stdio: ["ignore", 2, 2] };
    last = cli?.endsWith(".js")
      ? spawnSync(process.execPath, [cli, ...args], options)
      : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
    if (last.status === 0) return null;
  }
  const why = last?.error === undefined ? `npm ended with ${last?.status ?? last?.signal}` : last.error.message;
  return `Worldport's packages could not be installed (${why}). Run "npm install" in ${cwd} and read what it says.`;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null; // No such file: a published package, or nothing installed yet.
  }
}
