extends "session_test_case.gd"
## Input events of the player → commands → frames that show them. WORLDPORT_TESTCARD is a test card all tests share,
## WORLDPORT_UNSEEN a model that was written after the addon.


func test_keys_drive_a_model_without_any_work_and_a_frame_shows_it() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true})
	await frames_of(session, 2)
	_key(KEY_D, true)
	var frame := await _first_showing(session)
	check(frame.command >= 1, "the first frame that shows the key")
	check(frame.input_us > 0, "it knows when the key was pressed")
	var seen: int = session.get_figures().stages.input_shown.count
	_key(KEY_D, false)
	await _first_showing(session)
	check(session.get_figures().stages.input_shown.count > seen, "letting go shows, too")
	await leave(session)


func test_each_kind_of_hint_sends_its_command() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true})
	var sent := _sent_by(session)
	await frames(2)
	_key(KEY_SPACE, true)
	_key(KEY_SPACE, false)
	_key(KEY_G, true)
	_key(KEY_EQUAL, true)
	_key(KEY_Q, true)
	_key(KEY_Q, false)
	await frames(3)
	check(sent.has({name = "jump", args = {}}), "a button that presses a trigger: %s" % [sent])
	check(sent.has({name = "set_grid", args = {shown = true}}), "a toggle")
	check(sent.has({name = "set_speed", args = {speed = 4.5}}), "a slider, moved by the step its author names")
	check(sent.has({name = "turn", args = {amount = -1.0}}), "an axis: %s" % [sent])
	check(sent.has({name = "turn", args = {amount = 0.0}}), "an axis that is let go")
	_key(KEY_G, false)
	_key(KEY_EQUAL, false)
	await leave(session)


func test_losing_the_focus_and_the_link_lets_go() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true})
	var sent := _sent_by(session)
	_key(KEY_W, true)
	await frames(2)
	check(sent.has({name = "move", args = {x = 0.0, y = 1.0}}), "the key is down")
	session.notification(NOTIFICATION_APPLICATION_FOCUS_OUT)
	await frames(2)
	equal(sent[-1], {name = "move", args = {x = 0.0, y = 0.0}}, "what is sent on focus loss")
	_key(KEY_W, false)
	_key(KEY_W, true)
	await frames(2)
	session._run.client.link._receiver.finish()
	await eventually(func() -> bool: return session.status == "retrying", "the outage")
	await eventually(func() -> bool: return session.status == "open" and session.is_driving, "the link again")
	await frames(3)
	var last: Array = sent.filter(func(command: Dictionary) -> bool: return command.name == "move")
	equal(last[-1].args, {x = 0.0, y = 1.0}, "nothing is held after the outage, so nothing was sent")
	_key(KEY_W, false)
	await leave(session)


func test_keys_typed_into_a_text_field_are_not_the_models() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true})
	var sent := _sent_by(session)
	var text := LineEdit.new()
	add_child(text)
	text.grab_focus()
	_key(KEY_W, true)
	_key(KEY_W, false)
	await frames(2)
	equal(sent, [] as Array[Dictionary], "commands")
	await leave(session)


func test_a_wheel_triggers_once_for_each_notch_and_typing_triggers_nothing() -> void:
	var wheel := InputEventMouseButton.new()
	wheel.button_index = MOUSE_BUTTON_WHEEL_UP
	var space := InputEventKey.new()
	space.physical_keycode = KEY_SPACE
	InputMap.add_action("test_jump")
	InputMap.action_add_event("test_jump", wheel)
	InputMap.action_add_event("test_jump", space)
	var jump := WorldportBinding.new()
	jump.command = "jump"
	jump.source = WorldportBinding.Source.PRESS
	jump.action = "test_jump"
	var session := await driving(setting("WORLDPORT_TESTCARD"), {bindings = [jump] as Array[WorldportBinding]})
	var sent := _sent_by(session)
	await frames(2)
	for notch: int in 2:
		for pressed: bool in [true, false]:
			var turned := wheel.duplicate() as InputEventMouseButton
			turned.pressed = pressed
			Input.parse_input_event(turned)
	Input.flush_buffered_events()
	await frames(2)
	equal(sent.size(), 2, "jumps of two notches")
	_key(KEY_SPACE, true)
	_key(KEY_SPACE, false)
	await frames(2)
	equal(sent.size(), 3, "a tap between two frames counts")
	var text := LineEdit.new()
	add_child(text)
	text.grab_focus()
	_key(KEY_SPACE, true)
	await frames(2)
	_key(KEY_SPACE, false)
	await frames(2)
	equal(sent.size(), 3, "jumps while somebody types")
	text.queue_free()
	await frames(2)
	jump.enabled = false
	_key(KEY_SPACE, true)
	_key(KEY_SPACE, false)
	await frames(2)
	jump.enabled = true
	await frames(2)
	equal(sent.size(), 3, "presses while it was switched off")
	await leave(session)
	InputMap.erase_action("test_jump")


