@tool
extends RefCounted
## Mouse and fingers on the picture → `pointer`, `pointer_delta` and `wheel` commands.

const AutoBinding := preload("auto_binding.gd")
const PictureArea := preload("picture_area.gd")
const Outbox := preload("../protocol/outbox.gd")

## The mouse's id beside those of fingers.
const MOUSE := -1

## Directions of the wheel; away from the person is positive.
const NOTCHES: Dictionary[MouseButton, float] = {MOUSE_BUTTON_WHEEL_UP: 1.0, MOUSE_BUTTON_WHEEL_DOWN: -1.0}

enum Phase { DOWN, MOVE, UP }


## A mouse or finger on the picture.
class Pointer:
	## Its number for the model, from 0.
	var touch := 0
	var is_down := false
	var at := Vector2.ZERO


var _outbox: Outbox
var _points: Array[AutoBinding] = []
var _deltas: Array[AutoBinding] = []
var _wheels: Array[AutoBinding] = []
## What whole numbers have not taken yet of the wheel's notches, by command.
var _remainders: Dictionary[String, float] = {}
var _pointers: Dictionary[int, Pointer] = {}


func _init(outbox: Outbox) -> void:
	_outbox = outbox


func bind(bindings: Array[AutoBinding]) -> void:
	release_all()
	_points = bindings.filter(func(binding: AutoBinding) -> bool: return binding.kind == "pointer")
	_deltas = bindings.filter(func(binding: AutoBinding) -> bool: return binding.kind == "pointer_delta")
	_wheels = bindings.filter(func(binding: AutoBinding) -> bool: return binding.kind == "wheel")
	_remainders.clear()


## Lets go of every pointer.
func release_all() -> void:
	for id: int in _pointers.keys():
		leave(id)


## Takes an input event; `area` is where the picture is on the screen.
func input(event: InputEvent, area: PictureArea) -> void:
	if _points.is_empty() and _deltas.is_empty() and _wheels.is_empty():
		return
	if not _outbox.is_open:
		# A release may be among what nobody takes now.
		release_all()
		return
	# The project may have the mouse emulate fingers, or fingers the mouse: what is real counts, and once.
	if event.device == InputEvent.DEVICE_ID_EMULATION:
		return
	if event is InputEventMouse:
		_mouse(event, area)
	elif event is InputEventScreenTouch:
		var uv := area.uv_of(event.position)
		if event.pressed and area.has(uv) and not area.is_covered_at(event.position):
			point(event.index, uv, true, Phase.DOWN)
		elif not event.pressed and _pointers.has(event.index):
			point(event.index, uv, false, Phase.UP)
			leave(event.index)
	elif event is InputEventScreenDrag and _pointers.has(event.index):
		if _points.is_empty():
			_turn(event.relative / area.width())
		point(event.index, area.uv_of(event.position), true, Phase.MOVE)


## Puts a pointer somewhere on the picture (0..1, origin top left).
func point(id: int, uv: Vector2, is_down: bool, phase: Phase) -> void:
	var pointer: Pointer = _pointers.get(id)
	if pointer == null:
		pointer = Pointer.new()
		while _pointers.values().any(func(other: Pointer) -> bool: return other.touch == pointer.touch):
			pointer.touch += 1
		_pointers[id] = pointer
	pointer.at = uv.clampf(0.0, 1.0)
	pointer.is_down = is_down
	for binding: AutoBinding in _points:
		_send(binding, pointer, phase)


## A pointer left the picture.
func leave(id: int) -> void:
	var pointer: Pointer = _pointers.get(id)
	_pointers.erase(id)
	if pointer == null:
		return
	for binding: AutoBinding in _points:
		if binding.semantics != "held" or (binding.touch_field == "" and pointer.touch > 0):
			continue
		var args := binding.base.duplicate()
		if binding.touch_field != "":
			args[binding.touch_field] = pointer.touch
		_outbox.hold(binding.command, args, args, _key_of(binding, pointer.touch))


## Turns the view by a share of the picture's width.
func turn(motion: Vector2) -> void:
	_turn(motion)


func _mouse(event: InputEventMouse, area: PictureArea) -> void:
	var uv := area.uv_of(event.position)
	var is_inside := area.has(uv) and not area.is_covered()
	var known: Pointer = _pointers.get(MOUSE)
	var button := event as InputEventMouseButton
	if button != null:
		if NOTCHES.has(button.button_index):
			if button.pressed and (is_inside or area.is_elsewhere() or Input.mouse_mode == Input.MOUSE_MODE_CAPTURED):
				_roll(NOTCHES[button.button_index] * (button.factor if button.factor > 0.0 else 1.0))
		elif button.button_index == MOUSE_BUTTON_LEFT and button.pressed and is_inside:
			point(MOUSE, uv, true, Phase.DOWN)
		elif button.button_index == MOUSE_BUTTON_LEFT and not button.pressed and known != null:
			point(MOUSE, uv, false, Phase.UP)
			if not is_inside:
				leave(MOUSE)
		return
	var motion := event as InputEventMouseMotion
	var is_captured := Input.mouse_mode == Input.MOUSE_MODE_CAPTURED
	var drags := motion.button_mask & (MOUSE_BUTTON_MASK_LEFT | MOUSE_BUTTON_MASK_RIGHT if _points.is_empty() else MOUSE_BUTTON_MASK_RIGHT) != 0
	# Beside a pointer command, motion turns the view only while the right button is down.
	if is_captured or (drags and (is_inside or known != null)):
		_turn(motion.relative / area.width())
	if is_captured or _points.is_empty():
		return
	if is_inside or (known != null and known.is_down):
		point(MOUSE, uv, known != null and known.is_down, Phase.MOVE)
	elif known != null:
		leave(MOUSE)


func _send(binding: AutoBinding, pointer: Pointer, phase: Phase) -> void:
	# Without a field for the finger, only the first one counts.
	if binding.touch_field == "" and pointer.touch > 0:
		return
	var args := binding.with_targets([pointer.at.x, pointer.at.y])
	if binding.pressed_field != "":
		args[binding.pressed_field] = pointer.is_down
	if binding.touch_field != "":
		args[binding.touch_field] = pointer.touch
	if binding.semantics == "held":
		_outbox.hold(binding.command, args, binding.base, _key_of(binding, pointer.touch))
	elif phase == Phase.DOWN or (binding.pressed_field != "" and (phase == Phase.UP or pointer.is_down)):
		_outbox.trigger(binding.command, args, WorldportReply.new())


func _turn(motion: Vector2) -> void:
	if motion == Vector2.ZERO:
		return
	for binding: AutoBinding in _deltas:
		var first := binding.targets[0]
		var second := binding.targets[1]
		if binding.semantics == "delta":
			_outbox.add(binding.command, {first.field: motion.x, second.field: motion.y})
		else:
			_outbox.trigger(binding.command, binding.with_targets([motion.x, motion.y]), WorldportReply.new())


func _roll(notches: float) -> void:
	for binding: AutoBinding in _wheels:
		var target := binding.targets[0]
		var amount: float = notches + _remainders.get(binding.command, 0.0)
		var part := float(int(amount)) if target.is_integer else amount
		_remainders[binding.command] = amount - part
		if part != 0.0:
			_outbox.add(binding.command, {target.field: target.typed(part)})


func _key_of(binding: AutoBinding, touch: int) -> String:
	return binding.command if binding.touch_field == "" else "%s#%d" % [binding.command, touch]
