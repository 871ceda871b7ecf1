extends Control
## A wall to paint on: every pointer and touch on the picture reaches the model, and nothing here says how.
##
## The session launches its own server, the way a shipped installation would.

@export var session: WorldportSession


func _ready() -> void:
	Input.mouse_mode = Input.MOUSE_MODE_VISIBLE


## Number keys choose the colours.
func _unhandled_key_input(event: InputEvent) -> void:
	var key := event as InputEventKey
	if key == null or not key.pressed or key.echo:
		return
	for entry: Dictionary in session.document.get("commands", []):
		if entry.name == "set_palette":
			var choices: Array = entry.args.properties.palette.enum
			var index := key.keycode - KEY_1
			if index >= 0 and index < choices.size():
				session.hold("set_palette", {palette = choices[index]})
