@tool
extends RefCounted
## Default bindings: the schema's input hints → which keys, gamepad parts and pointers drive which args.
##
## The same rules as the browser page's; a test compares the two.

const ArgFields := preload("arg_fields.gd")
const AutoBinding := preload("auto_binding.gd")

const WASD: Array[String] = ["KeyA", "KeyD", "KeyS", "KeyW"]
const ARROWS: Array[String] = ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"]
## Sets to take from when a hint names no keys, best first.
const DEFAULT_KEYS: Dictionary[String, Array] = {
	"axis2d": [WASD, ARROWS],
	"axis1d": [["KeyA", "KeyD"], ["ArrowLeft", "ArrowRight"], ["KeyS", "KeyW"], ["ArrowDown", "ArrowUp"], ["KeyQ", "KeyE"]],
	"button": [["Space"], ["KeyE"], ["KeyF"], ["KeyQ"], ["KeyR"], ["KeyC"], ["KeyX"]],
}
const DEFAULT_GAMEPAD: Dictionary[String, Array] = {
	"axis2d": [
		["left_stick_x", "left_stick_y"],
		["right_stick_x", "right_stick_y"],
		["dpad_left", "dpad_right", "dpad_down", "dpad_up"],
	],
	"axis1d": [["left_stick_x"], ["left_trigger", "right_trigger"], ["left_stick_y"], ["right_stick_x"]],
	"pointer_delta": [["right_stick_x", "right_stick_y"]],
	"button": [["south"], ["east"], ["west"], ["north"], ["right_shoulder"], ["left_shoulder"]],
}
## How many keys make one set of a hint.
const SET_SIZE: Dictionary[String, int] = {"axis1d": 2, "axis2d": 4, "slider": 2}
## How many numbers a kind of input writes.
const NUMBERS: Dictionary[String, int] = {
	"axis1d": 1, "slider": 1, "wheel": 1, "axis2d": 2, "pointer": 2, "pointer_delta": 2,
}
## A kind that is newer than this addon is left to the command's fields.
const KINDS: Array[String] = [
	"axis1d", "axis2d", "button", "keys", "wheel", "pointer", "pointer_delta", "pose", "text", "color", "image", "choice",
	"toggle", "slider", "vector",
]


## Bindings of every command that an input device can drive, but those in `without`. Keys an author names win over
## defaults, whatever the order of the commands; a default set is taken only if all of it is free.
static func of(commands: Array, without: Array[String] = []) -> Array[AutoBinding]:
	var taken: Dictionary[String, bool] = {}
	for command: Dictionary in commands:
		for name: Variant in _hinted(command, "keys") + _hinted(command, "gamepad"):
			taken[str(name)] = true
	var bindings: Array[AutoBinding] = []
	for command: Dictionary in commands:
		if not command.get("input") is Dictionary or str(command.get("name")) in without:
			continue
		var binding := _binding_of(command, taken)
		if binding != null:
			bindings.append(binding)
	# A lone axis gets the second set too: arrows beside WASD.
	for binding: AutoBinding in bindings:
		if binding.kind in ["axis2d", "axis1d"] and not binding.has_hinted_keys:
			var more := _take_free(DEFAULT_KEYS[binding.kind].slice(0, 2), taken)
			if not more.is_empty():
				binding.keys.append(more)
	return bindings


static func _binding_of(command: Dictionary, taken: Dictionary[String, bool]) -> AutoBinding:
	var hint: Dictionary = command.input
	var fields := ArgFields.of(command.get("args", {}))
	var binding := AutoBinding.new()
	binding.command = str(command.get("name"))
	binding.kind = str(hint.get("kind"))
	if not binding.kind in KINDS:
		return null
	binding.semantics = str(command.get("semantics"))
	binding.hint_step = float(hint.get("step", 0.0))
	if not _find_targets(binding, command, fields):
		return null
	binding.has_hinted_keys = hint.get("keys") is Array
	if binding.has_hinted_keys:
		binding.keys = _sets_of(hint.keys, SET_SIZE.get(binding.kind, hint.keys.size()))
	else:
		var free := _take_free(DEFAULT_KEYS.get(binding.kind, []), taken)
		if not free.is_empty():
			binding.keys.append(free)
	binding.gamepad = hint.gamepad if hint.get("gamepad") is Array else _take_free(DEFAULT_GAMEPAD.get(binding.kind, []), taken)
	binding.base = ArgFields.preset_args(command)
	binding.pressed = _pressed_args(binding, fields)
	for field: ArgFields.Field in fields:
		if field.name == "touch_id":
			binding.touch_field = field.name
		if field.name == "pressed" or (field.type == "boolean" and binding.pressed_field == ""):
			binding.pressed_field = field.name
		if binding.field == null:
			binding.field = field
	return binding


## Finds the numbers a kind of input writes; false when the args have no room for them.
static func _find_targets(binding: AutoBinding, command: Dictionary, fields: Array[ArgFields.Field]) -> bool:
	var wanted: int = NUMBERS.get(binding.kind, 0)
	var release: Dictionary = command.release if command.get("release") is Dictionary else {}
	var numbers: Array[AutoBinding.Target] = []
	for field: ArgFields.Field in fields:
		if field.name == "touch_id" or not field.type in ["number", "integer", "list"]:
			continue
		var preset: Variant = release.get(field.name, field.preset)
		var values: Array = preset if field.type == "list" else [preset]
		for i: int in values.size():
			var target := AutoBinding.Target.new()
			target.field = field.name
			target.index = i if field.type == "list" else -1
			target.rest = float(values[i])
			target.low = field.low if is_finite(field.low) else -1.0
			target.high = field.high if is_finite(field.high) else 1.0
			target.is_integer = field.type == "integer"
			numbers.append(target)
	var x := numbers.find_custom(func(target: AutoBinding.Target) -> bool: return target.field in ["x", "dx", "delta_x"])
	var y := numbers.find_custom(func(target: AutoBinding.Target) -> bool: return target.field in ["y", "dy", "delta_y"])
	if wanted == 2 and x >= 0 and y >= 0:
		binding.targets = [numbers[x], numbers[y]]
	else:
		binding.targets = numbers.slice(0, wanted)
	return binding.targets.size() == wanted


static func _pressed_args(binding: AutoBinding, fields: Array[ArgFields.Field]) -> Dictionary:
	var args := binding.base.duplicate(true)
	if binding.semantics != "held":
		return args
	for field: ArgFields.Field in fields:
		if field.type == "boolean":
			args[field.name] = true
			return args
	for field: ArgFields.Field in fields:
		if field.type in ["number", "integer"]:
			args[field.name] = field.high if is_finite(field.high) else 1.0
			return args
	return args


static func _hinted(command: Dictionary, what: String) -> Array:
	var hint: Variant = command.get("input")
	return hint[what] if hint is Dictionary and hint.get(what) is Array else []


static func _take_free(sets: Array, taken: Dictionary[String, bool]) -> Array:
	for names: Array in sets:
		if names.any(func(name: String) -> bool: return taken.has(name)):
			continue
		for name: String in names:
			taken[name] = true
		return names.duplicate()
	return []


static func _sets_of(keys: Array, size: int) -> Array[Array]:
	var sets: Array[Array] = []
	for i: int in range(0, keys.size() - size + 1, maxi(1, size)):
		if size > 0:
			sets.append(keys.slice(i, i + size))
	return sets
