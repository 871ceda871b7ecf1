@tool
extends RefCounted
## Offset between the server's clock and this one, from the ping with the smallest round trip among the last 16.

const REMEMBERED := 16

var _offsets := PackedInt64Array()
var _trips := PackedInt64Array()


## Takes an answered ping: when it was sent and answered here, and the server's clock between. All in µs.
func add(sent_us: int, server_us: int, received_us: int) -> void:
	var trip := maxi(0, received_us - sent_us)
	_offsets.append(server_us - sent_us - (trip >> 1))
	_trips.append(trip)
	if _trips.size() > REMEMBERED:
		_offsets.remove_at(0)
		_trips.remove_at(0)


## Forgets every ping: the next link may lead to another server.
func clear() -> void:
	_offsets.clear()
	_trips.clear()


## Whether a ping was answered since the last [method clear].
func is_known() -> bool:
	return not _trips.is_empty()


## Server time minus local time, µs; 0 before the first answer.
func offset_us() -> int:
	return _offsets[_best()] if is_known() else 0


## By how much the offset may be wrong, µs: half the round trip.
func uncertainty_us() -> int:
	return _trips[_best()] >> 1 if is_known() else 0


func _best() -> int:
	var best := 0
	for i: int in _trips.size():
		if _trips[i] < _trips[best]:
			best = i
	return best
