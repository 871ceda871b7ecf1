/** What a model argument means, told by its name alone: which file, and which kind of host reads it. Nothing is opened. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DefinitionError } from "../model/definition.ts";

export interface Source {
  /** `class`: a module that exports one. `manifest`: an ONNX graph and what is said about it. */
  readonly kind: "class" | "manifest";
  readonly file: string;
}

/** Built-in models, by name, relative to this file. */
const BUILT_IN: Readonly<Record<string, string>> = {
  testcard: "../models/testcard/testcard.ts",
  tunnel: "../models/tunnel/tunnel.ts",
  reaction: "../models/reaction/reaction.model.json",
  restyle: "../models/restyle/restyle.model.json",
  world: "../models/world/world.model.json",
};

export function sourceOf(name: string): Source {
  const builtIn = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
  const file = builtIn === undefined ? path.resolve(name) : fileURLToPath(new URL(builtIn, import.meta.url));
  return { kind: /\.(onnx|json)$/.test(file) ? "manifest" : "class", file };
}

/** @throws DefinitionError when there is no such file. */
export function checkedSource(name: string): Source {
  const source = sourceOf(name);
  if (existsSync(source.file)) return source;
  throw new DefinitionError(
    `There is no model "${name}": no such file (${source.file}), and built-in models are ${Object.keys(BUILT_IN).join(", ")}.`,
  );
}
