@tool
extends EditorDebuggerPlugin
## Says goodbye for games that end without doing so themselves: Stop kills them, and a server keeps the session of a
## client that is gone without a word for a while (`resume_grace_ms`), in which the next start would have to wait.

const EditorNotice := preload("../session/editor_notice.gd")
const Goodbye := preload("goodbye.gd")

## Where the running games play: debugger session → resume token → url and access token.
var _places: Dictionary[int, Dictionary] = {}
var _goodbyes: Array[Goodbye] = []


## Once per frame of the editor.
func poll() -> void:
	for goodbye: Goodbye in _goodbyes:
		goodbye.poll()
	_goodbyes = _goodbyes.filter(func(goodbye: Goodbye) -> bool: return not goodbye.is_done)


## The editor, or the plugin, ends.
func close() -> void:
	for goodbye: Goodbye in _goodbyes:
		goodbye.close()
	_goodbyes.clear()


func _has_capture(capture: String) -> bool:
	return capture == EditorNotice.CAPTURE


func _capture(message: String, data: Array, session_id: int) -> bool:
	var places: Dictionary = _places.get_or_add(session_id, {})
	match message.get_slice(":", 1):
		EditorNotice.JOINED:
			places[str(data[0])] = {url = str(data[1]), token = str(data[2])}
		EditorNotice.LEFT:
			places.erase(str(data[0]))
		_:
			return false
	return true


func _setup_session(session_id: int) -> void:
	get_session(session_id).stopped.connect(_game_ended.bind(session_id))


func _game_ended(session_id: int) -> void:
	var places: Dictionary = _places.get(session_id, {})
	for resume: String in places:
		_goodbyes.append(Goodbye.new(resume, places[resume].url, places[resume].token))
	_places.erase(session_id)
