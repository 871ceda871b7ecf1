extends "input_test_case.gd"
## Bindings of the project's own → commands. WORLDPORT_TESTCARD is a test card all tests share.


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
	var side := InputEventMouseButton.new()
	side.button_index = MOUSE_BUTTON_XBUTTON1
	InputMap.action_add_event("test_wheel", side)
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
	_click(MOUSE_BUTTON_WHEEL_UP, 2)
	await frames(2)
	var looks := sent.filter(func(command: Dictionary) -> bool: return command.name == "look")
	equal(looks.size(), 1, "one sum: %s" % [sent])
	equal(looks[0].args.values()[0] if not looks.is_empty() else 0.0, 1.0, "two notches of a half")
	sent.clear()
	_click(MOUSE_BUTTON_XBUTTON1)
	await frames(2)
	equal(sent, [] as Array[Dictionary], "a side button that is over again has no notches")
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
	var warnings: Array = []
	await eventually(func() -> bool:
		warnings.append_array(error_log.take_warnings())
		return "\n".join(warnings).contains("is not the one of"), "the warning")
	var told := "\n".join(warnings)
	check(told.contains("Command fly was removed. Save the schema again in the Worldport dock"), "what is told: " + told)
	await leave(session)
