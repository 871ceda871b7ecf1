/** The published package: packed, installed into an empty folder, run and compiled against. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "worldport-package-"));
const consumer = join(folder, "consumer");

const MODEL = `import { blankFrame, command, type Loading, Model, type Session, videoOut } from "worldport";
import { z } from "zod";

export default class Mine extends Model {
  static readonly id = "mine";
  static readonly tracks = { main: videoOut({ width: 64, height: 36, fps: 30 }) };
  speed = 1;
  override load(loading: Loading): void {
    loading.progress(0.5, "half");
  }
  @command("Faster or slower.", { speed: z.number().min(0).max(4).default(1) })
  setSpeed({ speed }: { speed: number }): void {
    this.speed = speed;
  }
  async *startSession(_session: Session) {
    while (true) yield blankFrame(64, 36);
  }
}
`;

before(() => {
  const packed = run("npm", ["pack", "--silent", "--pack-destination", folder], root);
  assert.equal(packed.status, 0, packed.stderr);
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }));
  writeFileSync(join(consumer, "mine.ts"), MODEL);
  const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", tarball];
  const installed = run("npm", install, consumer);
  if (installed.status === 0) return;
  console.log(
    `The registry did not serve the package's dependencies, so the checkout's own are linked: ${installed.stderr}`,
  );
  unpackBeside(tarball);
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("npx worldport schema prints a built-in model's schema document and nothing else", () => {
  const { status, stdout, stderr } = run("npx", ["--no-install", "worldport", "schema", "testcard"], consumer);
  assert.equal(status, 0, stderr);
  const document = JSON.parse(stdout) as { worldport: number; model: { id: string } };
  assert.deepEqual([document.worldport, document.model.id], [1, "testcard"]);
});

test("npx worldport schema reads the consumer's own TypeScript model", () => {
  const { status, stdout, stderr } = run("npx", ["--no-install", "worldport", "schema", "mine.ts"], consumer);
  assert.equal(status, 0, stderr);
  const document = JSON.parse(stdout) as { commands: { name: string }[] };
  assert.deepEqual(
    document.commands.map(({ name }) => name),
    ["set_speed"],
  );
});

test("Node imports the package without a loader", () => {
  const script =
    'import { videoOut } from "worldport"; process.stdout.write(videoOut({ width: 8, height: 4 }).direction);';
  const { stdout, stderr } = run(process.execPath, ["--input-type=module", "--eval", script], consumer);
  assert.equal(stdout, "out", stderr);
});

test("Node imports the client without a loader", () => {
  const script = 'import { Client } from "worldport/client"; process.stdout.write(typeof Client.prototype.command);';
  const { stdout, stderr } = run(process.execPath, ["--input-type=module", "--eval", script], consumer);
  assert.equal(stdout, "function", stderr);
});

for (const settings of [
  { module: "NodeNext", skipLibCheck: false, exactOptionalPropertyTypes: true, noImplicitOverride: true },
  { module: "ESNext", skipLibCheck: true, moduleResolution: "bundler", verbatimModuleSyntax: true },
])
  test(`a strict consumer compiles a model with ${JSON.stringify(settings)}`, () => {
    const compilerOptions = {
      target: "ES2022",
      strict: true,
      noEmit: true,
      types: [],
      ...settings,
    };
    writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["mine.ts"] }));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { status, stdout } = run(process.execPath, [tsc, "-p", consumer], consumer);
    assert.equal(status, 0, stdout);
  });

test("a consumer's wrong argument type does not compile", () => {
  writeFileSync(join(consumer, "wrong.ts"), MODEL.replace("{ speed: number })", "{ speed: string })"));
  const compilerOptions = {
    target: "ES2022",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: "NodeNext",
  };
  writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["wrong.ts"] }));
  const { status, stdout } = run(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", consumer],
    consumer,
  );
  assert.notEqual(status, 0);
  assert.match(stdout, /wrong\.ts\(\d+,/);
});

function run(command: string, args: readonly string[], cwd: string) {
  const env: NodeJS.ProcessEnv = { ...process.env, ONNXRUNTIME_NODE_INSTALL: "skip" };
  // The runner's own settings are not the consumer's.
  for (const key of Object.keys(env))
    if (/^(npm_|NODE_TEST_CONTEXT$|NODE_OPTIONS$|INIT_CWD$)/.test(key)) delete env[key];
  const shell = process.platform === "win32";
  return spawnSync(command, args, { cwd, env, encoding: "utf8", shell, timeout: 200_000 });
}

/** What an install would make: the package unpacked, its dependencies beside it. */
function unpackBeside(tarball: string): void {
  const modules = join(consumer, "node_modules");
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(join(modules, "worldport"), { recursive: true });
  mkdirSync(join(modules, ".bin"));
  const unpacked = run("tar", ["-xzf", tarball, "--strip-components=1", "-C", join(modules, "worldport")], consumer);
  assert.equal(unpacked.status, 0, unpacked.stderr);
  for (const name of readdirSync(join(root, "node_modules")))
    if (!name.startsWith(".")) symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  symlinkSync("../worldport/server/bin/worldport.mjs", join(modules, ".bin/worldport"));
}
