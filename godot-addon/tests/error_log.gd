extends Logger
## Hears every error and warning of the engine and of scripts, from any thread.

var _mutex := Mutex.new()
var _errors: Array[String] = []
var _warnings: Array[String] = []


func _log_error(
	function: String, file: String, line: int, code: String, rationale: String, _editor_notify: bool,
	error_type: int, _script_backtraces: Array[ScriptBacktrace]
) -> void:
	var words := rationale if rationale != "" else code
	_mutex.lock()
	if error_type == ERROR_TYPE_WARNING:
		_warnings.append(words)
	else:
		_errors.append("%s (%s, %s:%d)" % [words, function, file, line])
	_mutex.unlock()


## The errors since the last call.
func take_errors() -> Array[String]:
	_mutex.lock()
	var taken := _errors
	_errors = []
	_mutex.unlock()
	return taken


## Whether an error was heard that was not taken yet.
func has_errors() -> bool:
	_mutex.lock()
	var has := not _errors.is_empty()
	_mutex.unlock()
	return has


## The warnings since the last call.
func take_warnings() -> Array[String]:
	_mutex.lock()
	var taken := _warnings
	_warnings = []
	_mutex.unlock()
	return taken
