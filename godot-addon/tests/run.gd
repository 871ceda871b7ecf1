extends SceneTree
## Runs tests: `godot --headless --path godot-addon -s res://tests/run.gd -- [part of a file's name]…`
##
## Each `test_…` function of each `test_*.gd` runs in a node of its own. Any error of the engine or of a script that was
## not announced with `expect_error` fails the test. Prints one line of JSON for each test, and the counts. Exits with 0
## when at least one test ran and none failed.

const ErrorLog := preload("error_log.gd")
const TestCase := preload("test_case.gd")

var _log := ErrorLog.new()
var _passed := 0
var _failed := 0


func _initialize() -> void:
	OS.low_processor_usage_mode_sleep_usec = 100
	OS.add_logger(_log)
	_run_all()


func _run_all() -> void:
	await process_frame
	var parts := OS.get_cmdline_user_args()
	for file: String in DirAccess.get_files_at("res://tests"):
		if not file.begins_with("test_") or not file.ends_with(".gd") or file == "test_case.gd":
			continue
		if parts.is_empty() or Array(parts).any(func(part: String) -> bool: return file.contains(part)):
			await _run_file("res://tests/" + file)
	OS.remove_logger(_log)
	print("%d passed, %d failed" % [_passed, _failed])
	quit(0 if _failed == 0 and _passed > 0 else 1)


func _run_file(path: String) -> void:
	_log.take_errors()
	var script := load(path) as GDScript
	var errors := _log.take_errors()
	if script == null or not script.can_instantiate() or not errors.is_empty():
		_report(path.get_file() + " can be loaded", errors, 0)
		return
	for method: Dictionary in script.get_script_method_list():
		if method.name.begins_with("test_"):
			await _run_test(script, method.name)


func _run_test(script: GDScript, method: String) -> void:
	var test := script.new() as TestCase
	test.name = "Test"
	test.error_log = _log
	root.add_child(test)
	_log.take_errors()
	_log.take_warnings()
	var start := Time.get_ticks_msec()
	var state := {done = false}
	_call(test, method, state)
	# A script error ends the function without a word.
	while not state.done and not (_log.has_errors() and test.expected_errors.is_empty()):
		if Time.get_ticks_msec() - start > test.limit_ms:
			test.failures.append("It takes longer than %d ms" % test.limit_ms)
			break
		await process_frame
	var failures := test.failures.duplicate()
	var expected := test.expected_errors.duplicate()
	test.queue_free()
	await process_frame
	await process_frame
	failures.append_array(_unexpected(_log.take_errors(), expected))
	_report(method.trim_prefix("test_").replace("_", " "), failures, Time.get_ticks_msec() - start)


func _call(test: TestCase, method: String, state: Dictionary) -> void:
	@warning_ignore("redundant_await")
	await test.call(method)
	state.done = true


func _unexpected(errors: Array[String], expected: Array[String]) -> Array[String]:
	var missing := expected.duplicate()
	var left: Array[String] = []
	for error: String in errors:
		var found := expected.find_custom(func(part: String) -> bool: return error.contains(part))
		if found < 0:
			left.append("Unexpected error: " + error)
		else:
			missing.erase(expected[found])
	for part: String in missing:
		left.append("No error said: " + part)
	return left


func _report(test: String, failures: Array[String], took_ms: int) -> void:
	if failures.is_empty():
		_passed += 1
	else:
		_failed += 1
	print(JSON.stringify({test = test, ok = failures.is_empty(), ms = took_ms, failures = failures}))
