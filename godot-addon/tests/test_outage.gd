extends "session_test_case.gd"
## What a session does when things go wrong or come and go.


func test_a_server_that_is_killed_and_started_again_is_found_again() -> void:
	var server := await server_of()
	var port := server.port()
	var session := await driving(server.url)
	var told: Array[String] = []
	session.connected.connect(func() -> void: told.append("connected"))
	session.disconnected.connect(func(_code: String, _reason: String) -> void: told.append("disconnected"))
	await frames_of(session, 3)
	var reply := session._run.client.command("echo", {text = "lost"})
	server.kill()
	await eventually(func() -> bool: return session.status == "retrying", "the outage")
	check(session.texture.has_picture, "the last picture stays")
	equal((await session.send_command("jump")).code, "no_session", "a command during the outage")
	server.start("testcard", [], port)
	await eventually(server.is_ready, "the server to be ready again", READY_WITHIN_MS)
	await frames_of(session, 3)
	equal(told, ["disconnected", "connected"] as Array[String], "what was told")
	equal(reply.code, "session_ended", "the command that was lost with its session")


func test_a_link_that_breaks_is_taken_up_again_and_nothing_is_lost() -> void:
	var url := setting("WORLDPORT_TESTCARD")
	var session := await driving(url)
	await frames_of(session, 3)
	var client: String = session.welcome.client
	session.pause()
	await eventually(func() -> bool: return session.is_paused, "the pause")
	# It waits for the next step of the model; the link breaks meanwhile.
	var reply := session._run.client.command("echo", {text = "kept"})
	await frames(30)
	session._run.client.link._receiver.finish()
	await eventually(func() -> bool: return session.status == "retrying", "the outage")
	await eventually(func() -> bool: return session.status == "open" and session.is_driving, "the link")
	equal(session.welcome.resumed, true, "resumed")
	equal(session.welcome.client, client, "the client")
	session.play()
	await eventually(func() -> bool: return reply.is_settled, "the reply")
	equal(reply.result, {text = "kept", length = 4}, "the result of the command sent before the break")
	await leave(session)


func test_the_session_goes_on_in_the_next_scene() -> void:
	var url := setting("WORLDPORT_TESTCARD")
	var scene := Node.new()
	add_child(scene)
	var first := await driving(url, {}, scene)
	await first.send_command("jump")
	var client: String = first.welcome.client
	var epoch: int = (await frames_of(first)).epoch
	scene.queue_free()
	await frames(2)
	var second := await driving(url)
	equal(second.welcome.resumed, true, "resumed")
	equal(second.welcome.client, client, "the client")
	equal((await frames_of(second)).epoch, epoch, "the epoch")
	equal((await second.send_command("jump")).id, 2, "the number of the next command")
	await leave(second)


func test_a_node_that_is_put_elsewhere_keeps_its_link_and_one_that_is_taken_out_leaves_it() -> void:
	var url := setting("WORLDPORT_TESTCARD")
	var session := await driving(url)
	var told: Array[String] = []
	session.connected.connect(func() -> void: told.append("connected"))
	session.disconnected.connect(func(_code: String, _reason: String) -> void: told.append("disconnected"))
	var elsewhere := Node.new()
	add_child(elsewhere)
	session.reparent(elsewhere)
	await frames_of(session, 5)
	equal(told, [] as Array[String], "what was told")
	elsewhere.remove_child(session)
	await frames(3)
	equal(session.status, "offline", "the status outside the tree")
	elsewhere.add_child(session)
	await frames_of(session, 2)
	equal(session.welcome.resumed, true, "resumed")
	await leave(session)


func test_a_reloaded_script_keeps_the_session() -> void:
	var url := setting("WORLDPORT_TESTCARD")
	var session := await driving(url)
	var frame := await frames_of(session, 2)
	equal((session.get_script() as GDScript).reload(true), OK, "the reload")
	var later := await frames_of(session, 3)
	equal(later.epoch, frame.epoch, "the epoch")
	check(later.seq > frame.seq, "frames go on")
	equal((await session.send_command("echo", {text = "a"})).ok, true, "a command")
	await leave(session)


