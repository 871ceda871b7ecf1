@tool
extends RefCounted
## Follows every frame from the input that caused it to the screen: sliding percentiles of each part of the way.

const ClockOffset := preload("../protocol/clock_offset.gd")

## The way of a picture, in order. The first and the last are measured only for frames that show a new command.
const STAGES: Array[String] = [
	"input_applied", "applied_made", "made_sent", "sent_received", "received_uploaded", "uploaded_shown", "input_shown",
]
const SAMPLES := 240
const INTERVALS := 120

## Frames made that never reached this client.
var dropped := 0
## Frames received.
var received := 0
## Frames shown.
var shown := 0
## Bytes of the newest frame's message.
var frame_bytes := 0

var _samples: Dictionary[String, Samples] = {}
var _intervals := Samples.new(INTERVALS)
var _epoch := 0
var _seq := 0
var _command := 0
var _last_shown_us := 0


## The last values of one quantity.
class Samples:
	var _values := PackedFloat64Array()
	var _next := 0
	var _most: int

	func _init(most: int) -> void:
		_most = most

	func add(value: float) -> void:
		if _values.size() < _most:
			_values.append(value)
		else:
			_values[_next] = value
		_next = (_next + 1) % _most

	func clear() -> void:
		_values.clear()
		_next = 0

	func count() -> int:
		return _values.size()

	## The value that the share `part` of the samples does not exceed (nearest rank); NAN without samples.
	func percentile(part: float) -> float:
		if _values.is_empty():
			return NAN
		var sorted := _values.duplicate()
		sorted.sort()
		return sorted[clampi(ceili(part * sorted.size()) - 1, 0, sorted.size() - 1)]

	## Mean of the samples; NAN without.
	func mean() -> float:
		var sum := 0.0
		for value: float in _values:
			sum += value
		return sum / _values.size() if not _values.is_empty() else NAN


func _init() -> void:
	for name: String in STAGES:
		_samples[name] = Samples.new(SAMPLES)


## Forgets which command was seen last: ids may start anew.
func restart(command: int) -> void:
	_command = command
	_last_shown_us = 0


## Notes a frame that was taken from its slot.
func took(frame: WorldportFrame) -> void:
	if frame.epoch == _epoch:
		dropped += maxi(0, frame.seq - _seq - 1 - frame.superseded)
	_epoch = frame.epoch
	_seq = frame.seq
	received += 1 + frame.superseded
	frame_bytes = frame.bytes


## Notes a frame that is on the screen. `mine` is whether this client is its driver, `input_us_of` gives the local time of
## the input that sent a command. Sets the frame's `input_us` when it is the first to show a command.
func painted(frame: WorldportFrame, shown_us: int, mine: bool, clock: ClockOffset, input_us_of: Callable) -> void:
	shown += 1
	if _last_shown_us > 0:
		_intervals.add(shown_us - _last_shown_us)
	_last_shown_us = shown_us
	_samples.applied_made.add(frame.step_end_us - frame.step_start_us)
	_samples.made_sent.add(frame.ready_us - frame.step_end_us)
	_samples.received_uploaded.add(frame.uploaded_us - frame.received_us)
	_samples.uploaded_shown.add(shown_us - frame.uploaded_us)
	if clock.is_known():
		_samples.sent_received.add(frame.received_us - (frame.ready_us - clock.offset_us()))
	if not mine or frame.command <= _command:
		return
	_command = frame.command
	var input_us: int = input_us_of.call(frame.command)
	if input_us == 0:
		return
	frame.input_us = input_us
	if clock.is_known():
		_samples.input_applied.add(frame.step_start_us - clock.offset_us() - input_us)
	_samples.input_shown.add(shown_us - input_us)


## A part of the way: `p50_ms`, `p95_ms` and `count`, or {} without samples.
func stage(name: String) -> Dictionary:
	var samples: Samples = _samples.get(name)
	if samples == null or samples.count() == 0:
		return {}
	return {
		p50_ms = samples.percentile(0.5) / 1000.0,
		p95_ms = samples.percentile(0.95) / 1000.0,
		count = samples.count(),
	}


## Frames shown per second, over the last two seconds or so; 0 before there are two.
func fps() -> float:
	var mean := _intervals.mean()
	return 1e6 / mean if mean > 0 else 0.0
