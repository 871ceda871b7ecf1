@tool
extends RefCounted
## Commands on their way to the server: input → held state, summed deltas, triggers → numbered `command` messages.
##
## Held goes out when it changes and at most once between two flushes, deltas once per flush, triggers at once. Unanswered
## triggers survive a resume.

## Inputs remembered for the latency overlay.
const REMEMBERED := 1024

## Whether commands go out at all: only a driver's do, while the session streams.
var is_open := false

var _send: Callable
var _next_id := 1
var _held: Dictionary[String, Held] = {}
var _deltas: Dictionary[String, Delta] = {}
var _unanswered: Dictionary[int, Trigger] = {}
## Names and input times of the last commands, by id.
var _log: Dictionary[int, Sent] = {}


## A held command's state.
class Held:
	var name := ""
	var args := {}
	## What the server has; null when unknown.
	var sent: Variant
	## Args that need no sending in a new session; null when there are none.
	var rest: Variant
	var input_us := 0
	## Whether it went out since the last flush.
	var is_spent := false


## A delta command's sum.
class Delta:
	var args := {}
	var input_us := 0


## A command whose answer is awaited.
class Trigger:
	var id := 0
	var name := ""
	var args := {}
	var input_us := 0
	var reply: WorldportReply


## What is remembered of a command that was sent.
class Sent:
	var name := ""
	var input_us := 0


## `send` takes the body of a `command` message and gives the reason why it can't be sent, or "".
func _init(send: Callable) -> void:
	_send = send


## Follows a `welcome`. After a resume, triggers the server has accepted are sent again with their ids, so that it
## repeats their replies; those it never saw follow with the next free ids, as it accepts no gap.
func welcome(next_id: int, resumed: bool) -> void:
	_next_id = next_id
	var waiting: Array[Trigger] = _unanswered.values()
	waiting.sort_custom(func(a: Trigger, b: Trigger) -> bool: return a.id < b.id)
	_unanswered.clear()
	_deltas.clear()
	for held: Held in _held.values():
		held.sent = held.rest
	if not resumed:
		_give_up(waiting, "session_ended", "The session ended before the command was answered.")
		return
	for command: Trigger in waiting:
		if command.id < next_id:
			_emit(command, true, command.id)
	for command: Trigger in waiting:
		if command.id >= next_id:
			_emit(command, true)


## Opens or closes the way; what is held is sent at the next flush after it opens.
func set_open(open: bool) -> void:
	is_open = open
	if not open:
		_deltas.clear()


## States a held command's whole args. `key` tells several states of one command apart (touches); `rest` are args that
## need no sending in a new session.
func hold(name: String, args: Dictionary, rest: Variant = null, key := name) -> void:
	var held: Held = _held.get(key)
	if held == null:
		held = Held.new()
		held.name = name
		held.rest = rest
		held.sent = rest
		_held[key] = held
	if held.args != args or held.input_us == 0:
		held.input_us = Time.get_ticks_usec()
		held.args = args.duplicate(true)
	if not held.is_spent:
		_send_held(held)


## Adds to a delta command.
func add(name: String, args: Dictionary) -> void:
	if not is_open:
		return
	var waiting: Delta = _deltas.get(name)
	if waiting == null:
		waiting = Delta.new()
		waiting.input_us = Time.get_ticks_usec()
		_deltas[name] = waiting
	for field: String in args:
		waiting.args[field] = waiting.args.get(field, 0) + args[field]


## Sends a trigger at once; `reply` is settled when its fate is known.
func trigger(name: String, args: Dictionary, reply: WorldportReply) -> void:
	var command := Trigger.new()
	command.name = name
	command.args = args.duplicate(true)
	command.input_us = Time.get_ticks_usec()
	command.reply = reply
	_emit(command, true)


## Once per frame of the game: what has changed since, and the deltas' sums.
func flush() -> void:
	for held: Held in _held.values():
		held.is_spent = false
		_send_held(held)
	if not is_open:
		return
	var deltas := _deltas
	_deltas = {}
	for name: String in deltas:
		_emit(_trigger_of(name, deltas[name].args, deltas[name].input_us), false)


## Forgets one state of a held command, after its release went out.
func forget(key: String) -> void:
	_held.erase(key)


## Lets go of everything: a new schema.
func reset() -> void:
	_held.clear()
	_deltas.clear()
	abandon("session_ended", "The session ended before the command was answered.")


## Answers every trigger that waits with this error, and repeats none.
func abandon(code: String, message: String) -> void:
	var waiting: Array[Trigger] = _unanswered.values()
	_unanswered.clear()
	_give_up(waiting, code, message)


## Name of the command a `reply` message's body answers, or "".
func name_of(body: Dictionary) -> String:
	var sent: Sent = _log.get(body.id) if body.get("id") is int else null
	return sent.name if sent != null else ""


## Takes a `reply` message's body.
func settle(body: Dictionary) -> void:
	var command: Trigger = _unanswered.get(body.id) if body.get("id") is int else null
	if command != null:
		_unanswered.erase(command.id)
		command.reply.settle(body)


## Local µs of the input that sent a command; 0 when it is not known.
func input_us_of(id: int) -> int:
	var sent: Sent = _log.get(id)
	return sent.input_us if sent != null else 0


func _send_held(held: Held) -> void:
	if not is_open or (held.sent is Dictionary and held.sent == held.args):
		return
	held.sent = held.args
	held.is_spent = true
	_emit(_trigger_of(held.name, held.args, held.input_us), false)


func _trigger_of(name: String, args: Dictionary, input_us: int) -> Trigger:
	var command := Trigger.new()
	command.name = name
	command.args = args
	command.input_us = input_us
	return command


## Numbers and sends; `again` is the id of an earlier sending.
func _emit(command: Trigger, wants_reply: bool, again := 0) -> void:
	var id := again if again > 0 else _next_id
	var body := {id = id, name = command.name, args = command.args, t_us = Time.get_ticks_usec(), reply = wants_reply}
	var problem: String = _send.call(body)
	if problem != "":
		if command.reply != null:
			_give_up([command], "bad_message", "%s can't be sent: %s." % [command.name, problem])
		else:
			push_error("WorldportSession: %s can't be sent: %s." % [command.name, problem])
		return
	if again == 0:
		_next_id += 1
	if wants_reply:
		command.id = id
		command.reply.id = id
		_unanswered[id] = command
	var sent := Sent.new()
	sent.name = command.name
	sent.input_us = command.input_us
	_log[id] = sent
	if _log.size() > REMEMBERED:
		for oldest: int in _log:
			_log.erase(oldest)
			break


func _give_up(commands: Array[Trigger], code: String, message: String) -> void:
	for command: Trigger in commands:
		command.reply.settle({ok = false, error = {code = code, message = message, issues = []}})
