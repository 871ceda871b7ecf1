@tool
extends RefCounted
## Schema document → the text of a typed client in GDScript: the same bytes as `worldport codegen --gdscript`, which a test
## compares for every model in the box.

const Text := preload("client_text.gd")
const TYPES: Dictionary[String, String] = {
	number = "float", integer = "int", string = "String", boolean = "bool", array = "Array", object = "Dictionary",
}


## Name of the class for a document, and of its file without ending in snake case: [class, file].
static func names_of(document: Dictionary) -> Array[String]:
	var id := str(document.model.id).replace("-", "_")
	return [Text.pascal(id) + "Model", id + "_model"]


## The text of the script.
static func write(document: Dictionary) -> String:
	var members: Array[String] = []
	for command: Dictionary in document.commands:
		members.append(_method_name(command))
	for message: Dictionary in document.messages:
		members.append(_signal_name(message))
	var methods: Array[String] = []
	var constants: Array[String] = Text.comment("Of the document this was generated from; compare it with the one the server gives.")
	constants.append("const SHAPE_HASH := " + Text.literal(document.shape_hash))
	constants.append_array(Text.comment("Id of the model."))
	constants.append("const MODEL_ID := " + Text.literal(document.model.id))
	for command: Dictionary in document.commands:
		var parameters := _parameters_of(command, members)
		for one: Dictionary in parameters:
			if not one.choices.is_empty():
				constants.append_array(_choices_of(one.choices))
		methods.append("\n" + "\n\n\n".join(_methods_of(command, parameters)))
	var head: Array[String] = [
		"# Generated from %s.worldport %s. Do not edit." % [document.model.id, document.hash],
		"class_name " + names_of(document)[0],
		"extends RefCounted",
	]
	head.append_array(Text.comment("Commands and messages of %s. %s" % [document.model.title, document.model.description]))
	var signals: Array[String] = []
	for message: Dictionary in document.messages:
		signals.append(_signal_of(message))
	var parts: Array[String] = ["\n".join(head), "\n".join(signals), "\n".join(constants), "var _session: WorldportSession"]
	parts.append("\n" + _initializer(document.messages))
	parts.append_array(methods)
	parts.append("" if document.messages.is_empty() else "\n" + _receiver(document.messages))
	return "\n\n".join(parts.filter(func(part: String) -> bool: return part != "")) + "\n"


static func _signal_of(message: Dictionary) -> String:
	var args: Array[String] = []
	var fields := _properties_of(message.data)
	for wire: String in fields:
		var type := _type_of(fields[wire]) if _is_required(message.data, wire) else "Variant"
		args.append("%s: %s" % [Text.free_name(wire, []), type])
	var lines := Text.comment(message.description)
	lines.append("signal %s(%s)" % [_signal_name(message), ", ".join(args)])
	return "\n".join(lines)


static func _choices_of(choices: Dictionary) -> Array[String]:
	var wires: Array = choices.wires
	var members: Array[String] = []
	for i: int in wires.size():
		members.append(_enum_member(i, wires))
	var lines := Text.comment("Choices: %s." % ", ".join(wires))
	lines.append("enum %s { %s }" % [choices.name, ", ".join(members)])
	lines.append("const %s: Array[String] = [%s]" % [choices.list, ", ".join(wires.map(Text.literal))])
	return lines


static func _initializer(messages: Array) -> String:
	var lines := Text.comment("Commands go out, and messages come in, by this session.")
	lines.append_array(["func _init(session: WorldportSession) -> void:", "\t_session = session"])
	if not messages.is_empty():
		lines.append("\t_session.message_received.connect(_receive)")
	return "\n".join(lines)


static func _methods_of(command: Dictionary, parameters: Array[Dictionary]) -> Array[String]:
	var method := _method_name(command)
	var wire := Text.literal(command.name)
	var methods: Array[String] = []
	if command.semantics == "held":
		methods.append(_method(command, parameters, method, "Held: goes out when it changes.", "void", "_session.hold(%s, args)" % wire))
	if command.semantics == "delta":
		methods.append(_method(command, parameters, method, "Amounts of one tick are summed.", "void", "_session.add(%s, args)" % wire))
	var awaited := method if command.semantics == "trigger" else method + "_and_wait"
	var given := "" if command.reply == null else " Its result is what the model gives back."
	var call_text := "return await _session.send_command(%s, args)" % wire
	methods.append(_method(command, parameters, awaited, "Await it for its fate." + given, "WorldportReply", call_text))
	return methods


