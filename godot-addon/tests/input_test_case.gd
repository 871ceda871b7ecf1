extends "session_test_case.gd"
## Tests that act as the player: by input events, and by looking at the commands that go out.


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


func _shift(location: KeyLocation, pressed: bool) -> void:
	var event := InputEventKey.new()
	event.physical_keycode = KEY_SHIFT
	event.keycode = KEY_SHIFT
	event.location = location
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


## Presses and lets go of a button, or turns a wheel by a notch, so many times within one frame.
func _click(button: MouseButton, times := 1) -> void:
	for _i: int in times:
		for pressed: bool in [true, false]:
			var event := InputEventMouseButton.new()
			event.button_index = button
			event.pressed = pressed
			Input.parse_input_event(event)
	Input.flush_buffered_events()


## Turns a wheel somewhere, by a number of notches.
func _wheel(button: MouseButton, at: Vector2, notches: float) -> void:
	for pressed: bool in [true, false]:
		var event := InputEventMouseButton.new()
		event.button_index = button
		event.pressed = pressed
		event.factor = notches
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


func _touch(at: Vector2, pressed: bool) -> void:
	var finger := InputEventScreenTouch.new()
	finger.pressed = pressed
	finger.position = get_tree().root.get_final_transform() * at
	Input.parse_input_event(finger)
	Input.flush_buffered_events()
