extends RefCounted
## A Worldport server that a test starts, kills and starts again. It ends with the test's process at the latest.

var url := ""
var errors := ""

var _process := {}
var _out := ""


## Starts `worldport run` with these arguments; port 0 is a free one.
func start(model: String, arguments := PackedStringArray(), fixed_port := 0) -> void:
	url = ""
	_out = ""
	var all := PackedStringArray([OS.get_environment("WORLDPORT_BIN"), "run", model, "--port", str(fixed_port)])
	all.append_array(["--exit-with-stdin", "--log-level", "warn"])
	_process = OS.execute_with_pipe(OS.get_environment("WORLDPORT_NODE"), all + arguments, false)


func is_ready() -> bool:
	_out += _read("stdio")
	errors += _read("stderr")
	if _out.contains("ready at ") and _out.ends_with("\n"):
		url = _out.get_slice("ready at ", 1).strip_edges()
	return url != ""


func port() -> int:
	return url.get_slice(":", 2).to_int()


## Ends it without a word.
func kill() -> void:
	OS.kill(_process.pid)
	stop()


## Holds it where it is, as a machine does that has too much to do, or lets it go on.
func freeze(is_frozen: bool) -> void:
	OS.execute("kill", ["-STOP" if is_frozen else "-CONT", str(_process.pid)])


## Lets it end by itself.
func stop() -> void:
	if not _process.is_empty():
		_process.stdio.close()
		_process.stderr.close()
		_process = {}


func _read(pipe: String) -> String:
	var size: int = _process[pipe].get_length()
	return _process[pipe].get_buffer(size).get_string_from_utf8() if size > 0 else ""
