@tool
extends "wire.gd"
## The engine's own WebSocketPeer: for encrypted links (wss), and for web exports, which have nothing else.

const MessageReader := preload("message_reader.gd")
const BUFFER_BYTES := 33_554_432

var _peer := WebSocketPeer.new()
var _deadline := 0
var _was_open := false


func open(address: Dictionary) -> void:
	_deadline = Time.get_ticks_msec() + Bounds.OPEN_TIMEOUT_MS
	phase = Phase.OPENING
	_peer.supported_protocols = PackedStringArray([SUBPROTOCOL])
	# Room for the frames that may be under way; a larger message would end the link.
	_peer.inbound_buffer_size = BUFFER_BYTES
	_peer.outbound_buffer_size = BUFFER_BYTES
	if _peer.connect_to_url(address.url) != OK:
		_end(CUT, "the link could not be opened")


func step() -> bool:
	if phase == Phase.IDLE or phase == Phase.CLOSED:
		return false
	_peer.poll()
	queued_bytes = _peer.get_current_outbound_buffered_amount()
	match _peer.get_ready_state():
		WebSocketPeer.STATE_OPEN:
			if not _was_open:
				_was_open = true
				phase = Phase.OPEN
				_deadline = 0
		WebSocketPeer.STATE_CLOSED:
			var code := _peer.get_close_code()
			var reason := _peer.get_close_reason()
			if _deadline > 0 and _was_open:
				_end(close_code, close_reason)
			else:
				_end(CUT if code == -1 else code, reason if _was_open or reason != "" else "the connection was refused")
			return true
	if _deadline > 0 and Time.get_ticks_msec() > _deadline:
		_end(close_code, close_reason if _was_open else "it does not answer")
		return true
	if phase != Phase.OPEN or _peer.get_available_packet_count() == 0:
		return false
	on_message.call(_peer.get_packet())
	return true


func send(bytes: PackedByteArray, tail := PackedByteArray()) -> void:
	if phase != Phase.OPEN or _deadline > 0:
		return
	var message := bytes
	if not tail.is_empty():
		message = bytes.duplicate()
		message.append_array(tail)
	if _peer.get_current_outbound_buffered_amount() + message.size() + 16 < BUFFER_BYTES:
		_peer.send(message, WebSocketPeer.WRITE_MODE_BINARY)


func close(code := 1000, reason := "") -> void:
	if phase != Phase.OPEN:
		_end(code, reason)
	elif _deadline == 0:
		close_code = code
		close_reason = reason
		_deadline = Time.get_ticks_msec() + CLOSE_WITHIN_MS
		_peer.close(code, reason.left(30))


func cut() -> void:
	_end(close_code, close_reason)


func _end(code: int, reason: String) -> void:
	if phase == Phase.CLOSED:
		return
	close_code = code
	close_reason = reason
	phase = Phase.CLOSED
	if _peer.get_ready_state() != WebSocketPeer.STATE_CLOSED:
		_peer.close(-1)
