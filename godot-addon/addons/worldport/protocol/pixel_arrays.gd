@tool
extends RefCounted
## Memory for pixels, used in turn, so that frames of one size need no new memory.

## One is written, one waits in the slot, the others may still be held by an image.
const COUNT := 4

var _arrays: Array[StreamPeerBuffer] = []
var _turn := 0


## An array of a size, to be written from its start. One that an image still holds is copied by the engine before it is
## written, which is only slower.
func next(size: int) -> StreamPeerBuffer:
	if _arrays.size() < COUNT:
		_arrays.append(StreamPeerBuffer.new())
	_turn = (_turn + 1) % _arrays.size()
	var array := _arrays[_turn]
	if array.get_size() != size:
		array.data_array = PackedByteArray()
		array.resize(size)
	array.seek(0)
	return array


## Lets go of all memory.
func clear() -> void:
	_arrays.clear()
