extends "test_case.gd"
## Both kinds of WebSocket against a server that does what ours never does (WORLDPORT_ROUGH is its address).

const Wire := preload("res://addons/worldport/protocol/wire.gd")
const TcpWire := preload("res://addons/worldport/protocol/tcp_wire.gd")
const PeerWire := preload("res://addons/worldport/protocol/peer_wire.gd")


func test_messages_of_every_length_come_and_go_whole() -> void:
	for wire: Wire in [TcpWire.new(), PeerWire.new()]:
		var got: Array[PackedByteArray] = []
		if not await _open(wire, "echo", got):
			return
		for length: int in [0, 1, 125, 126, 4096, 4097, 65535, 65536, 300_000]:
			var sent := PackedByteArray()
			sent.resize(length)
			sent.fill(length & 255)
			wire.send(sent)
			await _until(wire, func() -> bool: return not got.is_empty(), "%d bytes" % length)
			check(not got.is_empty() and got[0] == sent, "%d bytes are the same" % length)
			got.clear()
		wire.close()
		await _until(wire, func() -> bool: return wire.phase == Wire.Phase.CLOSED, "the close")
		equal(wire.close_code, 1000, "the close code")


func test_a_tail_follows_its_message_uncopied() -> void:
	for wire: Wire in [TcpWire.new(), PeerWire.new()]:
		var got: Array[PackedByteArray] = []
		if not await _open(wire, "echo", got):
			return
		var tail := PackedByteArray()
		tail.resize(1_000_000)
		tail.fill(7)
		wire.send(PackedByteArray([1, 2, 3]), tail)
		await _until(wire, func() -> bool: return not got.is_empty(), "the message")
		check(not got.is_empty() and got[0] == PackedByteArray([1, 2, 3]) + tail, "head and tail")
		wire.cut()


## The engine's WebSocketPeer (4.6) puts the ping's bytes into the message; our server sends no fragments.
func test_fragments_with_a_ping_between_are_one_message() -> void:
	var wire := TcpWire.new()
	var got: Array[PackedByteArray] = []
	if not await _open(wire, "fragments", got):
		return
	wire.send("go".to_ascii_buffer())
	await _until(wire, func() -> bool: return got.size() == 2, "message and pong")
	var texts: Array = got.map(func(bytes: PackedByteArray) -> String: return bytes.get_string_from_ascii())
	texts.sort_custom(func(a: String, b: String) -> bool: return a.length() > b.length())
	equal(texts[0], "one two " + "3".repeat(70_000), "the message")
	equal(texts[1], "pong between", "what the server heard")
	wire.cut()


func test_a_close_tells_code_and_reason() -> void:
	for wire: Wire in [TcpWire.new(), PeerWire.new()]:
		await _ends(wire, "close")
		equal(wire.close_code, 4404, "the close code")
		equal(wire.close_reason, "The reason.", "the reason")


func test_a_link_that_is_cut_within_a_message_ends_at_once() -> void:
	for wire: Wire in [TcpWire.new(), PeerWire.new()]:
		var got: Array[PackedByteArray] = []
		if await _open(wire, "cut", got):
			wire.send(PackedByteArray([1]))
			await _until(wire, func() -> bool: return wire.phase == Wire.Phase.CLOSED, "the end")
			equal(wire.close_code, Wire.CUT, "the close code")
			equal(got.size(), 0, "messages")


func test_a_server_that_breaks_the_protocol_is_left() -> void:
	var wire := TcpWire.new()
	await _ends(wire, "reserved")
	equal(wire.close_code, 1002, "the close code")
	wire = TcpWire.new()
	await _ends(wire, "huge")
	equal(wire.close_code, 1009, "the close code")


func test_a_refused_connection_says_so() -> void:
	for wire: Wire in [TcpWire.new(), PeerWire.new()]:
		wire.open(Wire.address_of("http://127.0.0.1:9"))
		await _until(wire, func() -> bool: return wire.phase == Wire.Phase.CLOSED, "the end")
		equal(wire.close_reason, "the connection was refused", "the reason")


func test_a_host_that_does_not_exist_says_so() -> void:
	var wire := TcpWire.new()
	wire.open(Wire.address_of("http://no-such-host.invalid:8080"))
	await _until(wire, func() -> bool: return wire.phase == Wire.Phase.CLOSED, "the end")
	equal(wire.close_reason, "there is no host no-such-host.invalid", "the reason")


func test_addresses_are_read_in_every_form_the_server_prints() -> void:
	for case: Array in [
		["http://127.0.0.1:8080", "ws://127.0.0.1:8080/ws"],
		["http://localhost:8080/", "ws://localhost:8080/ws"],
		["ws://10.0.0.5:9000/ws", "ws://10.0.0.5:9000/ws"],
		["https://play.example.org", "wss://play.example.org/ws"],
		["wss://example.org/worlds/1", "wss://example.org/worlds/1/ws"],
		["http://[::1]:8080", "ws://[::1]:8080/ws"],
	]:
		equal(Wire.address_of(case[0]).get("url"), case[1], case[0])
	for wrong: String in ["", "127.0.0.1:8080", "http://", "http://a b", "ftp://a", "http://a:0", "http://a:70000", "http://a?b"]:
		equal(Wire.address_of(wrong), {}, wrong)


func _open(wire: Wire, path: String, got: Array[PackedByteArray]) -> bool:
	wire.on_message = func(bytes: PackedByteArray) -> void: got.append(bytes)
	wire.open(Wire.address_of(setting("WORLDPORT_ROUGH") + path))
	return await _until(wire, func() -> bool: return wire.phase == Wire.Phase.OPEN, "the link to open")


func _ends(wire: Wire, path: String) -> void:
	wire.on_message = func(_bytes: PackedByteArray) -> void: pass
	wire.open(Wire.address_of(setting("WORLDPORT_ROUGH") + path))
	await _until(wire, func() -> bool: return wire.phase == Wire.Phase.CLOSED, "the end")


func _until(wire: Wire, look: Callable, what: String) -> bool:
	return await eventually(
		func() -> bool:
			while wire.step():
				pass
			return look.call(),
		"%s (%s)" % [what, wire.get_script().resource_path.get_file()],
		5_000,
	)
