@tool
extends RefCounted
## A goodbye in the name of a client that is gone: its resume token opens it once more, for as long as that takes.

const Link := preload("../protocol/link.gd")
## A server that does not take it within this time has ended, most likely with its game.
const WITHIN_MS := 3_000
## What a link needs to send its last words.
const LINGERS_MS := 500

## Whether it was said, or can't be.
var is_done := false

var _link := Link.new()
var _ends_ms := Time.get_ticks_msec() + WITHIN_MS


func _init(resume: String, url: String, token: String) -> void:
	# As a spectator, and of no track: should the server not know the token any more, nobody's turn is taken.
	_link.hello = {client = {name = "Godot editor", version = WorldportSession.VERSION}, role = "spectator", tracks = {}}
	if token != "":
		_link.hello.token = token
	_link.message_received.connect(_answer)
	_link.connect_to(url, resume)


func poll() -> void:
	_link.poll()
	if not is_done and (_link.phase in [Link.Phase.RETRYING, Link.Phase.STOPPED] or Time.get_ticks_msec() > _ends_ms):
		close()


func close() -> void:
	is_done = true
	# Also forgets the resume token, which is not to become the dock's.
	_link.leave("The game was stopped.")
	_link.close()


func _answer(type: String, _body: Dictionary, _at_us: int) -> void:
	if type == "welcome":
		_link.leave("The game was stopped.")
		_ends_ms = Time.get_ticks_msec() + LINGERS_MS
