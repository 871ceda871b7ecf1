@tool
class_name WorldportReply
extends RefCounted
## What became of a command: what [method WorldportSession.send_command] gives once it is awaited.
## [codeblock]
## var reply := await session.send_command("echo", {text = "hello"})
## if reply.ok:
##     print(reply.result)
## else:
##     print(reply.code, ": ", reply.message)
## [/codeblock]

## Emitted once, when the fate of the command is known.
signal settled

## Name of the command.
var command := ""
## Its number on the wire; 0 when it was never sent.
var id := 0
## Whether the command was applied.
var ok := false
## What the command gives, or null.
var result: Variant
## Number of the first frame made after the command was applied; 0 when that is not known.
var applied_seq := 0
## A code of the protocol or of the model when it was refused, else "": [code]invalid_args[/code],
## [code]not_driver[/code], [code]no_session[/code], [code]session_ended[/code], [code]closed[/code] ….
var code := ""
## Why it was refused, for people.
var message := ""
## Each wrong argument: dictionaries with [code]path[/code], [code]code[/code], [code]expected[/code],
## [code]received[/code], [code]message[/code].
var issues: Array = []
## Whether the fate is known.
var is_settled := false


## Tells the fate. Called once by the session.
func settle(answer: Dictionary) -> void:
	if is_settled:
		return
	is_settled = true
	ok = answer.get("ok") == true
	result = answer.get("result")
	if answer.get("applied_seq") is int:
		applied_seq = answer.applied_seq
	var error: Variant = answer.get("error")
	if not ok and error is Dictionary:
		code = str(error.get("code", ""))
		message = str(error.get("message", ""))
		if error.get("issues") is Array:
			issues = error.issues
	settled.emit()
