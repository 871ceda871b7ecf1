/** What changed between two schema documents, in words, from the side of a client that was built for the older one. */
import type { CommandDocument, MessageDocument, SchemaDocument, TrackDocument } from "../../shared-schema/document.ts";
import type { Json } from "../../shared-schema/json.ts";
import { type Findings, schemaChanges } from "./schema-changes.ts";
import { ordered } from "./shape.ts";

export interface SchemaDiff {
  /** A client of the older document may be refused, or may miss something it counts on. */
  readonly breaking: string[];
  /** There is more, or other values; a client of the older document goes on working. */
  readonly additive: string[];
  /** Only words, or hints for inputs, differ. */
  readonly texts: string[];
}

/** Compares two documents. Each line is one change. */
export function schemaDiff(before: SchemaDocument, after: SchemaDocument): SchemaDiff {
  const diff: SchemaDiff = { breaking: [], additive: [], texts: [] };
  if (before.model.id !== after.model.id)
    diff.breaking.push(`The model is another one: ${before.model.id} → ${after.model.id}.`);
  for (const key of ["version", "title", "description"] as const)
    changed(diff.texts, `The model's ${key}`, before.model[key], after.model[key]);
  pairs("Track", before.tracks, after.tracks, diff, trackChanges);
  pairs("Command", before.commands, after.commands, diff, commandChanges);
  pairs("Message", before.messages, after.messages, diff, messageChanges);
  return diff;
}

function pairs<T extends { readonly name: string }>(
  kind: string,
  before: readonly T[],
  after: readonly T[],
  diff: SchemaDiff,
  compare: (before: T, after: T, diff: SchemaDiff) => void,
): void {
  for (const old of before) {
    const now = after.find(({ name }) => name === old.name);
    if (now === undefined) diff.breaking.push(`${kind} ${old.name} was removed.`);
    else compare(old, now, diff);
  }
  for (const { name } of after)
    if (!before.some((old) => old.name === name)) diff.additive.push(`${kind} ${name} was added.`);
}

function trackChanges(before: TrackDocument, after: TrackDocument, diff: SchemaDiff): void {
  const of = (key: keyof TrackDocument): string => `Track ${before.name}: ${key}`;
  for (const key of ["kind", "direction", "format", "color_space", "row_order", "alpha"] as const)
    changed(diff.breaking, of(key), before[key], after[key]);
  // Frames carry their size, so that a receiver follows; a sender must stay within what the track takes.
  for (const key of ["max_width", "max_height"] as const)
    changed(
      after.direction === "in" && after[key] < before[key] ? diff.breaking : diff.additive,
      of(key),
      before[key],
      after[key],
    );
  for (const key of ["width", "height", "fps", "scaling"] as const)
    changed(diff.additive, of(key), before[key], after[key]);
}

function commandChanges(before: CommandDocument, after: CommandDocument, diff: SchemaDiff): void {
  const where = `Command ${before.name}`;
  changed(diff.breaking, `${where}: semantics`, before.semantics, after.semantics);
  add(diff, schemaChanges(where, before.args, after.args, "sent"));
  if (before.reply === null && after.reply !== null) diff.additive.push(`${where} has a reply now.`);
  else if (before.reply !== null && after.reply === null) diff.breaking.push(`${where} has no reply any more.`);
  else if (before.reply !== null && after.reply !== null)
    add(diff, schemaChanges(`${where}, reply`, before.reply, after.reply, "received"));
  changed(diff.additive, `${where}: release`, before.release, after.release);
  changed(diff.texts, `${where}: description`, before.description, after.description);
  changed(diff.texts, `${where}: input`, before.input as Json, after.input as Json);
  // A document of before has none; that one was written anew is no change of the model.
  if (before.bindings !== undefined && after.bindings !== undefined && !isSame(before.bindings, after.bindings))
    diff.texts.push(`${where}: its default bindings changed.`);
}

function messageChanges(before: MessageDocument, after: MessageDocument, diff: SchemaDiff): void {
  add(diff, schemaChanges(`Message ${before.name}`, before.data, after.data, "received"));
  changed(diff.texts, `Message ${before.name}: description`, before.description, after.description);
}

function changed(lines: string[], what: string, before: Json, after: Json): void {
  const [old, now] = [JSON.stringify(ordered(before)), JSON.stringify(ordered(after))];
  if (old !== now) lines.push(`${what} changed from ${old} to ${now}.`);
}

function isSame(before: CommandDocument["bindings"], after: CommandDocument["bindings"]): boolean {
  const [old, now] = [before, after].map((value) => JSON.stringify(ordered((value ?? null) as unknown as Json)));
  return old === now;
}

function add(diff: SchemaDiff, { breaking, additive, texts }: Findings): void {
  diff.breaking.push(...breaking);
  diff.additive.push(...additive);
  diff.texts.push(...texts);
}
