@tool
@icon("icons/worldport_schema.svg")
class_name WorldportSchema
extends Resource
## A model's schema document: its commands, messages and tracks, as the server publishes them.

const ArgFields := preload("input/arg_fields.gd")

## The document as the server gave it. Not to be changed.
@export_storage var document := {}:
	set(value):
		document = value
		emit_changed()


## A schema of a document, such as [member WorldportSession.document].
static func from_document(of: Dictionary) -> WorldportSchema:
	var schema := WorldportSchema.new()
	schema.document = of
	return schema


## What the model is called.
func get_title() -> String:
	var model: Dictionary = document.get("model", {})
	return str(model.get("title", model.get("id", "")))


## Hash of the document with all its texts.
func get_hash() -> String:
	return str(document.get("hash", ""))


## Names of the model's commands, in its order.
func get_command_names() -> PackedStringArray:
	var names := PackedStringArray()
	for command: Dictionary in document.get("commands", []):
		names.append(str(command.get("name", "")))
	return names


## The document's entry of a command, or {}.
func get_command(name: String) -> Dictionary:
	for command: Dictionary in document.get("commands", []):
		if command.get("name") == name:
			return command
	return {}


## Names of a command's args, in its order.
func get_field_names(command: String) -> PackedStringArray:
	var args: Dictionary = get_command(command).get("args", {})
	return PackedStringArray((args.get("properties", {}) as Dictionary).keys())


## Args of a command to start from: what it springs back to, else its defaults.
func get_preset_args(command: String) -> Dictionary:
	return ArgFields.preset_args(get_command(command))


## Names of the tracks of a direction, [code]out[/code] leaving the model.
func get_track_names(direction := "out") -> PackedStringArray:
	var names := PackedStringArray()
	for track: Dictionary in document.get("tracks", []):
		if track.get("direction") == direction:
			names.append(str(track.get("name", "")))
	return names
