/** The examples in README.md are executed: what is printed there is what runs. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { RUN_OPTIONS, readConfig } from "../../server/config.ts";
import { startServer } from "../../server/server.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(path.join(root, "README.md"), "utf8");

/** The code block after `<!-- mark -->`. */
function block(mark: string): string {
  const at = readme.indexOf(`<!-- ${mark} -->`);
  assert.notEqual(at, -1, `README.md has no block marked "${mark}"`);
  const [, code = ""] = /```\w*\n([\s\S]*?)```/.exec(readme.slice(at)) ?? [];
  return code;
}

test("the model in the README is the built-in tunnel, at most 15 lines, importing only worldport and zod", () => {
  const code = block("file: server/models/tunnel/tunnel.ts");
  assert.equal(code, readFileSync(path.join(root, "server/models/tunnel/tunnel.ts"), "utf8"));
  assert.ok(code.trimEnd().split("\n").length <= 15);
  assert.deepEqual(
    [...code.matchAll(/from "([^"]+)"/g)].map(([, name]) => name),
    ["worldport", "zod"],
  );
});

test("the client in the README drives a real server and receives its frames", async (t) => {
  const server = await startServer(readConfig(["tunnel", "--port", "0"], {}), () => undefined);
  t.after(() => server.close());
  // Beside the packages it imports, as a reader's own file would be.
  const folder = await mkdtemp(path.join(root, "test", ".artifacts-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "client.mjs");
  await writeFile(
    file,
    block("run: client")
      .replace("http://127.0.0.1:8080", server.url)
      .replace("127.0.0.1:8080", new URL(server.url).host),
  );
  const child = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill());
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (/command 1 shows in frame \d+/.test(printed) && /frame 3: 640 × 360, 921600 bytes of rgba8/.test(printed))
      return;
  }
  assert.fail(`The client ended after printing: ${printed}`);
});

test("the package's client in the README drives a real server and receives its frames", async (t) => {
  const server = await startServer(readConfig(["tunnel", "--port", "0"], {}), () => undefined);
  t.after(() => server.close());
  const folder = await mkdtemp(path.join(root, "test", ".artifacts-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  // The package as published is tried by test/setup/package.test.ts; here its name leads to the source.
  const source = new URL("../../shared-schema/client/index.ts", import.meta.url).href;
  const file = path.join(folder, "client.mjs");
  const code = block("run: package client").replace("http://127.0.0.1:8080", server.url);
  await writeFile(file, code.replace('"worldport/client"', JSON.stringify(source)));
  const child = spawn(process.execPath, ["--import", "tsx", file], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill());
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (/set_speed is applied/.test(printed) && /frame \d+: 640 × 360, 921600 bytes/.test(printed)) return;
  }
  assert.fail(`The client ended after printing: ${printed}`);
});

test("every flag of run is in the README, and every file it links to exists", () => {
  for (const { flag } of RUN_OPTIONS) assert.ok(readme.includes(`--${flag}`), `--${flag} is not in README.md`);
  for (const [, link = ""] of readme.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g))
    assert.ok(existsSync(path.join(root, link)), `README.md links to ${link}, which does not exist`);
});
