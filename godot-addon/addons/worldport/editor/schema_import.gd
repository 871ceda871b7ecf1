@tool
extends EditorImportPlugin
## `.worldport` files → WorldportSchema resources.

const SchemaText := preload("../schema/schema_text.gd")


func _get_importer_name() -> String:
	return "worldport.schema"


func _get_visible_name() -> String:
	return "Worldport schema"


func _get_recognized_extensions() -> PackedStringArray:
	return ["worldport"]


func _get_save_extension() -> String:
	return "res"


func _get_resource_type() -> String:
	return "Resource"


func _get_priority() -> float:
	return 1.0


func _get_import_order() -> int:
	return 0


func _get_preset_count() -> int:
	return 0


func _get_import_options(_path: String, _preset: int) -> Array[Dictionary]:
	return []


func _import(
	source_file: String, save_path: String, _options: Dictionary, _variants: Array[String], _made: Array[String]
) -> Error:
	var reading := SchemaText.read(FileAccess.get_file_as_string(source_file))
	if reading.problem != "":
		push_error("%s can't be imported. %s" % [source_file, reading.problem])
		return ERR_FILE_CORRUPT
	return ResourceSaver.save(WorldportSchema.from_document(reading.document), "%s.%s" % [save_path, _get_save_extension()])