func test_a_paused_game_lets_go_and_keeps_its_link() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true})
	session.process_mode = Node.PROCESS_MODE_PAUSABLE
	var sent := _sent_by(session)
	_key(KEY_W, true)
	await frames(2)
	get_tree().paused = true
	await frames(2)
	equal(sent[-1], {name = "move", args = {x = 0.0, y = 0.0}}, "what is sent when the game pauses")
	_key(KEY_W, false)
	session._run.client.link._receiver.finish()
	await eventually(func() -> bool: return session.status == "retrying", "the outage")
	await eventually(func() -> bool: return session.status == "open", "the link again, during the pause")
	get_tree().paused = false
	await eventually(func() -> bool: return session.is_driving, "driving")
	await frames(3)
	equal(sent[-1], {name = "move", args = {x = 0.0, y = 0.0}}, "nothing is held after the pause")
	await leave(session)


func test_an_emulated_finger_is_no_second_pointer() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true})
	var rect := TextureRect.new()
	rect.texture = session.texture
	rect.size = Vector2(320, 180)
	add_child(rect)
	await frames_of(session, 2)
	var sent := _sent_by(session)
	var finger := InputEventScreenTouch.new()
	finger.device = InputEvent.DEVICE_ID_EMULATION
	finger.pressed = true
	finger.position = get_tree().root.get_final_transform() * Vector2(80, 45)
	Input.parse_input_event(finger)
	Input.flush_buffered_events()
	await frames(2)
	equal(sent, [] as Array[Dictionary], "commands")
	await leave(session)


func test_the_mouse_on_the_picture_is_the_models_pointer() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true})
	var sent := _sent_by(session)
	var rect := TextureRect.new()
	rect.texture = session.texture
	rect.expand_mode = TextureRect.EXPAND_IGNORE_SIZE
	rect.stretch_mode = TextureRect.STRETCH_KEEP_ASPECT_CENTERED
	rect.position = Vector2(100, 0)
	rect.size = Vector2(320, 280)
	add_child(rect)
	await frames_of(session, 2)
	# The picture is 320 × 180, centred: 50 pixels below the top.
	_mouse(Vector2(180, 95), true)
	await frames(2)
	equal(sent[-1], {name = "point", args = {x = 0.25, y = 0.25, pressed = true, touch_id = 0.0}}, "the press")
	_mouse(Vector2(180, 95), false)
	await frames(2)
	equal(sent[-1].args.pressed, false, "the release")
	_move(Vector2(20, 20))
	await frames(2)
	equal(sent[-1], {name = "point", args = {x = 0.5, y = 0.5, pressed = false, touch_id = 0.0}}, "off the picture")
	await leave(session)


func test_a_ray_on_a_3d_surface_points_by_hand() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true})
	var sent := _sent_by(session)
	session.point(Vector2(0.75, 0.5), true)
	await frames(2)
	equal(sent[-1], {name = "point", args = {x = 0.75, y = 0.5, pressed = true, touch_id = 0.0}}, "the pointer")
	session.unpoint()
	await frames(2)
	equal(sent[-1].args.pressed, false, "after it left")
	await leave(session)


