/** Typed GDScript clients: what the server writes parses, and it drives a model. */
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { documentOf } from "../../server/commands/schema.ts";
import { generate } from "../../server/schema/codegen/generate.ts";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import { CommandLine } from "../support/command-line.ts";
import { TempFolder } from "../support/temp-folder.ts";
import { PROJECT, runGodot } from "./engine.ts";

const folder = new URL("../../shared-schema/documents/", import.meta.url);
const boxed = readdirSync(folder)
  .filter((name) => name.endsWith(".worldport"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as SchemaDocument);

/** A document whose every word and name is out to break the text around it. */
function hostile(id: string, words: string): SchemaDocument {
  const field = (more: JsonMap): JsonMap => ({ description: words, ...more });
  const args: JsonMap = {
    type: "object",
    required: ["max", "act"],
    properties: {
      max: field({ type: "number", minimum: -0.0005, maximum: 1e6 }),
      act: field({ type: "array", items: {} }),
      call: field({ type: "integer", default: -3, minimum: -9007199254740991 }),
      var: field({ type: "string", default: words }),
      data: field({ type: ["number", "null"] }),
      tiny: field({ type: "number", default: 0.0000001 }),
      part: field({ type: "number", default: -0.125, maximum: 0.5 }),
      odd: field({ type: "string", enum: ["a b", "A_b", "1st", "ünder", "-"], default: "1st" }),
      free: {},
    },
  };
  const command = { description: words, semantics: "trigger", args, reply: null, input: null, release: null } as const;
  return {
    worldport: 1,
    hash: "sha256:00",
    shape_hash: "sha256:01",
    model: { id, version: "1.0.0", title: words, description: words },
    tracks: [],
    commands: [
      { ...command, name: "act" },
      { ...command, name: "get", semantics: "held" },
      { ...command, name: "add_up", semantics: "delta", args: { type: "object" } },
    ],
    messages: [{ name: "said", description: words, data: args }],
  };
}
const made = [
  hostile("plain", "Acts."),
  hostile("hostile-one", 'Ends """ \\ "quotes" [b]\n\ttabs\u0007 and\u2028lines # comment ünïcödé 🙂'),
  { ...hostile("empty", ""), commands: [], messages: [] },
];
const documents = [...boxed, ...made];

test("typed clients parse with warnings as errors, and one drives a model that the addon has never seen", async (t) => {
  const temp = new TempFolder();
  t.after(() => temp.remove());
  const model = temp.model(
    `  #word = "";
  @command("Says a word.", { word: z.string().max(20), times: z.number().int().min(1).default(2), tone: z.enum(["low", "high"]).default("low") }, { semantics: "trigger", reply: z.object({ said: z.string() }) })
  say({ word, times, tone }: { word: string; times: number; tone: "low" | "high" }) { this.#word = word; return { said: \`\${tone} \${word.repeat(times)}\` }; }
  *startSession(session) {
    for (;;) { if (this.#word !== "") { session.send("heard", { word: this.#word }); this.#word = ""; } yield grey; }
  }
  static messages = { heard: message("A word was heard.", { word: z.string() }) };`,
  );
  const project = join(temp.path, "project");
  mkdirSync(project);
  copyFileSync(join(PROJECT, "project.godot"), join(project, "project.godot"));
  symlinkSync(join(PROJECT, "addons"), join(project, "addons"));
  const unseen = await documentOf(model);
  for (const document of [...documents, unseen])
    writeFileSync(join(project, `${document.model.id}_model.gd`), generate("gdscript", document));
  writeFileSync(join(project, "drive.gd"), DRIVE);
  assert.equal((await runGodot(["--import"], { project })).code, 0);
  const server = new CommandLine(["run", model, "--port", "0", "--exit-with-stdin", "--log-level", "warn"]);
  t.after(() => server.stop());
  const env = { WORLDPORT_URL: await server.ready() };
  const end = await runGodot(["-s", "res://drive.gd"], { project, env, timeoutMs: 60_000 });
  assert.doesNotMatch(end.err, /(SCRIPT )?ERROR/, end.err);
  assert.match(end.out, /^loaded \d+$/m, end.out + end.err);
  assert.match(end.out, /^reply true high hohoho$/m);
  assert.match(end.out, /^heard ho$/m);
});

const DRIVE = `extends SceneTree

var model: ToyModel

func _initialize() -> void:
	var count := 0
	for file: String in DirAccess.get_files_at("res://"):
		if file.ends_with("_model.gd") and (load("res://" + file) as GDScript).can_instantiate():
			count += 1
	print("loaded %d" % count)
	var session := WorldportSession.new()
	session.url = OS.get_environment("WORLDPORT_URL")
	root.add_child(session)
	while not session.is_driving:
		await process_frame
	model = ToyModel.new(session)
	model.heard_received.connect(func(word: String) -> void: print("heard ", word); quit(0))
	var reply := await model.say("ho", 3, ToyModel.SayToneChoice.HIGH)
	print("reply %s %s" % [reply.ok, reply.result.said])
`;
