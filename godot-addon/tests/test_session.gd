extends "session_test_case.gd"
## What a session does on a link that holds. WORLDPORT_TESTCARD is the address of a test card all these tests share.


func test_a_session_connects_and_shows_the_newest_frames() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var seqs: Array[int] = []
	session.frame_shown.connect(func(frame: WorldportFrame) -> void: seqs.append(frame.seq))
	await eventually(func() -> bool: return seqs.size() >= 20, "20 frames")
	for i: int in range(1, seqs.size()):
		check(seqs[i] > seqs[i - 1], "frame %d comes after %d" % [seqs[i], seqs[i - 1]])
	equal(session.status, "open", "the status")
	equal(session.state, "streaming", "the state")
	equal(session.current_role, "driver", "the role")
	equal(session.progress, 1.0, "the progress")
	equal(session.texture.get_size(), Vector2(640, 360), "the texture's size")
	check(session.texture.has_picture, "the texture shows a picture")
	equal(session.get_first_track(), "main", "the first track")
	equal(session.document.model.id, "testcard", "the document")
	await leave(session)


func test_a_command_can_be_awaited_for_its_reply() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var reply := await session.send_command("echo", {text = "ab", times = 2})
	equal(reply.ok, true, "ok")
	equal(reply.result, {text = "abab", length = 4}, "the result")
	check(reply.applied_seq > 0, "the frame it was applied before is known")
	await leave(session)


func test_a_refused_command_says_why_and_names_the_wrong_arg() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var refused: Array[String] = []
	session.command_refused.connect(
		func(command: String, code: String, message: String) -> void: refused.append("%s %s: %s" % [command, code, message])
	)
	var reply := await session.send_command("fail", {reason = "A test."})
	equal(reply.ok, false, "ok")
	equal(reply.code, "refused_on_purpose", "the code")
	equal(refused, ["fail refused_on_purpose: fail refuses every time. A test."] as Array[String], "the signal")
	reply = await session.send_command("set_speed", {speed = "fast"})
	equal(reply.code, "invalid_args", "the code for a wrong arg")
	equal(reply.issues.size(), 1, "issues")
	equal(reply.issues[0].path, "speed", "the path of the wrong arg")
	reply = await session.send_command("set_speed", {speed = NAN})
	equal(reply.code, "bad_message", "the code for what can't be sent")
	check(reply.message.contains("args.speed is nan"), reply.message)
	await leave(session)


func test_held_commands_go_out_when_they_change_and_deltas_are_summed() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	session.hold("move", {x = 1.0, y = 0.0})
	session.hold("move", {x = 1.0, y = 0.0})
	for _i: int in 4:
		session.add("look", {dx = 0.25, dy = 0.0})
	var reply := await session.send_command("echo", {text = "after"})
	equal(reply.id, 2, "the echo's number: the held command went before it, its repetition did not")
	await frames(3)
	reply = await session.send_command("echo", {text = "last"})
	equal(reply.id, 4, "the number after one summed delta")
	await leave(session)


func test_a_message_of_the_model_arrives_as_a_signal() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var said: Array = []
	session.message_received.connect(func(message: String, data: Dictionary) -> void: said.append([message, data]))
	session.send_command("say", {text = "hello"})
	await eventually(func() -> bool: return not said.is_empty(), "the message")
	equal(said, [["said", {text = "hello", count = 1}]], "the message")
	await leave(session)


func test_frames_show_which_command_they_are_the_first_to_show() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	await frames_of(session, 5)
	for _i: int in 5:
		await session.send_command("jump")
	await frames_of(session, 3)
	var figures := session.get_figures()
	check(figures.stages.input_shown.count >= 3, "inputs were followed to the screen")
	for stage: String in figures.stages:
		var p50: float = figures.stages[stage].get("p50_ms", -1.0)
		check(p50 >= 0.0 and p50 < 500.0, "%s takes %s ms" % [stage, p50])
	check(figures.fps > 0.0 and figures.received >= figures.shown, "frames were counted")
	await leave(session)


