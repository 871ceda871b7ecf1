/** Godot in tests: where it is, the project imported once, its own tests as ours. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../../godot-addon/", import.meta.url));
const GODOT = process.env["GODOT"] ?? "";
const XVFB_RUN = process.env["WORLDPORT_XVFB_RUN"] ?? "";
const IMPORT_MS = 120_000;

export interface GodotOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Draws with software GL on a virtual screen, where pixels can be read; else nothing is drawn. */
  readonly draws?: boolean;
  /** How it draws; default: the Compatibility renderer. */
  readonly renderer?: readonly string[];
  readonly timeoutMs?: number;
  /** Another project than the addon's. */
  readonly project?: string;
}

export interface GodotEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** One test of a test_*.gd file, as its runner tells it. */
interface GodotTest {
  readonly test: string;
  readonly ok: boolean;
  readonly failures: readonly string[];
}

/** Runs Godot to its end, in the addon's project unless told otherwise. */
export function runGodot(args: readonly string[], options: GodotOptions = {}): Promise<GodotEnd> {
  const { draws = false, project = PROJECT, renderer = ["--rendering-driver", "opengl3"] } = options;
  const how = draws ? renderer : ["--headless"];
  return runProgram(GODOT, [...how, "--audio-driver", "Dummy", "--path", project, ...args], options);
}

/** Runs a program to its end: Godot, or a game that was exported with it. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { env = {}, draws = false, timeoutMs = 120_000 }: Omit<GodotOptions, "project" | "renderer"> = {},
): Promise<GodotEnd> {
  const screen = ["-a", "-s", "-screen 0 1280x720x24 -nolisten tcp", program];
  const child = spawn(draws ? XVFB_RUN : program, draws ? [...screen, ...args] : args, {
    env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const end = { code: null as number | null, out: "", err: "" };
  child.stdout.on("data", (text) => (end.out += text));
  child.stderr.on("data", (text) => (end.err += text));
  const timer = setTimeout(() => killGroup(child), timeoutMs);
  try {
    end.code = await new Promise((resolve, reject) => child.once("close", resolve).once("error", reject));
  } finally {
    clearTimeout(timer);
    killGroup(child);
  }
  return end;
}

/** Makes the project's classes and pictures known to Godot, if that was not done since they changed. */
export async function imported(): Promise<void> {
  const lock = join(PROJECT, ".godot-import.lock");
  const deadline = Date.now() + IMPORT_MS;
  while (!tryLock(lock)) {
    assert.ok(Date.now() < deadline, `${lock} is held by another import; remove it if there is none`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    const cache = join(PROJECT, ".godot/global_script_class_cache.cfg");
    const isFresh = existsSync(cache) && newest(PROJECT) < statSync(cache).mtimeMs;
    if (isFresh) return;
    const { code, err } = await runGodot(["--import"]);
    assert.equal(code, 0, err);
    assert.doesNotMatch(err, /^(SCRIPT )?ERROR/m);
  } finally {
    rmdirSync(lock);
  }
}

/**
 * The addon's own tests whose file's name contains `part`, each a subtest, as what node's `test` takes: a name and a
 * function. `ready` gives the environment.
 */
export function godotTests(
  part: string,
  options: GodotOptions & { readonly ready?: () => Promise<Readonly<Record<string, string>>> } = {},
): readonly [name: string, run: (context: TestContext) => Promise<void>] {
  const run = async (context: TestContext): Promise<void> => {
    await imported();
    const env = { ...options.env, ...(await options.ready?.()) };
    const end = await runGodot(["-s", "res://tests/run.gd", "--", part], { ...options, env });
    const results = end.out
      .split("\n")
      .filter((line) => line.startsWith('{"'))
      .map((line) => JSON.parse(line) as GodotTest);
    for (const result of results)
      await context.test(result.test, () => assert.ok(result.ok, result.failures.join("\n")));
    const failed = results.filter(({ ok }) => !ok).length;
    const counts = `${results.length - failed} passed, ${failed} failed`;
    assert.ok(results.length > 0 && end.out.includes(counts), `The runner did not end well: ${end.out}\n${end.err}`);
    assert.equal(end.code, failed === 0 ? 0 : 1, end.err);
  };
  return [`Godot: ${part.replaceAll("_", " ")}`, run];
}

function tryLock(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** When the newest file of a folder was changed; what Godot writes itself is left out. */
function newest(folder: string): number {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      if (entry.name.startsWith(".")) return 0;
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    }),
  );
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
