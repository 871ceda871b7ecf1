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
            for (char letter = 'A'; letter <= 'Z'; letter++)
                Add(table, "Key" + letter, letter.ToString(), letter.ToString(), char.ToLowerInvariant(letter).ToString());
            for (int i = 0; i < 10; i++)
            {
                Add(table, "Digit" + i, "Alpha" + i, "Digit" + i, i.ToString());
                Add(table, "Numpad" + i, "Keypad" + i, "Numpad" + i, "numpad" + i);
            }
            for (int i = 1; i <= 12; i++) Add(table, "F" + i, "F" + i, "F" + i, "f" + i);
            foreach (string row in Others)
            {
                string[] names = row.Split(' ');
                string key = names[2];
                Add(table, names[0], names[1], key, char.ToLowerInvariant(key[0]) + key.Substring(1));
            }
            return table;
        }

        private static void Add(Dictionary<string, KeyName> table, string code, string keyCode, string key, string control) =>
            table.Add(code, new KeyName(code, keyCode, key, control));

        /// <summary>KeyboardEvent.code, KeyCode, Key.</summary>
        private static string[] Others => new[]
        {
            "Space Space Space", "Enter Return Enter", "Tab Tab Tab", "Escape Escape Escape",
            "Backspace Backspace Backspace", "Delete Delete Delete", "Insert Insert Insert", "Home Home Home", "End End End",
            "PageUp PageUp PageUp", "PageDown PageDown PageDown", "ArrowLeft LeftArrow LeftArrow",
            "ArrowRight RightArrow RightArrow", "ArrowUp UpArrow UpArrow", "ArrowDown DownArrow DownArrow",
            "ShiftLeft LeftShift LeftShift", "ShiftRight RightShift RightShift", "ControlLeft LeftControl LeftCtrl",
            "ControlRight RightControl RightCtrl", "AltLeft LeftAlt LeftAlt", "AltRight RightAlt RightAlt",
            "MetaLeft LeftCommand LeftMeta", "MetaRight RightCommand RightMeta", "ContextMenu Menu ContextMenu",
            "Minus Minus Minus", "Equal Equals Equals", "BracketLeft LeftBracket LeftBracket",
            "BracketRight RightBracket RightBracket", "Backslash Backslash Backslash", "Semicolon Semicolon Semicolon",
            "Quote Quote Quote", "Backquote BackQuote Backquote", "Comma Comma Comma", "Period Period Period",
            "Slash Slash Slash", "CapsLock CapsLock CapsLock", "NumLock Numlock NumLock",
            "ScrollLock ScrollLock ScrollLock", "PrintScreen Print PrintScreen", "Pause Pause Pause",
            "NumpadEnter KeypadEnter NumpadEnter", "NumpadAdd KeypadPlus NumpadPlus",
            "NumpadSubtract KeypadMinus NumpadMinus", "NumpadMultiply KeypadMultiply NumpadMultiply",
            "NumpadDivide KeypadDivide NumpadDivide", "NumpadDecimal KeypadPeriod NumpadPeriod",
            "NumpadEqual KeypadEquals NumpadEquals",
        };
    }
}
