@tool
extends RefCounted
## One WebSocket, as the receiver needs it. `tcp_wire.gd` and `peer_wire.gd` are the two kinds.
##
## A wire never waits: [method step] does what can be done now. It belongs to the thread that steps it.

enum Phase { IDLE, OPENING, OPEN, CLOSED }

const Bounds := preload("bounds.gd")
const SUBPROTOCOL := "worldport.v1"
const CLOSE_WITHIN_MS := 5_000
## How a link ends that was cut, in WebSocket's numbers.
const CUT := 1006

var phase := Phase.IDLE
## The WebSocket close code, once the phase is CLOSED.
var close_code := CUT
## What the other side said, or what went wrong here.
var close_reason := ""
## Bytes that wait to be sent.
var queued_bytes := 0
## Called with each whole message (a PackedByteArray) that was not given to [member on_frame].
var on_message: Callable
## Called with each large frame: its head (Dictionary), its pixels (PackedByteArray) and the size of the message.
var on_frame: Callable


## Begins to open the link.
func open(_address: Dictionary) -> void:
	pass


## Does what can be done without waiting. True when something was done.
func step() -> bool:
	return false


## Sends a binary message: `bytes`, followed by `tail` without copying it.
func send(_bytes: PackedByteArray, _tail := PackedByteArray()) -> void:
	pass


## Says goodbye; the phase is CLOSED when the other side has answered, or five seconds later.
func close(_code := 1000, _reason := "") -> void:
	pass


## Cuts the link.
func cut() -> void:
	pass


## A server's URL → `host`, `port`, `path`, `secure`, `host_header`, `url`; empty when it is none. Accepts what the
## server prints (`http://127.0.0.1:8080`) and `ws`, `wss` and `https` URLs, with or without `/ws`.
static func address_of(url: String) -> Dictionary:
	var pattern := RegEx.create_from_string("^(?i)(http|ws)(s?)://(\\[[0-9a-f:.]+\\]|[^/:?#\\s\\[\\]@]+)(?::(\\d{1,5}))?(/[^?#\\s]*)?$")
	var found := pattern.search(url.strip_edges())
	if found == null:
		return {}
	var secure := found.get_string(2) != ""
	var given_port := found.get_string(4)
	var port := given_port.to_int() if given_port != "" else 443 if secure else 80
	if port < 1 or port > 65535:
		return {}
	var path := found.get_string(5).trim_suffix("/")
	if not path.ends_with("/ws"):
		path += "/ws"
	var host := found.get_string(3)
	var header := host if given_port == "" else "%s:%d" % [host, port]
	return {
		# The server listens on IPv4; "localhost" may be resolved to IPv6 first.
		host = "127.0.0.1" if host.to_lower() == "localhost" else host.trim_prefix("[").trim_suffix("]"),
		port = port,
		path = path,
		secure = secure,
		host_header = header,
		url = "%s://%s%s" % ["wss" if secure else "ws", header, path],
		is_local = host.to_lower() in ["localhost", "127.0.0.1", "[::1]"] or host.begins_with("127."),
	}
