@tool
extends VBoxContainer
## One arg of a command, as a control: slider, number, toggle, choice, text, colour, numbers, or JSON.

const ArgFields := preload("../input/arg_fields.gd")

## The value was changed by hand.
signal changed

var _field: ArgFields.Field
## What is read and written; several for a list.
var _parts: Array[Control] = []


## `hint` is the command's input hint.
func _init(field: ArgFields.Field, hint: Dictionary, is_alone: bool) -> void:
	_field = field
	name = field.name
	tooltip_text = field.description
	if not is_alone:
		var title := Label.new()
		title.text = field.name.capitalize()
		add_child(title)
	match field.type:
		"number", "integer":
			_add_number(self, hint)
		"list":
			var row := HBoxContainer.new()
			for _i: int in field.length:
				_add_number(row, hint)
			add_child(row)
		"boolean":
			_add_toggle()
		"choice":
			_add_choice()
		"string":
			_add_text(hint.get("kind") == "color")
		_:
			_add_text(false)
	set_value(field.preset)


## The value in the field's own type; null where the text is no JSON.
func get_value() -> Variant:
	match _field.type:
		"number":
			return (_parts[0] as Range).value
		"integer":
			return roundi((_parts[0] as Range).value)
		"list":
			return _parts.map(func(part: Range) -> float: return part.value)
		"boolean":
			return (_parts[0] as BaseButton).button_pressed
		"choice":
			return _field.options[maxi(0, (_parts[0] as OptionButton).selected)]
	if _parts[0] is ColorPickerButton:
		return "#" + (_parts[0] as ColorPickerButton).color.to_html(false)
	var text := (_parts[0] as LineEdit).text
	return text if _field.type in ["string", "file"] else JSON.parse_string(text)


## Shows a value without telling anybody.
func set_value(value: Variant) -> void:
	for i: int in _parts.size():
		var part := _parts[i]
		if part is OptionButton:
			(part as OptionButton).select(maxi(0, _field.options.find(value)))
		elif part is ColorPickerButton:
			(part as ColorPickerButton).color = Color.from_string(str(value), Color.GRAY)
		elif part is BaseButton:
			(part as BaseButton).set_pressed_no_signal(value == true)
		elif part is Range:
			(part as Range).set_value_no_signal(float(value[i] if value is Array else value))
		elif part is LineEdit:
			(part as LineEdit).text = str(value) if _field.type in ["string", "file"] else JSON.stringify(value)


func _add_number(to: Control, hint: Dictionary) -> void:
	var number := EditorSpinSlider.new()
	number.flat = false
	number.size_flags_horizontal = SIZE_EXPAND_FILL
	number.allow_lesser = is_inf(_field.low)
	number.allow_greater = is_inf(_field.high)
	number.min_value = -1.0 if is_inf(_field.low) else _field.low
	number.max_value = 1.0 if is_inf(_field.high) else _field.high
	number.step = float(hint.get("step", _field.step if _field.step > 0.0 else 0.001))
	number.hide_slider = is_inf(_field.low) or is_inf(_field.high)
	number.suffix = str(hint.get("unit", ""))
	number.value_changed.connect(func(_value: float) -> void: changed.emit())
	to.add_child(number)
	_parts.append(number)


func _add_toggle() -> void:
	var toggle := CheckButton.new()
	toggle.text = "On"
	toggle.toggled.connect(func(_is_on: bool) -> void: changed.emit())
	add_child(toggle)
	_parts.append(toggle)


func _add_choice() -> void:
	var choice := OptionButton.new()
	for option: Variant in _field.options:
		choice.add_item(str(option).capitalize() if option is String else str(option))
	choice.item_selected.connect(func(_index: int) -> void: changed.emit())
	add_child(choice)
	_parts.append(choice)


func _add_text(is_color: bool) -> void:
	if is_color:
		var picker := ColorPickerButton.new()
		picker.custom_minimum_size.y = 28
		picker.edit_alpha = false
		picker.color_changed.connect(func(_color: Color) -> void: changed.emit())
		add_child(picker)
		_parts.append(picker)
		return
	var text := LineEdit.new()
	text.placeholder_text = {string = "Text", file = "Bytes as base64"}.get(_field.type, "JSON")
	text.text_submitted.connect(func(_text: String) -> void: changed.emit())
	add_child(text)
	_parts.append(text)