func test_the_driver_pauses_steps_and_restarts_with_a_seed() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	session.pause()
	await eventually(func() -> bool: return session.is_paused, "the pause")
	await frames(20)
	var last := session.get_figures().received as int
	session.step(2)
	await eventually(func() -> bool: return session.get_figures().received == last + 2, "two frames more")
	session.play()
	await eventually(func() -> bool: return not session.is_paused, "going on")
	var epoch: int = (await frames_of(session)).epoch
	session.restart(1234)
	await eventually(func() -> bool: return session.welcome.seed == 1234 and session.is_driving, "the next session")
	check((await frames_of(session)).epoch > epoch, "the epoch grew")
	await leave(session)


func test_a_spectator_watches_and_a_second_driver_waits_its_turn() -> void:
	var url := setting("WORLDPORT_TESTCARD")
	var first := await driving(url)
	var watcher := session_of(url, {role = WorldportSession.Role.SPECTATOR})
	await frames_of(watcher)
	equal(watcher.current_role, "spectator", "the role")
	var reply := await watcher.send_command("jump")
	equal(reply.code, "not_driver", "a spectator's command")
	var second := session_of(url)
	await eventually(func() -> bool: return second.queue_position == 1, "the queue position")
	await frames_of(second)
	equal(second.current_role, "queued", "the role of the second")
	await leave(first)
	await eventually(func() -> bool: return second.is_driving, "the second one's turn")
	equal(second.queue_position, 0, "the queue position of a driver")
	await leave(watcher)
	await leave(second)


func test_frames_come_as_jpeg_and_smaller_when_asked() -> void:
	var session := await driving(
		setting("WORLDPORT_TESTCARD"), {format = WorldportSession.Format.JPEG, max_size = Vector2i(320, 320)}
	)
	var frame := WorldportFrame.new()
	for _i: int in 20:
		frame = await frames_of(session)
		if frame.format == "jpeg":
			break
	equal(frame.format, "jpeg", "the format")
	equal(session.texture.get_size(), Vector2(320, 180), "the texture's size")
	await leave(session)


func test_a_track_can_be_left_and_taken_up_again() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	await frames_of(session)
	session.unsubscribe("main")
	await session.send_command("jump")
	await frames(5)
	var received: int = session.get_figures().received
	await session.send_command("jump")
	await frames(10)
	equal(session.get_figures().received, received, "frames received meanwhile")
	session.subscribe("main", {max_width = 160})
	var frame := await frames_of(session)
	equal(Vector2i(frame.width, frame.height), Vector2i(160, 90), "the size asked for")
	await leave(session)


func test_the_engines_own_websocket_plays_a_model_too_with_and_without_a_thread() -> void:
	for in_main_thread: bool in [false, true]:
		var session := session_of(setting("WORLDPORT_TESTCARD"), {autostart = false})
		session._run.client.link.make_receiver = func() -> RefCounted:
			var receiver := preload("res://addons/worldport/protocol/receiver.gd").new()
			receiver.uses_engine_socket = true
			receiver.in_main_thread = in_main_thread
			return receiver
		session.connect_to_server()
		await eventually(func() -> bool: return session.is_driving, "driving")
		check((await frames_of(session, 5)).seq > 0, "frames")
		equal((await session.send_command("echo", {text = "a"})).result, {text = "a", length = 1}, "a reply")
		equal(session.texture.get_size(), Vector2(640, 360), "the texture's size")
		await leave(session)


func test_the_short_way_of_the_readme_works() -> void:
	var session := session_of(setting("WORLDPORT_TESTCARD"))
	await session.driving()
	var reply := await session.send_command("echo", {text = "hello"})
	equal(reply.result if reply.ok else reply.message, {text = "hello", length = 5}, "the result")
	await session.driving()
	await leave(session)


func test_what_the_server_refuses_besides_commands_is_told() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var onlooker := session_of(setting("WORLDPORT_TESTCARD"), {role = WorldportSession.Role.SPECTATOR})
	await eventually(func() -> bool: return onlooker.status == "open", "the onlooker's link")
	onlooker.pause()
	await eventually(func() -> bool: return not onlooker._run._told_errors.is_empty(), "the refusal")
	expect_error("is not RGBA8. Convert it")
	check(not session.send_frame("main", Image.create_empty(4, 4, false, Image.FORMAT_RGB8)), "another format is not sent")
	await leave(onlooker)
	await leave(session)
