@tool
extends RefCounted
## Resume tokens that no link holds just now, by server and role. They are kept with the engine, so they outlive scenes,
## sessions and reloaded scripts: the session of the next scene carries on as the same client.

const META := &"worldport_resume_tokens"
## Tokens kept for each key; the oldest goes.
const MOST := 8


## Takes the newest token kept under a key, or "": while a link has it, no other one may.
static func take(key: String) -> String:
	var tokens := _tokens_of(key)
	if tokens.is_empty():
		return ""
	var token := tokens[-1]
	tokens.remove_at(tokens.size() - 1)
	_keep(key, tokens)
	return token


## Keeps a token for the next link. "" is none.
static func give_back(key: String, token: String) -> void:
	if token != "":
		var tokens := _tokens_of(key)
		tokens.append(token)
		_keep(key, tokens.slice(-MOST))


static func _tokens_of(key: String) -> PackedStringArray:
	var all: Dictionary = Engine.get_meta(META, {})
	return all.get(key, PackedStringArray())


static func _keep(key: String, tokens: PackedStringArray) -> void:
	var all: Dictionary = Engine.get_meta(META, {})
	all[key] = tokens
	Engine.set_meta(META, all)
