@tool
extends RefCounted
## A server that the game starts itself: it ends with the game, whichever way that ends.
##
## The server ends when its standard input closes, and the operating system closes that with the game. Sessions with the
## same command share a server, so that it stays when the scene changes.

const META := &"worldport_servers"
const READY := "Worldport is ready at (https?://\\S+)"
## Loading a model may take long, but the server says its address before it loads.
const READY_WITHIN_MS := 60_000
## How long a server without a session is kept for the next scene's.
const KEEP_S := 3.0
const REMEMBERED_LINES := 20

## Its address once it is ready, as `http://127.0.0.1:8080`; "" before.
var url := ""
## Why it can't be had, as a sentence; "" while it can.
var problem := ""

var _key := ""
var _users := 0
var _line := ""
var _process := {}
var _deadline := 0
var _out := ""
var _errors := PackedStringArray()


## The server of a command, started if it is not running. `folder` is where it runs; "" is the game's own.
static func of(command: String, arguments: PackedStringArray, folder: String) -> RefCounted:
	var servers: Dictionary = Engine.get_meta(META, {})
	var key := "\n".join(PackedStringArray([folder, command]) + arguments)
	var server: RefCounted = servers.get(key)
	if server == null or server.problem != "" or not server.is_running():
		server = new()
		server._start(key, command, arguments, folder)
		servers[key] = server
		Engine.set_meta(META, servers)
	server._users += 1
	return server


## Reads what the server said. To be called once per frame until [member url] or [member problem] is set, and now and
## then after it: a full pipe would hold the server up.
func poll() -> void:
	if problem != "" or _process.is_empty():
		return
	_out = (_out + _read(_process.stdio)).right(4_000)
	for line: String in _read(_process.stderr).split("\n", false):
		_errors.append(line)
	_errors = _errors.slice(-REMEMBERED_LINES)
	if url == "":
		var found := RegEx.create_from_string(READY).search(_out)
		if found != null:
			url = found.get_string(1)
		elif not is_running():
			var last := _errors[-1].strip_edges() if not _errors.is_empty() else "it said nothing"
			_fail("it ended at once: " + last.trim_suffix("."))
		elif Time.get_ticks_msec() > _deadline:
			_fail("it was not ready within %d s" % floori(READY_WITHIN_MS / 1000.0))
			stop()


## Whether its process runs.
func is_running() -> bool:
	return not _process.is_empty() and OS.is_process_running(_process.pid)


## Its process id, or 0.
func pid() -> int:
	return _process.get("pid", 0)


## One session fewer needs it. It is ended soon after the last one, and at once when the game `is_quitting`.
func release(is_quitting: bool) -> void:
	_users -= 1
	var tree := Engine.get_main_loop() as SceneTree
	if _users > 0:
		return
	if is_quitting or tree == null or Engine.is_editor_hint():
		stop()
	else:
		tree.create_timer(KEEP_S, true, false, true).timeout.connect(_stop_unless_used.bind(self))


## Ends the server: closes its standard input.
func stop() -> void:
	var servers: Dictionary = Engine.get_meta(META, {})
	if servers.get(_key) == self:
		servers.erase(_key)
	if not _process.is_empty():
		_process.stdio.close()
		_process.stderr.close()
		_process = {}


static func _stop_unless_used(server: RefCounted) -> void:
	if server._users == 0:
		server.stop()


func _start(key: String, command: String, arguments: PackedStringArray, folder: String) -> void:
	_key = key
	_deadline = Time.get_ticks_msec() + READY_WITHIN_MS
	var all := arguments + PackedStringArray(["--port", "0", "--exit-with-stdin"])
	_line = " ".join(PackedStringArray([command]) + arguments)
	if OS.has_feature("web") or OS.has_feature("mobile"):
		return _fail("programs can't be started on this platform")
	var path := ProjectSettings.globalize_path(folder) if folder != "" else ""
	if path != "" and not DirAccess.dir_exists_absolute(path):
		return _fail("there is no folder %s" % path)
	var program := command
	if path != "" or not command.is_absolute_path():
		# The engine starts programs in its own folder; a shell goes to the right one and becomes the program.
		if OS.get_name() == "Windows":
			all = PackedStringArray(["/d", "/c", "cd", "/d", path if path != "" else ".", "&&", command]) + all
			program = "cmd.exe"
		else:
			all = PackedStringArray(["-c", "cd \"$0\" && exec \"$@\"", path if path != "" else ".", command]) + all
			program = "/bin/sh"
	_process = OS.execute_with_pipe(program, all, false)
	if _process.is_empty():
		_fail("it could not be started")


func _read(pipe: FileAccess) -> String:
	var size := pipe.get_length()
	return pipe.get_buffer(size).get_string_from_utf8() if size > 0 else ""


func _fail(words: String) -> void:
	problem = "The server could not be started: %s. Run it in a terminal: %s" % [words, _line]
