extends Control
## A game whose camera goes up to the model, and whose picture is what comes back.

const WALK_M_PER_S := 3.2
const TURN_PER_S := 1.4

@export var session: WorldportSession
@export var eye: Camera3D
@export var inset: TextureRect
@export var viewport: SubViewport


func _ready() -> void:
	inset.texture = viewport.get_texture()


## The player looks around by itself until a key is pressed.
func _process(delta: float) -> void:
	var walk := _axis(KEY_S, KEY_W)
	var turn := _axis(KEY_D, KEY_A) + _axis(KEY_RIGHT, KEY_LEFT)
	if walk == 0.0 and turn == 0.0:
		turn = 0.09 * cos(Time.get_ticks_msec() * 0.0004)
	eye.rotate_y(turn * TURN_PER_S * delta)
	eye.position -= eye.global_transform.basis.z * walk * WALK_M_PER_S * delta
	eye.position = eye.position.limit_length(13.0) * Vector3(1.0, 0.0, 1.0) + Vector3.UP * 1.9


## Number keys choose the style.
func _unhandled_key_input(event: InputEvent) -> void:
	var key := event as InputEventKey
	var styles: Array[String] = ["toon", "paper", "neon"]
	if key != null and key.pressed and key.keycode >= KEY_1 and key.keycode < KEY_1 + styles.size():
		session.hold("set_style", {style = styles[key.keycode - KEY_1]})


func _axis(less: Key, more: Key) -> float:
	return float(Input.is_physical_key_pressed(more)) - float(Input.is_physical_key_pressed(less))
