/** An author's folder outside the clone: nothing in it but what a test writes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export class TempFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), "worldport-author-"));

  /** Writes a file and gives its path. */
  write(name: string, text: string): string {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  /** Writes a model with the usual imports, a grey 8 × 4 picture and the given members; gives its path. */
  model(members: string, { tracks = "main: videoOut({ width: 8, height: 4, fps: 120 })", before = "" } = {}): string {
    return this.write(
      "model.ts",
      `import { batch, blankFrame, command, CommandError, idle, message, Model, paint, videoIn, videoOut } from "worldport";
import { z } from "zod";
${before}
const grey = blankFrame(8, 4);
export default class Toy extends Model {
  static readonly id = "toy";
  static readonly tracks = { ${tracks} };
${members}
}
`,
    );
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
