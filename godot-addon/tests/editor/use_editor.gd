@tool
extends EditorPlugin
## Uses the Worldport dock and the inspector inside the editor as a person does, in a project of the test's own. Prints
## a line of JSON for each sentence and ends the editor: with 0 when all are so.

const WITHIN_MS := 20_000

var _failed := 0


func _enter_tree() -> void:
	_run.call_deferred()


func _run() -> void:
	await _until(func() -> bool: return not EditorInterface.get_resource_filesystem().is_scanning(), "the project is read")
	match OS.get_environment("WORLDPORT_EDITOR_TEST"):
		"picture":
			await _take_picture(_dock())
		"play":
			await _play(_dock())
		_:
			await _use_dock(_dock())
			await _use_inspector()
			await _leave()
	get_tree().quit(1 if _failed > 0 else 0)


func _use_dock(dock: Control) -> void:
	dock._url.text = "http://127.0.0.1:1"
	_press(dock, "Save schema")
	await _until(func() -> bool: return dock._said.text.begins_with("No server answers at http://127.0.0.1:1."), "a server that is not there is told")
	dock._url.text = OS.get_environment("WORLDPORT_URL")
	_press(dock, "Save schema")
	await _until(func() -> bool: return dock._said.text.contains("Authorization: Bearer"), "a missing token is told")
	dock._token.text = OS.get_environment("WORLDPORT_TOKEN")
	_press(dock, "Make bindings")
	_is(dock._said.text.begins_with("The scene has no WorldportSession"), "a scene without a session is told")
	_press(dock, "Connect")
	await _until(func() -> bool: return dock._session.is_driving, "the dock drives the model")
	await _until(func() -> bool: return dock._session.texture.has_picture, "the picture is shown in the editor")
	_is(dock._status.text == "Streaming, as driver", "the state is told: " + dock._status.text)
	var names: Array = dock._commands.get_children().map(func(row: Node) -> String: return row.name)
	_is(names == Array(WorldportSchema.from_document(dock._session.document).get_command_names()), "each command has controls: %s" % [names])
	await _use_commands(dock)
	_press(dock, "Save schema")
	await _until(func() -> bool: return dock._said.text == "Wrote res://testcard.worldport.", "the schema is saved")
	var saved := load("res://testcard.worldport") as WorldportSchema
	_is(saved.document == dock._session.document, "it is the same as what the server sends to games")
	_press(dock, "Typed client")
	await _until(func() -> bool: return dock._said.text == "Wrote res://testcard_model.gd.", "the typed client is written")
	dock._url.text = "http://127.0.0.1:1"
	_press(dock, "Typed client")
	await _until(func() -> bool: return dock._said.text.contains("worldport run MODEL") and dock._said.text.contains("worldport codegen"), "without a server it is told how else")
	dock._url.text = OS.get_environment("WORLDPORT_URL")


func _use_commands(dock: Control) -> void:
	var commands: Control = dock._commands
	var shown: Array[WorldportFrame] = []
	dock._session.frame_shown.connect(func(frame: WorldportFrame) -> void: shown.append(frame))
	var slider: Range = commands.find_child("set_speed", false, false).find_children("*", "EditorSpinSlider", true, false)[0]
	slider.value = 2.0
	await _until(func() -> bool: return not shown.is_empty() and shown[-1].command >= 1, "a held command goes out as its control changes")
	var row := commands.find_child("echo", false, false)
	if row == null:
		row = commands.find_child("set_text", false, false)
	(row.find_children("*", "LineEdit", true, false)[0] as LineEdit).text = "from the dock"
	_press(row, "Send")
	await _until(func() -> bool: return row._answer.text.begins_with("Applied."), "a trigger is answered")
	var jump := commands.find_child("jump", false, false)
	_press(jump, "Send")
	await _until(func() -> bool: return jump._answer.text == "Applied.", "one without args, too")


