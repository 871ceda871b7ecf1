@tool
extends RefCounted
## The text of a `.worldport` file ↔ a schema document.

const WHOLE := 9007199254740992.0


## What was read: a document, or why there is none.
class Reading:
	var document := {}
	## A sentence; empty when all went well.
	var problem := ""


## Reads the JSON of a `.worldport` file, or of GET /schema. Whole numbers become integers, as in what the server sends
## by its WebSocket.
static func read(text: String) -> Reading:
	var reading := Reading.new()
	var json := JSON.new()
	if json.parse(text) != OK:
		reading.problem = "It is no JSON: %s in line %d." % [json.get_error_message(), json.get_error_line() + 1]
		return reading
	var document: Variant = _with_integers(json.data)
	reading.problem = _problem_of(document)
	if reading.problem == "":
		reading.document = document
	return reading


static func _problem_of(document: Variant) -> String:
	if not document is Dictionary or not document.has("worldport"):
		return "It is no schema document. Write one with: npx worldport schema MODEL > NAME.worldport"
	if not document.worldport is int or document.worldport != 1:
		return "It is of version %s, and this addon reads version 1. Update the addon or the server." % document.worldport
	for key: String in ["tracks", "commands", "messages"]:
		if not document.get(key) is Array or not document[key].all(_is_named):
			return "Its %s are no list of named entries. Write it anew with: npx worldport schema MODEL" % key
	for key: String in ["hash", "shape_hash"]:
		if not document.get(key) is String:
			return "It has no %s. Write it anew with: npx worldport schema MODEL" % key
	var model: Variant = document.get("model")
	return "" if model is Dictionary and model.get("id") is String else "It names no model. Write it anew with: npx worldport schema MODEL"


static func _is_named(entry: Variant) -> bool:
	return entry is Dictionary and entry.get("name") is String


static func _with_integers(value: Variant) -> Variant:
	if value is float and value == floorf(value) and absf(value) < WHOLE:
		return int(value)
	if value is Array:
		return value.map(_with_integers)
	if value is Dictionary:
		var map := {}
		for key: String in value:
			map[key] = _with_integers(value[key])
		return map
	return value
