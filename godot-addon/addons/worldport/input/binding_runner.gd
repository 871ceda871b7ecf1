@tool
extends RefCounted
## Keyboard, gamepad, mouse, fingers and actions → held commands, deltas and triggers of the model that plays.

const ArgFields := preload("arg_fields.gd")
const AutoBinding := preload("auto_binding.gd")
const AutoBindings := preload("auto_bindings.gd")
const DeviceNames := preload("device_names.gd")
const ActionInput := preload("action_input.gd")
const PictureArea := preload("picture_area.gd")
const PicturePointer := preload("picture_pointer.gd")
const Outbox := preload("../protocol/outbox.gd")

## Kinds whose command follows what is held down.
const HELD_KINDS: Array[String] = ["axis1d", "axis2d", "button", "keys"]
## How far a fully pushed stick turns the view, in picture widths per second.
const STICK_SPEED := 0.8
## Share of a slider's range that one key press moves it.
const NUDGE := 1.0 / 40.0
## Ids of pointers that are put by hand, beside those of fingers.
const BY_HAND := 1_000

var _outbox: Outbox
var _session: WorldportSession
var _area: PictureArea
var _pointer: PicturePointer
var _by_hand: Dictionary[int, bool] = {}
var _autos: Array[AutoBinding] = []
var _actions: ActionInput
## Codes by key, of the keys that a binding knows.
var _codes: Dictionary[int, Array] = {}
var _down := {}
var _pad := {}
var _pad_names: Array[String] = []
## Triggers whose button is down.
var _pressed: Dictionary[String, bool] = {}
## What keys have set sliders, choices and toggles to, by command.
var _nudged: Dictionary[String, Variant] = {}


func _init(session: WorldportSession, outbox: Outbox) -> void:
	_session = session
	_outbox = outbox
	_area = PictureArea.new(session)
	_pointer = PicturePointer.new(outbox)
	_actions = ActionInput.new(outbox)


## Binds to a model's schema. Bindings that do not fit it are told once, each with what is missing and what to do.
func start(schema: WorldportSchema) -> void:
	release_all()
	var commands: Array = schema.document.get("commands", [])
	var bound: Array[String] = _actions.bind(_session.bindings, schema)
	_autos = AutoBindings.of(commands, bound) if _session.auto_bind else ([] as Array[AutoBinding])
	_codes.clear()
	_pad_names.clear()
	_nudged.clear()
	for binding: AutoBinding in _autos:
		for names: Array in binding.keys:
			for code: String in names:
				if DeviceNames.KEYS.has(code):
					var key: Key = DeviceNames.KEYS[code]
					_codes[key] = _codes.get(key, []) + [code]
		for name: Variant in binding.gamepad:
			_pad_names.append(str(name))
	_pointer.bind(_autos)


## The bindings that were made from the schema's hints.
func get_auto_bindings() -> Array[AutoBinding]:
	return _autos


## Lets go of every key, stick, button, pointer and action.
func release_all() -> void:
	_down.clear()
	_pad = {}
	_apply()
	_pointer.release_all()
	_actions.release_all()


## Puts a pointer on the picture by hand.
func point(touch: int, uv: Vector2, is_pressed: bool) -> void:
	var phase := PicturePointer.Phase.MOVE
	var was_pressed := _by_hand.get(touch, false) as bool
	if is_pressed != was_pressed:
		phase = PicturePointer.Phase.DOWN if is_pressed else PicturePointer.Phase.UP
	_by_hand[touch] = is_pressed
	_pointer.point(BY_HAND + touch, uv, is_pressed, phase)


## Takes a pointer off the picture.
func unpoint(touch: int) -> void:
	_by_hand.erase(touch)
	_pointer.leave(BY_HAND + touch)


func input(event: InputEvent) -> void:
	_actions.input(event)
	var key := event as InputEventKey
	if key != null:
		_take_key(key)
		return
	_pointer.input(event, _area)
	if event is InputEventMouseMotion:
		_actions.take_motion(event, _area.width())


## Once per tick: gamepads are read, and actions.
func poll(delta: float) -> void:
	_drop_released()
	_actions.poll(delta, _is_typing())
	var pads := Input.get_connected_joypads()
	if _pad_names.is_empty() or (pads.is_empty() and _pad.is_empty()):
		return
	_pad = {}
	for name: String in _pad_names if not pads.is_empty() else []:
		var value := _pad_value(pads[0], name)
		_pad[name] = AutoBinding.without_dead_zone(value) if name.contains("stick_") else value
	_apply()
	_turn(delta)


