@tool
extends RefCounted
## A whole client: link, outbox and clock together.

const Link := preload("../protocol/link.gd")
const LinkEnds := preload("../protocol/link_ends.gd")
const Outbox := preload("../protocol/outbox.gd")
const ClockOffset := preload("../protocol/clock_offset.gd")
const EditorNotice := preload("editor_notice.gd")

## The server took this client in, or a new session opened: the body of `welcome`.
signal welcomed(body: Dictionary)
## The session's state changed: the body of `state`.
signal state_changed(body: Dictionary)
## The schema document came.
signal schema_received(document: Dictionary)
## A declared message of the model.
signal message_received(name: String, data: Dictionary)
## A command was refused.
signal command_refused(name: String, code: String, message: String)
## The server refused something else, or told why a session ended.
signal error_received(code: String, message: String)

var link := Link.new()
var clock := ClockOffset.new()
var outbox: Outbox
## The last welcome; {} before the first.
var welcome := {}
## Where the session is; {} while the link is down.
var state := {}
## The schema document, once it is known.
var document := {}


func _init() -> void:
	# By name, not by bound method: the outbox must not keep this object alive.
	var to_server := link
	outbox = Outbox.new(func(body: Dictionary) -> String: return to_server.send("command", body))
	link.message_received.connect(_receive)
	link.phase_changed.connect(_follow)


## A text of the session's state, or "".
func text_of_state(key: String) -> String:
	return str(state.get(key, ""))


## Names of the model's out tracks, the first one first; none while they are not known.
func out_tracks() -> PackedStringArray:
	var names := PackedStringArray()
	var tracks: Variant = document.get("tracks")
	for track: Variant in tracks if tracks is Array else []:
		if track is Dictionary and track.get("direction") == "out":
			names.append(str(track.get("name", "")))
	return names


## How a track wants to be enlarged: `smooth` or `crisp`.
func scaling_of(track: String) -> String:
	for entry: Variant in document.get("tracks", []):
		if entry is Dictionary and entry.get("name") == track:
			return str(entry.get("scaling", "smooth"))
	return "smooth"


## The model's first out track, or "".
func first_track() -> String:
	var names := out_tracks()
	return names[0] if not names.is_empty() else ""


## This client's id, or "".
func id() -> String:
	return str(welcome.get("client", ""))


## Sends a command of any kind at once. Its reply is settled when its fate is known, or at once when it can't go out.
func command(name: String, args: Dictionary) -> WorldportReply:
	var reply := WorldportReply.new()
	reply.command = name
	if outbox.is_open:
		outbox.trigger(name, args, reply)
		return reply
	var watches: bool = state.get("state") == "streaming"
	var words := (
		"This client does not drive the session. Wait in the queue, or connect with role driver."
		if watches
		else "No session is running here (%s). Send it when the state is streaming." % state.get("state", "the link is down")
	)
	reply.settle({ok = false, error = {code = "not_driver" if watches else "no_session", message = words}})
	command_refused.emit(name, reply.code, reply.message)
	return reply


## Says goodbye; everything that waits is answered with `closed`.
func leave(reason: String) -> void:
	if link.phase == Link.Phase.OPEN:
		EditorNotice.left(str(welcome.get("resume", "")))
	link.leave(reason)
	outbox.abandon("closed", reason)


## Cuts the link, waits until nothing runs any more, and leaves the session for the next client to resume.
func close() -> void:
	link.close()
	outbox.abandon("closed", "The session node was removed.")


func _receive(type: String, body: Dictionary, at_us: int) -> void:
	match type:
		"welcome":
			_welcomed(body)
		"state":
			_enter(body)
		"reply":
			_settle(body)
		"message":
			var data: Variant = body.get("data")
			message_received.emit(str(body.get("name", "")), data if data is Dictionary else {})
		"pong":
			if body.get("t_us") is int and body.get("server_us") is int:
				clock.add(body.t_us, body.server_us, at_us)
		"error":
			error_received.emit(str(body.get("code", "")), str(body.get("message", "")))
		"bye":
			if not str(body.get("code")) in LinkEnds.RESUMABLE:
				outbox.abandon(str(body.get("code", "closed")), str(body.get("reason", "")))


func _welcomed(body: Dictionary) -> void:
	var is_other_model: bool = not welcome.is_empty() and welcome.get("schema_hash") != body.get("schema_hash")
	welcome = body
	EditorNotice.joined(link, str(body.get("resume", "")))
	if body.get("schema") is Dictionary:
		document = body.schema
	if is_other_model:
		outbox.reset()
	var next_id: Variant = body.get("next_command_id")
	outbox.welcome(next_id if next_id is int else 1, body.get("resumed") == true)
	if body.get("schema") is Dictionary:
		schema_received.emit(document)
	welcomed.emit(body)


func _enter(body: Dictionary) -> void:
	state = body
	var was_open := outbox.is_open
	outbox.set_open(body.get("state") == "streaming" and body.get("role") == "driver")
	if not was_open and outbox.is_open:
		outbox.flush()
	state_changed.emit(body)


## Told before the reply is settled, so that who awaits it finds everything said.
func _settle(body: Dictionary) -> void:
	var error: Variant = body.get("error")
	if body.get("ok") != true and error is Dictionary:
		command_refused.emit(outbox.name_of(body), str(error.get("code", "")), str(error.get("message", "")))
	outbox.settle(body)


func _follow() -> void:
	if link.phase == Link.Phase.OPEN:
		return
	clock.clear()
	if not state.is_empty():
		_enter({})
	if link.phase == Link.Phase.STOPPED:
		outbox.abandon(link.code, link.sentence)
