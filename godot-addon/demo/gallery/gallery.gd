extends Node3D
## A room lit by nothing but a dreamed world: the session's texture is the wall, its light and its mirror image.

## How far the camera sways, m.
const SWAY := Vector3(0.16, 0.05, 0.08)

@export var session: WorldportSession
@export var camera: Camera3D

@onready var _rest := camera.position


func _process(_delta: float) -> void:
	var time := Time.get_ticks_msec() / 1000.0
	camera.position = _rest + SWAY * Vector3(sin(time * 0.31), sin(time * 0.43), sin(time * 0.23))


## What no binding covers is one call: number keys choose the world's look.
func _unhandled_key_input(event: InputEvent) -> void:
	var key := event as InputEventKey
	if key == null or not key.pressed or key.echo:
		return
	var choices := _choices("set_biome", "biome")
	var index := key.keycode - KEY_1
	if index >= 0 and index < choices.size():
		session.hold("set_biome", {biome = choices[index]})


func _choices(command: String, field: String) -> Array:
	for entry: Dictionary in session.document.get("commands", []):
		if entry.name == command:
			return entry.args.properties[field].enum
	return []
