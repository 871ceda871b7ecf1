@tool
extends RefCounted
## Bytes → one message: MessagePack `[type, body]` or `[type, body, payload]`.
##
## Bytes from the network are not to be trusted: lengths are checked against what is left before anything is made of
## them, depth and number of values are bounded, and what the protocol excludes (extension types, NaN, infinities,
## integers beyond ±(2^53 − 1), map keys that are no strings) is refused with [member problem] in words.

const Bounds := preload("bounds.gd")
const SAFE := 9007199254740991
const BIN_HEADS: Dictionary[int, int] = {0xc4: 1, 0xc5: 2, 0xc6: 4}

## What kept the last bytes from being read, as a sentence without its beginning; empty when nothing did.
var problem := ""
var type := ""
var body := {}
## Where the payload begins, or -1 when there is none.
var payload_at := -1
## Length of the payload in bytes.
var payload_size := 0

var _bytes := StreamPeerBuffer.new()
var _size := 0
var _depth_left := 0
var _values_left := 0


func _init() -> void:
	_bytes.big_endian = true


## Reads a whole message. False when it can't be read; then [member problem] says why.
func read(message: PackedByteArray, max_depth := Bounds.MAX_DEPTH, max_values := Bounds.MAX_VALUES) -> bool:
	if not read_head(message, max_depth, max_values):
		return false
	if payload_at >= 0:
		_bytes.seek(payload_at)
		if not _has(payload_size):
			return false
		_bytes.seek(payload_at + payload_size)
	if _bytes.get_position() < _size:
		return _fail("%d bytes follow the value" % (_size - _bytes.get_position()))
	return true


## Reads type and body, and where the payload lies; the payload's bytes need not be there yet.
func read_head(message: PackedByteArray, max_depth := Bounds.MAX_DEPTH, max_values := Bounds.MAX_VALUES) -> bool:
	problem = ""
	type = ""
	body = {}
	payload_at = -1
	payload_size = 0
	_bytes.data_array = message
	_bytes.seek(0)
	_size = message.size()
	_depth_left = max_depth
	_values_left = max_values
	var elements := _array_size()
	if problem != "":
		return false
	if elements < 2 or elements > 3:
		return _fail("a message is an array [type, body] or [type, body, payload]")
	_depth_left -= 1
	_values_left -= elements + 1
	var first: Variant = _value()
	if problem != "" or not first is String:
		return _fail("a message's type is a string")
	var second: Variant = _value()
	if problem != "" or not second is Dictionary:
		return _fail("the body of \"%s\" is a map" % str(first).left(40))
	type = first
	body = second
	return elements == 2 or _read_payload_head()


## The payload of the message read last: one copy, cut out by the engine.
func payload() -> PackedByteArray:
	if payload_at < 0 or payload_size == 0:
		return PackedByteArray()
	_bytes.seek(payload_at)
	return _bytes.get_data(payload_size)[1]


## Lets go of the bytes read last.
func forget() -> void:
	_bytes.data_array = PackedByteArray()
	body = {}


func _read_payload_head() -> bool:
	var head := _u8()
	if problem != "" or not BIN_HEADS.has(head):
		return _fail("the payload of \"%s\" is a bin" % type.left(40))
	payload_size = _length(BIN_HEADS[head])
	payload_at = _bytes.get_position()
	return problem == ""


func _array_size() -> int:
	var head := _u8()
	if problem != "":
		return -1
	if head >= 0x90 and head <= 0x9f:
		return head & 15
	if head == 0xdc or head == 0xdd:
		return _length(2 if head == 0xdc else 4)
	return -1


func _value() -> Variant:
	var head := _u8()
	if problem != "":
		return null
	if head <= 0x7f:
		return head
	if head >= 0xe0:
		return head - 256
	if head <= 0x8f:
		return _map(head & 15)
	if head <= 0x9f:
		return _array(head & 15)
	if head <= 0xbf:
		return _text(head & 31)
	match head:
		0xc0:
			return null
		0xc2:
			return false
		0xc3:
			return true
		0xc4, 0xc5, 0xc6:
			return _bin(_length(BIN_HEADS[head]))
		0xca:
			return _number(_bytes.get_float()) if _has(4) else 0.0
		0xcb:
			return _number(_bytes.get_double()) if _has(8) else 0.0
		0xcc:
			return _u8()
		0xcd:
			return _bytes.get_u16() if _has(2) else 0
		0xce:
			return _bytes.get_u32() if _has(4) else 0
		0xcf, 0xd3:
			return _integer(head == 0xcf)
		0xd0:
			return _bytes.get_8() if _has(1) else 0
		0xd1:
			return _bytes.get_16() if _has(2) else 0
		0xd2:
			return _bytes.get_32() if _has(4) else 0
		0xd9, 0xda, 0xdb:
			return _text(_length(1 << (head - 0xd9)))
		0xdc, 0xdd:
			return _array(_length(2 if head == 0xdc else 4))
		0xde, 0xdf:
			return _map(_length(2 if head == 0xde else 4))
	_fail("byte %d is %02x, which is not used" % [_bytes.get_position() - 1, head])
	return null


