@tool
extends RefCounted
## A link's end in this process: a wire in a thread of its own, which reads messages and puts frames into their slots.
##
## wire → messages are read → frames: [code]seen[/code], slot; all else: inbox → the main thread
##
## Public functions are the main thread's. Where there are no threads (some web exports), [method turn] does the work.

const Wire := preload("wire.gd")
const TcpWire := preload("tcp_wire.gd")
const PeerWire := preload("peer_wire.gd")
const MessageReader := preload("message_reader.gd")
const MessageWriter := preload("message_writer.gd")
const FrameSlot := preload("frame_slot.gd")
const BUSY_USEC := 200
const IDLE_USEC := 1_000
const IDLE_AFTER_USEC := 200_000
## Messages that may wait for a main thread that does not come.
const MAX_INBOX := 65_536
## Time for a busy server to hear goodbye: a socket that is closed before takes with it what the server has not read yet.
const FAREWELL_MS := 5_000
## Time for it when somebody waits.
const SHORT_FAREWELL_MS := 300

## Whether the engine's own WebSocket is used; it always is for encrypted links.
var uses_engine_socket := OS.has_feature("web")
## Whether everything is done by [method turn].
var in_main_thread := not OS.has_feature("threads")

var _mutex := Mutex.new()
var _thread: Thread
var _wire: Wire
var _address := {}
var _stop := false
var _farewell := PackedByteArray()
var _stop_by := 0
var _outbox: Array[PackedByteArray] = []
var _inbox: Array[Dictionary] = []
var _slots: Dictionary[String, FrameSlot] = {}
var _with_mipmaps: Dictionary[String, bool] = {}
var _received := 0
var _waiting_bytes := 0
## The receiving thread's own.
var _phase := Wire.Phase.IDLE
var _reader := MessageReader.new()
var _writer := MessageWriter.new()
var _busy_until := 0
var _is_leaving := false


## Opens a link to an address of `wire.gd`.
func start(address: Dictionary) -> void:
	_address = address
	if uses_engine_socket or address.secure:
		_wire = PeerWire.new()
	else:
		_wire = TcpWire.new()
	_wire.on_message = _take_message
	_wire.on_frame = _take_frame
	if not in_main_thread:
		_thread = Thread.new()
		_thread.start(_run)


## Sends bytes, and `tail` behind them in the same message.
func send(bytes: PackedByteArray, tail := PackedByteArray()) -> void:
	_mutex.lock()
	_outbox.append(bytes)
	_outbox.append(tail)
	_waiting_bytes += bytes.size() + tail.size()
	_mutex.unlock()


## What came since the last call, in order: dictionaries with `kind` `open`, `message` (`type`, `body`, `at_us`), `bad`
## (`problem`) or `closed` (`code`, `reason`).
func take_inbox() -> Array[Dictionary]:
	_mutex.lock()
	var taken := _inbox
	_inbox = []
	_mutex.unlock()
	return taken


## The newest frame of a track that was not taken yet, or null.
func take_frame(track: String) -> WorldportFrame:
	return slot_of(track).take()


## The slot of a track.
func slot_of(track: String) -> FrameSlot:
	_mutex.lock()
	var slot: FrameSlot = _slots.get(track)
	if slot == null:
		slot = FrameSlot.new()
		_slots[track] = slot
	_mutex.unlock()
	return slot


## Tracks that a frame came of so far.
func tracks() -> Array[String]:
	_mutex.lock()
	var names: Array[String] = []
	names.assign(_slots.keys())
	_mutex.unlock()
	return names


## Whether images of a track get mipmaps.
func set_mipmaps(track: String, mipmaps: bool) -> void:
	_mutex.lock()
	_with_mipmaps[track] = mipmaps
	_mutex.unlock()


## Frames received so far, of all tracks.
func received() -> int:
	return _received


## Bytes sent that have not left this process.
func waiting_bytes() -> int:
	_mutex.lock()
	var bytes := _waiting_bytes
	_mutex.unlock()
	return bytes


## Asks the link to end, after `farewell` if there is one. [method is_done] is true soon.
func finish(farewell := PackedByteArray()) -> void:
	_mutex.lock()
	_stop = true
	_farewell = farewell
	_stop_by = Time.get_ticks_msec() + FAREWELL_MS
	_mutex.unlock()
	if _thread == null:
		turn()


