@tool
extends RefCounted
## The HTTP request that opens a WebSocket, and what its answer says.

const GUID := "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
const MAX_ANSWER_BYTES := 16_384

## The request's bytes.
var request: PackedByteArray
## Whether the whole answer is here.
var is_done := false
## Why no WebSocket was opened; empty when one was.
var problem := ""

var _accept := ""
var _answer := PackedByteArray()


func _init(address: Dictionary, subprotocol: String) -> void:
	var key := Marshalls.raw_to_base64(Crypto.new().generate_random_bytes(16))
	_accept = Marshalls.raw_to_base64((key + GUID).sha1_buffer())
	var lines := PackedStringArray([
		"GET %s HTTP/1.1" % address.path,
		"Host: " + address.host_header,
		"Connection: Upgrade",
		"Upgrade: websocket",
		"Sec-WebSocket-Version: 13",
		"Sec-WebSocket-Key: " + key,
		"Sec-WebSocket-Protocol: " + subprotocol,
		"",
		"",
	])
	request = "\r\n".join(lines).to_ascii_buffer()


## Takes the answer as it comes, not a byte more than belongs to it: what follows is the WebSocket's.
func read(tcp: StreamPeerTCP) -> void:
	while not is_done and tcp.get_available_bytes() > 0:
		_answer.append_array(tcp.get_partial_data(1)[1])
		var size := _answer.size()
		if size >= 4 and _answer[size - 1] == 10 and _answer[size - 3] == 10:
			_finish(_check(_answer.get_string_from_ascii()))
		elif size > MAX_ANSWER_BYTES:
			_finish("it is no WebSocket server")


func _check(answer: String) -> String:
	var lines := answer.split("\r\n", false)
	var words := lines[0].split(" ", false)
	if words.size() < 2 or not words[0].begins_with("HTTP/"):
		return "it is no web server"
	if words[1] == "503":
		return "it has no room for another link (503)"
	if words[1] != "101":
		return "it is no Worldport server, or does not let this client in (it answered %s)" % words[1]
	for line: String in lines:
		if line.get_slice(":", 0).to_lower() == "sec-websocket-accept" and line.get_slice(":", 1).strip_edges() == _accept:
			return ""
	return "its answer does not open a WebSocket"


func _finish(words: String) -> void:
	problem = words
	is_done = true