func _use_inspector() -> void:
	EditorInterface.open_scene_from_path("res://scene.tscn")
	await _until(func() -> bool: return EditorInterface.get_edited_scene_root() is WorldportSession, "the scene is open")
	var session := EditorInterface.get_edited_scene_root() as WorldportSession
	var dock := _dock()
	_press(dock, "Make bindings")
	var driven: Array = session.bindings.map(func(one: WorldportBinding) -> String: return one.command)
	_is("move" in driven and "jump" in driven, "bindings are made: %s" % [driven])
	_is(session.schema.resource_path == "res://testcard.worldport", "the session refers to the saved schema")
	var warnings := "\n".join(session._get_configuration_warnings())
	_is(warnings.contains("names the action \"move_"), "missing actions are told: " + warnings.left(200))
	_press(dock, "Add actions")
	_is(ProjectSettings.has_setting("input/move_left"), dock._said.text)
	warnings = "\n".join(session._get_configuration_warnings())
	_is(not warnings.contains("names the action"), "with the actions, nothing is told any more: " + warnings.left(200))
	_press(dock, "Make bindings")
	_is(session.bindings.size() == driven.size(), "what has a binding gets no second one")
	EditorInterface.inspect_object(session.bindings[0])
	await _until(func() -> bool: return "jump" in _choices_of("command"), "the inspector offers the model's commands")
	_is("x" in _choices_of("field"), "and the command's args: %s" % [_choices_of("field")])
	_is("move_left" in _choices_of("action"), "and the project's actions: %s" % [_choices_of("action")])
	var undo := get_undo_redo().get_history_undo_redo(get_undo_redo().get_object_history_id(session))
	_is(undo.has_undo(), "making bindings can be undone")


func _leave() -> void:
	EditorInterface.inspect_object(null)
	_press(_dock(), "Disconnect")
	EditorInterface.set_plugin_enabled("worldport", false)
	await get_tree().process_frame
	await get_tree().process_frame
	_is(_dock() == null, "a plugin that is switched off leaves no dock")
	EditorInterface.set_plugin_enabled("worldport", true)
	await get_tree().process_frame
	_is(_dock() != null, "and can be switched on again")


## Two games in turn, each stopped as the Stop button does. The server would keep a lost driver's place for minutes.
func _play(dock: Control) -> void:
	dock._url.text = OS.get_environment("WORLDPORT_URL")
	_press(dock, "Connect")
	await _until(func() -> bool: return dock._session.is_driving, "the dock drives the model")
	for game: String in ["a game", "the next game"]:
		EditorInterface.play_custom_scene("res://game.tscn")
		await _until(func() -> bool: return dock._session.current_role == "spectator", "the dock makes way for %s" % game)
		await _until(func() -> bool: return dock._session.state == "streaming", "%s drives" % game)
		dock._session.texture.clear()
		await _until(func() -> bool: return dock._session.texture.has_picture, "the dock shows what it plays")
		await _until(func() -> bool: return not _games()._places.is_empty(), "the editor knows where %s plays" % game)
		EditorInterface.stop_playing_scene()
		await _until(func() -> bool: return dock._session.is_driving, "the dock drives again when it is stopped")
	dock.leave()


func _take_picture(dock: Control) -> void:
	dock._url.text = OS.get_environment("WORLDPORT_URL")
	EditorInterface.open_scene_from_path("res://scene.tscn")
	_press(dock, "Connect")
	await _until(func() -> bool: return dock._session.texture.has_picture, "the picture is shown in the editor")
	var page: Control = dock
	while not page.get_parent() is TabContainer:
		page = page.get_parent_control()
	var tabs: TabContainer = page.get_parent()
	tabs.current_tab = tabs.get_tab_idx_from_control(page)
	for _i: int in 120:
		await get_tree().process_frame
	await RenderingServer.frame_post_draw
	get_viewport().get_texture().get_image().save_png(OS.get_environment("WORLDPORT_PICTURE"))


func _dock() -> Control:
	var found := EditorInterface.get_base_control().find_children("*", "ScrollContainer", true, false).filter(
		func(one: Node) -> bool: return one.has_method(&"toggle_link")
	)
	return found[0] if not found.is_empty() else null


## What the addon's plugin knows of the games that the editor runs.
func _games() -> EditorDebuggerPlugin:
	for plugin: Node in get_parent().get_children():
		if plugin is EditorPlugin and plugin.get(&"_games") is EditorDebuggerPlugin:
			return plugin.get(&"_games")
	return null


## What the inspector's drop-down of a property offers.
func _choices_of(property: String) -> PackedStringArray:
	var choices := PackedStringArray()
	for editor: EditorProperty in EditorInterface.get_inspector().find_children("*", "EditorProperty", true, false):
		if editor.get_edited_property() != property:
			continue
		for list: OptionButton in editor.find_children("*", "OptionButton", true, false):
			for i: int in list.item_count:
				choices.append(list.get_item_text(i))
	return choices


func _press(where: Node, text: String) -> void:
	for button: Button in where.find_children("*", "Button", true, false):
		if button.text == text:
			button.pressed.emit()
			return
	_is(false, "there is a button " + text)


func _until(look: Callable, sentence: String) -> void:
	var end := Time.get_ticks_msec() + WITHIN_MS
	while not look.call() and Time.get_ticks_msec() < end:
		await get_tree().process_frame
	_is(look.call(), sentence)


func _is(so: bool, sentence: String) -> void:
	if not so:
		_failed += 1
	print(JSON.stringify({test = sentence, ok = so, failures = []}))
