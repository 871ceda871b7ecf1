@tool
extends RefCounted
## What a session's settings come to: hello, wishes, and what is wrong with them.

const Wire := preload("../protocol/wire.gd")


## The fields of hello that the settings give.
static func hello(session: WorldportSession) -> Dictionary:
	var engine: Dictionary = Engine.get_version_info()
	var body := {
		client = {name = _name_of_game(), version = session.VERSION, engine = "godot %s.%s" % [engine.major, engine.minor]},
		role = "spectator" if session.role == WorldportSession.Role.SPECTATOR else "driver",
	}
	if session.token != "":
		body.token = session.token.strip_edges()
	if session.session_seed >= 0:
		body.seed = session.session_seed
	return body


## What the settings ask of every out track; {} when they ask nothing.
static func wishes(session: WorldportSession, is_local: bool) -> Dictionary:
	var wish := {}
	if session.format == WorldportSession.Format.JPEG or (session.format == WorldportSession.Format.AUTO and not is_local):
		wish.formats = ["jpeg", "rgba8"]
	if session.max_size.x > 0:
		wish.max_width = session.max_size.x
	if session.max_size.y > 0:
		wish.max_height = session.max_size.y
	if session.max_fps > 0:
		wish.max_fps = session.max_fps
	if session.credit != 2:
		wish.credit = session.credit
	return wish


## What is wrong with the settings, each with its remedy.
static func warnings(session: WorldportSession) -> PackedStringArray:
	var found := PackedStringArray()
	if session.texture == null and session.textures.is_empty():
		found.append(
			"The picture is shown nowhere. Give Texture a new WorldportTexture, and put the same one into the node or "
			+ "material that shall show it."
		)
	if session.launch_command == "" and Wire.address_of(session.url).is_empty():
		found.append("\"%s\" is no address of a server. Set Url to what the server prints, such as http://127.0.0.1:8080." % session.url)
	if session.launch_command == "" and not session.launch_arguments.is_empty():
		found.append("Launch has arguments and no command. Set Command, such as npx, or clear Arguments.")
	for binding: WorldportBinding in session.bindings:
		var problem := "A binding is empty. Remove it from Bindings." if binding == null else binding.get_problem(session.schema)
		if problem != "":
			found.append(problem)
	return found


static func _name_of_game() -> String:
	var name: String = ProjectSettings.get_setting("application/config/name", "")
	return name.left(64) if name != "" else "Godot game"
