using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>Parts of a gamepad, by their names in schema documents and in the Input System.</summary>
    public static class GamepadPart
    {
        private static readonly Dictionary<string, string> Paths = new Dictionary<string, string>
        {
            { "left_stick_x", "leftStick/x" }, { "left_stick_y", "leftStick/y" },
            { "right_stick_x", "rightStick/x" }, { "right_stick_y", "rightStick/y" },
            { "south", "buttonSouth" }, { "east", "buttonEast" }, { "west", "buttonWest" }, { "north", "buttonNorth" },
            { "left_shoulder", "leftShoulder" }, { "right_shoulder", "rightShoulder" },
            { "left_trigger", "leftTrigger" }, { "right_trigger", "rightTrigger" },
            { "select", "select" }, { "start", "start" },
            { "left_stick", "leftStickPress" }, { "right_stick", "rightStickPress" },
            { "dpad_up", "dpad/up" }, { "dpad_down", "dpad/down" }, { "dpad_left", "dpad/left" }, { "dpad_right", "dpad/right" },
        };

        /// <summary>Control path of the Input System, <c>&lt;Gamepad&gt;/leftStick/x</c>; null for a part it does not have, such as <c>home</c>.</summary>
        public static string PathOf(string part) => Paths.TryGetValue(part, out string path) ? "<Gamepad>/" + path : null;
    }
}
