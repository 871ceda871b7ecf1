/** Runs a script of this folder with a Python that has what it needs: `node python.mjs evaluate.py --out folder`. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const [script = "", ...args] = process.argv.slice(2);
const fits = (python) => spawnSync(python, ["-c", "import torch, onnx, numba, PIL"]).status === 0;
const python = ["python3", "/usr/bin/python3", "python"].find(fits);
if (python === undefined) {
  process.stderr.write(
    "No Python with torch, onnx, numba and PIL was found. On Debian: apt-get install python3-torch python3-onnx python3-numba python3-pil libopenblas0-pthread\n",
  );
  process.exit(1);
}
const env = { OMP_NUM_THREADS: "1", ...process.env };
const { status } = spawnSync(python, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
  stdio: "inherit",
  env,
});
process.exit(status ?? 1);
