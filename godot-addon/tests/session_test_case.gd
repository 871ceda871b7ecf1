extends "test_case.gd"
## Tests of the session node against real servers that they start themselves.

const ServerProcess := preload("server_process.gd")
## Starting Node on a busy machine takes its time.
const READY_WITHIN_MS := 40_000

var _servers: Array[ServerProcess] = []


func _init() -> void:
	limit_ms = 90_000


func _exit_tree() -> void:
	for server: ServerProcess in _servers:
		server.stop()


## A server that is ready.
func server_of(model := "testcard", arguments := PackedStringArray()) -> ServerProcess:
	var server := ServerProcess.new()
	_servers.append(server)
	server.start(model, arguments)
	await eventually(server.is_ready, "the server to be ready", READY_WITHIN_MS)
	return server


## A session with a texture, in the tree.
func session_of(url: String, settings := {}, parent: Node = self) -> WorldportSession:
	var session := WorldportSession.new()
	session.url = url
	session.auto_bind = false
	session.texture = WorldportTexture.new()
	for property: String in settings:
		session.set(property, settings[property])
	parent.add_child(session)
	return session


## A session whose commands count.
func driving(url: String, settings := {}, parent: Node = self) -> WorldportSession:
	var session := session_of(url, settings, parent)
	if not await eventually(func() -> bool: return session.is_driving, "driving"):
		check(false, "it is %s, place %d, of a session that is %s (%s)" % [session.status, session.queue_position, session.state, session.detail])
	return session


## Waits for so many further frames; gives the last one.
func frames_of(session: WorldportSession, count := 1) -> WorldportFrame:
	var got: Array[WorldportFrame] = []
	var note := func(frame: WorldportFrame) -> void: got.append(frame)
	session.frame_shown.connect(note)
	var came := await eventually(func() -> bool: return got.size() >= count, "%d frames" % count)
	session.frame_shown.disconnect(note)
	return got[-1] if came else WorldportFrame.new()


## Says goodbye, so that the next test finds the server free.
func leave(session: WorldportSession) -> void:
	session.disconnect_from_server()
	await eventually(func() -> bool: return session._run.client.link._leaving.is_empty(), "the goodbye")
	session.queue_free()
