@tool
extends RefCounted
## The project's own bindings: InputMap actions and mouse motion → commands.

const ArgFields := preload("arg_fields.gd")
const AutoBinding := preload("auto_binding.gd")
const Outbox := preload("../protocol/outbox.gd")

## Presses between two ticks that count: a wheel that is spun makes many.
const MOST_PRESSES := 8
const WHEEL: Array[MouseButton] = [
	MOUSE_BUTTON_WHEEL_UP, MOUSE_BUTTON_WHEEL_DOWN, MOUSE_BUTTON_WHEEL_LEFT, MOUSE_BUTTON_WHEEL_RIGHT,
]


## A binding that fits the model.
class Bound:
	var binding: WorldportBinding
	var command := {}
	var targets: Array[AutoBinding.Target] = []
	## The boolean that a press sets, or "".
	var flag := ""
	var was_pressed := false
	## Presses since the last tick, some of which may be over already.
	var presses := 0
	## Notches of a wheel since the last tick.
	var notches := 0
	## What whole numbers have not taken yet of a delta.
	var remainder := Vector2.ZERO
	var rest_s := 0.0


var _outbox: Outbox
var _bound: Array[Bound] = []
## Whether somebody is typing, so that keys mean letters: nothing is pushed then.
var _is_typing := false


func _init(outbox: Outbox) -> void:
	_outbox = outbox


## Takes the bindings that fit a schema; gives the names of the commands they drive. The others are told.
func bind(bindings: Array[WorldportBinding], schema: WorldportSchema) -> Array[String]:
	_bound.clear()
	var driven: Array[String] = []
	for binding: WorldportBinding in bindings:
		var problem := "A binding is empty. Remove it from Bindings." if binding == null else binding.get_problem(schema)
		if problem != "":
			push_error("WorldportSession: " + problem)
			continue
		var bound := _bound_of(binding, schema.get_command(binding.command))
		if bound.targets.is_empty() and bound.flag == "" and bound.command.get("semantics") != "trigger":
			push_error("WorldportSession: a binding for %s finds no arg to drive. Choose its fields." % binding.command)
			continue
		_bound.append(bound)
		if not binding.command in driven:
			driven.append(binding.command)
	return driven


## Lets go of everything.
func release_all() -> void:
	for bound: Bound in _bound:
		bound.was_pressed = false
		bound.presses = 0
		bound.notches = 0
	_hold(true)


## Counts presses: a wheel, or a quick tap, is over again before the next tick.
func input(event: InputEvent) -> void:
	# A stick makes many events while it is pushed; polling sees it.
	if event is InputEventMouseMotion or event is InputEventJoypadMotion:
		return
	for bound: Bound in _bound:
		var action := bound.binding.action
		if bound.binding.source != WorldportBinding.Source.PRESS or not bound.binding.enabled or not InputMap.has_action(action):
			continue
		if event.is_action_pressed(action):
			bound.presses = mini(bound.presses + 1, MOST_PRESSES)
			if event is InputEventMouseButton and event.button_index in WHEEL:
				bound.notches = mini(bound.notches + 1, MOST_PRESSES)


## Once per tick. `is_typing`: a text field has the focus.
func poll(delta: float, is_typing: bool) -> void:
	_is_typing = is_typing
	_hold(false)
	for bound: Bound in _bound:
		if bound.binding.enabled and bound.command.get("semantics") != "held":
			_send(bound, delta)


## Adds the mouse's motion; `width` is the picture's on the screen.
func take_motion(event: InputEventMouseMotion, width: float) -> void:
	var counts := Input.mouse_mode == Input.MOUSE_MODE_CAPTURED or event.button_mask != 0
	for bound: Bound in _bound:
		if not counts or bound.binding.source != WorldportBinding.Source.MOUSE_MOTION or not bound.binding.enabled:
			continue
		var amount := event.relative / width * bound.binding.scale
		if bound.command.get("semantics") == "delta":
			_add(bound, amount)


func _bound_of(binding: WorldportBinding, command: Dictionary) -> Bound:
	var bound := Bound.new()
	bound.binding = binding
	bound.command = command
	var wanted: Array[String] = [binding.field, binding.field_y]
	var count := 2 if binding.source in [WorldportBinding.Source.VECTOR, WorldportBinding.Source.MOUSE_MOTION] else 1
	var numbers: Array[ArgFields.Field] = []
	for field: ArgFields.Field in ArgFields.of(command.get("args", {})):
		if field.type == "boolean" and (field.name == binding.field or (binding.field == "" and bound.flag == "")):
			bound.flag = field.name
		elif field.type in ["number", "integer"]:
			numbers.append(field)
	# Fields that are named count wherever the model has them; else the next number does.
	for name: String in wanted.slice(0, count):
		var found := numbers.find_custom(func(field: ArgFields.Field) -> bool: return name == "" or field.name == name)
		if found >= 0:
			bound.targets.append(_target_of(numbers.pop_at(found)))
	if binding.source != WorldportBinding.Source.PRESS or (binding.field != "" and bound.flag != binding.field):
		bound.flag = ""
	return bound


