@tool
extends RefCounted
## The link to the server: one receiver after another, with resume token, backoff, pings and the reason of each end.
##
## Everything here is the main thread's; [method poll] is called once per frame.

const Wire := preload("wire.gd")
const Receiver := preload("receiver.gd")
const MessageWriter := preload("message_writer.gd")
const LinkEnds := preload("link_ends.gd")
const Bounds := preload("bounds.gd")
const ResumeTokens := preload("resume_tokens.gd")

enum Phase { OFFLINE, CONNECTING, OPEN, RETRYING, STOPPED }

const PROTOCOL := 1

## Everything the server says but frames: (type: String, body: Dictionary, at_us: int).
signal message_received(type: String, body: Dictionary, at_us: int)
## The phase, or the reason of the last end, changed.
signal phase_changed
## The server sent bytes that break the protocol: a sentence. Told once for each link.
signal misread(problem: String)

## Where the link is.
var phase := Phase.OFFLINE
## Code of the last end, kept until the next welcome; "" when there is none.
var code := ""
## What happened, for people; kept as long.
var sentence := ""
## Local µs of the next try while retrying.
var retry_at_us := 0
## What goes into hello beside protocol, role and tokens: `client`, `role`, `token`, `tracks`, `seed`.
var hello := {}
## Makes a receiver: web exports and encrypted links get another kind, and tests ask for it.
var make_receiver := func() -> Receiver: return Receiver.new()
## Hash of the schema document this client has, so that it is not sent again.
var schema_hash := ""
## Where the server is, as [method Wire.address_of] reads it; {} before the first [method connect_to].
var address := {}

var _receiver: Receiver
var _leaving: Array[Receiver] = []
var _writer := MessageWriter.new()
var _resume := ""
var _resume_key := ""
var _mipmaps: Dictionary[String, bool] = {}
var _tries := 0
var _farewell := {}
var _is_welcomed := false
var _has_misread := false
var _next_ping_us := 0
var _quick_pings := 0
## Since when an answer is awaited: to opening, hello, or the oldest ping without one; 0 while none is.
var _awaited_us := 0


## The phase in lower case: `offline`, `connecting`, `open`, `retrying` or `stopped`.
func status() -> String:
	return str(Phase.keys()[phase]).to_lower()


## Opens the link, or opens it anew. Tries again until [method leave], unless the server refuses for good. With the
## resume token of another client it becomes that client.
func connect_to(url: String, resume := "") -> void:
	drop()
	_tries = 0
	address = Wire.address_of(url)
	if address.is_empty():
		_stop("bad_url", "\"%s\" is no address of a server." % url.left(200))
		return
	var key := "%s as %s" % [address.url, hello.get("role", "driver")]
	if key != _resume_key:
		ResumeTokens.give_back(_resume_key, _resume)
		_resume_key = key
		_resume = ""
		schema_hash = ""
	if resume != "":
		_resume = resume
	_open()


## Sends a message if the link is open. The reason why not, or "".
func send(type: String, body: Dictionary, payload: Variant = null) -> String:
	if _receiver == null or phase != Phase.OPEN:
		return "The link to the server is down."
	return _send(type, body, payload)


## Bytes sent that have not left this process.
func waiting_bytes() -> int:
	return _receiver.waiting_bytes() if _receiver != null else 0


## The newest frame of a track that was not taken yet, or null.
func take_frame(track: String) -> WorldportFrame:
	return _receiver.take_frame(track) if _receiver != null else null


## Tracks that a frame came of on this link.
func tracks_received() -> Array[String]:
	return _receiver.tracks() if _receiver != null else ([] as Array[String])


## Whether images of a track get mipmaps.
func set_mipmaps(track: String, mipmaps: bool) -> void:
	if _mipmaps.get(track, false) != mipmaps:
		_mipmaps[track] = mipmaps
		if _receiver != null:
			_receiver.set_mipmaps(track, mipmaps)


## Says goodbye for good: the session, if this client drives it, ends. Does not wait.
func leave(reason: String) -> void:
	if _receiver != null:
		var bytes := PackedByteArray() if phase != Phase.OPEN else _writer.write("bye", {reason = reason})
		_receiver.finish(bytes)
		_leaving.append(_receiver)
		_receiver = null
	_resume = ""
	_enter(Phase.OFFLINE, "", "")


## Cuts the link at once; the session can be resumed.
func drop() -> void:
	if _receiver != null:
		_receiver.finish()
		_receiver.join()
		_receiver = null
	if phase != Phase.OFFLINE:
		_enter(Phase.OFFLINE, code, sentence)


## Cuts the link, leaves the resume token to the next one to the same server, and waits until everything has ended,
## goodbyes included (a third of a second at most).
func close() -> void:
	drop()
	ResumeTokens.give_back(_resume_key, _resume)
	_resume = ""
	for receiver: Receiver in _leaving:
		receiver.join()
	_leaving.clear()


