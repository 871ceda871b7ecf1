extends "session_test_case.gd"
## A session that starts its server itself.

const ServerCommand := preload("res://addons/worldport/session/server_command.gd")


func test_a_session_starts_its_server_and_ends_it() -> void:
	var session := _launching("testcard")
	equal(session.status, "launching", "the status at first")
	await eventually(func() -> bool: return session.is_driving, "driving", READY_WITHIN_MS)
	await frames_of(session, 2)
	var pid: int = session._run._launch.pid()
	check(OS.is_process_running(pid), "the server runs")
	session.disconnect_from_server()
	await eventually(func() -> bool: return not OS.is_process_running(pid), "the server's end")


func test_the_next_scene_uses_the_same_server() -> void:
	var first := _launching("testcard")
	await eventually(func() -> bool: return first.is_driving, "driving", READY_WITHIN_MS)
	var pid: int = first._run._launch.pid()
	first.queue_free()
	await frames(2)
	var second := _launching("testcard")
	await eventually(func() -> bool: return second.is_driving, "driving again")
	equal(second._run._launch.pid(), pid, "the server's process")
	equal(second.welcome.resumed, true, "resumed")
	second.disconnect_from_server()
	await eventually(func() -> bool: return not OS.is_process_running(pid), "the server's end")


func test_a_server_that_died_is_started_again_and_the_picture_comes_back() -> void:
	var session := _launching("testcard")
	await eventually(func() -> bool: return session.is_driving, "driving", READY_WITHIN_MS)
	var first: int = session._run._launch.pid()
	OS.execute("kill", ["-9", str(first)])
	await eventually(func() -> bool: return session.status != "open", "the outage")
	await eventually(func() -> bool: return session.is_driving, "driving again", READY_WITHIN_MS)
	var second: int = session._run._launch.pid()
	check(second != first, "another server")
	await frames_of(session, 2)
	session.connect_to_server()
	await eventually(func() -> bool: return session.is_driving, "driving anew")
	equal(session._run._launch.pid(), second, "the server that is connected to anew")
	session.disconnect_from_server()
	await eventually(func() -> bool: return not OS.is_process_running(second), "the server's end")


func test_on_windows_cmd_reads_the_whole_line() -> void:
	var arguments := PackedStringArray(["run", "my model.ts", "--port", "0"])
	var how := ServerCommand.of("npx", arguments, "C:/games/my game", "Windows")
	equal(how.program, "cmd.exe", "the program")
	equal(how.arguments, PackedStringArray(["/d", "/c", "%WORLDPORT_LAUNCH%"]), "nothing in it is put in quotes")
	equal(how.line, "cd /d \"C:\\games\\my game\" && npx run \"my model.ts\" --port 0", "the line")
	equal(ServerCommand.of("C:/node.exe", arguments, "", "Windows"), {program = "C:/node.exe", arguments = arguments, line = ""}, "a program")
	check(ServerCommand.of("npx", arguments, "", "macOS").arguments[1].begins_with("PATH=\"$PATH:/opt/homebrew/bin"), "Node on macOS")


func test_an_exported_game_starts_what_lies_beside_it() -> void:
	var beside := OS.get_executable_path().get_base_dir()
	equal(ServerCommand.absolute("res://server", true), beside.path_join("server"), "a folder of the project")
	equal(ServerCommand.absolute("", true), beside, "no folder")
	equal(ServerCommand.absolute("res://", true), beside, "the project")
	equal(ServerCommand.absolute("", false), "", "no folder, in the editor")


func test_a_server_that_cannot_start_says_what_it_said_and_what_to_run() -> void:
	expect_error("Run it in a terminal: ")
	var session := _launching("no-such-model.ts")
	var told: Array[String] = []
	session.disconnected.connect(func(_code: String, reason: String) -> void: told.append(reason))
	await eventually(func() -> bool: return not told.is_empty(), "the failure", READY_WITHIN_MS)
	check(told[0].contains("no-such-model.ts"), told[0])


func test_a_command_that_does_not_exist_is_told() -> void:
	expect_error("Run it in a terminal: no-such-command run testcard")
	var session := session_of("", {
		launch_command = "no-such-command", launch_arguments = PackedStringArray(["run", "testcard"]),
	})
	await eventually(func() -> bool: return session.status == "offline", "the failure", READY_WITHIN_MS)


func _launching(model: String) -> WorldportSession:
	var bin := OS.get_environment("WORLDPORT_BIN")
	return session_of("", {
		launch_command = setting("WORLDPORT_NODE"),
		launch_arguments = PackedStringArray([bin, "run", model]),
		launch_folder = "res://tests",
	})
