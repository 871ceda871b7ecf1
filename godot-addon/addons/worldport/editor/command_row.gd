@tool
extends VBoxContainer
## A command, as controls that try it: what is held goes out as it changes, everything else by its button.

const ArgFields := preload("../input/arg_fields.gd")
const ArgEditor := preload("arg_editor.gd")

var _command := {}
var _session: WorldportSession
var _editors: Dictionary[String, ArgEditor] = {}
var _answer := Label.new()


func _init(command: Dictionary, session: WorldportSession) -> void:
	_command = command
	_session = session
	name = str(command.name)
	var fields := ArgFields.of(command.get("args", {}))
	var hint: Dictionary = command.input if command.get("input") is Dictionary else {}
	var title := Label.new()
	title.text = str(command.name).capitalize()
	title.tooltip_text = str(command.get("description", ""))
	title.theme_type_variation = &"HeaderSmall"
	title.mouse_filter = MOUSE_FILTER_STOP
	add_child(title)
	var presets := ArgFields.preset_args(command)
	for field: ArgFields.Field in fields:
		var editor := ArgEditor.new(field, hint, fields.size() == 1)
		if presets.has(field.name):
			editor.set_value(presets[field.name])
		_editors[field.name] = editor
		if _is_held():
			editor.changed.connect(send)
		add_child(editor)
	if not _is_held() or fields.is_empty():
		var button := Button.new()
		button.text = "Add" if command.get("semantics") == "delta" else "Send"
		button.pressed.connect(send)
		add_child(button)
	_answer.autowrap_mode = TextServer.AUTOWRAP_WORD_SMART
	_answer.custom_minimum_size.x = 1
	_answer.hide()
	add_child(_answer)
	add_child(HSeparator.new())


## The args as the controls show them.
func get_args() -> Dictionary:
	var args := {}
	for field: String in _editors:
		args[field] = _editors[field].get_value()
	return args


## Sends the command, and shows what became of it.
func send() -> void:
	if _is_held() and _session.is_driving:
		_session.hold(str(_command.name), get_args())
		return
	var reply := await _session.send_command(str(_command.name), get_args())
	if is_inside_tree():
		_answer.show()
		var result := "" if reply.result == null else " " + JSON.stringify(reply.result)
		_answer.text = "Applied.%s" % result if reply.ok else reply.message


func _is_held() -> bool:
	return _command.get("semantics") == "held"
