@tool
extends RefCounted
## Text of generated GDScript: comments, literals, numbers, and names that mean nothing else in the language.

## Functions of the language and members of every object: a parameter or method must not be called so.
const TAKEN := (
		"abs absf absi acos acosh angle_difference args asin asinh assert atan atan2 atanh bezier_derivative "
		+ "bezier_interpolate bytes_to_var bytes_to_var_with_objects call call_deferred callv can_translate_messages "
		+ "cancel_free ceil ceilf ceili char clamp clampf clampi connect convert cos cosh cubic_interpolate "
		+ "cubic_interpolate_angle cubic_interpolate_angle_in_time cubic_interpolate_in_time data db_to_linear "
		+ "deg_to_rad dict_to_inst disconnect ease emit_signal error_string exp floor floorf floori fmod fposmod free "
		+ "get get_class get_incoming_connections get_indexed get_instance_id get_meta get_meta_list "
		+ "get_method_argument_count get_method_list get_property_list get_reference_count get_script "
		+ "get_signal_connection_list get_signal_list get_stack get_translation_domain has_connections has_meta "
		+ "has_method has_signal has_user_signal hash init_ref inst_to_dict instance_from_id inverse_lerp "
		+ "is_blocking_signals is_class is_connected is_equal_approx is_finite is_inf is_instance_id_valid "
		+ "is_instance_of is_instance_valid is_nan is_queued_for_deletion is_same is_zero_approx len lerp lerp_angle "
		+ "lerpf linear_to_db load log max maxf maxi message_name min minf mini move_toward nearest_po2 notification "
		+ "notify_property_list_changed ord pingpong posmod pow preload print print_debug print_rich print_stack "
		+ "print_verbose printerr printraw prints printt property_can_revert property_get_revert property_list_changed "
		+ "push_error push_warning rad_to_deg rand_from_seed randf randf_range randfn randi randi_range randomize range "
		+ "reference remap remove_meta remove_user_signal rid_allocate_id rid_from_int64 rotate_toward round roundf "
		+ "roundi script script_changed seed session set set_block_signals set_deferred set_indexed "
		+ "set_message_translation set_meta set_script set_translation_domain sign signf signi sin sinh smoothstep "
		+ "snapped snappedf snappedi sqrt step_decimals str str_to_var tan tanh to_string tr tr_n type_convert "
		+ "type_exists type_string typeof unreference var_to_bytes var_to_bytes_with_objects var_to_str weakref wrap "
		+ "wrapf wrapi add_user_signal var const enum static is in as self await and or not if elif else for while "
		+ "match when break continue pass return class class_name extends signal func namespace trait void yield "
		+ "breakpoint super"
)


## A name that is free: `max` becomes `max_value`. `members` are names of the class that a parameter would hide.
static func free_name(wire: String, members: Array[String]) -> String:
	return wire + "_value" if wire in TAKEN.split(" ") or wire in members else wire


## Lines of a doc comment, or none where there are no words.
static func comment(words: String) -> Array[String]:
	var line := one_line(words)
	var lines: Array[String] = []
	if line != "":
		lines.append("## " + line)
	return lines


## Line ends, tabs and other control characters become one blank each run.
static func one_line(words: String) -> String:
	var line := ""
	for character: String in words:
		var code := character.unicode_at(0)
		var is_blank := code <= 0x20 or (code >= 0x7f and code <= 0xa0) or code == 0x2028 or code == 0x2029
		if not is_blank:
			line += "?" if code >= 0xd800 and code <= 0xdfff else character
		elif line != "" and not line.ends_with(" "):
			line += " "
	return line.trim_suffix(" ")


## A string literal of printable ASCII.
static func literal(text: String) -> String:
	var out := ""
	for character: String in text:
		var code := character.unicode_at(0)
		if character == "\"" or character == "\\":
			out += "\\" + character
		elif code >= 0x20 and code < 0x7f:
			out += character
		else:
			out += "\\U%06x" % code
	return "\"%s\"" % out


## A default number as a literal of `type`; "" where it can't be one.
static func number(value: Variant, type: String) -> String:
	if not (value is float or value is int) or absf(value) >= 1e9 or type not in ["int", "float"]:
		return ""
	if value == floorf(value):
		return "%d" % value if type == "int" else "%d.0" % value
	var millionths := roundi(value * 1e6)
	if type == "int" or absf(millionths / 1e6 - value) > 1e-12:
		return ""
	var digits := str(absi(millionths)).lpad(7, "0")
	return "%s%s.%s" % ["-" if value < 0 else "", digits.left(-6), digits.right(6).rstrip("0")]


## What a person should know of a field: its description and range.
static func words_of(field: Variant) -> String:
	if not field is Dictionary:
		return ""
	var words: Array[String] = []
	if field.get("description") is String:
		words.append(field.description)
	var least := _bound(field.get("minimum"))
	var most := _bound(field.get("maximum"))
	if least != "" and most != "":
		words.append("%s to %s." % [least, most])
	elif least != "":
		words.append("At least %s." % least)
	elif most != "":
		words.append("At most %s." % most)
	return " ".join(words)


## `set_speed` → `SetSpeed`.
static func pascal(snake: String) -> String:
	var out := ""
	for part: String in snake.split("_", false):
		out += part.left(1).to_upper() + part.substr(1)
	return out


## A choice's name on the wire in upper case, with what no name holds as underscores.
static func upper(wire: String) -> String:
	var out := ""
	for character: String in wire.to_upper():
		var is_plain := (character >= "A" and character <= "Z") or (character >= "0" and character <= "9")
		if is_plain:
			out += character
		elif not out.ends_with("_") or out == "":
			out += "_"
	return out if out != "" else "_"


## In three places; nothing for the ends of the safe integers, which stand where an author set no bound.
static func _bound(value: Variant) -> String:
	if not (value is float or value is int) or absf(value) >= 1e12:
		return ""
	var thousandths := roundi(absf(value) * 1000.0)
	var digits := str(thousandths).lpad(4, "0")
	var text := ("%s.%s" % [digits.left(-3), digits.right(3)]).rstrip("0").trim_suffix(".")
	return "-" + text if value < 0 and thousandths > 0 else text
