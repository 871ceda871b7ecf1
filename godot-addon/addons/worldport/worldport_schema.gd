@tool
@icon("icons/worldport_schema.svg")
class_name WorldportSchema
extends Resource
## A model's schema document: its commands, messages and tracks, as the server publishes them.
##
## A [code].worldport[/code] file in the project is one, with drop-downs and checks in the editor for
## [member WorldportSession.schema]. The Worldport dock saves it from a running server; so does
## [code]npx worldport schema MODEL[/code]. [member WorldportSession.document] is the one of the model that plays.

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


## Hash of names, types, ranges and tracks alone. Two schemas that share it fit the same bindings and clients.
func get_shape_hash() -> String:
	return str(document.get("shape_hash", ""))


## Whether a game that was made for this schema fits another one, by their shape hashes: empty when it does, else a
## sentence. A session that is connected says by itself what is missing.
func compare(with: WorldportSchema) -> PackedStringArray:
	if get_shape_hash() == with.get_shape_hash():
		return PackedStringArray()
	return PackedStringArray(["Names, types, ranges or tracks of %s and %s differ." % [get_title(), with.get_title()]])


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


## A field of a command's args: [code]type[/code] ([code]number[/code], [code]integer[/code], [code]boolean[/code],
## [code]string[/code], [code]choice[/code], [code]list[/code], [code]file[/code], [code]json[/code]), [code]low[/code] and
## [code]high[/code] (infinite when open), [code]step[/code], [code]options[/code] of a choice, [code]length[/code] of a
## list, [code]preset[/code], [code]description[/code] and [code]is_required[/code]. {} when there is no such field.
func get_field(command: String, name: String) -> Dictionary:
	for field: ArgFields.Field in ArgFields.of(get_command(command).get("args", {})):
		if field.name == name:
			return {
				name = name, type = field.type, low = field.low, high = field.high, step = field.step,
				options = field.options, length = field.length, preset = field.preset,
				description = field.description, is_required = field.is_required,
			}
	return {}


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


## Names of the messages the model may send.
func get_message_names() -> PackedStringArray:
	var names := PackedStringArray()
	for message: Dictionary in document.get("messages", []):
		names.append(str(message.get("name", "")))
	return names
