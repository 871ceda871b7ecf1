/** Schema documents that no model of ours has: to see what code generators make of them. */
import type { CommandDocument, SchemaDocument } from "../../shared-schema/document.ts";
import type { JsonMap } from "../../shared-schema/json.ts";

/** A document with one command, `act`, and one message, `said`, that carry the given fields. */
export function documentWith(args: JsonMap, { semantics = "trigger", words = "Acts." } = {}): SchemaDocument {
  const command = {
    name: "act",
    description: words,
    semantics: semantics as CommandDocument["semantics"],
    args,
    reply: args,
    input: null,
    release: null,
  };
  return {
    worldport: 1,
    hash: "sha256:00",
    shape_hash: "sha256:01",
    model: { id: "new", version: "1.0.0", title: `A ${words}`, description: "" },
    tracks: [],
    commands: [command],
    messages: [{ name: "said", description: words, data: args }],
  };
}

/** What would break a generator that trusts its input: names that meet, and texts that try to leave their place. */
export function hostileDocument(): SchemaDocument {
  const hostile = '</summary>\r\n*/ "); System.Diagnostics.Process.Start("x"); // \u0085\u2028\u2029\ud800 $& {0} \\';
  const tree: JsonMap = {
    type: "object",
    description: hostile,
    properties: { children: { type: "array", items: { $ref: "#/$defs/tree" } }, "Act Reply Tree": { type: "number" } },
  };
  const fields: JsonMap = {
    type: "object",
    properties: {
      class: { type: "string", default: hostile, description: hostile },
      Class: { type: "string", enum: ["big red", "big_red", "3d", "", hostile], default: "big red" },
      item: { type: "number", minimum: -1e-7, exclusiveMaximum: 1e21 },
      wire: { type: "array", items: { type: "array", items: { enum: ["task", "action"] } } },
      "1": { anyOf: [{ type: "null" }, tree] },
      tree: { $ref: "#/$defs/tree" },
      both: { $ref: "#/$defs/a" },
      map: { type: "object", additionalProperties: { type: "object", properties: { act: { type: "boolean" } } } },
    },
    required: ["wire", "class"],
    $defs: { tree, a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } },
  };
  const { commands, ...document } = documentWith(fields, { semantics: "held", words: hostile });
  const [act] = commands as [CommandDocument];
  const named = (name: string): CommandDocument => ({ ...act, name });
  return {
    ...document,
    hash: hostile,
    shape_hash: hostile,
    model: { id: `client-${hostile}`, version: "1", title: hostile, description: hostile },
    // `received`, `task` and `wire` are words of the generated text; `act` with field `class` is an enum's name, too.
    commands: [act, named("act_class"), named("act_async"), named("received"), named("task"), named("wire")],
    messages: [...document.messages, { name: "act", description: hostile, data: fields }],
  };
}
