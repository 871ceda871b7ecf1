@tool
extends RefCounted
## Tells the editor that started this game where it plays, so that the editor can say goodbye for a game it kills. Says
## nothing in exported games.

const Link := preload("../protocol/link.gd")
## Before the colon is the name under which the editor's debugger takes these messages.
const CAPTURE := "worldport"
const JOINED := "joined"
const LEFT := "left"


## This game was welcomed: whoever has the resume token is this client.
static func joined(link: Link, resume: String) -> void:
	if EngineDebugger.is_active():
		EngineDebugger.send_message(CAPTURE + ":" + JOINED, [resume, link.address.url, str(link.hello.get("token", ""))])


## This game said goodbye itself.
static func left(resume: String) -> void:
	if EngineDebugger.is_active():
		EngineDebugger.send_message(CAPTURE + ":" + LEFT, [resume])
