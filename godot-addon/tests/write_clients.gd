extends SceneTree
## Writes the typed client of each schema document in a JSON file, as the editor would: `-- <file> <folder>`.

const ClientWriter := preload("res://addons/worldport/editor/client_writer.gd")


func _initialize() -> void:
	var args := OS.get_cmdline_user_args()
	var documents: Array = JSON.parse_string(FileAccess.get_file_as_string(args[0]))
	for i: int in documents.size():
		FileAccess.open(args[1].path_join("%d.gd" % i), FileAccess.WRITE).store_string(ClientWriter.write(documents[i]))
	quit(0)
