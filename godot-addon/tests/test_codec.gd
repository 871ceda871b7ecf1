extends "test_case.gd"
## The MessagePack codec against the vectors that all languages share.

const Reader := preload("res://addons/worldport/protocol/message_reader.gd")
const Writer := preload("res://addons/worldport/protocol/message_writer.gd")


func test_every_message_is_read_as_the_vectors_say() -> void:
	var reader := Reader.new()
	for vector: Dictionary in _vectors("client-messages") + _vectors("server-messages"):
		var bytes: PackedByteArray = vector.hex.hex_decode()
		check(reader.read(bytes), "%s: %s" % [vector.name, reader.problem])
		equal(reader.type, vector.type, vector.name)
		equal(_rounded(reader.body), _rounded(vector.body), vector.name)
		equal(reader.payload_at >= 0, vector.payload != null, vector.name)
		if vector.payload != null:
			equal(reader.payload().hex_encode(), vector.payload, vector.name)


func test_every_exact_message_is_written_as_the_vectors_say() -> void:
	var writer := Writer.new()
	var exact := 0
	for vector: Dictionary in _vectors("client-messages") + _vectors("server-messages"):
		# The server writes the length of its payloads in four bytes, whatever it is.
		if not vector.exact or (vector.payload != null and vector.body.has("epoch")):
			continue
		exact += 1
		var payload: Variant = null if vector.payload == null else vector.payload.hex_decode()
		equal(writer.write(vector.type, vector.body, payload).hex_encode(), vector.hex, vector.name)
	check(exact > 30, "most vectors are exact")


func test_a_frame_head_is_read_before_its_pixels_are_there() -> void:
	var reader := Reader.new()
	for vector: Dictionary in _vectors("frame-heads"):
		var bytes: PackedByteArray = vector.hex.hex_decode()
		check(reader.read_head(bytes), "%s: %s" % [vector.name, reader.problem])
		equal(reader.type, "frame", vector.name)
		equal(_rounded(reader.body), _rounded(vector.body), vector.name)
		equal(reader.payload_at, bytes.size(), vector.name)
		equal(reader.payload_size, int(vector.payload_bytes), vector.name)
		bytes.resize(bytes.size() + int(vector.payload_bytes))
		check(reader.read(bytes), "%s, whole: %s" % [vector.name, reader.problem])


func test_every_invalid_message_is_refused_unless_only_its_meaning_is_wrong() -> void:
	var reader := Reader.new()
	# What is well formed and wrong in what it says to a server: types, fields, and whether a payload belongs to a type.
	var accepted: Array[String] = ["a payload where there is none", "a frame without payload"]
	for vector: Dictionary in _vectors("invalid"):
		var of_meaning: bool = vector.code == "unknown_type" or not vector.paths.is_empty() or vector.name in accepted
		equal(reader.read(vector.hex.hex_decode(), 16, 65536), of_meaning, vector.name)
		equal(reader.problem == "", of_meaning, vector.name)


func test_every_truncation_of_a_message_is_refused_without_an_engine_error() -> void:
	var reader := Reader.new()
	for vector: Dictionary in _vectors("server-messages"):
		var bytes: PackedByteArray = vector.hex.hex_decode()
		for length: int in range(0, bytes.size(), maxi(1, bytes.size() >> 6)):
			check(not reader.read(bytes.slice(0, length)), "%s, cut at %d" % [vector.name, length])


func test_random_bytes_are_refused_or_read_but_never_an_error() -> void:
	var reader := Reader.new()
	var random := RandomNumberGenerator.new()
	random.seed = 7
	for _i: int in 3000:
		var bytes := PackedByteArray([0x92, 0xa1, 0x61, 0x81, 0xa1, 0x62])
		for _k: int in random.randi_range(0, 40):
			bytes.append(random.randi_range(0, 255))
		reader.read(bytes)


func test_text_that_is_not_utf8_is_replaced() -> void:
	var reader := Reader.new()
	check(reader.read("92a161a3ff41c3".replace("92a161", "92a16181a162").hex_decode()), reader.problem)
	equal(reader.body, {b = "?A?"}, "both bytes that are no UTF-8")


func test_what_cannot_be_sent_is_named_with_its_path() -> void:
	var writer := Writer.new()
	for case: Array in [
		[{args = {x = NAN}}, "args.x is nan; numbers are finite"],
		[{args = {x = [1, INF]}}, "args.x.1 is inf; numbers are finite"],
		[{id = 1 << 60}, "id is 1152921504606846976; integers lie within ±(2^53 − 1)"],
		[{args = {node = self}}, "args.node is a Object, which can't be sent"],
		[{args = {1: 2}}, "args has the key 1; keys are strings"],
	]:
		equal(writer.write("command", case[0]).size(), 0, case[1])
		equal(writer.problem, case[1], "the problem")
	equal(writer.write("bye", {}).hex_encode(), "92a362796580", "the next message")


func test_vectors_and_colours_are_sent_as_lists_of_numbers() -> void:
	var reader := Reader.new()
	var args := {at = Vector3(1, 2.5, 3), turn = Quaternion.IDENTITY, tint = Color(1, 0, 0.5)}
	reader.read(Writer.new().write("command", args))
	equal(reader.body, {at = [1, 2.5, 3], turn = [0, 0, 0, 1], tint = [1, 0, 0.5, 1]}, "the args")


func _vectors(file: String) -> Array:
	var folder := ProjectSettings.globalize_path("res://").path_join("../shared-schema/vectors")
	var text := FileAccess.get_file_as_string(folder.path_join(file + ".json"))
	var vectors: Array = JSON.parse_string(text).vectors
	check(not vectors.is_empty(), file)
	return vectors


## JSON knows no integers: whole floats are compared as integers.
func _rounded(value: Variant) -> Variant:
	if value is float and value == floorf(value) and absf(value) <= Reader.SAFE:
		return int(value)
	if value is Array:
		return value.map(_rounded)
	if value is Dictionary:
		var map := {}
		for key: String in value:
			map[key] = _rounded(value[key])
		return map
	return value