func test_two_hundred_connects_leave_nothing_behind() -> void:
	limit_ms = 170_000
	var url := setting("WORLDPORT_TESTCARD")
	var objects := 0
	var nodes := 0
	var memory := 0.0
	for i: int in 220:
		var session := await driving(url)
		await frames_of(session)
		session.queue_free()
		await frames(2)
		if i == 19:
			objects = int(Performance.get_monitor(Performance.OBJECT_COUNT))
			nodes = int(Performance.get_monitor(Performance.OBJECT_NODE_COUNT))
			memory = Performance.get_monitor(Performance.MEMORY_STATIC)
	check(int(Performance.get_monitor(Performance.OBJECT_COUNT)) <= objects + 20, "objects")
	equal(int(Performance.get_monitor(Performance.OBJECT_NODE_COUNT)), nodes, "nodes")
	var grown := Performance.get_monitor(Performance.MEMORY_STATIC) - memory
	# One frame is 0.9 MB: a single one kept by each link would be 180 MB.
	check(grown < 4_000_000, "memory grew by %d bytes" % grown)
	await leave(await driving(url))


func test_a_server_that_is_slow_hears_goodbye_all_the_same() -> void:
	var server := await server_of()
	var session := await driving(server.url)
	await frames_of(session, 3)
	server.freeze(true)
	session.disconnect_from_server()
	await get_tree().create_timer(1.5).timeout
	check(not session._run.client.link._leaving.is_empty(), "the link waits for the server's answer")
	server.freeze(false)
	await leave(session)
	var next := await driving(server.url)
	equal(next.welcome.resumed, false, "resumed")
	await leave(next)


func test_a_missing_token_stops_the_session_with_one_message() -> void:
	expect_error("Enter the token that the server printed at its start.")
	var server := await server_of("testcard", ["--token", "right"])
	var session := session_of(server.url, {token = "wrong"})
	var told: Array[String] = []
	session.disconnected.connect(func(code: String, _reason: String) -> void: told.append(code))
	await eventually(func() -> bool: return session.status == "stopped", "the end")
	equal(told, ["unauthorized"] as Array[String], "what was told")
	session.token = "right"
	session.connect_to_server()
	await frames_of(session)


func test_a_server_that_is_not_there_is_told_once_and_tried_again() -> void:
	var session := session_of("http://127.0.0.1:9")
	var told: Array[String] = []
	session.disconnected.connect(func(code: String, reason: String) -> void: told.append(code + reason))
	await eventually(func() -> bool: return session._run.client.link._tries >= 3, "three tries")
	equal(told, ["the connection was refused"] as Array[String], "what was told")
	var warnings: Array[String] = error_log.take_warnings()
	equal(warnings.size(), 1, "warnings: %s" % [warnings])
	equal(session.status, "retrying", "the status")


func test_an_address_that_is_none_names_what_is_accepted() -> void:
	expect_error("Use the address the server prints at its start")
	var session := session_of("127.0.0.1:8080")
	await frames(2)
	equal(session.status, "stopped", "the status")
	check(not session._get_configuration_warnings().is_empty(), "the editor warns, too")


func test_another_version_of_the_protocol_stops_the_session_with_one_message() -> void:
	expect_error("This server speaks version 9. Update the side with the older version.")
	var session := session_of(setting("WORLDPORT_ROUGH") + "version")
	await eventually(func() -> bool: return session.status == "stopped", "the end")


func test_malformed_messages_and_frames_give_one_error_and_the_next_good_frame() -> void:
	expect_error("The server sent a message that can't be read")
	var session := session_of(setting("WORLDPORT_ROUGH") + "malformed")
	var frame := await frames_of(session)
	equal(frame.seq, 8, "the number of the first frame that is right")
	equal(session.texture.get_size(), Vector2(4, 2), "its size")
