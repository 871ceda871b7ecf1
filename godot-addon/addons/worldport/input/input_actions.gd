@tool
extends RefCounted
## Automatic bindings → InputMap actions and bindings of one's own, to be changed from there.

const AutoBinding := preload("auto_binding.gd")
const AutoBindings := preload("auto_bindings.gd")
const DeviceNames := preload("device_names.gd")

## Ends of the names of an axis's actions, in the order of its keys.
const ENDS: Dictionary[String, Array] = {
	"axis1d": ["less", "more"], "axis2d": ["left", "right", "down", "up"],
}


## The bindings a schema's hints suggest, and the actions they name: `bindings` (Array[WorldportBinding]) and `actions`
## (name → Array[InputEvent]). Pointers have none: they work by themselves.
static func suggested(schema: WorldportSchema) -> Dictionary:
	var bindings: Array[WorldportBinding] = []
	var actions: Dictionary[String, Array] = {}
	for auto: AutoBinding in AutoBindings.of(schema.document.get("commands", [])):
		if not auto.kind in ["axis1d", "axis2d", "button"]:
			continue
		var binding := WorldportBinding.new()
		binding.command = auto.command
		binding.schema = schema
		var ends: Array = ENDS.get(auto.kind, [""])
		var names := PackedStringArray()
		for i: int in ends.size():
			var name := auto.command if ends[i] == "" else "%s_%s" % [auto.command, ends[i]]
			names.append(name)
			actions[name] = _events_of(auto, i)
		match auto.kind:
			"button":
				binding.action = names[0]
			"axis1d":
				binding.source = WorldportBinding.Source.AXIS
				binding.negative_action = names[0]
				binding.action = names[1]
				binding.field = auto.targets[0].field
			"axis2d":
				binding.source = WorldportBinding.Source.VECTOR
				binding.negative_action = names[0]
				binding.action = names[1]
				binding.down_action = names[2]
				binding.up_action = names[3]
				binding.field = auto.targets[0].field
				binding.field_y = auto.targets[1].field
		bindings.append(binding)
	return {bindings = bindings, actions = actions}


## The suggested bindings, their actions added to the running game; none without a schema.
static func make(schema: WorldportSchema) -> Array[WorldportBinding]:
	if schema == null:
		return []
	var made := suggested(schema)
	add_to_game(made.actions)
	return made.bindings


## Adds actions to the running game's InputMap, those it has already excepted.
static func add_to_game(actions: Dictionary) -> void:
	for name: String in actions:
		if InputMap.has_action(name):
			continue
		InputMap.add_action(name, 0.0)
		for event: InputEvent in actions[name]:
			InputMap.action_add_event(name, event)


## Adds actions to the project's settings, those it has already excepted; gives the names of the new ones.
static func add_to_project(actions: Dictionary) -> PackedStringArray:
	var added := PackedStringArray()
	for name: String in actions:
		if not ProjectSettings.has_setting("input/" + name):
			ProjectSettings.set_setting("input/" + name, {"deadzone": 0.0, "events": actions[name]})
			added.append(name)
	return added


## What drives one end of a binding (0 for a button's only one).
static func _events_of(auto: AutoBinding, end: int) -> Array[InputEvent]:
	var events: Array[InputEvent] = []
	for names: Array in auto.keys:
		for code: Variant in names if auto.kind == "button" else names.slice(end, end + 1):
			var key := InputEventKey.new()
			key.physical_keycode = DeviceNames.KEYS.get(str(code), KEY_NONE)
			events.append(key)
	var is_stick := not auto.gamepad.is_empty() and str(auto.gamepad[0]).contains("stick_")
	if auto.kind == "button":
		for name: Variant in auto.gamepad:
			events.append(_pad_event(str(name), 1.0))
	elif is_stick and (end >> 1) < auto.gamepad.size():
		# Sticks count down as positive, and a lone upright one is turned round.
		var name := str(auto.gamepad[end >> 1])
		var is_positive := (end & 1 == 1) != name.ends_with("_y")
		events.append(_pad_event(name, 1.0 if is_positive else -1.0))
	elif not is_stick and end < auto.gamepad.size():
		events.append(_pad_event(str(auto.gamepad[end]), 1.0))
	return events.filter(func(event: InputEvent) -> bool: return event != null)


static func _pad_event(name: String, direction: float) -> InputEvent:
	if DeviceNames.BUTTONS.has(name):
		var button := InputEventJoypadButton.new()
		button.button_index = DeviceNames.BUTTONS[name]
		return button
	if DeviceNames.AXES.has(name):
		var motion := InputEventJoypadMotion.new()
		motion.axis = DeviceNames.AXES[name]
		motion.axis_value = direction
		return motion
	return null
