@tool
extends RefCounted
## Frames from their slots into textures, once per tick, with their times.

const Client := preload("client.gd")
const LatencyLedger := preload("latency_ledger.gd")

const SHOWN_EVERY_US := 100_000

## Figures by track.
var ledgers: Dictionary[String, LatencyLedger] = {}

var _client: Client
var _uploaded: Array[WorldportFrame] = []
var _next_shown_us := 0


func _init(client: Client) -> void:
	_client = client


## The figures of a track.
func ledger_of(track: String) -> LatencyLedger:
	if not ledgers.has(track):
		ledgers[track] = LatencyLedger.new()
	return ledgers[track]


## A new link or session: ids and counts may start anew.
func restart(last_command: int) -> void:
	for ledger: LatencyLedger in ledgers.values():
		ledger.restart(last_command)


## Frames that were brought into textures by the last [method bring] are on the screen by now.
func note_shown() -> void:
	var now := Time.get_ticks_usec()
	for frame: WorldportFrame in _uploaded:
		var mine := frame.driver == _client.id()
		ledger_of(frame.track).painted(frame, now, mine, _client.clock, _client.outbox.input_us_of)
		if now >= _next_shown_us:
			_next_shown_us = now + SHOWN_EVERY_US
			_tell_shown(frame, now)
	_uploaded.clear()


## Brings the newest frames into their textures; gives those frames. `texture_of` says which texture shows a track, or null.
func bring(texture_of: Callable) -> Array[WorldportFrame]:
	for track: String in _client.link.tracks_received():
		var frame := _client.link.take_frame(track)
		if frame == null:
			continue
		ledger_of(track).took(frame)
		var texture: WorldportTexture = texture_of.call(track)
		if texture != null:
			_client.link.set_mipmaps(track, texture.mipmaps)
			texture.show_image(frame.image)
		frame.uploaded_us = Time.get_ticks_usec()
		_uploaded.append(frame)
	return _uploaded


func _tell_shown(frame: WorldportFrame, shown_us: int) -> void:
	var body := {
		track = frame.track, epoch = frame.epoch, seq = frame.seq,
		received_us = frame.received_us, uploaded_us = frame.uploaded_us, shown_us = shown_us,
	}
	if frame.input_us > 0:
		body.input_us = frame.input_us
	_client.link.send("shown", body)
