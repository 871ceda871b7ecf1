// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections.Generic;

namespace UnityEngine
{
    public enum TouchPhase // TouchPhase
    {
        Began = 0, // TouchPhase.Began
        Moved = 1, // TouchPhase.Moved
        Stationary = 2, // TouchPhase.Stationary
        Ended = 3, // TouchPhase.Ended
        Canceled = 4, // TouchPhase.Canceled
    }

    public struct Touch // Touch
    {
        public int fingerId { get; set; } // Touch-fingerId

        public Vector2 position { get; set; } // Touch-position

        public TouchPhase phase { get; set; } // Touch-phase
    }

    /// <summary>The old input. Its state is what a test sets.</summary>
    public class Input // Input
    {
        internal static readonly HashSet<KeyCode> Keys = new HashSet<KeyCode>();

        /// <summary>Pressed since the last tick, and perhaps let go again.</summary>
        internal static readonly HashSet<KeyCode> KeysDown = new HashSet<KeyCode>();
        internal static readonly bool[] MouseButtonsDown = new bool[3];
        internal static readonly Dictionary<string, float> Axes = new Dictionary<string, float>();
        internal static readonly HashSet<string> Buttons = new HashSet<string>();
        internal static readonly bool[] MouseButtons = new bool[3];
        internal static readonly List<Touch> Touches = new List<Touch>();

        public static Vector3 mousePosition { get; internal set; } // Input-mousePosition

        public static Vector2 mouseScrollDelta { get; internal set; } // Input-mouseScrollDelta

        public static bool mousePresent => true; // Input-mousePresent

        public static int touchCount => Touches.Count; // Input-touchCount

        public static bool GetKey(KeyCode key) => Keys.Contains(key); // Input.GetKey

        public static bool GetKeyDown(KeyCode key) => KeysDown.Contains(key); // Input.GetKeyDown

        public static bool GetMouseButton(int button) => MouseButtons[button]; // Input.GetMouseButton

        public static bool GetMouseButtonDown(int button) => MouseButtonsDown[button]; // Input.GetMouseButtonDown

        public static Touch GetTouch(int index) => Touches[index]; // Input.GetTouch

        public static float GetAxis(string axisName) // Input.GetAxis
        {
            if (Axes.TryGetValue(axisName, out float value)) return value;
            throw new ArgumentException($"Input Axis {axisName} is not setup.");
        }

        public static float GetAxisRaw(string axisName) => GetAxis(axisName); // Input.GetAxisRaw

        public static bool GetButton(string buttonName) // Input.GetButton
        {
            if (Buttons.Contains(buttonName)) return true;
            if (Axes.ContainsKey(buttonName)) return false;
            throw new ArgumentException($"Input Button {buttonName} is not setup.");
        }

        internal static void Reset()
        {
            Keys.Clear();
            Axes.Clear();
            foreach (string axis in new[] { "Horizontal", "Vertical", "Mouse X", "Mouse Y", "Fire1" }) Axes[axis] = 0;
            Buttons.Clear();
            Array.Clear(MouseButtons, 0, MouseButtons.Length);
            Touches.Clear();
            mousePosition = new Vector3(0, 0, 0);
            EndTick();
        }

        /// <summary>Motion lasts one tick.</summary>
        internal static void EndTick()
        {
            mouseScrollDelta = new Vector2(0, 0);
            KeysDown.Clear();
            Array.Clear(MouseButtonsDown, 0, MouseButtonsDown.Length);
            Axes["Mouse X"] = 0;
            Axes["Mouse Y"] = 0;
        }
    }
}
