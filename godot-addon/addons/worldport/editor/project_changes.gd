@tool
extends RefCounted
## What the dock writes: schema files, typed clients, bindings, InputMap actions. Each gives a sentence about what it did.

const InputActions := preload("../input/input_actions.gd")


## Writes a document's text to NAME.worldport, where NAME is the model's id, and imports it.
static func save_schema(folder: String, document: Dictionary, text: String) -> String:
	return _write(schema_path(folder, document), text)


## Where [method save_schema] writes.
static func schema_path(folder: String, document: Dictionary) -> String:
	return folder.path_join("%s.worldport" % document.model.id)


## Writes the typed client that a server gave.
static func write_client(folder: String, file_name: String, text: String) -> String:
	return _write(folder.path_join(file_name), text)


## The session that is selected in the scene that is edited, else its first one; null when it has none.
static func edited_session() -> WorldportSession:
	for node: Node in EditorInterface.get_selection().get_selected_nodes():
		if node is WorldportSession:
			return node
	var root := EditorInterface.get_edited_scene_root()
	if root == null:
		return null
	if root is WorldportSession:
		return root
	var found := root.find_children("*", "WorldportSession", true, false)
	return found[0] if not found.is_empty() else null


## Gives a session the bindings that the schema suggests, for those commands that have none. Can be undone.
static func make_bindings(session: WorldportSession, schema: WorldportSchema) -> String:
	var bindings := session.bindings.duplicate()
	var driven := bindings.map(func(one: WorldportBinding) -> String: return one.command if one != null else "")
	var made := PackedStringArray()
	for binding: WorldportBinding in InputActions.suggested(schema).bindings:
		if not binding.command in driven:
			bindings.append(binding)
			made.append(binding.command)
	var undo := EditorInterface.get_editor_undo_redo()
	undo.create_action("Make bindings from a Worldport schema", UndoRedo.MERGE_DISABLE, session)
	undo.add_do_property(session, &"bindings", bindings)
	undo.add_undo_property(session, &"bindings", session.bindings)
	undo.add_do_property(session, &"schema", schema)
	undo.add_undo_property(session, &"schema", session.schema)
	undo.commit_action()
	if made.is_empty():
		return "%s has bindings for all commands that actions can drive." % session.name
	return "%s has bindings for %s now. Press Add actions for the InputMap actions that they name." % [session.name, ", ".join(made)]


## Adds the actions that suggested bindings name to the project's input map, where they are missing.
static func add_actions(schema: WorldportSchema) -> String:
	var added := InputActions.add_to_project(InputActions.suggested(schema).actions)
	if added.is_empty():
		return "The project has all actions that the schema suggests."
	var error := ProjectSettings.save()
	if error != OK:
		return "project.godot can't be written (%s). Check its permissions." % error_string(error)
	return "Added to the Input Map: %s." % ", ".join(added)


static func _write(path: String, text: String) -> String:
	DirAccess.make_dir_recursive_absolute(path.get_base_dir())
	var file := FileAccess.open(path, FileAccess.WRITE)
	if file == null:
		return "%s can't be written (%s). Choose another folder." % [path, error_string(FileAccess.get_open_error())]
	file.store_string(text)
	file.close()
	var files := EditorInterface.get_resource_filesystem()
	if files.get_filesystem_path(path.get_base_dir()) == null:
		files.scan()
	else:
		files.update_file(path)
		if path.get_extension() == "worldport":
			# At once, so that bindings made next refer to it.
			files.reimport_files([path])
	return "Wrote %s." % path
