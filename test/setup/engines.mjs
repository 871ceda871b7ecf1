/** Programs that tests drive and npm does not bring: where each is, and how to get it on Debian. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { provideGodot } from "./godot.mjs";

/**
 * One row per engine. `variable` names its path for the tests and overrides the search; `commands` are looked up in
 * PATH; `packages` are Debian's; `mark` is what a file of a test folder contains if that folder's tests need it.
 * A row with `files` is no program but a file that is there under one of these paths.
 * A row with `provide` is found and fetched by that function instead: it gives `{ path }` or `{ problem }`, and with
 * `fetch: false` it only looks.
 */
export const ENGINES = [
  {
    name: "chromium",
    variable: "WORLDPORT_CHROMIUM",
    commands: ["chromium", "chromium-browser", "google-chrome"],
    packages: ["chromium"],
    mark: "playwright-core",
  },
  { name: "Godot 4.4 or newer", variable: "GODOT", commands: [], packages: [], provide: provideGodot, mark: '"GODOT"' },
  {
    name: "Xvfb",
    variable: "WORLDPORT_XVFB_RUN",
    commands: ["xvfb-run"],
    packages: ["xvfb", "xauth"],
    mark: "WORLDPORT_XVFB_RUN",
  },
  { name: "mcs of Mono", variable: "WORLDPORT_MCS", commands: ["mcs"], packages: ["mono-mcs"], mark: "WORLDPORT_MCS" },
  {
    name: "nunit-console",
    variable: "WORLDPORT_NUNIT",
    commands: ["nunit-console"],
    packages: ["nunit-console", "libnunit-cil-dev"],
    mark: "WORLDPORT_NUNIT",
  },
  {
    name: "GStreamer",
    variable: "WORLDPORT_GSTREAMER",
    commands: ["gst-launch-1.0"],
    packages: [
      "gstreamer1.0-tools",
      "gstreamer1.0-plugins-good",
      "gstreamer1.0-plugins-bad",
      "gstreamer1.0-nice",
      "gir1.2-gst-plugins-bad-1.0",
      "python3-gi",
    ],
    mark: "WORLDPORT_GSTREAMER",
  },
  {
    name: "coturn",
    variable: "WORLDPORT_TURNSERVER",
    commands: ["turnserver"],
    packages: ["coturn"],
    mark: "WORLDPORT_TURNSERVER",
  },
  {
    name: "Mesa's software Vulkan",
    variable: "WORLDPORT_VULKAN",
    commands: [],
    files: ["x86_64", "aarch64"].map((machine) => `/usr/share/vulkan/icd.d/lvp_icd.${machine}.json`),
    packages: ["mesa-vulkan-drivers"],
    mark: "WORLDPORT_VULKAN",
  },
];

/** Path of an engine's program, or null. */
export function findEngine(engine) {
  if (engine.provide !== undefined) return engine.provide({ fetch: false }).path ?? null;
  const named = process.env[engine.variable];
  if (engine.files !== undefined) return [named, ...engine.files].find((path) => path && existsSync(path)) ?? null;
  if (named !== undefined && named !== "") return isProgram(named) ? named : null;
  for (const folder of (process.env.PATH ?? "").split(delimiter))
    for (const command of engine.commands) {
      const path = join(folder, command);
      if (isProgram(path)) return path;
    }
  return null;
}

/** Installs the given engines where that is possible. Gives the reasons in words where not. */
export function installEngines(engines) {
  const ofDebian = engines.filter((engine) => engine.provide === undefined);
  const problems = engines
    .filter((engine) => !ofDebian.includes(engine))
    .map(({ provide }) => provide({ fetch: true }).problem);
  if (ofDebian.length > 0) problems.push(installPackages(ofDebian));
  const told = problems.filter((problem) => problem !== undefined && problem !== null);
  return told.length === 0 ? null : told.join("; ");
}

function installPackages(engines) {
  const packages = engines.flatMap((engine) => engine.packages);
  const remedy = `install ${packages.join(", ")} or name the program in ${engines.map((e) => e.variable).join(", ")}`;
  if (process.getuid?.() !== 0) return `not root, so nothing was installed; ${remedy}`;
  if (spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status !== 0) return `there is no apt-get; ${remedy}`;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, stdio: ["ignore", 2, 2], timeout: 600_000 };
  spawnSync("apt-get", ["update", "-qq"], options);
  const install = spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
  return install.status === 0 ? null : `apt-get could not install ${packages.join(", ")}; ${remedy}`;
}

/** The engines whose tests a test file belongs to: its own text or a neighbour's names one. */
export function enginesOf(testFile) {
  const folder = dirname(testFile);
  const neighbours = readdirSync(folder).filter((name) => /\.m?ts$/.test(name) && !name.endsWith(".test.ts"));
  const texts = [testFile, ...neighbours.map((name) => join(folder, name))].map((path) => readFileSync(path, "utf8"));
  return ENGINES.filter(({ mark, variable }) =>
    texts.some((text) => text.includes(mark) || text.includes(`"${variable}"`)),
  );
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
