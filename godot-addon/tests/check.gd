extends SceneTree
## Compiles every script of the project: `godot --headless --path godot-addon -s res://tests/check.gd`. Exits with 1 if
## one does not compile, or compiles with a warning.


func _initialize() -> void:
	var broken := _check("res://")
	print("%d scripts are broken" % broken)
	quit(1 if broken > 0 else 0)


func _check(folder: String) -> int:
	var broken := 0
	for file: String in DirAccess.get_files_at(folder):
		if file.ends_with(".gd"):
			var script := load(folder.path_join(file)) as GDScript
			if script == null or not script.can_instantiate():
				print("broken: ", folder.path_join(file))
				broken += 1
	for inner: String in DirAccess.get_directories_at(folder):
		if not inner.begins_with("."):
			broken += _check(folder.path_join(inner))
	return broken
