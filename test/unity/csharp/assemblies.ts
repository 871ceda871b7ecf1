/** The assembly definitions of the Unity package → which C# files belong to each, and in which order they compile. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AssemblyDefinition } from "../package-layout.ts";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const PACKAGE = path.join(ROOT, "unity-package");

export interface Assembly extends AssemblyDefinition {
  readonly precompiledReferences?: readonly string[];
  /** Absolute paths. */
  readonly sources: readonly string[];
}

/** Every assembly of the package, samples included, each after those it refers to. */
export function assemblies(folder = PACKAGE): Assembly[] {
  return inOrder(found(folder));
}

/** The C# files in a folder and below, without those of assemblies further down. */
function found(folder: string): Assembly[] {
  const below: Assembly[] = [];
  const sources = (at: string): string[] => {
    const entries = readdirSync(at, { withFileTypes: true });
    const definition = entries.find(({ name }) => name.endsWith(".asmdef"));
    if (definition !== undefined && at !== folder) {
      below.push(...found(at));
      return [];
    }
    return entries.flatMap((entry) => {
      const file = path.join(at, entry.name);
      if (entry.isDirectory()) return sources(file);
      return entry.name.endsWith(".cs") ? [file] : [];
    });
  };
  const own = sources(folder).sort();
  const asmdef = readdirSync(folder).find((name) => name.endsWith(".asmdef"));
  if (asmdef === undefined) return below;
  const definition = JSON.parse(readFileSync(path.join(folder, asmdef), "utf8")) as AssemblyDefinition;
  return [{ ...definition, sources: own }, ...below];
}

function inOrder(all: readonly Assembly[]): Assembly[] {
  const ordered: Assembly[] = [];
  const visit = (assembly: Assembly, above: readonly string[]): void => {
    if (ordered.includes(assembly)) return;
    if (above.includes(assembly.name)) throw new Error(`${[...above, assembly.name].join(" → ")} is a circle.`);
    for (const name of assembly.references) {
      const reference = all.find((one) => one.name === name);
      if (reference !== undefined) visit(reference, [...above, assembly.name]);
    }
    ordered.push(assembly);
  };
  for (const assembly of all) visit(assembly, []);
  return ordered;
}