func test_actions_of_the_project_drive_what_their_bindings_say() -> void:
	for action: String in ["test_left", "test_right", "test_jump", "test_turn"]:
		InputMap.add_action(action)
	var move := _binding("move", WorldportBinding.Source.AXIS, &"test_right", &"test_left")
	move.field = "x"
	move.scale = 0.5
	var jump := _binding("jump", WorldportBinding.Source.PRESS, &"test_jump")
	var look := _binding("look", WorldportBinding.Source.PRESS, &"test_turn")
	var session := await driving(
		setting("WORLDPORT_TESTCARD"), {auto_bind = true, bindings = [move, jump, look] as Array[WorldportBinding]}
	)
	var sent := _sent_by(session)
	await frames(2)
	_action(&"test_left", 1.0)
	_action(&"test_jump", 1.0)
	await frames(2)
	check(sent.has({name = "move", args = {x = -0.5, y = 0.0}}), "an axis with a scale: %s" % [sent])
	equal(sent.filter(func(command: Dictionary) -> bool: return command.name == "jump").size(), 1, "jumps of one press")
	_action(&"test_left", 0.0)
	_action(&"test_jump", 0.0)
	_action(&"test_turn", 1.0)
	await frames(10)
	_action(&"test_turn", 0.0)
	check(sent.has({name = "move", args = {x = 0.0, y = 0.0}}), "the axis is let go")
	check(sent.any(func(command: Dictionary) -> bool: return command.name == "look"), "a delta adds up while it is pressed")
	sent.clear()
	_key(KEY_D, true)
	_key(KEY_D, false)
	await frames(2)
	equal(sent, [] as Array[Dictionary], "what has a binding is not bound automatically")
	await leave(session)
	await frames(2)
	for action: String in ["test_left", "test_right", "test_jump", "test_turn"]:
		InputMap.erase_action(action)


func test_fields_are_found_in_any_order_and_a_wheel_adds_notches() -> void:
	var wheel := InputEventMouseButton.new()
	wheel.button_index = MOUSE_BUTTON_WHEEL_UP
	for action: String in ["test_left", "test_right", "test_up", "test_down", "test_wheel"]:
		InputMap.add_action(action)
	InputMap.action_add_event("test_wheel", wheel)
	var move := WorldportBinding.new()
	move.command = "move"
	move.source = WorldportBinding.Source.VECTOR
	move.field = "y"
	move.field_y = "x"
	move.negative_action = "test_left"
	move.action = "test_right"
	move.down_action = "test_down"
	move.up_action = "test_up"
	var look := WorldportBinding.new()
	look.command = "look"
	look.action = "test_wheel"
	look.scale = 0.5
	var session := await driving(setting("WORLDPORT_TESTCARD"), {bindings = [move, look] as Array[WorldportBinding]})
	var sent := _sent_by(session)
	await frames(2)
	_action(&"test_right", 1.0)
	await frames(2)
	check(sent.has({name = "move", args = {x = 0.0, y = 1.0}}), "the first field: %s" % [sent])
	_action(&"test_right", 0.0)
	_action(&"test_up", 1.0)
	await frames(2)
	check(sent.has({name = "move", args = {x = 1.0, y = 0.0}}), "the second field: %s" % [sent])
	_action(&"test_up", 0.0)
	sent.clear()
	for notch: int in 2:
		for pressed: bool in [true, false]:
			var turned := wheel.duplicate() as InputEventMouseButton
			turned.pressed = pressed
			Input.parse_input_event(turned)
	Input.flush_buffered_events()
	await frames(2)
	var looks := sent.filter(func(command: Dictionary) -> bool: return command.name == "look")
	equal(looks.size(), 1, "one sum: %s" % [sent])
	equal(looks[0].args.values()[0] if not looks.is_empty() else 0.0, 1.0, "two notches of a half")
	await leave(session)
	for action: String in ["test_left", "test_right", "test_up", "test_down", "test_wheel"]:
		InputMap.erase_action(action)


func test_bindings_made_from_the_hints_drive_the_model_by_actions() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var bindings := session.make_bindings()
	equal(bindings.map(func(binding: WorldportBinding) -> String: return binding.command), ["move", "turn", "jump"], "commands")
	check(InputMap.has_action("move_up") and InputMap.has_action("jump"), "the actions were added")
	session.bindings = bindings
	var sent := _sent_by(session)
	_key(KEY_W, true)
	_key(KEY_SPACE, true)
	await frames(2)
	_key(KEY_W, false)
	_key(KEY_SPACE, false)
	await frames(2)
	check(sent.has({name = "move", args = {x = 0.0, y = 1.0}}), "up: %s" % [sent])
	check(sent.has({name = "jump", args = {}}), "a press")
	equal(sent[-1], {name = "move", args = {x = 0.0, y = 0.0}}, "let go")
	await leave(session)
	await frames(2)
	for action: StringName in InputMap.get_actions():
		if not action.begins_with("ui_"):
			InputMap.erase_action(action)


