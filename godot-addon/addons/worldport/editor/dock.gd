@tool
extends ScrollContainer
## The Worldport dock: connect to a server, see the picture, try commands, and take what a game needs into the project.

const CommandRow := preload("command_row.gd")
const ProjectChanges := preload("project_changes.gd")
const ServerAnswers := preload("server_answers.gd")
const WIDTH := 280.0

var _session := WorldportSession.new()
var _server := ServerAnswers.new()
var _url := LineEdit.new()
var _token := LineEdit.new()
var _connect := Button.new()
var _status := Label.new()
var _progress := ProgressBar.new()
var _picture := TextureRect.new()
var _figures := Label.new()
var _folder := LineEdit.new()
var _said := Label.new()
var _commands := VBoxContainer.new()
## Whether a game was started from the editor, which is to drive.
var _game_plays := false
## The last schema that was fetched, from a server or by a session.
var _document := {}


func _init() -> void:
	horizontal_scroll_mode = SCROLL_MODE_DISABLED
	custom_minimum_size = Vector2(WIDTH, 0)
	_session.runs_in_editor = true
	_session.autostart = false
	_session.auto_bind = false
	_session.texture = WorldportTexture.new()
	_session.connected.connect(_show_state)
	_session.disconnected.connect(func(_code: String, _reason: String) -> void: _show_state())
	_session.state_changed.connect(func(_state: String) -> void: _show_state())
	_session.schema_received.connect(_show_schema)
	_session.command_refused.connect(func(command: String, _code: String, message: String) -> void:
		_say("%s: %s" % [command, message]))
	_session.message_received.connect(func(message: String, data: Dictionary) -> void:
		_say("%s %s" % [message, JSON.stringify(data)]))


func _ready() -> void:
	add_child(_session)
	add_child(_server)
	var column := VBoxContainer.new()
	column.size_flags_horizontal = SIZE_EXPAND_FILL
	add_child(column)
	_build_link(column)
	_build_picture(column)
	_build_project(column)
	_commands.name = "Commands"
	column.add_child(_commands)
	_show_state()


func _process(_delta: float) -> void:
	if EditorInterface.is_playing_scene() != _game_plays:
		_game_plays = not _game_plays
		_make_way()
	if _session.status == "open" and is_visible_in_tree():
		var figures := _session.get_figures()
		var size_px := _session.texture.get_size()
		_figures.text = "%d × %d · %.0f fps" % [size_px.x, size_px.y, figures.fps] if _session.texture.has_picture else ""


## Ends the link: the editor, or the plugin, ends.
func leave() -> void:
	_session.disconnect_from_server("The editor left.")


## The game that plays is to drive; the dock looks on meanwhile, and drives again after it.
func _make_way() -> void:
	var is_linked := not _session.status in ["offline", "stopped"]
	if is_linked:
		_session.disconnect_from_server("A game plays.")
	_session.role = WorldportSession.Role.SPECTATOR if _game_plays else WorldportSession.Role.DRIVER
	if is_linked:
		_session.connect_to_server()


## Connects, or says goodbye.
func toggle_link() -> void:
	if _session.status in ["offline", "stopped"]:
		_session.url = _url.text.strip_edges()
		_session.token = _token.text.strip_edges()
		_session.connect_to_server()
	else:
		_session.disconnect_from_server("The editor left.")
		_session.texture.clear()
		_figures.text = ""
	_show_state()


## Fetches the server's schema without a session, and saves it in the project; the edited session gets it.
func save_schema() -> void:
	var answer := await _server.schema(_url.text.strip_edges(), _token.text.strip_edges())
	if answer.problem != "":
		_say(answer.problem)
		return
	_show_schema(answer.document)
	_say(ProjectChanges.save_schema(_folder.text, _document, answer.text))


func make_bindings() -> void:
	var session := ProjectChanges.edited_session()
	if session == null:
		_say("The scene has no WorldportSession. Add one, then make its bindings.")
	elif _has_schema():
		_say(ProjectChanges.make_bindings(session, _schema()))


func add_actions() -> void:
	if _has_schema():
		_say(ProjectChanges.add_actions(_schema()))


func write_client() -> void:
	if not _has_schema():
		return
	var answer := await _server.typed_client(_url.text.strip_edges(), _token.text.strip_edges(), _document)
	_say(answer.problem if answer.problem != "" else ProjectChanges.write_client(_folder.text, answer.file_name, answer.text))


