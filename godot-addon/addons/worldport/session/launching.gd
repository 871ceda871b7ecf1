@tool
extends RefCounted
## A session's own server over time: started, followed, and started again when it ends.

## It can be connected to.
signal became_ready(url: String)
## It is given up, with the reason.
signal failed(problem: String)

const ServerLaunch := preload("server_launch.gd")
## Waits before a server that ended is started again; after the last, no more.
const AGAIN_AFTER_MS: Array[int] = [500, 2_000, 8_000, 30_000]

## Its address once it is ready; "" before.
var url: String:
	get:
		return _server.url if _server != null else ""

var _session: WorldportSession
var _server: ServerLaunch
## How often it was started again since it last played, and when the next time is; 0: it is not to be.
var _times := 0
var _again_at_ms := 0
## Whether it was told that the server is ready: one that runs for another session already is so at once.
var _is_told := false


func _init(session: WorldportSession) -> void:
	_session = session


## Whether it was started and is not ready yet.
func is_starting() -> bool:
	return _server != null and _server.url == "" and _server.problem == ""


## Its process id, or 0.
func pid() -> int:
	return _server.pid() if _server != null else 0


## Starts it, or tells once more that it is ready.
func start() -> void:
	if _server == null:
		_times = 0
		_begin()
	elif _server.was_ready():
		became_ready.emit(_server.url)


## Once per frame.
func poll() -> void:
	if _server == null:
		if _again_at_ms > 0 and Time.get_ticks_msec() >= _again_at_ms:
			_begin()
		return
	_server.poll()
	if _server.problem != "":
		_lose(_server.problem, _server.was_ready() and _times < AGAIN_AFTER_MS.size())
	elif not _is_told and _server.url != "":
		_is_told = true
		became_ready.emit(_server.url)


## The model plays: what comes later is another trouble.
func note_playing() -> void:
	_times = 0


## Needs it no more.
func release(is_quitting: bool) -> void:
	_again_at_ms = 0
	if _server != null:
		_server.release(is_quitting)
		_server = null


func _begin() -> void:
	_again_at_ms = 0
	_is_told = false
	_server = ServerLaunch.new(_session.launch_command, _session.launch_arguments, _session.launch_folder)


func _lose(problem: String, may_again: bool) -> void:
	release(false)
	if may_again:
		_again_at_ms = Time.get_ticks_msec() + AGAIN_AFTER_MS[_times]
		_times += 1
		push_warning("WorldportSession: %s It is started again." % problem)
	else:
		push_error("WorldportSession: " + problem)
		failed.emit(problem)
