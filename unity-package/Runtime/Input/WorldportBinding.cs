using System;
using UnityEngine;
#if WORLDPORT_INPUT_SYSTEM
using UnityEngine.InputSystem;
#endif

namespace Worldport
{
    /// <summary>Kind of input that drives an arg.</summary>
    public enum WorldportInput
    {
        /// <summary>A key, and perhaps another for the opposite way.</summary>
        Key,

        /// <summary>An axis of the Input Manager, such as Horizontal.</summary>
        Axis,

        /// <summary>A button of the Input Manager, such as Fire1.</summary>
        Button,

        /// <summary>Motion, wheel or a button of the mouse.</summary>
        Mouse,

        /// <summary>An action of the Input System: a button, an axis, or a pair of axes.</summary>
        InputAction,
    }

    /// <summary>What of the mouse drives an arg.</summary>
    public enum WorldportMouse
    {
        /// <summary>Motion to the right, in pixels per tick.</summary>
        X,

        /// <summary>Motion upwards, in pixels per tick.</summary>
        Y,

        /// <summary>The wheel, in notches per tick.</summary>
        Scroll,

        /// <summary>The left button.</summary>
        Left,

        /// <summary>The right button.</summary>
        Right,

        /// <summary>The middle button.</summary>
        Middle,
    }

    /// <summary>One input that drives one command, or one arg of it. All bindings of a command are merged.</summary>
    [Serializable]
    public sealed class WorldportBinding
    {
        [Tooltip("Name of the command in the schema.")]
        public string Command = "";

        [Tooltip("The arg it drives: speed, or offset[1] in a list. Empty for a command without args.")]
        public string Arg = "";

        [Tooltip("The arg that the second axis drives, for an action that reads a Vector2. Empty for none.")]
        public string SecondArg = "";

        [Tooltip("What drives it.")]
        public WorldportInput Input = WorldportInput.Key;

        [Tooltip("The key.")]
        public KeyCode Key = KeyCode.Space;

        [Tooltip("The key for the opposite way. None for a single key.")]
        public KeyCode NegativeKey = KeyCode.None;

        [Tooltip("Name of the axis or button in the Input Manager.")]
        public string InputName = "Horizontal";

        [Tooltip("What of the mouse.")]
        public WorldportMouse Mouse = WorldportMouse.X;

#if WORLDPORT_INPUT_SYSTEM
        [Tooltip("The action. It is enabled while the component is.")]
        public InputActionProperty Action;
#endif

        [Range(0, 0.95f)]
        [Tooltip("Input smaller than this counts as none, 0 to 1; the rest is spread over the whole way. For axes and actions.")]
        public float DeadZone = 0.15f;

        [Tooltip("Units of the arg at full input. A delta command gets this much per second of an axis or key, and per pixel or notch of the mouse.")]
        public float Scale = 1;

        [Tooltip("Turns the way round.")]
        public bool Invert;

        [Tooltip("For a choice or a text: what is set when the input is pressed.")]
        public string PressValue = "";
    }
}
