using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>Draws one binding: names as drop-downs of the schema's, and only what its kind of input needs.</summary>
    internal static class BindingRow
    {
        /// <param name="row">The binding.</param>
        /// <param name="document">The schema; null for none, which leaves names to be typed.</param>
        public static void Draw(SerializedProperty row, SchemaDocument document)
        {
            SerializedProperty command = row.FindPropertyRelative("Command");
            SchemaPopup.Draw(command, document == null ? new string[0] : document.Commands.Select(one => one.Name).ToArray());
            IReadOnlyList<string> args = ArgsOf(document?.Command(command.stringValue));
            SchemaPopup.Draw(row.FindPropertyRelative("Arg"), args, "none");
            SerializedProperty input = row.FindPropertyRelative("Input");
            EditorGUILayout.PropertyField(input);
            var kind = (WorldportInput)input.enumValueIndex;
            if (kind == WorldportInput.InputAction) SchemaPopup.Draw(row.FindPropertyRelative("SecondArg"), args, "none");
            foreach (string name in FieldsOf(kind))
            {
                SerializedProperty field = row.FindPropertyRelative(name);
                if (field != null) EditorGUILayout.PropertyField(field);
            }
        }

        /// <summary>Every arg that input can drive; each place of a list is one.</summary>
        internal static IReadOnlyList<string> ArgsOf(CommandDeclaration command)
        {
            var args = new List<string>();
            if (command == null) return args;
            foreach (ArgField field in ArgField.Of(command))
            {
                if (field.Type == ArgType.Json || field.Type == ArgType.File) continue;
                if (field.Type != ArgType.List) args.Add(field.Name);
                for (int i = 0; i < field.Length; i++) args.Add($"{field.Name}[{i}]");
            }
            return args;
        }

        private static IEnumerable<string> FieldsOf(WorldportInput kind)
        {
            switch (kind)
            {
                case WorldportInput.Key: return new[] { "Key", "NegativeKey", "Scale", "Invert", "PressValue" };
                case WorldportInput.Axis: return new[] { "InputName", "DeadZone", "Scale", "Invert" };
                case WorldportInput.Button: return new[] { "InputName", "Scale", "PressValue" };
                case WorldportInput.Mouse: return new[] { "Mouse", "Scale", "Invert" };
                default: return new[] { "Action", "DeadZone", "Scale", "Invert", "PressValue" };
            }
        }
    }
}
