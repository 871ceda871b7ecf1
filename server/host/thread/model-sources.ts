/** A source → contract and model. Runs where the model does: an author's module is imported here. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Json } from "../../../shared-schema/json.ts";
import { checkSettings, contractOf, type LoadedModel } from "../../model/contract.ts";
import { DefinitionError } from "../../model/definition.ts";
import { Model, type ModelClass } from "../../model/model.ts";
import { openOnnxModel } from "../../onnx/onnx-source.ts";
import { checkedSource } from "../source.ts";

/** `--set` values by model id. */
export type SettingsByModel = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/**
 * Opens a model without loading its weights.
 * @throws DefinitionError with the sentence a person needs.
 */
export async function openModel(name: string, settings: SettingsByModel): Promise<LoadedModel> {
  const { kind, file } = checkedSource(name);
  const loaded =
    kind === "manifest" ? openOnnxModel(file, (id) => settings[id] ?? {}) : await openModule(file, settings);
  const { id } = loaded.contract;
  for (const [owner, values] of Object.entries(settings))
    if (owner !== id)
      throw new DefinitionError(
        `--set ${owner}.${Object.keys(values)[0]}: this model is "${id}". Write --set ${id}.<key>=<value>, or --set limits.<name>=<number>.`,
      );
  return loaded;
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
