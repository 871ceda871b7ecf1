namespace Worldport.Client
{
    /// <summary>Parts of a gamepad, by their names in schema documents and in the Input System.</summary>
    public static class GamepadPart
    {
        /// <summary>Control path of the Input System, <c>&lt;Gamepad&gt;/leftStick/x</c>; null for a part it does not have, such as <c>home</c>.</summary>
        public static string PathOf(string part) => DeviceNames.GamepadParts.TryGetValue(part, out string path) ? "<Gamepad>/" + path : null;
    }
}