func test_bindings_that_do_not_fit_the_model_say_what_is_missing_and_what_to_do() -> void:
	expect_error("The model has no command \"fly\" any more; it has move, turn")
	expect_error("The command \"move\" has no arg \"z\" any more; it has x, y. Choose one")
	expect_error("names the action \"no_such_action\", which there is not. Add it in Project Settings")
	var wrong := _binding("move", WorldportBinding.Source.PRESS, &"ui_accept")
	wrong.field = "z"
	var bindings: Array[WorldportBinding] = [
		_binding("fly", WorldportBinding.Source.PRESS, &"ui_accept"), wrong,
		_binding("jump", WorldportBinding.Source.PRESS, &"no_such_action"),
	]
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true, bindings = bindings})
	await frames_of(session)
	await leave(session)


func test_a_model_that_changed_since_its_schema_was_saved_is_told_with_what_is_missing() -> void:
	var first := await driving(setting("WORLDPORT_TESTCARD"))
	var saved := first.document.duplicate(true)
	await leave(first)
	saved.shape_hash = "sha256:of-an-older-card"
	saved.commands.append({name = "fly", semantics = "held", args = {}, reply = null, input = null, release = null})
	error_log.take_warnings()
	var session := await driving(
		setting("WORLDPORT_TESTCARD"), {schema = WorldportSchema.from_document(saved)}
	)
	var told := "\n".join(error_log.take_warnings())
	check(told.contains("Command fly was removed. Save the schema again in the Worldport dock"), "what is told: " + told)
	await leave(session)


func test_a_model_the_addon_has_never_seen_is_driven_by_keys() -> void:
	var session := await driving(setting("WORLDPORT_UNSEEN"), {auto_bind = true})
	await frames_of(session, 2)
	_key(KEY_RIGHT, true)
	var seen := [0.0]
	session.frame_shown.connect(func(frame: WorldportFrame) -> void: seen[0] = frame.meta.get("heading", 0.0))
	await eventually(func() -> bool: return seen[0] > 0.0, "a frame whose meta says that the model turned")
	_key(KEY_RIGHT, false)
	await eventually(func() -> bool: return seen[0] == 0.0, "a frame after the key was let go")
	await leave(session)


func _first_showing(session: WorldportSession) -> WorldportFrame:
	var got: Array[WorldportFrame] = []
	var before: int = session._run._pictures.ledger_of("main")._command
	var note := func(frame: WorldportFrame) -> void:
		if frame.command > before:
			got.append(frame)
	session.frame_shown.connect(note)
	await eventually(func() -> bool: return not got.is_empty(), "a frame that shows the command")
	session.frame_shown.disconnect(note)
	await frames(2)
	return got[0] if not got.is_empty() else WorldportFrame.new()


## The commands that go out from now on, whole numbers as floats.
func _sent_by(session: WorldportSession) -> Array[Dictionary]:
	var sent: Array[Dictionary] = []
	var outbox := session._run.client.outbox
	var send := outbox._send
	outbox._send = func(body: Dictionary) -> String:
		var args: Dictionary = body.args.duplicate(true)
		for field: String in args:
			if args[field] is int:
				args[field] = float(args[field])
		sent.append({name = body.name, args = args})
		return send.call(body)
	return sent


func _binding(
	command: String, source: WorldportBinding.Source, action: StringName, negative := &""
) -> WorldportBinding:
	var binding := WorldportBinding.new()
	binding.command = command
	binding.source = source
	binding.action = action
	binding.negative_action = negative
	return binding


func _key(code: Key, pressed: bool) -> void:
	var event := InputEventKey.new()
	event.physical_keycode = code
	event.keycode = code
	event.pressed = pressed
	Input.parse_input_event(event)
	Input.flush_buffered_events()


func _action(action: StringName, strength: float) -> void:
	var event := InputEventAction.new()
	event.action = action
	event.strength = strength
	event.pressed = strength > 0.0
	Input.parse_input_event(event)
	Input.flush_buffered_events()


func _mouse(at: Vector2, pressed: bool) -> void:
	var event := InputEventMouseButton.new()
	event.button_index = MOUSE_BUTTON_LEFT
	event.pressed = pressed
	# Events come in pixels of the window, which the project stretches.
	event.position = get_tree().root.get_final_transform() * at
	event.global_position = event.position
	Input.parse_input_event(event)
	Input.flush_buffered_events()


func _move(to: Vector2) -> void:
	var event := InputEventMouseMotion.new()
	event.position = get_tree().root.get_final_transform() * to
	event.global_position = event.position
	Input.parse_input_event(event)
	Input.flush_buffered_events()
