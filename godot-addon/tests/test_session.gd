extends "test_case.gd"
## The session node against the real server, playing the test card (WORLDPORT_TESTCARD is its address).


func test_a_session_connects_and_shows_the_newest_frames() -> void:
	var session := await _connected()
	var seqs: Array[int] = []
	session.frame_shown.connect(func(frame: WorldportFrame) -> void: seqs.append(frame.seq))
	await eventually(func() -> bool: return seqs.size() >= 20, "20 frames")
	for i: int in range(1, seqs.size()):
		check(seqs[i] > seqs[i - 1], "frame %d comes after %d" % [seqs[i], seqs[i - 1]])
	equal(session.state, "streaming", "the state")
	equal(session.current_role, "driver", "the role")
	equal(session.texture.get_size(), Vector2(640, 360), "the texture's size")
	equal(session.get_first_track(), "main", "the first track")


func test_a_command_can_be_awaited_for_its_reply() -> void:
	var session := await _connected()
	var reply := await session.send_command("echo", {text = "ab", times = 2})
	equal(reply.ok, true, "ok")
	equal(reply.result, {text = "abab", length = 4}, "the result")
	check(reply.applied_seq > 0, "the frame it was applied before is known")


func test_a_refused_command_says_why() -> void:
	var session := await _connected()
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


func _connected() -> WorldportSession:
	var session := WorldportSession.new()
	session.url = setting("WORLDPORT_TESTCARD")
	session.texture = WorldportTexture.new()
	add_child(session)
	await eventually(func() -> bool: return session.is_driving, "driving")
	return session
