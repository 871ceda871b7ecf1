@tool
extends RefCounted
## WebSocket messages on their way out: their heads, and what the socket has not taken yet.

const CHUNK_BYTES := 262_144

## Bytes that wait.
var bytes := 0

var _parts: Array[PackedByteArray] = []
## Bytes of the first part that are gone.
var _sent := 0


## Adds bytes as they are.
func add_raw(raw: PackedByteArray) -> void:
	_parts.append(raw)
	bytes += raw.size()


## Adds a whole message; `tail` follows `body` and is not copied.
func add(opcode: int, body: PackedByteArray, tail := PackedByteArray()) -> void:
	var message := PackedByteArray([0x80 | opcode])
	var size := body.size() + tail.size()
	if size < 126:
		message.append(0x80 | size)
	else:
		var is_wide := size > 65535
		message.append(0x80 | (127 if is_wide else 126))
		for shift: int in range(56 if is_wide else 8, -8, -8):
			message.append(size >> shift & 255)
	# A mask of zeros is allowed, and leaves the bytes as they are.
	message.append_array(PackedByteArray([0, 0, 0, 0]))
	message.append_array(body)
	add_raw(message)
	if not tail.is_empty():
		add_raw(tail)


## Adds the message that closes a link.
func add_close(code: int, reason: String) -> void:
	var body := PackedByteArray([code >> 8, code & 255])
	body.append_array(reason.left(30).to_utf8_buffer())
	add(8, body)


## Gives the socket what it takes now. True when it took something.
func flush(tcp: StreamPeerTCP) -> bool:
	var did := false
	while not _parts.is_empty():
		var next := _parts[0]
		var part: Array = tcp.put_partial_data(next if _sent == 0 else next.slice(_sent, _sent + CHUNK_BYTES))
		if part[0] != OK or part[1] == 0:
			return did
		did = true
		_sent += part[1]
		bytes -= part[1]
		if _sent == next.size():
			_sent = 0
			_parts.pop_front()
	return did


## Forgets what waits.
func clear() -> void:
	_parts.clear()
	_sent = 0
	bytes = 0
