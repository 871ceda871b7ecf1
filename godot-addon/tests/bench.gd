extends SceneTree
## Receives and shows a stream for a while and prints what it cost, as a line of JSON:
## `godot … -s res://tests/bench.gd -- URL ours|peer SECONDS [unpaced]`; `10000f` for SECONDS is a number of frames.
##
## `ours` is a WorldportSession; `peer` is what one writes with the engine's WebSocketPeer: poll, decode, update, in the
## main thread. Both bring every newest frame into a texture that a TextureRect shows.

const MessageReader := preload("res://addons/worldport/protocol/message_reader.gd")
const MessageWriter := preload("res://addons/worldport/protocol/message_writer.gd")
const WARM_UP_USEC := 1_500_000

var _ours: WorldportSession
var _peer: WebSocketPeer
var _reader := MessageReader.new()
var _writer := MessageWriter.new()
var _texture: ImageTexture
var _is_greeted := false
var _epoch := 0
var _seq := 0
var _got := 0
## Since the end of the warm-up.
var _start := 0
var _work_usec := PackedInt64Array()
var _idle_usec := 0
var _received := 0
var _dropped := 0
var _turns := 0
var _dropped_before := 0
var _bytes_at_start := 0
var _objects_at_start := 0
var _cpu_at_start := 0.0


func _initialize() -> void:
	var arguments := OS.get_cmdline_user_args()
	if arguments.size() > 3: # as many turns as the machine can do, where the stream is not paced either
		OS.low_processor_usage_mode_sleep_usec = 100
	if arguments[1] == "ours":
		_ours = WorldportSession.new()
		_ours.url = arguments[0]
		_ours.texture = WorldportTexture.new()
		_texture = _ours.texture
		root.add_child(_ours)
		_ours.set_process(false)
		_ours.frame_shown.connect(_note)
	else:
		_texture = ImageTexture.create_from_image(Image.create_empty(16, 9, false, Image.FORMAT_RGBA8))
		_peer = WebSocketPeer.new()
		_peer.supported_protocols = PackedStringArray(["worldport.v1"])
		_peer.inbound_buffer_size = 33_554_432
		_peer.connect_to_url(arguments[0].replace("http", "ws") + "/ws")
	var rect := TextureRect.new()
	rect.texture = _texture
	rect.expand_mode = TextureRect.EXPAND_IGNORE_SIZE
	rect.set_anchors_preset(Control.PRESET_FULL_RECT)
	root.add_child(rect)


func _process(_delta: float) -> bool:
	var before := Time.get_ticks_usec()
	var got := _tick_ours() if _ours != null else _tick_peer()
	var now := Time.get_ticks_usec()
	if got == 0 and _seq == 0:
		return false
	if _start == 0:
		_start = now + WARM_UP_USEC
	if now < _start:
		_forget()
		return false
	_turns += 1
	# What ticks without a frame cost belongs to the next frame: they read a part of it, or look in vain.
	_idle_usec += now - before
	if got > 0:
		_received += got
		# Where growth is measured by a number of frames, nothing of this script's own may grow.
		if not OS.get_cmdline_user_args()[2].ends_with("f"):
			_work_usec.append(_idle_usec)
		_idle_usec = 0
	if _is_over(now):
		_print(now)
		if _peer != null:
			_peer.send(_writer.write("bye", {}))
		quit()
	return false


## Gives the number of frames that came.
func _tick_ours() -> int:
	_got = 0
	_ours._process(0.016)
	return _got


func _note(frame: WorldportFrame) -> void:
	_got += 1 + frame.superseded
	if frame.epoch == _epoch:
		_dropped += maxi(0, frame.seq - _seq - 1 - frame.superseded)
	_epoch = frame.epoch
	_seq = frame.seq


func _tick_peer() -> int:
	var got := 0
	_peer.poll()
	if _peer.get_ready_state() != WebSocketPeer.STATE_OPEN:
		return 0
	if not _is_greeted:
		_is_greeted = true
		_peer.send(_writer.write("hello", {protocol = 1, role = "driver"}))
	var head := {}
	while _peer.get_available_packet_count() > 0:
		var packet := _peer.get_packet()
		if not _reader.read(packet) or _reader.type != "frame":
			continue
		head = _reader.body
		_peer.send(_writer.write("seen", {track = head.track, epoch = head.epoch, seq = head.seq}))
		if head.epoch == _epoch:
			_dropped += head.seq - _seq - 1
		_epoch = head.epoch
		_seq = head.seq
		got += 1
	if got > 0:
		var image := Image.create_from_data(head.width, head.height, false, Image.FORMAT_RGBA8, _reader.payload())
		if _texture.get_size() == Vector2(image.get_size()):
			_texture.update(image)
		else:
			_texture.set_image(image)
	return got


func _is_over(now: int) -> bool:
	var length := OS.get_cmdline_user_args()[2]
	return _received >= length.to_int() if length.ends_with("f") else now - _start > length.to_float() * 1e6


func _forget() -> void:
	_idle_usec = 0
	_received = 0
	_turns = 0
	_work_usec.clear()
	_dropped_before = _dropped
	_bytes_at_start = int(Performance.get_monitor(Performance.MEMORY_STATIC))
	_cpu_at_start = _cpu_ms()
	_objects_at_start = int(Performance.get_monitor(Performance.OBJECT_COUNT))


func _print(now: int) -> void:
	var sorted := _work_usec.duplicate()
	sorted.sort()
	var sum := 0
	for usec: int in sorted:
		sum += usec
	print(JSON.stringify({
		frames = _received,
		fps = _received * 1e6 / (now - _start),
		drawn_fps = _turns * 1e6 / (now - _start),
		main_ms = _percentile(sorted, 0.5),
		main_mean_ms = sum / 1000.0 / maxi(1, sorted.size()),
		main_p95_ms = _percentile(sorted, 0.95),
		cpu_ms = (_cpu_ms() - _cpu_at_start) / maxi(1, _received),
		dropped = _dropped - _dropped_before,
		bytes_grown = int(Performance.get_monitor(Performance.MEMORY_STATIC)) - _bytes_at_start,
		objects_grown = int(Performance.get_monitor(Performance.OBJECT_COUNT)) - _objects_at_start,
		renderer = RenderingServer.get_current_rendering_driver_name(),
	}))


func _percentile(sorted: PackedInt64Array, part: float) -> float:
	return sorted[mini(sorted.size() - 1, floori(sorted.size() * part))] / 1000.0 if not sorted.is_empty() else 0.0


## CPU time of all threads of this process so far; 0 where the system does not tell.
func _cpu_ms() -> float:
	var sum := 0.0
	for thread: String in DirAccess.get_directories_at("/proc/self/task"):
		# These files say that they are empty; a line can be read all the same.
		sum += FileAccess.open("/proc/self/task/%s/schedstat" % thread, FileAccess.READ).get_line().get_slice(" ", 0).to_float() / 1e6
	return sum
