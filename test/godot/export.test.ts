/** A game made with the addon, exported for Linux with Godot's release template, run outside the editor. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { CommandLine } from "../support/command-line.ts";
import { TempFolder } from "../support/temp-folder.ts";
import { PROJECT, runGodot, runProgram } from "./engine.ts";

/** Fetched with the tests' Godot; another Godot brings none that a test could name. */
const template = join(dirname(process.env["GODOT"] ?? ""), "godot-template-release");

const CLI = fileURLToPath(new URL("../../server/bin/worldport.mjs", import.meta.url));

/** The colour at a place of a picture, as red, green and blue. */
type Pixels = (x: number, y: number) => readonly number[];

const GAME = `extends Control

func _ready() -> void:
	var session := WorldportSession.new()
	session.texture = WorldportTexture.new()
	session.url = OS.get_environment("WORLDPORT_URL")
	if session.url == "":
		session.launch_command = OS.get_environment("WORLDPORT_NODE")
		session.launch_arguments = [OS.get_environment("WORLDPORT_CLI"), "run", "model.ts"]
		session.launch_folder = "res://"
	var picture := TextureRect.new()
	picture.texture = session.texture
	add_child(picture)
	add_child(session)
	while not session.texture.has_picture:
		await get_tree().process_frame
	await RenderingServer.frame_post_draw
	get_viewport().get_texture().get_image().save_png(OS.get_environment("WORLDPORT_SHOT"))
	print("server ", session._run._launch.pid())
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

/** Exports the game into a folder of its own. */
async function exportGame(folder: TempFolder): Promise<string> {
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
  return game;
}

/** Runs the game until it has saved its picture; gives that, and what the game printed. */
async function play(game: string, env: Readonly<Record<string, string>>): Promise<{ pixels: Pixels; out: string }> {
  const shot = `${game}.png`;
  const end = await runProgram(game, ["--rendering-driver", "opengl3", "--audio-driver", "Dummy"], {
    draws: true,
    env: { ...env, WORLDPORT_SHOT: shot },
  });
  assert.equal(end.code, 0, end.err);
  assert.doesNotMatch(end.err, /^(SCRIPT )?ERROR/m);
  const { data, info } = await sharp(shot).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixels: Pixels = (x, y) => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)];
  return { pixels, out: end.out };
}

function isNear(got: readonly number[], wanted: readonly number[]): void {
  assert.ok(
    wanted.every((value, i) => Math.abs((got[i] ?? 0) - value) <= 2),
    `${got}, wanted ${wanted}`,
  );
}

const skip = !existsSync(template) && !process.env["CI"] ? `there is no ${template}` : false;

test("an exported game connects to a server, or starts its own beside it, draws and saves a screenshot", {
  skip,
}, async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const game = await exportGame(folder);
  const server = new CommandLine(["run", "testcard", "--port", "0", "--exit-with-stdin", "--log-level", "warn"]);
  t.after(() => server.stop());
  const connected = await play(game, { WORLDPORT_URL: await server.ready() });
  // The first of the card's colour patches, which start below the barcode: dark skin.
  isNear(connected.pixels(20, 60), [0x73, 0x52, 0x44]);

  // The model lies beside the game's program, which is where an exported game's res:// is for what it starts.
  folder.model(`  *startSession() { for (;;) yield paint(grey, () => 0x336699); }`, {
    tracks: "main: videoOut({ width: 8, height: 4, fps: 30 })",
  });
  const launched = await play(game, { WORLDPORT_URL: "", WORLDPORT_NODE: process.execPath, WORLDPORT_CLI: CLI });
  isNear(launched.pixels(4, 2), [0x33, 0x66, 0x99]);
  const pid = Number(/^server (\d+)$/m.exec(launched.out)?.[1]);
  assert.ok(pid > 0, launched.out);
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
});

/** Whether a process is there, and has not ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
