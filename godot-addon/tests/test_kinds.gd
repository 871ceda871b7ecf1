extends "input_test_case.gd"
## Kinds of hints beside axes and buttons → commands. WORLDPORT_UNSEEN is a model that was written after the addon.


func test_a_set_of_keys_is_sent_as_the_codes_that_are_down_and_no_others() -> void:
	var session := await driving(setting("WORLDPORT_UNSEEN"), {auto_bind = true})
	var sent := _sent_by(session)
	await frames(2)
	for code: Key in [KEY_E, KEY_P, KEY_1]:
		_key(code, true)
	await frames(2)
	equal(sent, [
		{name = "type", args = {held = ["KeyE"]}}, {name = "type", args = {held = ["Digit1", "KeyE"]}},
	] as Array[Dictionary], "what is held, in the order of the hint")
	_key(KEY_P, false)
	_shift(KEY_LOCATION_RIGHT, true)
	await frames(2)
	equal(sent[-1].args.held, ["Digit1", "KeyE", "ShiftRight"] as Array, "a key of a pair")
	_shift(KEY_LOCATION_RIGHT, false)
	session.notification(NOTIFICATION_APPLICATION_FOCUS_OUT)
	await frames(2)
	equal(sent[-1], {name = "type", args = {held = []}}, "what is sent on focus loss")
	for code: Key in [KEY_E, KEY_1]:
		_key(code, false)
	await leave(session)


func test_a_wheel_on_the_picture_adds_its_notches() -> void:
	var session := await driving(setting("WORLDPORT_UNSEEN"), {auto_bind = true})
	var rect := TextureRect.new()
	rect.texture = session.texture
	rect.expand_mode = TextureRect.EXPAND_IGNORE_SIZE
	rect.size = Vector2(320, 180)
	add_child(rect)
	await frames_of(session, 2)
	await eventually(func() -> bool: return not session._run.runner._area.is_elsewhere(), "the picture is found")
	var sent := _sent_by(session)
	_wheel(MOUSE_BUTTON_WHEEL_UP, Vector2(80, 45), 0.5)
	_wheel(MOUSE_BUTTON_WHEEL_UP, Vector2(80, 45), 2.0)
	_wheel(MOUSE_BUTTON_WHEEL_UP, Vector2(500, 300), 1.0)
	await frames(2)
	check(sent.has({name = "zoom", args = {notches = 2.5}}), "away from the person is positive: %s" % [sent])
	check(sent.has({name = "pick", args = {places = 2.0}}), "whole numbers take whole notches: %s" % [sent])
	equal(sent.size(), 2, "commands: one sum each, and nothing beside the picture")
	sent.clear()
	_wheel(MOUSE_BUTTON_WHEEL_DOWN, Vector2(80, 45), 1.5)
	await frames(2)
	check(sent.has({name = "zoom", args = {notches = -1.5}}), "towards the person: %s" % [sent])
	check(sent.has({name = "pick", args = {places = -1.0}}), "with the half notch that was left: %s" % [sent])
	rect.queue_free()
	await frames(2)
	sent.clear()
	_wheel(MOUSE_BUTTON_WHEEL_UP, Vector2(500, 300), 1.0)
	await frames(2)
	check(sent.has({name = "zoom", args = {notches = 1.0}}), "anywhere, where the picture is part of a 3D world")
	await leave(session)


func test_a_kind_that_is_newer_than_the_addon_is_left_to_the_commands_fields() -> void:
	var session := await driving(setting("WORLDPORT_UNSEEN"), {auto_bind = true})
	var document := session.document.duplicate(true)
	for command: Dictionary in document.commands:
		if command.name == "steer":
			command.input.kind = "lever"
	session._run.runner.start(WorldportSchema.from_document(document))
	var sent := _sent_by(session)
	_key(KEY_RIGHT, true)
	_key(KEY_RIGHT, false)
	await frames(2)
	equal(sent, [] as Array[Dictionary], "commands")
	await leave(session)