func _build_link(column: Control) -> void:
	_url.text = _session.url
	_url.placeholder_text = "http://127.0.0.1:8080"
	_url.size_flags_horizontal = SIZE_EXPAND_FILL
	_url.tooltip_text = "The server's address, as it prints it."
	_url.text_submitted.connect(func(_text: String) -> void: toggle_link())
	_connect.pressed.connect(toggle_link)
	var row := HBoxContainer.new()
	row.add_child(_url)
	row.add_child(_connect)
	column.add_child(row)
	_token.placeholder_text = "Token, where the server wants one"
	_token.secret = true
	column.add_child(_token)
	_status.autowrap_mode = TextServer.AUTOWRAP_WORD_SMART
	_status.custom_minimum_size.x = 1
	column.add_child(_status)
	_progress.max_value = 1.0
	_progress.step = 0.001
	column.add_child(_progress)


func _build_picture(column: Control) -> void:
	_picture.texture = _session.texture
	_picture.expand_mode = TextureRect.EXPAND_FIT_WIDTH_PROPORTIONAL
	_picture.stretch_mode = TextureRect.STRETCH_KEEP_ASPECT_CENTERED
	_picture.custom_minimum_size = Vector2(0, WIDTH * 9.0 / 16.0)
	column.add_child(_picture)
	_figures.horizontal_alignment = HORIZONTAL_ALIGNMENT_RIGHT
	column.add_child(_figures)


func _build_project(column: Control) -> void:
	var row := HBoxContainer.new()
	var label := Label.new()
	label.text = "Write to"
	row.add_child(label)
	_folder.text = "res://"
	_folder.size_flags_horizontal = SIZE_EXPAND_FILL
	_folder.tooltip_text = "Folder for schema files and typed clients."
	row.add_child(_folder)
	column.add_child(row)
	var grid := GridContainer.new()
	grid.columns = 2
	_add_button(grid, "Save schema", save_schema, "Fetches the server's schema into the project, for drop-downs and checks.")
	_add_button(grid, "Typed client", write_client, "Has the server write a script with a method for each command, as worldport codegen --gdscript does.")
	_add_button(grid, "Make bindings", make_bindings, "Gives the scene's WorldportSession a binding for each command that actions can drive.")
	_add_button(grid, "Add actions", add_actions, "Adds the actions that such bindings name to the project, with the schema's keys.")
	column.add_child(grid)
	_said.autowrap_mode = TextServer.AUTOWRAP_WORD_SMART
	_said.custom_minimum_size.x = 1
	column.add_child(_said)
	column.add_child(HSeparator.new())


func _add_button(to: Control, text: String, pressed: Callable, tip: String) -> void:
	var button := Button.new()
	button.text = text
	button.tooltip_text = tip
	button.size_flags_horizontal = SIZE_EXPAND_FILL
	button.clip_text = true
	button.pressed.connect(pressed)
	to.add_child(button)


func _show_state() -> void:
	_connect.text = "Connect" if _session.status in ["offline", "stopped"] else "Disconnect"
	var words := PackedStringArray([_session.status.capitalize()])
	if _session.state != "":
		words = PackedStringArray([_session.state.capitalize(), "as " + _session.current_role])
	if _session.queue_position > 0:
		words.append("place %d in the queue" % _session.queue_position)
	if _session.detail != "":
		words.append(_session.detail)
	_status.text = ", ".join(words)
	_progress.value = _session.progress
	_progress.visible = _session.state == "loading"


func _show_schema(document: Dictionary) -> void:
	if document.is_empty() or document.hash == _document.get("hash"):
		return
	_document = document
	for row: Node in _commands.get_children():
		_commands.remove_child(row)
		row.queue_free()
	for command: Dictionary in document.commands:
		_commands.add_child(CommandRow.new(command, _session))


func _has_schema() -> bool:
	if _document.is_empty():
		_say("No schema is known yet. Connect, or save the schema of a server first.")
	return not _document.is_empty()


## The saved schema if there is one, so that scenes refer to the file.
func _schema() -> WorldportSchema:
	var path := ProjectChanges.schema_path(_folder.text, _document)
	var saved := load(path) as WorldportSchema if ResourceLoader.exists(path) else null
	return saved if saved != null and saved.get_hash() == _document.hash else WorldportSchema.from_document(_document)


func _say(sentence: String) -> void:
	_said.text = sentence