## Where a gamepad's part is now: −1..1 for an axis, 0..1 for a button or trigger.
static func _pad_value(device: int, name: String) -> float:
	if DeviceNames.AXES.has(name):
		return Input.get_joy_axis(device, DeviceNames.AXES[name])
	return float(DeviceNames.BUTTONS.has(name) and Input.is_joy_button_pressed(device, DeviceNames.BUTTONS[name]))


func _take_key(key: InputEventKey) -> void:
	var place := key.physical_keycode if key.physical_keycode != KEY_NONE else key.keycode
	if not _codes.has(place) or key.echo:
		return
	var codes := _codes[place].filter(_is_at.bind(key.location))
	if not key.pressed:
		for code: String in codes:
			_down.erase(code)
		_apply()
		return
	if key.ctrl_pressed or key.meta_pressed or key.alt_pressed or _is_typing():
		return
	for code: String in codes:
		_down[code] = true
		for binding: AutoBinding in _autos:
			for names: Array in binding.keys if not binding.kind in HELD_KINDS else []:
				if code in names:
					_nudge(binding, names.find(code))
	_apply()


## Whether a key of a pair, such as Shift, may be the one at a side of the keyboard. Not every platform tells.
static func _is_at(code: String, location: KeyLocation) -> bool:
	return not code.ends_with("Right" if location == KEY_LOCATION_LEFT else "Left") or location == KEY_LOCATION_UNSPECIFIED \
			or code.begins_with("Arrow") or code.begins_with("Bracket")


## A release may have been taken by something else: a menu that handles all input, another window.
func _drop_released() -> void:
	if _down.is_empty():
		return
	for key: int in _codes:
		if Input.is_physical_key_pressed(key as Key) or Input.is_key_pressed(key as Key):
			continue
		for code: String in _codes[key]:
			if _down.erase(code):
				_apply()


func _is_typing() -> bool:
	var focus := _session.get_viewport().gui_get_focus_owner() if _session.is_inside_tree() else null
	return focus is LineEdit or focus is TextEdit


func _apply() -> void:
	for binding: AutoBinding in _autos:
		if not binding.kind in HELD_KINDS:
			continue
		if binding.semantics == "held":
			_outbox.hold(binding.command, binding.held_args(_down, _pad), binding.base)
		else:
			_press(binding)


func _press(binding: AutoBinding) -> void:
	var is_down := binding.is_pressed(_down, _pad) if binding.kind == "button" else binding.axes(_down, _pad) != Vector2.ZERO
	if is_down == _pressed.has(binding.command):
		return
	if not is_down:
		_pressed.erase(binding.command)
		return
	_pressed[binding.command] = true
	if _outbox.is_open:
		_outbox.trigger(binding.command, binding.held_args(_down, _pad), WorldportReply.new())


## A key moves a slider, turns a toggle over, or takes the next choice.
func _nudge(binding: AutoBinding, index: int) -> void:
	var field := binding.field
	if field != null:
		var value: Variant = _nudged.get(binding.command, binding.base.get(field.name))
		match field.type:
			"boolean":
				value = not value
			"choice":
				var has_key_for_each: bool = binding.keys[0].size() == field.options.size()
				value = field.options[index if has_key_for_each else (field.options.find(value) + 1) % field.options.size()]
			"number", "integer":
				var span := (field.high if is_finite(field.high) else 1.0) - (field.low if is_finite(field.low) else 0.0)
				var step := binding.hint_step if binding.hint_step > 0 else 1.0 if field.type == "integer" else span * NUDGE
				value = clampf(value + (-step if index == 0 else step), field.low, field.high)
			_:
				return
		_nudged[binding.command] = value
	var args := binding.base.duplicate(true)
	if field != null:
		args[field.name] = _nudged[binding.command]
	if binding.semantics == "held":
		_outbox.hold(binding.command, args)
	elif _outbox.is_open:
		_outbox.trigger(binding.command, args, WorldportReply.new())


## A stick bound to `pointer_delta` turns the view as long as it is pushed.
func _turn(delta: float) -> void:
	for binding: AutoBinding in _autos:
		if binding.kind == "pointer_delta" and binding.gamepad.size() >= 2:
			var x: float = _pad.get(binding.gamepad[0], 0.0)
			var y: float = _pad.get(binding.gamepad[1], 0.0)
			if x != 0.0 or y != 0.0:
				var amount := Vector2(x, y) * STICK_SPEED * minf(delta, 0.1)
				_outbox.add(binding.command, {binding.targets[0].field: amount.x, binding.targets[1].field: amount.y})
