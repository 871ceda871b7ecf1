@tool
extends RefCounted
## What changed between two schema documents, in words, from the side of a game that was made for the older one.
##
## The same rules and words as `worldport schema diff`; a test compares the two.

const TEXTS: Array[String] = ["title", "description", "examples", "$comment", "deprecated"]
const LOWER: Array[String] = ["minimum", "exclusiveMinimum", "minLength", "minItems"]
const UPPER: Array[String] = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"]
const OWN_RULES: Array[String] = ["properties", "required", "items", "enum", "default"]
const TRACK_KEYS: Array[String] = ["kind", "direction", "format", "color_space", "row_order", "alpha"]

## A game made for the older document may be refused, or may miss something.
var breaking := PackedStringArray()
## There is more, or there are other values; such a game goes on working.
var additive := PackedStringArray()


func _init(before: Dictionary, after: Dictionary) -> void:
	var old_id := str(before.get("model", {}).get("id", ""))
	var new_id := str(after.get("model", {}).get("id", ""))
	if old_id != new_id:
		breaking.append("The model is another one: %s → %s." % [old_id, new_id])
	_pair("Track", before.get("tracks", []), after.get("tracks", []), _compare_tracks)
	_pair("Command", before.get("commands", []), after.get("commands", []), _compare_commands)
	_pair("Message", before.get("messages", []), after.get("messages", []), _compare_messages)


func _pair(kind: String, before: Array, after: Array, compare: Callable) -> void:
	for old: Dictionary in before:
		var now := _named(after, str(old.name))
		if now.is_empty():
			breaking.append("%s %s was removed." % [kind, old.name])
		else:
			compare.call(old, now)
	for now: Dictionary in after:
		if _named(before, str(now.name)).is_empty():
			additive.append("%s %s was added." % [kind, now.name])


func _compare_tracks(before: Dictionary, after: Dictionary) -> void:
	for key: String in TRACK_KEYS:
		_note(true, "Track %s: %s" % [before.name, key], before.get(key), after.get(key))
	for key: String in ["max_width", "max_height"]:
		# Frames carry their size, so that a receiver follows; a sender must stay within what the track takes.
		var is_less: bool = after.get("direction") == "in" and _number(after, key, 0.0) < _number(before, key, 0.0)
		_note(is_less, "Track %s: %s" % [before.name, key], before.get(key), after.get(key))
	for key: String in ["width", "height", "fps", "scaling"]:
		_note(false, "Track %s: %s" % [before.name, key], before.get(key), after.get(key))


func _compare_commands(before: Dictionary, after: Dictionary) -> void:
	var where := "Command %s" % before.name
	_note(true, where + ": semantics", before.get("semantics"), after.get("semantics"))
	_compare(where, before.get("args", {}), after.get("args", {}), true)
	var old: Variant = before.get("reply")
	var now: Variant = after.get("reply")
	if old == null and now != null:
		additive.append(where + " has a reply now.")
	elif old != null and now == null:
		breaking.append(where + " has no reply any more.")
	elif old != null:
		_compare(where + ", reply", old, now, false)
	_note(false, where + ": release", before.get("release"), after.get("release"))


func _compare_messages(before: Dictionary, after: Dictionary) -> void:
	_compare("Message %s" % before.name, before.get("data", {}), after.get("data", {}), false)


## `is_sent`: by the game, so that accepting less breaks; else received, so that giving more breaks.
func _compare(where: String, before: Dictionary, after: Dictionary, is_sent: bool) -> void:
	for key: String in _keys_of(before, after):
		if not key in OWN_RULES and not key in LOWER and not key in UPPER and not key in TEXTS:
			_tell(true, where, key, before, after)
	for key: String in LOWER:
		_tell((_number(after, key, -INF) > _number(before, key, -INF)) == is_sent, where, key, before, after)
	for key: String in UPPER:
		_tell((_number(after, key, INF) < _number(before, key, INF)) == is_sent, where, key, before, after)
	_compare_choices(where, before, after, is_sent)
	_compare_fields(where, before, after, is_sent)
	if before.get("items") is Dictionary and after.get("items") is Dictionary:
		_compare(where + ", items", before.items, after.items, is_sent)
	else:
		_tell(true, where, "items", before, after)
	_tell(false, where, "default", before, after)


func _compare_choices(where: String, before: Dictionary, after: Dictionary, is_sent: bool) -> void:
	var old: Variant = before.get("enum")
	var now: Variant = after.get("enum")
	if not old is Array or not now is Array:
		_tell((now == null) != is_sent, where, "enum", before, after)
		return
	for value: Variant in old:
		if not value in now:
			_list(is_sent).call("%s: the choice %s was removed." % [where, _json(value)])
	for value: Variant in now:
		if not value in old:
			_list(not is_sent).call("%s: the choice %s was added." % [where, _json(value)])


func _compare_fields(where: String, before: Dictionary, after: Dictionary, is_sent: bool) -> void:
	var old: Dictionary = before.get("properties", {})
	var now: Dictionary = after.get("properties", {})
	var old_required: Array = before.get("required", [])
	var now_required: Array = after.get("required", [])
	for name: String in old:
		var field := "%s, field %s" % [where, name]
		if not now.has(name):
			breaking.append(field + " was removed.")
			continue
		var is_required := name in now_required
		if is_required != (name in old_required):
			_list(is_required == is_sent).call("%s became %s." % [field, "required" if is_required else "optional"])
		if old[name] is Dictionary and now[name] is Dictionary:
			_compare(field, old[name], now[name], is_sent)
	for name: String in now:
		if not old.has(name):
			var is_demanded := is_sent and name in now_required
			_list(is_demanded).call("%s, field %s was added%s." % [where, name, ", and is required" if is_demanded else ""])


func _note(breaks: bool, what: String, before: Variant, after: Variant) -> void:
	if _json(before) != _json(after):
		_list(breaks).call("%s changed from %s to %s." % [what, _json(before), _json(after)])


func _tell(breaks: bool, where: String, key: String, before: Dictionary, after: Dictionary) -> void:
	var old := _json(before.get(key))
	var now := _json(after.get(key))
	if old == now:
		return
	if not before.has(key):
		_list(breaks).call("%s: %s is %s now." % [where, key, now])
	elif not after.has(key):
		_list(breaks).call("%s: %s is no longer given; it was %s." % [where, key, old])
	else:
		_list(breaks).call("%s: %s changed from %s to %s." % [where, key, old, now])


func _list(breaks: bool) -> Callable:
	return func(line: String) -> void:
		if breaks:
			breaking.append(line)
		else:
			additive.append(line)


static func _named(entries: Array, name: String) -> Dictionary:
	for entry: Dictionary in entries:
		if entry.name == name:
			return entry
	return {}


static func _keys_of(before: Dictionary, after: Dictionary) -> Array:
	return before.keys() + after.keys().filter(func(key: String) -> bool: return not before.has(key))


static func _number(of: Dictionary, key: String, open: float) -> float:
	return float(of[key]) if of.get(key) is int or of.get(key) is float else open


static func _json(value: Variant) -> String:
	return JSON.stringify(value, "", true)
