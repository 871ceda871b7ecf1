/** The Unity package's assemblies as the editor compiles them, over the stubs. Needs WORLDPORT_MCS. */
import path from "node:path";
import { filesUnder } from "../../structure/source-files.ts";
import { assemblies, ROOT } from "../csharp/assemblies.ts";
import { compile } from "../csharp/mcs.ts";

const ENGINE = ["UnityEngine", "UnityEditor"];
const SAMPLES = ["WorldOnAWall", "PointerOnReaction", "CameraThroughRestyle"].map(
  (name) => `Worldport.Samples.${name}`,
);
const DEFINES = ["UNITY_EDITOR", "UNITY_INCLUDE_TESTS", "ENABLE_LEGACY_INPUT_MANAGER"];

export class EditorAssemblies {
  readonly #folder: string;
  readonly #made: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Compiles the stubs and the package with its samples, without optional packages. */
  static async compiled(folder: string): Promise<EditorAssemblies> {
    const all = new EditorAssemblies(folder);
    for (const name of ENGINE) await all.make(name, cs(`test/unity/stubs/${name}`));
    for (const name of ["Worldport.Client", "Worldport.Codegen", "Worldport.Runtime", "Worldport.Editor", ...SAMPLES])
      await all.make(name, sourcesOf(name));
    return all;
  }

  /** Compiles sources against everything that was compiled so far; gives the assembly's path. */
  async make(name: string, sources: readonly string[], more: readonly string[] = []): Promise<string> {
    const out = path.join(this.#folder, `${name}.dll`);
    await compile({ out, sources, references: [...this.#made, ...more], defines: DEFINES });
    this.#made.push(out);
    return out;
  }
}

/** C# files of a folder of the repository. */
export const cs = (under: string): string[] => filesUnder(under, /\.cs$/).map((file) => path.join(ROOT, file));

/** C# files of an assembly of the package. */
export function sourcesOf(name: string): readonly string[] {
  const found = assemblies().find((one) => one.name === name);
  if (found === undefined) throw new Error(`The package has no assembly ${name}.`);
  return found.sources;
}
