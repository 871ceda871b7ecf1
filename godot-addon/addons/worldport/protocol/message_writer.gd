@tool
extends RefCounted
## One message → bytes: MessagePack in its shortest form.
##
## Takes null, bool, int, float, String, StringName, PackedByteArray, Array, Dictionary and, as lists of numbers, packed
## number arrays, vectors, quaternions and colours.

const Bounds := preload("bounds.gd")
const SAFE := 9007199254740991

## What kept the last message from being written, as a sentence; empty when nothing did.
var problem := ""

var _bytes := StreamPeerBuffer.new()


func _init() -> void:
	_bytes.big_endian = true


## The bytes of `[type, body]`, or of `[type, body, payload]` when there is a payload; empty when the body holds what
## can't be sent: then [member problem] says what.
func write(type: String, body: Dictionary, payload: Variant = null) -> PackedByteArray:
	problem = ""
	_bytes.clear()
	_bytes.put_u8(0x92 if payload == null else 0x93)
	_text(type)
	_value(body, 2, "")
	if payload is PackedByteArray:
		_bin(payload)
	var written := _bytes.data_array
	_bytes.data_array = PackedByteArray()
	return written if problem == "" else PackedByteArray()


func _value(value: Variant, depth: int, path: String) -> void:
	match typeof(value):
		TYPE_NIL:
			_bytes.put_u8(0xc0)
		TYPE_BOOL:
			_bytes.put_u8(0xc3 if value else 0xc2)
		TYPE_INT:
			_integer(value, path)
		TYPE_FLOAT:
			_float(value, path)
		TYPE_STRING, TYPE_STRING_NAME:
			_text(str(value))
		TYPE_PACKED_BYTE_ARRAY:
			_bin(value)
		TYPE_DICTIONARY:
			_map(value, depth, path)
		TYPE_ARRAY, TYPE_PACKED_INT32_ARRAY, TYPE_PACKED_INT64_ARRAY, TYPE_PACKED_FLOAT32_ARRAY, \
		TYPE_PACKED_FLOAT64_ARRAY, TYPE_PACKED_STRING_ARRAY:
			_array(Array(value), depth, path)
		TYPE_VECTOR2, TYPE_VECTOR2I:
			_array([value.x, value.y], depth, path)
		TYPE_VECTOR3, TYPE_VECTOR3I:
			_array([value.x, value.y, value.z], depth, path)
		TYPE_VECTOR4, TYPE_VECTOR4I, TYPE_QUATERNION:
			_array([value.x, value.y, value.z, value.w], depth, path)
		TYPE_COLOR:
			_array([value.r, value.g, value.b, value.a], depth, path)
		_:
			_fail("%s is a %s, which can't be sent" % [path, type_string(typeof(value))])


func _map(map: Dictionary, depth: int, path: String) -> void:
	if not _enter(depth, path):
		return
	_head(map.size(), 0x80, 15, [0, 0xde, 0xdf])
	for key: Variant in map:
		if not (key is String or key is StringName):
			_fail("%s has the key %s; keys are strings" % [path if path != "" else "the body", key])
			return
		_text(str(key))
		_value(map[key], depth + 1, str(key) if path == "" else "%s.%s" % [path, key])


func _array(items: Array, depth: int, path: String) -> void:
	if not _enter(depth, path):
		return
	_head(items.size(), 0x90, 15, [0, 0xdc, 0xdd])
	for i: int in items.size():
		_value(items[i], depth + 1, "%s.%d" % [path, i])


func _integer(value: int, path: String) -> void:
	if value > SAFE or value < -SAFE:
		_fail("%s is %d; integers lie within ±(2^53 − 1)" % [path, value])
	elif value >= 0:
		if value < 0x80:
			_bytes.put_u8(value)
		elif value < 0x100:
			_bytes.put_u8(0xcc)
			_bytes.put_u8(value)
		elif value < 0x10000:
			_bytes.put_u8(0xcd)
			_bytes.put_u16(value)
		elif value < 0x100000000:
			_bytes.put_u8(0xce)
			_bytes.put_u32(value)
		else:
			_bytes.put_u8(0xcf)
			_bytes.put_u64(value)
	elif value >= -32:
		_bytes.put_8(value)
	elif value >= -0x80:
		_bytes.put_u8(0xd0)
		_bytes.put_8(value)
	elif value >= -0x8000:
		_bytes.put_u8(0xd1)
		_bytes.put_16(value)
	elif value >= -0x80000000:
		_bytes.put_u8(0xd2)
		_bytes.put_32(value)
	else:
		_bytes.put_u8(0xd3)
		_bytes.put_64(value)


## A whole number goes out as an integer, as from every language that does not tell the two apart.
func _float(value: float, path: String) -> void:
	if not is_finite(value):
		_fail("%s is %s; numbers are finite" % [path, value])
	elif value == floorf(value) and absf(value) <= SAFE:
		_integer(int(value), path)
	else:
		_bytes.put_u8(0xcb)
		_bytes.put_double(value)


func _text(text: String) -> void:
	var utf8 := text.to_utf8_buffer()
	_head(utf8.size(), 0xa0, 31, [0xd9, 0xda, 0xdb])
	_bytes.put_data(utf8)


func _bin(bytes: PackedByteArray) -> void:
	_head(bytes.size(), 0, -1, [0xc4, 0xc5, 0xc6])
	_bytes.put_data(bytes)


## Writes a length: into the first byte up to `most`, else behind one of `heads`, in 1, 2 or 4 bytes (0: not that one).
func _head(count: int, short: int, most: int, heads: Array[int]) -> void:
	if count <= most:
		_bytes.put_u8(short | count)
	elif count < 0x100 and heads[0] != 0:
		_bytes.put_u8(heads[0])
		_bytes.put_u8(count)
	elif count < 0x10000:
		_bytes.put_u8(heads[1])
		_bytes.put_u16(count)
	else:
		_bytes.put_u8(heads[2])
		_bytes.put_u32(count)


func _enter(depth: int, path: String) -> bool:
	if depth <= Bounds.MAX_SENT_DEPTH:
		return true
	_fail("%s lies more than %d maps and arrays deep" % [path.left(100), Bounds.MAX_SENT_DEPTH])
	return false


func _fail(words: String) -> void:
	if problem == "":
		problem = words
