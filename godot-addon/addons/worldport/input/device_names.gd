@tool
extends RefCounted
## The schema's names of keys and gamepad parts (`KeyboardEvent.code`, W3C standard gamepad) in the engine's numbers.

const KEYS: Dictionary[String, Key] = {
	"Space": KEY_SPACE, "Enter": KEY_ENTER, "Tab": KEY_TAB, "Escape": KEY_ESCAPE, "Backspace": KEY_BACKSPACE,
	"ArrowLeft": KEY_LEFT, "ArrowRight": KEY_RIGHT, "ArrowDown": KEY_DOWN, "ArrowUp": KEY_UP,
	"ShiftLeft": KEY_SHIFT, "ShiftRight": KEY_SHIFT, "ControlLeft": KEY_CTRL, "ControlRight": KEY_CTRL,
	"AltLeft": KEY_ALT, "AltRight": KEY_ALT, "MetaLeft": KEY_META, "MetaRight": KEY_META, "CapsLock": KEY_CAPSLOCK,
	"Minus": KEY_MINUS, "Equal": KEY_EQUAL, "BracketLeft": KEY_BRACKETLEFT, "BracketRight": KEY_BRACKETRIGHT,
	"Semicolon": KEY_SEMICOLON, "Quote": KEY_APOSTROPHE, "Backquote": KEY_QUOTELEFT, "Backslash": KEY_BACKSLASH,
	"Comma": KEY_COMMA, "Period": KEY_PERIOD, "Slash": KEY_SLASH, "Insert": KEY_INSERT, "Delete": KEY_DELETE,
	"Home": KEY_HOME, "End": KEY_END, "PageUp": KEY_PAGEUP, "PageDown": KEY_PAGEDOWN,
	"NumpadAdd": KEY_KP_ADD, "NumpadSubtract": KEY_KP_SUBTRACT, "NumpadMultiply": KEY_KP_MULTIPLY,
	"NumpadDivide": KEY_KP_DIVIDE, "NumpadDecimal": KEY_KP_PERIOD, "NumpadEnter": KEY_KP_ENTER,
}
const BUTTONS: Dictionary[String, JoyButton] = {
	"south": JOY_BUTTON_A, "east": JOY_BUTTON_B, "west": JOY_BUTTON_X, "north": JOY_BUTTON_Y,
	"left_shoulder": JOY_BUTTON_LEFT_SHOULDER, "right_shoulder": JOY_BUTTON_RIGHT_SHOULDER,
	"select": JOY_BUTTON_BACK, "start": JOY_BUTTON_START, "left_stick": JOY_BUTTON_LEFT_STICK,
	"right_stick": JOY_BUTTON_RIGHT_STICK, "dpad_up": JOY_BUTTON_DPAD_UP, "dpad_down": JOY_BUTTON_DPAD_DOWN,
	"dpad_left": JOY_BUTTON_DPAD_LEFT, "dpad_right": JOY_BUTTON_DPAD_RIGHT, "home": JOY_BUTTON_GUIDE,
}
const AXES: Dictionary[String, JoyAxis] = {
	"left_stick_x": JOY_AXIS_LEFT_X, "left_stick_y": JOY_AXIS_LEFT_Y, "right_stick_x": JOY_AXIS_RIGHT_X,
	"right_stick_y": JOY_AXIS_RIGHT_Y, "left_trigger": JOY_AXIS_TRIGGER_LEFT, "right_trigger": JOY_AXIS_TRIGGER_RIGHT,
}


## The key of a `KeyboardEvent.code`, by its place on the keyboard; KEY_NONE for one that is not known.
static func key_of(code: String) -> Key:
	if KEYS.has(code):
		return KEYS[code]
	var known := RegEx.create_from_string("^(?:Key([A-Z])|Digit([0-9])|Numpad([0-9])|F([0-9]{1,2}))$").search(code)
	if known == null:
		return KEY_NONE
	if known.get_string(1) != "":
		return (KEY_A + known.get_string(1).unicode_at(0) - 65) as Key
	if known.get_string(2) != "":
		return (KEY_0 + known.get_string(2).to_int()) as Key
	if known.get_string(3) != "":
		return (KEY_KP_0 + known.get_string(3).to_int()) as Key
	return (KEY_F1 + known.get_string(4).to_int() - 1) as Key


## Where a gamepad's part is now: −1..1 for an axis, the dead zone taken out; 0..1 for a button or trigger.
static func pad_value(device: int, name: String) -> float:
	if AXES.has(name):
		return Input.get_joy_axis(device, AXES[name])
	return float(BUTTONS.has(name) and Input.is_joy_button_pressed(device, BUTTONS[name]))