## Whether the link has ended and nothing runs any more.
func is_done() -> bool:
	return not _thread.is_alive() if _thread != null else _wire.phase == Wire.Phase.CLOSED


## Waits until the link has ended: at once, or as long as a short goodbye may take.
func join() -> void:
	_mutex.lock()
	_stop_by = mini(_stop_by, Time.get_ticks_msec() + SHORT_FAREWELL_MS)
	_mutex.unlock()
	if _thread != null and _thread.is_started():
		_thread.wait_to_finish()
	elif _thread == null and _wire != null:
		_wire.cut()
	_wire = null


## Does the link's work where there is no thread.
func turn() -> void:
	var until := Time.get_ticks_usec() + 4_000
	while _thread == null and _turn() and Time.get_ticks_usec() < until:
		pass


func _run() -> void:
	while _wire.phase != Wire.Phase.CLOSED:
		if _turn():
			_busy_until = Time.get_ticks_usec() + IDLE_AFTER_USEC
		else:
			OS.delay_usec(BUSY_USEC if Time.get_ticks_usec() < _busy_until else IDLE_USEC)


## One round of the receiving thread. True when something was done.
func _turn() -> bool:
	if _wire.phase == Wire.Phase.IDLE:
		_wire.open(_address)
	_mutex.lock()
	var outgoing := _outbox
	if not outgoing.is_empty():
		_outbox = []
	var is_over := _stop
	var farewell := _farewell
	_farewell = PackedByteArray()
	_mutex.unlock()
	for i: int in range(0, outgoing.size(), 2):
		_wire.send(outgoing[i], outgoing[i + 1])
	if is_over:
		_leave(farewell)
	var did := _wire.step()
	if not outgoing.is_empty() or _waiting_bytes != _wire.queued_bytes:
		_mutex.lock()
		_waiting_bytes = _wire.queued_bytes
		for waiting: PackedByteArray in _outbox:
			_waiting_bytes += waiting.size()
		_mutex.unlock()
	if _wire.phase != _phase:
		_phase = _wire.phase
		if _phase == Wire.Phase.OPEN:
			_tell({kind = "open"})
		elif _phase == Wire.Phase.CLOSED:
			_tell({kind = "closed", code = _wire.close_code, reason = _wire.close_reason})
	return did or not outgoing.is_empty()


func _leave(farewell: PackedByteArray) -> void:
	if _is_leaving:
		if Time.get_ticks_msec() > _stop_by:
			_wire.cut()
		return
	_is_leaving = true
	if farewell.is_empty() or _wire.phase != Wire.Phase.OPEN:
		_wire.cut()
	else:
		_wire.send(farewell)
		_wire.close(1000, "")


func _take_message(bytes: PackedByteArray) -> void:
	if not _reader.read(bytes):
		_tell({kind = "bad", problem = "The server sent a message that can't be read: %s." % _reader.problem})
		return
	var type := _reader.type
	var body := _reader.body
	if type == "frame" and _reader.payload_at >= 0:
		_take_frame(body, _reader.payload(), bytes.size())
	else:
		_tell({kind = "message", type = type, body = body, at_us = Time.get_ticks_usec()})
	_reader.forget()


func _take_frame(head: Dictionary, pixels: PackedByteArray, size: int) -> void:
	_mutex.lock()
	var mipmaps: bool = head.get("track") is String and _with_mipmaps.get(head.track, false)
	_mutex.unlock()
	var problem: Array[String] = [""]
	var frame := WorldportFrame.read(head, pixels, mipmaps, problem)
	if frame == null:
		_tell({kind = "bad", problem = "The server sent a frame that can't be shown: %s." % problem[0]})
	else:
		frame.received_us = Time.get_ticks_usec()
		frame.bytes = size
		slot_of(frame.track).put(frame)
		_received += 1
	if head.get("track") is String and head.get("epoch") is int and head.get("seq") is int:
		_wire.send(_writer.write("seen", {track = head.track, epoch = head.epoch, seq = head.seq}))


func _tell(event: Dictionary) -> void:
	_mutex.lock()
	_inbox.append(event)
	var is_full := _inbox.size() > MAX_INBOX
	_mutex.unlock()
	if is_full and _wire.phase == Wire.Phase.OPEN:
		_wire.close(1008, "the game reads no messages")
