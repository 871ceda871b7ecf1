// Pages are under https://docs.unity3d.com/Packages/com.unity.inputsystem@1.7/api/, named at the end of each line.
// All state is what a test sets.
using System;
using System.Collections.Generic;
using UnityEngine.InputSystem.Controls;
using UnityEngine.InputSystem.Utilities;

namespace UnityEngine.InputSystem
{
    public abstract class InputControl // UnityEngine.InputSystem.InputControl
    {
    }

    public abstract class InputControl<TValue> : InputControl // UnityEngine.InputSystem.InputControl-1
        where TValue : struct
    {
        internal TValue Value { get; set; }

        public TValue ReadValue() => Value; // UnityEngine.InputSystem.InputControl-1#UnityEngine_InputSystem_InputControl_1_ReadValue

        public TValue ReadUnprocessedValue() => Value; // UnityEngine.InputSystem.InputControl-1#UnityEngine_InputSystem_InputControl_1_ReadUnprocessedValue
    }

    public class InputDevice : InputControl // UnityEngine.InputSystem.InputDevice
    {
    }

    public class Keyboard : InputDevice // UnityEngine.InputSystem.Keyboard
    {
        private readonly Dictionary<Key, KeyControl> _keys = new Dictionary<Key, KeyControl>();

        public static Keyboard current { get; internal set; } // UnityEngine.InputSystem.Keyboard#UnityEngine_InputSystem_Keyboard_current

        public KeyControl this[Key key] // UnityEngine.InputSystem.Keyboard#UnityEngine_InputSystem_Keyboard_Item_UnityEngine_InputSystem_Key_
        {
            get
            {
                if (key == Key.None) throw new ArgumentOutOfRangeException(nameof(key));
                if (!_keys.TryGetValue(key, out KeyControl control)) _keys.Add(key, control = new KeyControl());
                return control;
            }
        }
    }

    public class Pointer : InputDevice // UnityEngine.InputSystem.Pointer
    {
        public Vector2Control position { get; } = new Vector2Control(); // UnityEngine.InputSystem.Pointer#UnityEngine_InputSystem_Pointer_position

        public DeltaControl delta { get; } = new DeltaControl(); // UnityEngine.InputSystem.Pointer#UnityEngine_InputSystem_Pointer_delta
    }

    public class Mouse : Pointer // UnityEngine.InputSystem.Mouse
    {
        public static Mouse current { get; internal set; } // UnityEngine.InputSystem.Mouse#UnityEngine_InputSystem_Mouse_current

        public ButtonControl leftButton { get; } = new ButtonControl(); // UnityEngine.InputSystem.Mouse#UnityEngine_InputSystem_Mouse_leftButton

        public ButtonControl rightButton { get; } = new ButtonControl(); // UnityEngine.InputSystem.Mouse#UnityEngine_InputSystem_Mouse_rightButton

        public ButtonControl middleButton { get; } = new ButtonControl(); // UnityEngine.InputSystem.Mouse#UnityEngine_InputSystem_Mouse_middleButton

        public DeltaControl scroll { get; } = new DeltaControl(); // UnityEngine.InputSystem.Mouse#UnityEngine_InputSystem_Mouse_scroll
    }

    public class Touchscreen : Pointer // UnityEngine.InputSystem.Touchscreen
    {
        internal TouchControl[] Fingers { get; set; } = new TouchControl[0];

        public static Touchscreen current { get; internal set; } // UnityEngine.InputSystem.Touchscreen#UnityEngine_InputSystem_Touchscreen_current

        public ReadOnlyArray<TouchControl> touches => new ReadOnlyArray<TouchControl>(Fingers); // UnityEngine.InputSystem.Touchscreen#UnityEngine_InputSystem_Touchscreen_touches
    }

    public class Gamepad : InputDevice // UnityEngine.InputSystem.Gamepad
    {
        public static Gamepad current { get; internal set; } // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_current

        public StickControl leftStick { get; } = new StickControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_leftStick

        public StickControl rightStick { get; } = new StickControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_rightStick

        public DpadControl dpad { get; } = new DpadControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_dpad

