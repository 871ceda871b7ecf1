#if ENABLE_LEGACY_INPUT_MANAGER
using System.Collections.Generic;
using UnityEngine;

namespace Worldport
{
    /// <summary>
    /// The old Input Manager. It has no standard gamepad: sticks are axes that a project names, so that only the four main
    /// buttons are read; bind an axis by hand for the rest.
    /// </summary>
    internal sealed class LegacyInput : EngineInput
    {
        /// <summary>A pixel of motion as the Input Manager's default mouse axes count it.</summary>
        private const float PixelOfAxis = 0.05f;

        private static readonly Dictionary<string, KeyCode> Buttons = new Dictionary<string, KeyCode>
        {
            { "south", KeyCode.JoystickButton0 }, { "east", KeyCode.JoystickButton1 },
            { "west", KeyCode.JoystickButton2 }, { "north", KeyCode.JoystickButton3 },
        };

        private readonly Dictionary<string, KeyCode> _keys = Table<KeyCode>(name => name.KeyCode);
        private Vector2 _position;
        private Vector2 _motion;
        private bool _isKnown;

        public override bool HasMouse => Input.mousePresent;

        public override Vector2 MousePosition => _position;

        public override Vector2 MouseMotion => _motion;

        public override float Scroll => Input.mouseScrollDelta.y;

        public override int TouchCount => Input.touchCount;

        public override void Tick()
        {
            Vector2 position = Input.mousePosition;
            if (Cursor.lockState == CursorLockMode.Locked)
            {
                // A locked mouse stays where it is: only the axes tell its motion.
                TryAxis("Mouse X", out float x, out _);
                TryAxis("Mouse Y", out float y, out _);
                _motion = new Vector2(x / PixelOfAxis, y / PixelOfAxis);
            }
            else _motion = _isKnown ? position - _position : Vector2.zero;
            _position = position;
            _isKnown = true;
        }

        public override bool IsDown(string code) => _keys.TryGetValue(code, out KeyCode key) && IsDown(key);

        // Pressed and let go within one tick, a key is not held at its end.
        public override bool IsDown(KeyCode key) => Input.GetKey(key) || Input.GetKeyDown(key);

        public override double Gamepad(string part) => Buttons.TryGetValue(part, out KeyCode key) && Input.GetKey(key) ? 1 : 0;

        public override bool IsMouseDown(int button) => Input.GetMouseButton(button) || Input.GetMouseButtonDown(button);

        public override bool TryTouch(int at, out int id, out Vector2 position)
        {
            Touch touch = Input.GetTouch(at);
            id = touch.fingerId;
            position = touch.position;
            return touch.phase != TouchPhase.Ended && touch.phase != TouchPhase.Canceled;
        }
    }
}
#endif
