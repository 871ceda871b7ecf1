extends SceneTree
## A game that quits as soon as it drives a model: `godot … -s res://tests/quit_game.gd -- URL`.


func _initialize() -> void:
	var session := WorldportSession.new()
	session.url = OS.get_cmdline_user_args()[0]
	session.state_changed.connect(_quit_when_driving.bind(session))
	root.add_child(session)


func _quit_when_driving(_state: String, session: WorldportSession) -> void:
	if session.is_driving:
		print("driving")
		quit()
