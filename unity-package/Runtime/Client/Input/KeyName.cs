using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>One key, by the names it has in schema documents and in Unity's two input systems.</summary>
    public sealed class KeyName
    {
        private static readonly Dictionary<string, KeyName> ByCode = Table();

        private KeyName(string code, string keyCode, string key, string control)
        {
            Code = code;
            KeyCode = keyCode;
            Key = key;
            Path = "<Keyboard>/" + control;
        }

        /// <summary>Every key known, in no order.</summary>
        public static IEnumerable<KeyName> All => ByCode.Values;

        /// <summary><c>KeyboardEvent.code</c>: <c>KeyA</c>, <c>ArrowLeft</c>.</summary>
        public string Code { get; }

        /// <summary>Member of <c>UnityEngine.KeyCode</c>: <c>A</c>, <c>LeftArrow</c>.</summary>
        public string KeyCode { get; }

        /// <summary>Member of <c>UnityEngine.InputSystem.Key</c>.</summary>
        public string Key { get; }

        /// <summary>Control path of the Input System: <c>&lt;Keyboard&gt;/a</c>.</summary>
        public string Path { get; }

        /// <summary>The key of a <c>KeyboardEvent.code</c>, or null.</summary>
        public static KeyName Of(string code) => ByCode.TryGetValue(code, out KeyName name) ? name : null;

        private static Dictionary<string, KeyName> Table()
        {
            var table = new Dictionary<string, KeyName>();
            string[,] keys = DeviceNames.Keys;
            for (int i = 0; i < keys.GetLength(0); i++) table.Add(keys[i, 0], new KeyName(keys[i, 0], keys[i, 1], keys[i, 2], keys[i, 3]));
            return table;
        }
    }
}