        public ButtonControl buttonSouth { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_buttonSouth

        public ButtonControl buttonEast { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_buttonEast

        public ButtonControl buttonWest { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_buttonWest

        public ButtonControl buttonNorth { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_buttonNorth

        public ButtonControl leftShoulder { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_leftShoulder

        public ButtonControl rightShoulder { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_rightShoulder

        public ButtonControl leftTrigger { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_leftTrigger

        public ButtonControl rightTrigger { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_rightTrigger

        public ButtonControl selectButton { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_selectButton

        public ButtonControl startButton { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_startButton

        public ButtonControl leftStickButton { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_leftStickButton

        public ButtonControl rightStickButton { get; } = new ButtonControl(); // UnityEngine.InputSystem.Gamepad#UnityEngine_InputSystem_Gamepad_rightStickButton
    }
}

namespace UnityEngine.InputSystem.Controls
{
    public class AxisControl : InputControl<float> // UnityEngine.InputSystem.Controls.AxisControl
    {
    }

    public class ButtonControl : AxisControl // UnityEngine.InputSystem.Controls.ButtonControl
    {
        /// <summary>Pressed and let go since the last tick, until a test takes it back.</summary>
        internal bool IsTapped { get; set; }

        public bool wasPressedThisFrame => IsTapped; // UnityEngine.InputSystem.Controls.ButtonControl#UnityEngine_InputSystem_Controls_ButtonControl_wasPressedThisFrame

        public bool isPressed => Value >= 0.5f; // UnityEngine.InputSystem.Controls.ButtonControl#UnityEngine_InputSystem_Controls_ButtonControl_isPressed
    }

    public class KeyControl : ButtonControl // UnityEngine.InputSystem.Controls.KeyControl
    {
    }

    public class Vector2Control : InputControl<Vector2> // UnityEngine.InputSystem.Controls.Vector2Control
    {
    }

    public class DeltaControl : Vector2Control // UnityEngine.InputSystem.Controls.DeltaControl
    {
    }

    public class StickControl : Vector2Control // UnityEngine.InputSystem.Controls.StickControl
    {
    }

    public class DpadControl : Vector2Control // UnityEngine.InputSystem.Controls.DpadControl
    {
        public ButtonControl up { get; } = new ButtonControl(); // UnityEngine.InputSystem.Controls.DpadControl#UnityEngine_InputSystem_Controls_DpadControl_up

        public ButtonControl down { get; } = new ButtonControl(); // UnityEngine.InputSystem.Controls.DpadControl#UnityEngine_InputSystem_Controls_DpadControl_down

        public ButtonControl left { get; } = new ButtonControl(); // UnityEngine.InputSystem.Controls.DpadControl#UnityEngine_InputSystem_Controls_DpadControl_left

        public ButtonControl right { get; } = new ButtonControl(); // UnityEngine.InputSystem.Controls.DpadControl#UnityEngine_InputSystem_Controls_DpadControl_right
    }

    public class TouchPressControl : ButtonControl // UnityEngine.InputSystem.Controls.TouchPressControl
    {
    }

    public class IntegerControl : InputControl<int> // UnityEngine.InputSystem.Controls.IntegerControl
    {
    }

    public class TouchControl : InputControl // UnityEngine.InputSystem.Controls.TouchControl
    {
        public TouchPressControl press { get; } = new TouchPressControl(); // UnityEngine.InputSystem.Controls.TouchControl#UnityEngine_InputSystem_Controls_TouchControl_press

        public IntegerControl touchId { get; } = new IntegerControl(); // UnityEngine.InputSystem.Controls.TouchControl#UnityEngine_InputSystem_Controls_TouchControl_touchId

        public Vector2Control position { get; } = new Vector2Control(); // UnityEngine.InputSystem.Controls.TouchControl#UnityEngine_InputSystem_Controls_TouchControl_position
    }
}

namespace UnityEngine.InputSystem.Utilities
{
    public struct ReadOnlyArray<TValue> // UnityEngine.InputSystem.Utilities.ReadOnlyArray-1
    {
        private readonly TValue[] _items;

        internal ReadOnlyArray(TValue[] items)
        {
            _items = items;
        }

        public int Count => _items.Length; // UnityEngine.InputSystem.Utilities.ReadOnlyArray-1#UnityEngine_InputSystem_Utilities_ReadOnlyArray_1_Count

        public TValue this[int index] => _items[index]; // UnityEngine.InputSystem.Utilities.ReadOnlyArray-1#UnityEngine_InputSystem_Utilities_ReadOnlyArray_1_Item_System_Int32_
    }
}
