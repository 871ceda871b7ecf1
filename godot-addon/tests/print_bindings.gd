extends SceneTree
## Prints the automatic bindings of schema documents as a line of JSON: `godot … -s res://tests/print_bindings.gd -- FILE`.
## The file is a JSON list of lists of commands.

const AutoBinding := preload("res://addons/worldport/input/auto_binding.gd")
const AutoBindings := preload("res://addons/worldport/input/auto_bindings.gd")


func _initialize() -> void:
	var documents: Array = JSON.parse_string(FileAccess.get_file_as_string(OS.get_cmdline_user_args()[0]))
	print("bindings ", JSON.stringify(documents.map(func(commands: Array) -> Array:
		return AutoBindings.of(commands).map(_words_of))))
	quit()


func _words_of(binding: AutoBinding) -> Dictionary:
	return {
		command = binding.command,
		kind = binding.kind,
		semantics = binding.semantics,
		targets = binding.targets.map(func(target: AutoBinding.Target) -> Dictionary:
			return {
				field = target.field,
				index = null if target.index < 0 else target.index as Variant,
				rest = target.rest,
				low = target.low,
				high = target.high,
				integer = target.is_integer,
			}),
		keys = binding.keys,
		gamepad = binding.gamepad,
		pressedField = null if binding.pressed_field == "" else binding.pressed_field as Variant,
		touchField = null if binding.touch_field == "" else binding.touch_field as Variant,
		base = binding.base,
		pressed = binding.pressed,
	}