## Takes in what came, and does what is due.
func poll() -> void:
	_leaving = _leaving.filter(_is_leaving_still)
	if phase == Phase.RETRYING and Time.get_ticks_usec() >= retry_at_us:
		_open()
	if _receiver == null:
		return
	_receiver.turn()
	for event: Dictionary in _receiver.take_inbox():
		match event.kind:
			"open":
				_say_hello()
			"message":
				_receive(event.type, event.body, event.at_us)
			"bad":
				_misread(event.problem)
			"closed":
				_ended(event.code, event.reason)
		if _receiver == null:
			return
	_keep_alive()


func _is_leaving_still(receiver: Receiver) -> bool:
	receiver.turn()
	if not receiver.is_done():
		return true
	receiver.join()
	return false


func _open() -> void:
	_farewell = {}
	_is_welcomed = false
	_has_misread = false
	_awaited_us = Time.get_ticks_usec()
	_receiver = make_receiver.call()
	for track: String in _mipmaps:
		_receiver.set_mipmaps(track, _mipmaps[track])
	_receiver.start(address)
	_enter(Phase.CONNECTING, code, sentence)


func _say_hello() -> void:
	var body := hello.duplicate()
	body.protocol = PROTOCOL
	if _resume == "":
		_resume = ResumeTokens.take(_resume_key)
	if _resume != "":
		body.resume = _resume
	if schema_hash != "":
		body.schema_hash = schema_hash
	_awaited_us = Time.get_ticks_usec()
	var problem := _send("hello", body)
	if problem != "":
		_stop("bad_message", "Hello can't be sent: %s." % problem)


func _send(type: String, body: Dictionary, payload: Variant = null) -> String:
	if payload is PackedByteArray and not payload.is_empty():
		# The payload goes out behind its head without being copied.
		var head := _writer.write(type, body, PackedByteArray())
		if head.is_empty():
			return _writer.problem
		head.resize(head.size() - 2)
		head.append_array(PackedByteArray([0xc6, 0, 0, 0, 0]))
		for i: int in 4:
			head[head.size() - 1 - i] = payload.size() >> (8 * i) & 255
		_receiver.send(head, payload)
		return ""
	var bytes := _writer.write(type, body)
	if not bytes.is_empty():
		_receiver.send(bytes)
	return _writer.problem


func _receive(type: String, body: Dictionary, at_us: int) -> void:
	_awaited_us = 0
	if type == "welcome":
		_welcomed(body)
	elif type == "bye":
		_farewell = body
	elif type == "error" and LinkEnds.FINAL.has(body.get("code")):
		_farewell = {code = body.code, reason = body.get("message", "")}
	message_received.emit(type, body, at_us)


func _welcomed(body: Dictionary) -> void:
	_tries = 0
	_is_welcomed = true
	if body.get("resume") is String:
		_resume = body.resume
	if body.has("schema") and body.get("schema_hash") is String:
		schema_hash = body.schema_hash
	_quick_pings = Bounds.FIRST_PINGS
	_next_ping_us = 0
	_enter(Phase.OPEN, "", "")


func _keep_alive() -> void:
	var now := Time.get_ticks_usec()
	# A wire ends by itself when it is not open in time, with a better sentence.
	var limit_ms := Bounds.SILENCE_TIMEOUT_MS if _is_welcomed else 2 * Bounds.OPEN_TIMEOUT_MS
	if _awaited_us > 0 and now - _awaited_us > limit_ms * 1000:
		_ended(Wire.CUT, "nothing was heard for %d s" % floori(limit_ms / 1000.0))
	elif phase == Phase.OPEN and now >= _next_ping_us:
		_send("ping", {t_us = now})
		if _awaited_us == 0:
			_awaited_us = now
		_quick_pings = maxi(0, _quick_pings - 1)
		_next_ping_us = now + (Bounds.FIRST_PING_MS if _quick_pings > 0 else Bounds.PING_MS) * 1000


func _misread(problem: String) -> void:
	if not _has_misread:
		_has_misread = true
		misread.emit(problem)


func _ended(close_code: int, close_reason: String) -> void:
	_receiver.finish()
	_receiver.join()
	_receiver = null
	var end_code: String = str(_farewell.get("code", LinkEnds.OF_CLOSE.get(close_code, "")))
	var words: String = str(_farewell.get("reason", close_reason))
	if words == "" or end_code == "replaced":
		words = LinkEnds.FINAL.get(end_code, words)
	if LinkEnds.FINAL.has(end_code):
		_stop(end_code, words)
		return
	var wait := Bounds.BACKOFF_MS[mini(_tries, Bounds.BACKOFF_MS.size() - 1)]
	_tries += 1
	retry_at_us = Time.get_ticks_usec() + roundi(wait * 1000 * randf_range(0.85, 1.15))
	_enter(Phase.RETRYING, end_code, words)


func _stop(end_code: String, words: String) -> void:
	if end_code == "replaced":
		_resume = ""
	if _receiver != null:
		_receiver.finish()
		_receiver.join()
		_receiver = null
	_enter(Phase.STOPPED, end_code, words)


func _enter(next: Phase, end_code: String, words: String) -> void:
	phase = next
	code = end_code
	sentence = words
	phase_changed.emit()
