/** Where a Godot for the tests is, and how to get one. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The addon's oldest engine. */
const OLDEST = "4.4";
/** Fetches take about half a minute; a slow line may need much longer. */
const FETCH_MS = 1_200_000;
const remedy = `set GODOT to a Godot ${OLDEST} or newer`;
const versions = new Map();

/**
 * Gives `{ path }` of a Godot that is new enough, or `{ problem }` in words. Looked for in this order: GODOT, PATH, an
 * earlier fetch in the user's cache folder (shared by all clones), and Debian's archive unless `fetch` is false.
 * Beside a fetched Godot lie its export templates, `godot-template-release` and `godot-template-debug`.
 */
export function provideGodot({ fetch }) {
  const named = process.env["GODOT"];
  if (named !== undefined && named !== "") {
    const problem = problemOf(named);
    return problem === null ? { path: named } : { problem: `GODOT is ${named}: ${problem}; ${remedy}` };
  }
  for (const path of inPath(["godot", "godot4"])) if (problemOf(path) === null) return { path };
  const folder = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "worldport", "godot-debian");
  const fetched = join(folder, "bin", "godot");
  if (isProgram(fetched) && problemOf(fetched) === null) return { path: fetched };
  return fetch ? fetchInto(folder) : { problem: `there is no Godot ${OLDEST} or newer in PATH; ${remedy}` };
}

function fetchInto(folder) {
  if (process.platform !== "linux") return { problem: `Godot can be fetched only on Debian Linux; ${remedy}` };
  process.stderr.write("Fetching Godot from Debian's archive (about 200 MB, once per user).\n");
  const script = fileURLToPath(new URL("get-godot.sh", import.meta.url));
  const { status, stdout, stderr, error } = spawnSync("bash", [script, folder, OLDEST], {
    encoding: "utf8",
    timeout: FETCH_MS,
  });
  if (status === 0) return { path: stdout.trim() };
  const reason = (stderr ?? "").trim().split("\n").at(-1) || error?.message || `the fetch ended with ${status}`;
  return { problem: `${reason}; ${remedy}` };
}

/** Why a program can't be the tests' Godot, or null. */
function problemOf(path) {
  if (!versions.has(path)) {
    const { stdout, status } = spawnSync(path, ["--headless", "--version"], { encoding: "utf8", timeout: 60_000 });
    versions.set(path, status === 0 ? stdout.trim() : null);
  }
  const version = versions.get(path);
  if (version === null) return "it does not run";
  return isNewEnough(version) ? null : `it is version ${version}`;
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST.split(".").map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

function inPath(commands) {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => commands.map((command) => join(folder, command))).filter(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
