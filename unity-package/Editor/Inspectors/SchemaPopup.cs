using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;

namespace Worldport.Editor
{
    /// <summary>A drop-down of names that the schema offers, for a property that holds a name. Without a schema it is a text field.</summary>
    internal static class SchemaPopup
    {
        /// <param name="property">Holds the name.</param>
        /// <param name="names">What the schema offers; empty for none.</param>
        /// <param name="nothing">What an empty name means, such as "the first"; null where one has to be given.</param>
        public static void Draw(SerializedProperty property, IReadOnlyList<string> names, string nothing = null)
        {
            if (names.Count == 0)
            {
                EditorGUILayout.PropertyField(property);
                return;
            }
            List<string> values = Values(property.stringValue, names, nothing);
            GUIContent[] shown = values.Select(value => new GUIContent(Words(value, names, nothing))).ToArray();
            EditorGUI.BeginChangeCheck();
            int at = EditorGUILayout.Popup(new GUIContent(property.displayName, property.tooltip), values.IndexOf(property.stringValue), shown);
            if (EditorGUI.EndChangeCheck() && at >= 0) property.stringValue = values[at];
        }

        /// <summary>A name that the schema does not have stays among the values: opening an inspector changes nothing.</summary>
        private static List<string> Values(string value, IReadOnlyList<string> names, string nothing)
        {
            var values = new List<string>();
            if (nothing != null) values.Add("");
            values.AddRange(names);
            if (!values.Contains(value)) values.Add(value);
            return values;
        }

        private static string Words(string value, IReadOnlyList<string> names, string nothing)
        {
            if (value == "") return nothing == null ? "(none)" : $"({nothing})";
            return names.Contains(value) ? value : value + " (not in the schema)";
        }
    }
}
