/** Keys and gamepad parts by the schema's names (`KeyboardEvent.code`, W3C standard gamepad), and what engines call them. */

/** One key. An engine that has no name for it has null and can't bind it. */
export interface KeyRow {
  readonly code: string;
  /** Constant of Godot's `Key`, without `KEY_`. */
  readonly godot: string | null;
  /** Members of `UnityEngine.KeyCode` and `UnityEngine.InputSystem.Key`. */
  readonly unity: readonly [keyCode: string, key: string] | null;
}

/** One part of a gamepad. */
export interface GamepadRow {
  readonly name: string;
  /** Constant of Godot's `JoyButton` or `JoyAxis`, without `JOY_`. */
  readonly godot: string;
  /** Control path of Unity's Input System; null for a part it does not have. */
  readonly unity: string | null;
}

const row = (code: string, godot: string | null, keyCode?: string, key = keyCode): KeyRow => ({
  code,
  godot,
  unity: keyCode === undefined || key === undefined ? null : [keyCode, key],
});
const count = (length: number, from = 0): readonly number[] => Array.from({ length }, (_, i) => from + i);

export const KEYS: readonly KeyRow[] = [
  ...[..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => row(`Key${letter}`, letter, letter)),
  ...count(10).map((digit) => row(`Digit${digit}`, `${digit}`, `Alpha${digit}`, `Digit${digit}`)),
  ...count(10).map((digit) => row(`Numpad${digit}`, `KP_${digit}`, `Keypad${digit}`, `Numpad${digit}`)),
  ...count(12, 1).map((number) => row(`F${number}`, `F${number}`, `F${number}`)),
  ...count(12, 13).map((number) => row(`F${number}`, `F${number}`)),
  row("Space", "SPACE", "Space"),
  row("Enter", "ENTER", "Return", "Enter"),
  row("Tab", "TAB", "Tab"),
  row("Escape", "ESCAPE", "Escape"),
  row("Backspace", "BACKSPACE", "Backspace"),
  row("Delete", "DELETE", "Delete"),
  row("Insert", "INSERT", "Insert"),
  row("Home", "HOME", "Home"),
  row("End", "END", "End"),
  row("PageUp", "PAGEUP", "PageUp"),
  row("PageDown", "PAGEDOWN", "PageDown"),
  row("ArrowLeft", "LEFT", "LeftArrow"),
  row("ArrowRight", "RIGHT", "RightArrow"),
  row("ArrowUp", "UP", "UpArrow"),
  row("ArrowDown", "DOWN", "DownArrow"),
  row("ShiftLeft", "SHIFT", "LeftShift"),
  row("ShiftRight", "SHIFT", "RightShift"),
  row("ControlLeft", "CTRL", "LeftControl", "LeftCtrl"),
  row("ControlRight", "CTRL", "RightControl", "RightCtrl"),
  row("AltLeft", "ALT", "LeftAlt"),
  row("AltRight", "ALT", "RightAlt"),
  row("MetaLeft", "META", "LeftCommand", "LeftMeta"),
  row("MetaRight", "META", "RightCommand", "RightMeta"),
  row("ContextMenu", "MENU", "Menu", "ContextMenu"),
  row("Minus", "MINUS", "Minus"),
  row("Equal", "EQUAL", "Equals"),
  row("BracketLeft", "BRACKETLEFT", "LeftBracket"),
  row("BracketRight", "BRACKETRIGHT", "RightBracket"),
  row("Backslash", "BACKSLASH", "Backslash"),
  row("Semicolon", "SEMICOLON", "Semicolon"),
  row("Quote", "APOSTROPHE", "Quote"),
  row("Backquote", "QUOTELEFT", "BackQuote", "Backquote"),
  row("Comma", "COMMA", "Comma"),
  row("Period", "PERIOD", "Period"),
  row("Slash", "SLASH", "Slash"),
  row("CapsLock", "CAPSLOCK", "CapsLock"),
  row("NumLock", "NUMLOCK", "Numlock", "NumLock"),
  row("ScrollLock", "SCROLLLOCK", "ScrollLock"),
  row("PrintScreen", "PRINT", "Print", "PrintScreen"),
  row("Pause", "PAUSE", "Pause"),
  row("NumpadEnter", "KP_ENTER", "KeypadEnter", "NumpadEnter"),
  row("NumpadAdd", "KP_ADD", "KeypadPlus", "NumpadPlus"),
  row("NumpadSubtract", "KP_SUBTRACT", "KeypadMinus", "NumpadMinus"),
  row("NumpadMultiply", "KP_MULTIPLY", "KeypadMultiply", "NumpadMultiply"),
  row("NumpadDivide", "KP_DIVIDE", "KeypadDivide", "NumpadDivide"),
  row("NumpadDecimal", "KP_PERIOD", "KeypadPeriod", "NumpadPeriod"),
  row("NumpadEqual", null, "KeypadEquals", "NumpadEquals"),
];

/** Axes run from −1 to 1, down and right positive. */
export const GAMEPAD_AXES: readonly GamepadRow[] = [
  { name: "left_stick_x", godot: "AXIS_LEFT_X", unity: "leftStick/x" },
  { name: "left_stick_y", godot: "AXIS_LEFT_Y", unity: "leftStick/y" },
  { name: "right_stick_x", godot: "AXIS_RIGHT_X", unity: "rightStick/x" },
  { name: "right_stick_y", godot: "AXIS_RIGHT_Y", unity: "rightStick/y" },
];

/** Buttons and triggers, in the order of the W3C standard gamepad: 0 to 1. */
export const GAMEPAD_BUTTONS: readonly GamepadRow[] = [
  { name: "south", godot: "BUTTON_A", unity: "buttonSouth" },
  { name: "east", godot: "BUTTON_B", unity: "buttonEast" },
  { name: "west", godot: "BUTTON_X", unity: "buttonWest" },
  { name: "north", godot: "BUTTON_Y", unity: "buttonNorth" },
  { name: "left_shoulder", godot: "BUTTON_LEFT_SHOULDER", unity: "leftShoulder" },
  { name: "right_shoulder", godot: "BUTTON_RIGHT_SHOULDER", unity: "rightShoulder" },
  { name: "left_trigger", godot: "AXIS_TRIGGER_LEFT", unity: "leftTrigger" },
  { name: "right_trigger", godot: "AXIS_TRIGGER_RIGHT", unity: "rightTrigger" },
  { name: "select", godot: "BUTTON_BACK", unity: "select" },
  { name: "start", godot: "BUTTON_START", unity: "start" },
  { name: "left_stick", godot: "BUTTON_LEFT_STICK", unity: "leftStickPress" },
  { name: "right_stick", godot: "BUTTON_RIGHT_STICK", unity: "rightStickPress" },
  { name: "dpad_up", godot: "BUTTON_DPAD_UP", unity: "dpad/up" },
  { name: "dpad_down", godot: "BUTTON_DPAD_DOWN", unity: "dpad/down" },
  { name: "dpad_left", godot: "BUTTON_DPAD_LEFT", unity: "dpad/left" },
  { name: "dpad_right", godot: "BUTTON_DPAD_RIGHT", unity: "dpad/right" },
  { name: "home", godot: "BUTTON_GUIDE", unity: null },
];
