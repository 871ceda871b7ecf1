extends Control
## Three ways into a model: pick one. Keys 1, 2 and 3 do too.

const SCENES: Array[String] = [
	"res://demo/gallery/gallery.tscn", "res://demo/installation/installation.tscn", "res://demo/restyle/restyle.tscn",
]

@onready var _cards: HBoxContainer = %Cards


func _ready() -> void:
	Input.mouse_mode = Input.MOUSE_MODE_VISIBLE
	for i: int in SCENES.size():
		var card: Button = _cards.get_child(i)
		card.pressed.connect(_open.bind(i))
	(_cards.get_child(0) as Button).grab_focus()


func _unhandled_key_input(event: InputEvent) -> void:
	var key := event as InputEventKey
	if key != null and key.pressed and key.keycode >= KEY_1 and key.keycode < KEY_1 + SCENES.size():
		_open(key.keycode - KEY_1)


func _open(index: int) -> void:
	get_tree().change_scene_to_file(SCENES[index])