func _target_of(field: ArgFields.Field) -> AutoBinding.Target:
	var target := AutoBinding.Target.new()
	target.field = field.name
	target.rest = float(field.preset)
	target.low = field.low if is_finite(field.low) else -1.0
	target.high = field.high if is_finite(field.high) else 1.0
	target.is_integer = field.type == "integer"
	return target


## States the whole args of every held command, from all its bindings.
func _hold(is_released: bool) -> void:
	var args: Dictionary[String, Dictionary] = {}
	for bound: Bound in _bound:
		if bound.command.get("semantics") != "held":
			continue
		var name := bound.binding.command
		if not args.has(name):
			args[name] = ArgFields.preset_args(bound.command)
		if not is_released and bound.binding.enabled:
			_set_args(bound, args[name])
	for name: String in args:
		_outbox.hold(name, args[name])


## `is_press`: for a press that may be over again.
func _set_args(bound: Bound, args: Dictionary, is_press := false) -> void:
	if bound.flag != "":
		args[bound.flag] = is_press or _strength(bound, bound.binding.action) > 0.0
		return
	var is_button := is_press and bound.binding.source == WorldportBinding.Source.PRESS
	var pushed := Vector2.RIGHT if is_button else _pushed(bound)
	for i: int in bound.targets.size():
		var target := bound.targets[i]
		var value := target.scaled(clampf(pushed[i] * bound.binding.scale, -1.0, 1.0))
		# Where two bindings drive one arg, the one that is used counts.
		if pushed[i] != 0.0 or not args.has(target.field):
			args[target.field] = target.typed(value)


## A trigger goes out when it is pressed, and again and again where it has a rate; a delta as long as it is pushed.
func _send(bound: Bound, delta: float) -> void:
	var binding := bound.binding
	var pushed := _pushed(bound)
	var is_pressed := pushed != Vector2.ZERO
	bound.rest_s -= delta
	if bound.command.get("semantics") == "delta":
		if bound.notches > 0:
			_add(bound, Vector2(bound.notches, 0.0) * binding.scale)
		elif is_pressed and binding.source != WorldportBinding.Source.MOUSE_MOTION:
			_add(bound, pushed * binding.scale * delta)
		bound.presses = 0
		bound.notches = 0
		return
	var repeats := binding.rate > 0.0 and bound.rest_s <= 0.0
	var count := 0 if _is_typing else bound.presses
	if count == 0 and is_pressed and (not bound.was_pressed or repeats):
		count = 1
	bound.presses = 0
	bound.notches = 0
	bound.was_pressed = is_pressed
	for i: int in count if _outbox.is_open else 0:
		bound.rest_s = 1.0 / binding.rate if binding.rate > 0.0 else 0.0
		var args := ArgFields.preset_args(bound.command)
		_set_args(bound, args, true)
		_outbox.trigger(binding.command, args, WorldportReply.new())


func _add(bound: Bound, amount: Vector2) -> void:
	var args := {}
	bound.remainder += amount
	for i: int in bound.targets.size():
		var target := bound.targets[i]
		var part := bound.remainder[i]
		if target.is_integer:
			part = float(int(part))
		bound.remainder[i] -= part
		args[target.field] = target.typed(part)
	if args.values().any(func(part: Variant) -> bool: return part != 0):
		_outbox.add(bound.binding.command, args)


## How far a binding's actions are pushed; right and up are positive.
func _pushed(bound: Bound) -> Vector2:
	var binding := bound.binding
	match binding.source:
		WorldportBinding.Source.PRESS:
			return Vector2(_strength(bound, binding.action), 0.0)
		WorldportBinding.Source.AXIS:
			return Vector2(_strength(bound, binding.action) - _strength(bound, binding.negative_action), 0.0)
		WorldportBinding.Source.VECTOR:
			return Vector2(
				_strength(bound, binding.action) - _strength(bound, binding.negative_action),
				_strength(bound, binding.up_action) - _strength(bound, binding.down_action),
			)
	return Vector2.ZERO


func _strength(bound: Bound, action: StringName) -> float:
	# The game may have removed it meanwhile.
	if _is_typing or not InputMap.has_action(action):
		return 0.0
	return AutoBinding.without_dead_zone(Input.get_action_raw_strength(action), bound.binding.dead_zone)
