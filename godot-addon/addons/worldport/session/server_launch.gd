@tool
extends RefCounted
## A server that the game starts itself: it ends with the game, whichever way that ends.
##
## The server ends when its standard input closes, and the operating system closes that with the game. Sessions with the
## same command share a server, so that it stays when the scene changes.

const ServerCommand := preload("server_command.gd")

## Servers by command, kept with the engine as plain values: an object of a script there would outlive its language.
const META := &"worldport_servers"
const READY := "Worldport is ready at (https?://\\S+)"
## The server says its address before it loads its model, which may take long.
const READY_WITHIN_MS := 60_000
## How long a server without a session is kept for the next scene's.
const KEEP_S := 3.0
const REMEMBERED_LINES := 20

## Its address once it is ready, as `http://127.0.0.1:8080`; "" before.
var url: String:
	get:
		return _server.url
## Why it can't be had, as a sentence; "" while it can.
var problem: String:
	get:
		return _server.problem

var _key := ""
## `process`, `users`, `url`, `problem`, `line`, `deadline`, `out`, `errors`; shared by all sessions of the command.
var _server := {}


## The server of a command, started if it is not running. `folder` is where it runs; "" is the game's own.
func _init(command: String, arguments: PackedStringArray, folder: String) -> void:
	_key = "\n".join(PackedStringArray([folder, command]) + arguments)
	var servers: Dictionary = Engine.get_meta(META, {})
	if servers.has(_key) and servers[_key].problem == "" and _runs(servers[_key]):
		_server = servers[_key]
	else:
		_server = _start(command, arguments, folder)
		servers[_key] = _server
		Engine.set_meta(META, servers)
	_server.users += 1


## Reads what the server said. To be called once per frame: a full pipe would hold the server up.
func poll() -> void:
	if problem != "" or _server.process.is_empty():
		return
	_server.out = (_server.out + _read(_server.process.stdio)).right(4_000)
	for line: String in _read(_server.process.stderr).split("\n", false):
		_server.errors.append(line)
	_server.errors = _server.errors.slice(-REMEMBERED_LINES)
	if url != "":
		if not _runs(_server):
			_server.problem = "The server ended: %s." % _last_words(_server)
		return
	var found := RegEx.create_from_string(READY).search(_server.out)
	if found != null:
		_server.url = found.get_string(1)
	elif not _runs(_server):
		_fail(_server, "it ended at once: " + _last_words(_server))
	elif Time.get_ticks_msec() > _server.deadline:
		_fail(_server, "it was not ready within %d s" % floori(READY_WITHIN_MS / 1000.0))
		_stop(_key, _server)


## Whether it was ready once.
func was_ready() -> bool:
	return url != ""


## Its process id, or 0.
func pid() -> int:
	return _server.process.get("pid", 0)


## One session fewer needs it. It is ended soon after the last one, and at once when the game `is_quitting`.
func release(is_quitting: bool) -> void:
	_server.users -= 1
	var tree := Engine.get_main_loop() as SceneTree
	if _server.users > 0:
		return
	if is_quitting or tree == null or Engine.is_editor_hint() or problem != "":
		_stop(_key, _server)
	else:
		tree.create_timer(KEEP_S, true, false, true).timeout.connect(_stop_unless_used.bind(_key, _server))


static func _stop_unless_used(key: String, server: Dictionary) -> void:
	if server.users == 0:
		_stop(key, server)


## Ends a server: closes its standard input.
static func _stop(key: String, server: Dictionary) -> void:
	var servers: Dictionary = Engine.get_meta(META, {})
	if is_same(servers.get(key), server):
		servers.erase(key)
	if not server.process.is_empty():
		server.process.stdio.close()
		server.process.stderr.close()
		server.process = {}


static func _runs(server: Dictionary) -> bool:
	return not server.process.is_empty() and OS.is_process_running(server.process.pid)


static func _start(command: String, arguments: PackedStringArray, folder: String) -> Dictionary:
	var server := {
		process = {}, users = 0, url = "", problem = "", out = "", errors = PackedStringArray(),
		line = " ".join(PackedStringArray([command]) + arguments), deadline = Time.get_ticks_msec() + READY_WITHIN_MS,
	}
	var path := ServerCommand.absolute(folder, not OS.has_feature("editor"))
	if OS.has_feature("web") or OS.has_feature("mobile"):
		_fail(server, "programs can't be started on this platform")
	elif path != "" and not DirAccess.dir_exists_absolute(path):
		_fail(server, "there is no folder %s" % path)
	else:
		var all := arguments + PackedStringArray(["--port", "0", "--exit-with-stdin"])
		var how := ServerCommand.of(command, all, path, OS.get_name())
		if how.line != "":
			OS.set_environment(ServerCommand.WINDOWS_LINE, how.line)
		server.process = OS.execute_with_pipe(how.program, how.arguments, false)
		if how.line != "":
			OS.unset_environment(ServerCommand.WINDOWS_LINE)
		if server.process.is_empty():
			_fail(server, "it could not be started")
	return server


static func _last_words(server: Dictionary) -> String:
	return server.errors[-1].strip_edges().trim_suffix(".") if not server.errors.is_empty() else "it said nothing"


static func _read(pipe: FileAccess) -> String:
	var size := pipe.get_length()
	return pipe.get_buffer(size).get_string_from_utf8() if size > 0 else ""


static func _fail(server: Dictionary, words: String) -> void:
	server.problem = "The server could not be started: %s. Run it in a terminal: %s" % [words, server.line]
