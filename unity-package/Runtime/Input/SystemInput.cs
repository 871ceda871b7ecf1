#if WORLDPORT_INPUT_SYSTEM && ENABLE_INPUT_SYSTEM
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.InputSystem.Controls;
using Worldport.Client;

namespace Worldport
{
    /// <summary>The devices of the Input System.</summary>
    internal sealed class SystemInput : EngineInput
    {
        /// <summary>A notch of the wheel, as Windows and the Input System count it.</summary>
        private const float Notch = 120;

        private readonly Dictionary<string, Key> _keys = Table<Key>(name => name.Key);
        private readonly Dictionary<KeyCode, Key> _keysOfCodes = new Dictionary<KeyCode, Key>();

        public SystemInput()
        {
            foreach (KeyValuePair<string, KeyCode> entry in Table<KeyCode>(name => name.KeyCode))
                if (_keys.TryGetValue(entry.Key, out Key key)) _keysOfCodes[entry.Value] = key;
        }

        public override bool HasMouse => Mouse.current != null;

        public override Vector2 MousePosition => Mouse.current == null ? Vector2.zero : Mouse.current.position.ReadValue();

        public override Vector2 MouseMotion => Mouse.current == null ? Vector2.zero : Mouse.current.delta.ReadValue();

        public override float Scroll
        {
            get
            {
                float y = Mouse.current == null ? 0 : Mouse.current.scroll.ReadValue().y;
                // Newer versions of the package count notches themselves.
                return Mathf.Abs(y) >= Notch / 2 ? y / Notch : y;
            }
        }

        public override int TouchCount => Touchscreen.current == null ? 0 : Touchscreen.current.touches.Count;

        public override bool IsDown(string code) =>
            Keyboard.current != null && _keys.TryGetValue(code, out Key key) && IsDown(Keyboard.current[key]);

        public override bool IsDown(KeyCode code) =>
            Keyboard.current != null && _keysOfCodes.TryGetValue(code, out Key key) && IsDown(Keyboard.current[key]);

        public override bool IsMouseDown(int button)
        {
            Mouse mouse = Mouse.current;
            if (mouse == null) return false;
            return IsDown(button == 0 ? mouse.leftButton : button == 1 ? mouse.rightButton : mouse.middleButton);
        }

        /// <summary>Pressed and let go within one tick, a button is not held at its end.</summary>
        private static bool IsDown(ButtonControl button) => button.isPressed || button.wasPressedThisFrame;

        public override bool TryTouch(int at, out int id, out Vector2 position)
        {
            TouchControl touch = Touchscreen.current.touches[at];
            id = touch.touchId.ReadValue();
            position = touch.position.ReadValue();
            return touch.press.isPressed;
        }

        public override double Gamepad(string part)
        {
            Gamepad pad = UnityEngine.InputSystem.Gamepad.current;
            if (pad == null) return 0;
            switch (part)
            {
                // Down is positive in the schema's names, up in Unity's.
                case "left_stick_x": return InputValues.WithoutDeadZone(pad.leftStick.ReadUnprocessedValue().x);
                case "left_stick_y": return -InputValues.WithoutDeadZone(pad.leftStick.ReadUnprocessedValue().y);
                case "right_stick_x": return InputValues.WithoutDeadZone(pad.rightStick.ReadUnprocessedValue().x);
                case "right_stick_y": return -InputValues.WithoutDeadZone(pad.rightStick.ReadUnprocessedValue().y);
                default: return ButtonOf(pad, part)?.ReadValue() ?? 0;
            }
        }

        private static ButtonControl ButtonOf(Gamepad pad, string part)
        {
            switch (part)
            {
                case "south": return pad.buttonSouth;
                case "east": return pad.buttonEast;
                case "west": return pad.buttonWest;
                case "north": return pad.buttonNorth;
                case "left_shoulder": return pad.leftShoulder;
                case "right_shoulder": return pad.rightShoulder;
                case "left_trigger": return pad.leftTrigger;
                case "right_trigger": return pad.rightTrigger;
                case "select": return pad.selectButton;
                case "start": return pad.startButton;
                case "left_stick": return pad.leftStickButton;
                case "right_stick": return pad.rightStickButton;
                case "dpad_up": return pad.dpad.up;
                case "dpad_down": return pad.dpad.down;
                case "dpad_left": return pad.dpad.left;
                case "dpad_right": return pad.dpad.right;
                default: return null;
            }
        }
    }
}
#endif