func _array(count: int) -> Variant:
	if problem != "" or not _enter(count):
		return null
	var items := []
	for _i: int in count:
		items.append(_value())
		if problem != "":
			return null
	_depth_left += 1
	return items


func _map(count: int) -> Variant:
	if problem != "" or not _enter(count * 2):
		return null
	var map := {}
	for _i: int in count:
		var at := _bytes.get_position()
		var key: Variant = _value()
		if problem == "" and not key is String:
			_fail("the map key at byte %d is no string" % at)
		if problem == "" and key == "__proto__":
			_fail("no map may have the key __proto__")
		if problem != "":
			return null
		map[key] = _value()
	_depth_left += 1
	return map


## Whether `count` more values may lie one level deeper; each takes a byte at least.
func _enter(count: int) -> bool:
	_values_left -= count
	_depth_left -= 1
	if _depth_left < 0:
		return _fail("too many maps and arrays lie inside one another")
	if _values_left < 0:
		return _fail("they hold too many values")
	return _has(count)


func _bin(length: int) -> Variant:
	if problem != "" or not _has(length):
		return null
	if length == 0:
		return PackedByteArray()
	return _bytes.get_data(length)[1]


func _text(length: int) -> Variant:
	if problem != "" or not _has(length):
		return null
	if length == 0:
		return ""
	return text_of(_bytes.get_data(length)[1])


## Bytes → text. The engine logs an error for bytes that are not UTF-8; the protocol says that receivers replace them.
static func text_of(bytes: PackedByteArray) -> String:
	var i := 0
	var plain := true
	while i < bytes.size():
		var width := _sequence(bytes, i)
		if width > 1:
			plain = false
		elif width == 0:
			bytes[i] = 0x3f
			width = 1
		i += width
	return bytes.get_string_from_ascii() if plain else bytes.get_string_from_utf8()


## Length of the UTF-8 sequence at `i`, or 0 when there is none.
static func _sequence(bytes: PackedByteArray, i: int) -> int:
	var first := bytes[i]
	if first < 0x80:
		return 1 if first > 0 else 0
	var width := 2 if first >= 0xc2 and first <= 0xdf else 3 if first >> 4 == 0xe else 4 if first >= 0xf0 and first <= 0xf4 else 0
	if width == 0 or i + width > bytes.size():
		return 0
	for k: int in range(1, width):
		if bytes[i + k] >> 6 != 2:
			return 0
	var second := bytes[i + 1]
	var wrong := (
		(first == 0xe0 and second < 0xa0) or (first == 0xed and second > 0x9f)
		or (first == 0xf0 and second < 0x90) or (first == 0xf4 and second > 0x8f)
	)
	return 0 if wrong else width


func _number(value: float) -> Variant:
	if is_finite(value):
		return value
	_fail("a number is %s; numbers are finite" % value)
	return null


func _integer(is_unsigned: bool) -> Variant:
	if not _has(8):
		return null
	var value := _bytes.get_64()
	if value > SAFE or value < -SAFE or (is_unsigned and value < 0):
		_fail("the integer at byte %d is beyond ±(2^53 − 1)" % (_bytes.get_position() - 9))
	return value


func _u8() -> int:
	return _bytes.get_u8() if _has(1) else 0


func _length(width: int) -> int:
	if problem != "" or not _has(width):
		return 0
	return _bytes.get_u8() if width == 1 else _bytes.get_u16() if width == 2 else _bytes.get_u32()


func _has(count: int) -> bool:
	if count <= _size - _bytes.get_position():
		return true
	return _fail("they end at byte %d, in the middle of a value" % _size)


func _fail(words: String) -> bool:
	if problem == "":
		problem = words
	return false
