@tool
extends RefCounted
## A command's args schema → fields that can be shown and filled.

## zod writes the ends of the safe integers where an author set no bound.
const OPEN := 9007199254740991.0


## One field of a command's args.
class Field:
	var name := ""
	## `number`, `integer`, `boolean`, `string`, `choice`, `list` (a fixed count of numbers), `file` (bytes as base64) or
	## `json` (everything else).
	var type := ""
	## Inclusive; -INF and INF when open.
	var low := -INF
	var high := INF
	## Smallest sensible change; 0 when it can't be told.
	var step := 0.0
	## Of a choice.
	var options := []
	## Of a list.
	var length := 0
	## Value to start from.
	var preset: Variant
	var description := ""
	var is_required := false


## Fields of an args schema, in the author's order.
static func of(schema: Dictionary) -> Array[Field]:
	var fields: Array[Field] = []
	var required: Variant = schema.get("required", [])
	var properties: Dictionary = schema.get("properties", {})
	for name: String in properties:
		fields.append(_field_of(name, properties[name], required is Array and name in required))
	return fields


## Args to start from: `release` where the command springs back, else every field's preset; optional fields that only
## JSON can fill are left out.
static func preset_args(command: Dictionary) -> Dictionary:
	var fields := of(command.get("args", {}))
	var args := {}
	if command.get("release") is Dictionary:
		args = command.release.duplicate(true)
	else:
		for field: Field in fields:
			if field.type != "json" or field.is_required or field.preset != null:
				args[field.name] = field.preset
	# 0 on the wire is an integer, and to the engine another value than 0.0: args are compared with what was sent.
	for field: Field in fields:
		if field.type == "number" and (args.get(field.name) is int):
			args[field.name] = float(args[field.name])
		elif field.type == "list" and args.get(field.name) is Array:
			args[field.name] = args[field.name].map(func(value: Variant) -> float: return float(value))
	return args


static func _field_of(name: String, schema: Dictionary, required: bool) -> Field:
	var field := Field.new()
	field.name = name
	field.options = _options_of(schema)
	field.length = _list_length(schema)
	field.type = "choice" if not field.options.is_empty() else "list" if field.length > 0 else _type_of(schema)
	var items: Variant = schema.get("prefixItems", schema.get("items", {}))
	var ranged: Dictionary = schema
	if field.length > 0:
		ranged = items[0] if items is Array else items
	field.low = _bound(ranged, "minimum", "exclusiveMinimum", -INF)
	field.high = _bound(ranged, "maximum", "exclusiveMaximum", INF)
	field.step = _step_of(ranged, field.low, field.high)
	field.description = str(schema.get("description", ""))
	field.is_required = required
	field.preset = schema.get("default") if schema.get("default") != null else _preset_of(field, schema)
	return field


static func _type_of(schema: Dictionary) -> String:
	var type := str(schema.get("type", ""))
	if type == "string" and schema.get("contentEncoding") == "base64":
		return "file"
	return type if type in ["number", "integer", "boolean", "string"] else "json"


static func _options_of(schema: Dictionary) -> Array:
	if schema.get("enum") is Array:
		return schema.enum
	var parts: Variant = schema.get("anyOf", schema.get("oneOf"))
	if not parts is Array or not parts.all(func(part: Variant) -> bool: return part is Dictionary and part.has("const")):
		return []
	return parts.map(func(part: Dictionary) -> Variant: return part.const)


## How many numbers a fixed list has, 0 for anything else.
static func _list_length(schema: Dictionary) -> int:
	if schema.get("type") != "array":
		return 0
	var prefix: Variant = schema.get("prefixItems")
	if prefix is Array:
		return prefix.size() if prefix.all(_is_numeric) else 0
	var least: Variant = schema.get("minItems")
	var is_fixed: bool = (least is int or least is float) and least == schema.get("maxItems") and _is_numeric(schema.get("items"))
	return int(least) if is_fixed else 0


static func _is_numeric(schema: Variant) -> bool:
	return schema is Dictionary and schema.get("type") in ["number", "integer"]


static func _bound(schema: Dictionary, inclusive: String, exclusive: String, open: float) -> float:
	var value: Variant = schema.get(inclusive, schema.get(exclusive))
	return float(value) if (value is int or value is float) and absf(value) < OPEN else open


## A hundredth or so of the range, as a round number; 1 for integers.
static func _step_of(schema: Dictionary, low: float, high: float) -> float:
	if schema.get("multipleOf") is float or schema.get("multipleOf") is int:
		return schema.multipleOf
	if schema.get("type") == "integer":
		return 1.0
	if is_inf(low) or is_inf(high) or high <= low:
		return 0.0
	var rough := (high - low) / 200.0
	var power := pow(10.0, floorf(log(rough) / log(10.0)))
	var digit := rough / power
	return (1.0 if digit < 2.0 else 2.0 if digit < 5.0 else 5.0) * power


static func _preset_of(field: Field, schema: Dictionary) -> Variant:
	var number := clampf(0.0, field.low, field.high)
	match field.type:
		"number":
			return number
		"integer":
			return int(number)
		"boolean":
			return false
		"string", "file":
			return ""
		"choice":
			return field.options[0]
		"list":
			var list := []
			list.resize(field.length)
			list.fill(number)
			return list
	match schema.get("type"):
		"array":
			return []
		"object":
			return {}
	return null
