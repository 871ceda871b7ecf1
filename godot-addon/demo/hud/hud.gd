extends CanvasLayer
## What every demo shows over its picture: title, keys, the session's state in words, and the latency overlay (F3).

const MENU := "res://demo/menu.tscn"

@export var session: WorldportSession
@export var title := ""
@export var hint := ""
## What to run when no server answers.
@export var start_command := ""
## Id of the model this demo is made for.
@export var wanted_model := ""

@onready var _title: Label = %Title
@onready var _hint: Label = %Hint
@onready var _state: Label = %State
@onready var _overlay: WorldportOverlay = %Overlay


func _ready() -> void:
	_title.text = title
	_hint.text = hint
	_overlay.session = session
	_overlay.visible = false


func _process(_delta: float) -> void:
	_state.text = _words()
	_state.visible = _state.text != ""


func _unhandled_key_input(event: InputEvent) -> void:
	if event.is_action_pressed("ui_cancel"):
		get_tree().change_scene_to_file(MENU)


func _words() -> String:
	match session.status:
		"launching":
			return "Starting the model …"
		"offline", "stopped":
			return "Not connected."
		"connecting", "retrying":
			return "Waiting for a server at %s — run “%s” in the clone." % [session.url, start_command]
	var model: String = session.welcome.get("model", {}).get("id", "")
	if model != wanted_model and model != "":
		return "The server plays “%s”. This scene is made for “%s”: run “%s”." % [model, wanted_model, start_command]
	if session.state == "loading":
		return "Loading the model … %d %%" % roundi(session.progress * 100.0)
	if session.queue_position > 0:
		return "Another player drives; you are number %d in the queue." % session.queue_position
	return session.detail if session.state == "failed" else ""
