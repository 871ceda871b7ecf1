extends Node
## What a test file extends. Each `test_…` function runs in a fresh node of its own; its name is a sentence.

## Set by a test that needs longer.
var limit_ms := 20_000
var failures: Array[String] = []
var expected_errors: Array[String] = []
var error_log: RefCounted


## Announces an error that contains `part`; a test in which it does not come fails.
func expect_error(part: String) -> void:
	expected_errors.append(part)


func check(is_so: bool, sentence: String) -> void:
	if not is_so:
		failures.append(sentence)


func equal(got: Variant, wanted: Variant, what: String) -> void:
	if typeof(got) != typeof(wanted) or got != wanted:
		failures.append("%s: wanted %s, got %s" % [what, _words(wanted), _words(got)])


## Waits until `look` gives true, looking every frame. False, and a failure, when it takes longer than `wait_ms`.
func eventually(look: Callable, what: String, wait_ms := 10_000) -> bool:
	var end := Time.get_ticks_msec() + wait_ms
	while not look.call():
		if Time.get_ticks_msec() > end:
			failures.append("Waited %d ms for %s" % [wait_ms, what])
			return false
		await get_tree().process_frame
	return true


## Lets the game run on for some frames.
func frames(count: int) -> void:
	for _i: int in count:
		await get_tree().process_frame


## A value the test's caller set in the environment; a failure when it is missing.
func setting(variable: String) -> String:
	var value := OS.get_environment(variable)
	check(value != "", "%s is set by the caller" % variable)
	return value


func _words(value: Variant) -> String:
	return ("%s %s" % [type_string(typeof(value)), value]).left(400)
