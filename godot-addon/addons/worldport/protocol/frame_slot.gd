@tool
extends RefCounted
## Hands frames from the receiving thread to the main thread: the newest wins.

var _mutex := Mutex.new()
var _frame: WorldportFrame


## Puts a frame in, in the place of one that was not taken.
func put(frame: WorldportFrame) -> void:
	_mutex.lock()
	if _frame != null:
		frame.superseded = _frame.superseded + 1
	_frame = frame
	_mutex.unlock()


## Takes the newest frame out; null when there is none that was not taken.
func take() -> WorldportFrame:
	_mutex.lock()
	var frame := _frame
	_frame = null
	_mutex.unlock()
	return frame
