/** The addon inside the editor: plugin, importer, dock and inspector, in a project of the test's own. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CommandLine } from "../support/command-line.ts";
import { TempFolder } from "../support/temp-folder.ts";
import { type GodotEnd, PROJECT, runGodot } from "./engine.ts";

const TOKEN = "a-token-of-the-editor-test";
const PLUGINS = `
[editor_plugins]

enabled=PackedStringArray("res://addons/worldport/plugin.cfg", "res://editor_test/plugin.cfg")
`;
const SCENE = `[gd_scene load_steps=2 format=3]

[ext_resource type="Script" path="res://addons/worldport/worldport_session.gd" id="1"]

[node name="Session" type="Node"]
script = ExtResource("1")
`;
const HEADLESS_GAMES = `[editor]

run/main_run_args="--headless"
`;
const documents = new URL("../../shared-schema/documents/", import.meta.url);

/** A game's project with the addon and the plugin that uses it. */
function project(folder: TempFolder): string {
  const own = readFileSync(join(PROJECT, "project.godot"), "utf8").replace(/\[editor_plugins\][^[]*/, "");
  folder.write("project.godot", own.replace(/run\/main_scene=.*\n/, "") + PLUGINS);
  folder.write("scene.tscn", SCENE);
  mkdirSync(join(folder.path, "addons"));
  symlinkSync(join(PROJECT, "addons/worldport"), join(folder.path, "addons/worldport"));
  cpSync(join(PROJECT, "tests/editor"), join(folder.path, "editor_test"), { recursive: true });
  return folder.path;
}

/** The plugin told at least so many sentences, and all are so. */
function holds({ code, out, err }: GodotEnd, sentences: number): void {
  const told = out.split("\n").filter((line) => line.startsWith('{"'));
  for (const line of told) {
    const { test: sentence, ok } = JSON.parse(line) as { test: string; ok: boolean };
    assert.ok(ok, `It is not so that ${sentence}\n${out}\n${err}`);
  }
  assert.equal(code, 0, out + err);
  assert.ok(told.length >= sentences, out);
  assert.doesNotMatch(err, /ERROR/);
}

test("in the editor, the dock connects, tries commands and writes what a game needs; the inspector knows the model", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const own = project(folder);
  const server = new CommandLine(["run", "testcard", "--port", "0", "--token", TOKEN, "--exit-with-stdin"]);
  t.after(() => server.stop());
  const env = { WORLDPORT_URL: await server.ready(), WORLDPORT_TOKEN: TOKEN };
  assert.equal((await runGodot(["--import"], { project: own })).code, 0);
  const end = await runGodot(["--editor"], { project: own, env });
  holds(end, 20);
  const read = (where: string | URL): string => readFileSync(where, "utf8");
  assert.equal(read(join(own, "testcard.worldport")), read(new URL("testcard.worldport", documents)));
  assert.equal(read(join(own, "testcard_model.gd")), read(new URL("testcard.gd", documents)));
  assert.match(read(join(own, "project.godot")), /^move_left=\{/m);
});

test("a game that Stop kills leaves its place at once; meanwhile the dock looks on", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const own = project(folder);
  const server = new CommandLine([
    ...["run", "testcard", "--port", "0", "--exit-with-stdin", "--log-level", "warn"],
    ...["--set", "limits.resume_grace_ms=120000"],
  ]);
  t.after(() => server.stop());
  const url = await server.ready();
  folder.write("game.tscn", `${SCENE}url = "${url}"\n`);
  // The editor's own arguments are not its games'.
  folder.write("project.godot", `${readFileSync(join(own, "project.godot"), "utf8")}\n${HEADLESS_GAMES}`);
  assert.equal((await runGodot(["--import"], { project: own })).code, 0);
  const end = await runGodot(["--editor"], {
    project: own,
    env: { WORLDPORT_URL: url, WORLDPORT_EDITOR_TEST: "play" },
  });
  holds(end, 12);
});

test("a project with the addon opens and closes in the editor without a word on standard error", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const own = project(folder);
  folder.write(
    "project.godot",
    readFileSync(join(own, "project.godot"), "utf8").replace(/, "res:\/\/editor_test[^"]*"/, ""),
  );
  assert.equal((await runGodot(["--import"], { project: own })).code, 0);
  const end = await runGodot(["--editor", "--quit"], { project: own });
  assert.equal(end.code, 0);
  assert.equal(end.err.replace(/^Fontconfig error:.*\n/gm, ""), "");
});
