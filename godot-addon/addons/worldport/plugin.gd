@tool
extends EditorPlugin
## What the addon adds to the editor: `.worldport` files as resources, the dock, and goodbyes for stopped games.

const Dock := preload("editor/dock.gd")
const GameDebugger := preload("editor/game_debugger.gd")
const SchemaImport := preload("editor/schema_import.gd")

var _import := SchemaImport.new()
var _games := GameDebugger.new()
var _dock: Dock


func _enter_tree() -> void:
	add_import_plugin(_import)
	add_debugger_plugin(_games)
	_dock = Dock.new()
	_dock.name = "Worldport"
	add_control_to_dock(DOCK_SLOT_RIGHT_UL, _dock)


func _process(_delta: float) -> void:
	_games.poll()


func _exit_tree() -> void:
	remove_debugger_plugin(_games)
	_games.close()
	_dock.leave()
	remove_control_from_docks(_dock)
	_dock.queue_free()
	_dock = null
	remove_import_plugin(_import)
