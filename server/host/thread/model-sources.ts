/** Where models come from: a built-in name, a TS or JS module, an ONNX file or its manifest → contract and model. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Json } from "../../../shared-schema/json.ts";
import { checkSettings, contractOf, type LoadedModel } from "../../model/contract.ts";
import { DefinitionError } from "../../model/definition.ts";
import { Model, type ModelClass } from "../../model/model.ts";
import { openOnnxModel } from "../../onnx/onnx-source.ts";

/** `--set` values by model id. */
export type SettingsByModel = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** Built-in models, by name, relative to this file. */
export const BUILT_IN: Readonly<Record<string, string>> = {
  testcard: "../../models/testcard/testcard.ts",
  tunnel: "../../models/tunnel/tunnel.ts",
  reaction: "../../models/reaction/reaction.model.json",
  restyle: "../../models/restyle/restyle.model.json",
  world: "../../models/world/world.model.json",
};

/**
 * Opens a model without loading its weights.
 * @throws DefinitionError with the sentence a person needs.
 */
export async function openModel(name: string, settings: SettingsByModel): Promise<LoadedModel> {
  const file = modelFile(name);
  const loaded = /\.(onnx|json)$/.test(file) ? await openOnnxModel(file) : await openModule(file, settings);
  const { id } = loaded.contract;
  for (const [owner, values] of Object.entries(settings))
    if (owner !== id)
      throw new DefinitionError(
        `--set ${owner}.${Object.keys(values)[0]}: this model is "${id}". Write --set ${id}.<key>=<value>, or --set limits.<name>=<number>.`,
      );
  return loaded;
}

/** The file a model argument means. */
export function modelFile(name: string): string {
  const builtIn = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
  if (builtIn !== undefined) return fileURLToPath(new URL(builtIn, import.meta.url));
  const file = path.resolve(name);
  if (existsSync(file)) return file;
  throw new DefinitionError(
    `There is no model "${name}": no such file (${file}), and built-in models are ${Object.keys(BUILT_IN).join(", ")}.`,
  );
}

async function openModule(file: string, all: SettingsByModel): Promise<LoadedModel> {
  const exported = ((await import(pathToFileURL(file).href)) as { default?: unknown }).default;
  if (typeof exported !== "function" || !(exported.prototype instanceof Model))
    throw new DefinitionError(
      `${path.basename(file)} has no default export that extends Model. Write: export default class MyModel extends Model { … }`,
    );
  const modelClass = exported as unknown as ModelClass;
  const settings = all[modelClass.id ?? ""] ?? {};
  const contract = contractOf(modelClass, settings);
  return { contract, model: new modelClass(), settings: checkSettings(modelClass, settings) };
}
