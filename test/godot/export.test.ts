/** A game made with the addon, exported for Linux with Godot's release template, run outside the editor. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { CommandLine } from "../support/command-line.ts";
import { TempFolder } from "../support/temp-folder.ts";
import { PROJECT, runGodot, runProgram } from "./engine.ts";

/** Fetched with the tests' Godot; another Godot brings none that a test could name. */
const template = join(dirname(process.env["GODOT"] ?? ""), "godot-template-release");

const GAME = `extends Control

func _ready() -> void:
	var session := WorldportSession.new()
	session.texture = WorldportTexture.new()
	session.url = OS.get_environment("WORLDPORT_URL")
	var picture := TextureRect.new()
	picture.texture = session.texture
	add_child(picture)
	add_child(session)
	while not session.texture.has_picture:
		await get_tree().process_frame
	await RenderingServer.frame_post_draw
	get_viewport().get_texture().get_image().save_png(OS.get_environment("WORLDPORT_SHOT"))
	get_tree().quit()
`;

const PRESET = `[preset.0]
name="Linux"
platform="Linux"
runnable=true
export_filter="all_resources"
include_filter=""
exclude_filter=""
export_path=""

[preset.0.options]
custom_template/release="${template}"
binary_format/architecture="${process.arch === "arm64" ? "arm64" : "x86_64"}"
`;

test("an exported game connects, draws and saves a screenshot", {
  skip: !existsSync(template) && !process.env["CI"] ? `there is no ${template}` : false,
}, async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const project = join(folder.path, "game");
  mkdirSync(project);
  cpSync(join(PROJECT, "addons"), join(project, "addons"), { recursive: true });
  writeFileSync(
    join(project, "project.godot"),
    readFileSync(join(PROJECT, "project.godot"), "utf8").replace(
      /^run\/main_scene=.*$/m,
      'run/main_scene="res://game.tscn"',
    ),
  );
  writeFileSync(join(project, "game.gd"), GAME);
  writeFileSync(
    join(project, "game.tscn"),
    '[gd_scene format=3]\n\n[ext_resource type="Script" path="res://game.gd" id="1"]\n\n[node name="Game" type="Control"]\nscript = ExtResource("1")\n',
  );
  writeFileSync(join(project, "export_presets.cfg"), PRESET);
  assert.equal((await runGodot(["--import"], { project })).code, 0);
  const game = join(folder.path, "game.x86_64");
  const exported = await runGodot(["--export-release", "Linux", game], { project });
  assert.ok(existsSync(game), exported.err);

  const server = new CommandLine(["run", "testcard", "--port", "0", "--exit-with-stdin", "--log-level", "warn"]);
  t.after(() => server.stop());
  const shot = join(folder.path, "shot.png");
  const env = { WORLDPORT_URL: await server.ready(), WORLDPORT_SHOT: shot };
  const end = await runProgram(game, ["--rendering-driver", "opengl3", "--audio-driver", "Dummy"], {
    draws: true,
    env,
  });
  assert.equal(end.code, 0, end.err);
  assert.doesNotMatch(end.err, /^(SCRIPT )?ERROR/m);
  const { data, info } = await sharp(shot).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  // The first of the card's colour patches, which start below the barcode: dark skin.
  const at = (60 * info.width + 20) * 3;
  const wanted = [0x73, 0x52, 0x44];
  assert.ok(
    wanted.every((value, i) => Math.abs((data[at + i] ?? 0) - value) <= 2),
    `${[...data.subarray(at, at + 3)]} at 20, 60`,
  );
});
