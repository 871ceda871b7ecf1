using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>
    /// Lets one named action of a game's own input system, instead of keys and gamepad, drive a default binding. The
    /// binding then asks <see cref="IInputDevices"/> for the names below.
    /// </summary>
    public static class ActionInput
    {
        /// <summary>What the action of a command reads from left to right, -1 to 1, or how far a button is down.</summary>
        public static string X(string command) => $"action_stick_x/{command}";

        /// <summary>What the action of a command reads from top to bottom, -1 to 1.</summary>
        public static string Y(string command) => $"action_stick_y/{command}";

        /// <summary>Down while the action reads less than -0.5.</summary>
        public static string Less(string command) => $"action_less/{command}";

        /// <summary>Down while the action reads more than 0.5.</summary>
        public static string More(string command) => $"action_more/{command}";

        /// <summary>
        /// Type of value an action of this kind of input reads: <c>Vector2</c>, <c>Axis</c> or <c>Button</c>; null for kinds
        /// that are no action, such as pointers.
        /// </summary>
        public static string ControlTypeOf(DefaultBinding binding)
        {
            switch (binding.Kind)
            {
                case "axis2d": return "Vector2";
                case "axis1d": return "Axis";
                case "slider": return binding.Keys.Count > 0 ? "Axis" : null;
                case "button": return "Button";
                case "keys":
                case "wheel":
                case "pointer":
                case "pointer_delta":
                case "text": return null;
                default: return binding.Keys.Count > 0 ? "Button" : null;
            }
        }

        /// <summary>The same binding, driven by the action of its command's name.</summary>
        public static DefaultBinding Drive(DefaultBinding binding)
        {
            string command = binding.Command.Name;
            var driven = new DefaultBinding(binding.Command, binding.Kind)
            {
                Targets = binding.Targets,
                Keys = new string[0][],
                Gamepad = new string[0],
                PressedField = binding.PressedField,
                TouchField = binding.TouchField,
                AtRest = binding.AtRest,
                Pressed = binding.Pressed,
            };
            switch (binding.Kind)
            {
                case "axis2d": driven.Gamepad = new[] { X(command), Y(command) }; break;
                case "axis1d": driven.Gamepad = new[] { X(command) }; break;
                case "button": driven.Gamepad = new[] { X(command) }; break;
                case "slider": driven.Keys = new List<string[]> { new[] { Less(command), More(command) } }; break;
                default: driven.Keys = new List<string[]> { new[] { More(command) } }; break;
            }
            return driven;
        }
    }
}
