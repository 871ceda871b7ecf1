/** The training scripts of the learned world run: a few steps of each, where a Python with PyTorch is present. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";

const PYTHON = fileURLToPath(new URL("../../server/models/world/training/python.mjs", import.meta.url));

function python(...args: string[]): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PYTHON, ...args], { encoding: "utf8" });
  return { status, text: `${stdout}${stderr}` };
}

/** Skips where PyTorch is absent: shipping and playing the world needs none. */
function folderIfPresent(t: TestContext): string | null {
  const { text } = python("--version");
  if (text.includes("No Python with torch")) {
    t.skip(text.trim());
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), "worldport-training-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("dynamics and renderer train a few steps, resume, and leave checkpoints and curves", (t) => {
  const out = folderIfPresent(t);
  if (out === null) return;
  for (const args of [
    ["train_dynamics.py", "--iterations", "2"],
    ["train_dynamics.py", "--iterations", "3", "--resume"],
    ["train_renderer.py", "rays", "--iterations", "2"],
    ["train_renderer.py", "pictures", "--iterations", "2"],
  ]) {
    const { status, text } = python(...args, "--out", out, "--seed", "1");
    assert.equal(status, 0, `${args.join(" ")}: ${text}`);
  }
  for (const file of ["dynamics.pt", "pictures.pt", "dynamics-curves.png", "pictures-curves.png", "pictures-sheet.png"])
    assert.ok(existsSync(join(out, file)), `${file} was not written`);
});
