@tool
@icon("icons/worldport_binding.svg")
class_name WorldportBinding
extends Resource
## Which input actions drive one command of the model.
##
## Several bindings may drive one held command, each another of its args. What the command's semantics are says the
## schema: a held command follows its actions, a delta command sums up amounts (per second for actions), a trigger goes
## out each time the action is pressed.

## What drives the command.
enum Source {
	## [member action] presses: a boolean, a number's upper end, or a trigger.
	PRESS,
	## [member negative_action] and [member action] are the ends of one number.
	AXIS,
	## [member negative_action], [member action], [member down_action], [member up_action] are left, right, down and up.
	VECTOR,
	## The mouse's motion, in widths of the picture, while the mouse is captured or a button is down.
	MOUSE_MOTION,
}

const _NO_NAMES: PackedStringArray = []

## Name of the command.
@export var command := "":
	set(value):
		command = value
		notify_property_list_changed()
## What drives it.
@export var source := Source.PRESS:
	set(value):
		source = value
		notify_property_list_changed()
## The arg that is set; empty for the first that fits. For two numbers, the horizontal one.
@export var field := ""
## The vertical arg; empty for the second that fits.
@export var field_y := ""
## The action that presses; for an axis its positive end, for a vector right.
@export var action := &""
## The negative end of an axis; for a vector left.
@export var negative_action := &""
## Down, of a vector.
@export var down_action := &""
## Up, of a vector.
@export var up_action := &""
## Factor on what the input gives; negative turns it round.
@export var scale := 1.0
## Strengths up to this count as none.
@export_range(0.0, 0.9, 0.01) var dead_zone := 0.15
## Times a second a trigger that is held goes out; 0 for once per press. A delta adds up and goes out once per tick.
@export_range(0.0, 120.0, 0.5, "suffix:Hz") var rate := 0.0
## Whether it counts. One that is switched off lets go.
@export var enabled := true

## The schema that fills the drop-downs; the session sets it.
var schema: WorldportSchema:
	set(value):
		schema = value
		notify_property_list_changed()


func _validate_property(property: Dictionary) -> void:
	match property.name:
		"command":
			_suggest(property, schema.get_command_names() if schema != null else _NO_NAMES)
		"field", "field_y":
			_suggest(property, schema.get_field_names(command) if schema != null else _NO_NAMES)
		"action", "negative_action", "down_action", "up_action":
			_suggest(property, _actions())
	var hidden: Array[String] = []
	match source:
		Source.PRESS:
			hidden = ["field_y", "negative_action", "down_action", "up_action"]
		Source.AXIS:
			hidden = ["field_y", "down_action", "up_action"]
		Source.MOUSE_MOTION:
			hidden = ["action", "negative_action", "down_action", "up_action", "dead_zone"]
	if property.name in hidden:
		property.usage = PROPERTY_USAGE_STORAGE


## What keeps it from working with a schema, with the remedy; empty when nothing does.
func get_problem(with_schema: WorldportSchema) -> String:
	if command == "":
		return "A binding has no command. Choose one in its Command."
	if with_schema != null:
		var names := with_schema.get_command_names()
		if not command in names:
			return (
				"The model has no command \"%s\" any more; it has %s. Choose one of them in the binding, or fetch the schema again."
				% [command, ", ".join(names)]
			)
		for name: String in [field, field_y]:
			var fields := with_schema.get_field_names(command)
			if name != "" and not name in fields:
				return (
					"The command \"%s\" has no arg \"%s\" any more; it has %s. Choose one of them in the binding's Field."
					% [command, name, ", ".join(fields) if not fields.is_empty() else "none"]
				)
	for name: StringName in get_actions():
		if name == &"" or not (String(name) in _actions()):
			return (
				"The binding of \"%s\" names the action \"%s\", which there is not. Add it in Project Settings, Input Map."
				% [command, name]
			)
	return ""


## The actions it needs.
func get_actions() -> Array[StringName]:
	match source:
		Source.PRESS:
			return [action]
		Source.AXIS:
			return [negative_action, action]
		Source.VECTOR:
			return [negative_action, action, down_action, up_action]
	return []


## In the editor, InputMap holds the editor's own actions; the project's are settings.
func _actions() -> PackedStringArray:
	var names := PackedStringArray()
	if not Engine.is_editor_hint():
		return PackedStringArray(InputMap.get_actions())
	for property: Dictionary in ProjectSettings.get_property_list():
		if property.name.begins_with("input/"):
			names.append(property.name.trim_prefix("input/"))
	for built_in: StringName in [&"ui_accept", &"ui_select", &"ui_cancel", &"ui_left", &"ui_right", &"ui_up", &"ui_down"]:
		if not String(built_in) in names:
			names.append(built_in)
	return names


func _suggest(property: Dictionary, names: PackedStringArray) -> void:
	property.hint = PROPERTY_HINT_ENUM_SUGGESTION
	property.hint_string = ",".join(names)
