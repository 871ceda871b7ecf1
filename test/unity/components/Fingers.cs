using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.InputSystem.Controls;
using Worldport.Client;

namespace Worldport.Components.Tests
{
    /// <summary>The player's hands: whatever input system the components read, both are set.</summary>
    internal sealed class Fingers : IDisposable
    {
        private readonly List<ButtonControl> _tapped = new List<ButtonControl>();

        public Fingers()
        {
            Keyboard.current = new Keyboard();
            Mouse.current = new Mouse();
            Gamepad.current = new Gamepad();
        }

        public void Press(string code, bool isDown = true)
        {
            KeyName name = KeyName.Of(code);
            var keyCode = (KeyCode)Enum.Parse(typeof(KeyCode), name.KeyCode);
            if (isDown) Input.Keys.Add(keyCode);
            else Input.Keys.Remove(keyCode);
            Keyboard.current[(Key)Enum.Parse(typeof(Key), name.Key)].Value = isDown ? 1 : 0;
        }

        /// <summary>Presses and lets go within one tick; <see cref="Rest"/> after it.</summary>
        public void Tap(string code)
        {
            KeyName name = KeyName.Of(code);
            Input.KeysDown.Add((KeyCode)Enum.Parse(typeof(KeyCode), name.KeyCode));
            Tap(Keyboard.current[(Key)Enum.Parse(typeof(Key), name.Key)]);
        }

        /// <summary>Clicks within one tick; <see cref="Rest"/> after it.</summary>
        public void Tap()
        {
            Input.MouseButtonsDown[0] = true;
            Tap(Mouse.current.leftButton);
        }

        public void Release(string code) => Press(code, false);

        public void Point(float x, float y)
        {
            Vector2 from = Mouse.current.position.Value;
            Mouse.current.position.Value = new Vector2(x, y);
            Mouse.current.delta.Value = new Vector2(x - from.x, y - from.y);
            Input.mousePosition = new Vector3(x, y, 0);
        }

        /// <summary>Turns the wheel within one tick; <see cref="Rest"/> after it.</summary>
        public void Spin(float notches)
        {
            Mouse.current.scroll.Value = new Vector2(0, notches);
            Input.mouseScrollDelta = new Vector2(0, notches);
        }

        public void Rest()
        {
            Spin(0);
            Mouse.current.delta.Value = Vector2.zero;
            foreach (ButtonControl button in _tapped) button.IsTapped = false;
            _tapped.Clear();
        }

        public void Click(int button, bool isDown = true)
        {
            Input.MouseButtons[button] = isDown;
            (button == 0 ? Mouse.current.leftButton : Mouse.current.rightButton).Value = isDown ? 1 : 0;
        }

        public void Touch(params Vector3[] idAndPlaces)
        {
            Input.Touches.Clear();
            var touches = new List<TouchControl>();
            foreach (Vector3 place in idAndPlaces)
            {
                Input.Touches.Add(new Touch { fingerId = (int)place.z, position = place, phase = TouchPhase.Moved });
                var touch = new TouchControl();
                touch.press.Value = 1;
                touch.touchId.Value = (int)place.z;
                touch.position.Value = place;
                touches.Add(touch);
            }
            Touchscreen.current = Touchscreen.current ?? new Touchscreen();
            Touchscreen.current.Fingers = touches.ToArray();
        }

        private void Tap(ButtonControl button)
        {
            button.IsTapped = true;
            _tapped.Add(button);
        }

        public void Dispose()
        {
            Keyboard.current = null;
            Mouse.current = null;
            Gamepad.current = null;
            Touchscreen.current = null;
        }
    }
}
