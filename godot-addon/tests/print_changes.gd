extends SceneTree
## Prints what does not fit between schema documents as a line of JSON: `godot … -s res://tests/print_changes.gd -- FILE`. The
## file is a JSON list of pairs of texts of `.worldport` files; a text that can't be read gives its problem.

const SchemaText := preload("res://addons/worldport/schema/schema_text.gd")


func _initialize() -> void:
	var pairs: Array = JSON.parse_string(FileAccess.get_file_as_string(OS.get_cmdline_user_args()[0]))
	print("changes ", JSON.stringify(pairs.map(_changes_of)))
	quit()


func _changes_of(pair: Array) -> Dictionary:
	var readings := pair.map(SchemaText.read)
	for reading: SchemaText.Reading in readings:
		if reading.problem != "":
			return {problem = reading.problem}
	var before := WorldportSchema.from_document(readings[0].document)
	return {missing = before.compare(WorldportSchema.from_document(readings[1].document))}