static func _method(
	command: Dictionary, parameters: Array[Dictionary], method: String, how: String, result: String, call_text: String
) -> String:
	var lines := Text.comment("%s %s" % [command.description, how])
	var list: Array[String] = []
	for one: Dictionary in parameters:
		list.append("%s: %s%s" % [one.name, one.type, "" if one.fallback == "" else " = " + one.fallback])
		if one.words != "":
			lines.append_array(Text.comment("[param %s]: %s" % [one.name, one.words]))
	lines.append("func %s(%s) -> %s:" % [method, ", ".join(list), result])
	var entries: Array[String] = []
	for one: Dictionary in parameters:
		if not one.may_be_left_out:
			entries.append("%s: %s" % [Text.literal(one.wire), one.value])
	lines.append("\tvar args := {%s}" % ", ".join(entries))
	for one: Dictionary in parameters:
		if one.may_be_left_out:
			lines.append("\tif %s != null:" % one.name)
			lines.append("\t\targs[%s] = %s" % [Text.literal(one.wire), one.value])
	lines.append("\t" + call_text)
	return "\n".join(lines)


## Those that must be given come first; their `fallback` is "".
static func _parameters_of(command: Dictionary, members: Array[String]) -> Array[Dictionary]:
	var demanded: Array[Dictionary] = []
	var others: Array[Dictionary] = []
	var fields := _properties_of(command.args)
	for wire: String in fields:
		var field: Variant = fields[wire]
		var name := Text.free_name(wire, members)
		var choices := _choices_in(str(command.name), wire, field)
		var one := {
			wire = wire, name = name, choices = choices, words = Text.words_of(field), may_be_left_out = false,
			type = choices.get("name", _type_of(field)), fallback = "",
			value = name if choices.is_empty() else "%s[%s]" % [choices.list, name],
		}
		if _is_required(command.args, wire):
			demanded.append(one)
			continue
		one.fallback = _fallback_of(field, one.type, choices)
		if one.fallback == "":
			one.merge({type = "Variant", fallback = "null", may_be_left_out = true}, true)
		others.append(one)
	demanded.append_array(others)
	return demanded


static func _fallback_of(field: Variant, type: String, choices: Dictionary) -> String:
	var value: Variant = field.get("default") if field is Dictionary else null
	if not choices.is_empty():
		var index: int = choices.wires.find(value) if value is String else -1
		return "" if index < 0 else "%s.%s" % [choices.name, _enum_member(index, choices.wires)]
	if type == "String" and value is String:
		return Text.literal(value)
	if type == "bool" and value is bool:
		return str(value)
	return Text.number(value, type)


static func _receiver(messages: Array) -> String:
	var lines: Array[String] = ["func _receive(message_name: String, data: Dictionary) -> void:", "\tmatch message_name:"]
	for message: Dictionary in messages:
		var reads: Array[String] = []
		var fields := _properties_of(message.data)
		for wire: String in fields:
			var value := "data.get(%s)" % Text.literal(wire)
			var type := _type_of(fields[wire])
			var is_number := type in ["float", "int"] and _is_required(message.data, wire)
			reads.append("%s(%s)" % [type, value] if is_number else value)
		lines.append("\t\t%s:" % Text.literal(message.name))
		lines.append("\t\t\t%s.emit(%s)" % [_signal_name(message), ", ".join(reads)])
	return "\n".join(lines)


static func _method_name(command: Dictionary) -> String:
	return Text.free_name(command.name, [])


static func _signal_name(message: Dictionary) -> String:
	return "%s_received" % message.name


static func _enum_member(index: int, wires: Array) -> String:
	var name := Text.upper(wires[index])
	var same := wires.filter(func(wire: String) -> bool: return Text.upper(wire) == name)
	return name if same.size() == 1 and name[0] >= "A" and name[0] <= "Z" else "CHOICE_%d" % index


static func _choices_in(command: String, wire: String, field: Variant) -> Dictionary:
	var wires: Variant = field.get("enum") if field is Dictionary else null
	if not wires is Array or wires.is_empty() or not wires.all(func(one: Variant) -> bool: return one is String):
		return {}
	var snake := wire if command == "set_" + wire else "%s_%s" % [command, wire]
	return {name = Text.pascal(snake) + "Choice", list = "_%s_CHOICES" % snake.to_upper(), wires = wires}


static func _type_of(field: Variant) -> String:
	var type: Variant = field.get("type") if field is Dictionary else null
	return TYPES.get(type, "Variant") if type is String else "Variant"


static func _properties_of(schema: Dictionary) -> Dictionary:
	var properties: Variant = schema.get("properties")
	return properties if properties is Dictionary else {}


static func _is_required(schema: Dictionary, field: String) -> bool:
	return field in schema.get("required", [])
