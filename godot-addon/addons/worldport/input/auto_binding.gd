@tool
extends RefCounted
## Which keys, gamepad parts and pointers drive one command, and what they make of its args.

const ArgFields := preload("arg_fields.gd")

## Stick positions nearer to the middle than this count as the middle.
const DEAD_ZONE := 0.15


## One number inside the args.
class Target:
	var field := ""
	## Place in a list field; -1 for a field of its own.
	var index := -1
	## Value without input, at full negative and at full positive input.
	var rest := 0.0
	var low := -1.0
	var high := 1.0
	var is_integer := false

	## −1..1 → low..rest..high.
	func scaled(axis: float) -> float:
		return rest + axis * (rest - low if axis < 0.0 else high - rest)

	## A value in the field's own type.
	func typed(value: float) -> Variant:
		if is_integer:
			return roundi(value)
		return value


var command := ""
## The hint's kind: `axis1d`, `axis2d`, `button`, `pointer`, `pointer_delta`, `slider` ….
var kind := ""
var semantics := ""
## `axis1d` and `slider` one; `axis2d`, `pointer`, `pointer_delta` two: x, y.
var targets: Array[Target] = []
## Sets of `KeyboardEvent.code`: [negative, positive], [left, right, down, up], or one set of keys that each press. Of
## `keys` all that the command reads.
var keys: Array[Array] = []
## Names of the W3C standard gamepad.
var gamepad: Array = []
var has_hinted_keys := false
## Boolean that says whether the pointer or button is down, or "".
var pressed_field := ""
## Integer that tells touches apart, or "".
var touch_field := ""
## Args without input, and while a button is down.
var base := {}
var pressed := {}
## The first field, which keys nudge where the kind is a slider, choice or toggle; null when there is none.
var field: ArgFields.Field
## Step of a slider that the author asks for; 0 for none.
var hint_step := 0.0


## Takes the dead zone out of a stick, so that the rest of its way still covers 0..1.
static func without_dead_zone(value: float, dead_zone := DEAD_ZONE) -> float:
	var size := absf(value)
	return 0.0 if size <= dead_zone else signf(value) * minf(1.0, size - dead_zone) / (1.0 - dead_zone)


## How far the axes are pushed: x, y in −1..1, right and up positive. Keys and gamepad are added. `down` has the keys that
## are held, `pad` the gamepad's axes (down and right are positive) and buttons 0..1.
func axes(down: Dictionary, pad: Dictionary) -> Vector2:
	var pushed := Vector2.ZERO
	for names: Array in keys:
		if names.size() >= 2:
			pushed.x += float(down.has(names[1])) - float(down.has(names[0]))
		if names.size() >= 4:
			pushed.y += float(down.has(names[3])) - float(down.has(names[2]))
	var values := gamepad.map(func(name: Variant) -> float: return pad.get(name, 0.0))
	values.resize(4)
	values = values.map(func(value: Variant) -> float: return 0.0 if value == null else float(value))
	if not gamepad.is_empty() and str(gamepad[0]).contains("stick_"):
		# One axis may be a vertical stick: pushing it away from the player counts as positive, as on the y of a pair.
		pushed.x += -values[0] if str(gamepad[0]).ends_with("_y") else values[0]
		pushed.y -= values[1]
	else:
		pushed += Vector2(values[1] - values[0], values[3] - values[2])
	return pushed.clampf(-1.0, 1.0)


## Whether any of its keys or gamepad buttons is down.
func is_pressed(down: Dictionary, pad: Dictionary) -> bool:
	for names: Array in keys:
		if names.any(func(name: Variant) -> bool: return down.has(name)):
			return true
	return gamepad.any(func(name: Variant) -> bool: return absf(pad.get(name, 0.0)) > 0.5)


## Args a held command is asked for right now: all of its fields.
func held_args(down: Dictionary, pad: Dictionary) -> Dictionary:
	if kind == "button":
		return pressed if is_pressed(down, pad) else base
	if kind == "keys":
		var args := base.duplicate(true)
		args[field.name] = keys[0].filter(func(code: String) -> bool: return down.has(code))
		return args
	var pushed := axes(down, pad)
	var values: Array[float] = []
	for i: int in targets.size():
		values.append(targets[i].scaled(pushed[i]))
	return with_targets(values)


## The resting args with the targets set, one value for each.
func with_targets(values: Array[float]) -> Dictionary:
	var args := base.duplicate(true)
	for i: int in targets.size():
		var target := targets[i]
		var value: Variant = target.typed(values[i])
		if target.index < 0:
			args[target.field] = value
		else:
			args[target.field][target.index] = value
	return args
