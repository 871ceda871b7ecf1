extends "input_test_case.gd"
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
	_click(MOUSE_BUTTON_WHEEL_UP, 2)
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


func test_a_finger_on_a_control_in_front_of_the_picture_is_not_the_models() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"), {auto_bind = true})
	var behind := _cover(Vector2.ZERO)
	var rect := TextureRect.new()
	rect.texture = session.texture
	rect.size = Vector2(320, 180)
	add_child(rect)
	var before := _cover(Vector2(160, 0))
	var layer := CanvasLayer.new()
	add_child(layer)
	_cover(Vector2(160, 90)).reparent(layer)
	# Drawn elsewhere: its places are not the screen's.
	var port := SubViewport.new()
	add_child(port)
	_cover(Vector2.ZERO).reparent(port)
	await frames_of(session, 2)
	var sent := _sent_by(session)
	_touch(Vector2(240, 45), true)
	_touch(Vector2(240, 45), false)
	_touch(Vector2(240, 135), true)
	_touch(Vector2(240, 135), false)
	await frames(2)
	equal(sent, [] as Array[Dictionary], "commands of fingers on controls in front")
	_touch(Vector2(80, 45), true)
	await frames(2)
	equal(sent.size(), 1, "commands of a finger on the picture, with a control behind it")
	_touch(Vector2(80, 45), false)
	before.hide()
	_touch(Vector2(240, 45), true)
	await frames(2)
	equal(sent[-1].args.get("pressed"), true, "pressed where a hidden control is")
	_touch(Vector2(240, 45), false)
	behind.queue_free()
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


## A panel over a quarter of the picture.
func _cover(at: Vector2) -> Panel:
	var panel := Panel.new()
	panel.position = at
	panel.size = Vector2(160, 90)
	add_child(panel)
	return panel
