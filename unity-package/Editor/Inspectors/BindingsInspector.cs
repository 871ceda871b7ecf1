using System.Collections.Generic;
using UnityEditor;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>Inspector of <see cref="WorldportBindings"/>: commands and args as drop-downs, and rows made from the schema.</summary>
    [CustomEditor(typeof(WorldportBindings))]
    public sealed class BindingsInspector : ComponentInspector
    {
        private WorldportBindings Shown => (WorldportBindings)target;

        /// <inheritdoc/>
        protected override WorldportSession Session => SceneSessions.For(Shown, Shown.Session);

        /// <inheritdoc/>
        protected override bool TryDraw(SerializedProperty property)
        {
            if (property.name != "_bindings") return false;
            SchemaDocument document = Document;
            int removed = -1;
            EditorGUILayout.LabelField(new GUIContent("Bindings", property.tooltip), EditorStyles.boldLabel);
            for (int i = 0; i < property.arraySize; i++)
            {
                BindingRow.Draw(property.GetArrayElementAtIndex(i), document);
                if (GUILayout.Button($"Remove binding {i + 1}")) removed = i;
            }
            if (removed >= 0) Change("Remove a binding", () => Shown.Bindings.RemoveAt(removed));
            // Inserted by the property, the first one would have zeros instead of its defaults.
            if (GUILayout.Button("Add a binding")) Change("Add a binding", () => Shown.Bindings.Add(new WorldportBinding()));
            if (document == null) return true;
            if (GUILayout.Button(new GUIContent("Make bindings from the schema", "Rows for the keys that bind themselves now, so that they can be changed."))) Change("Make bindings", () => Make(document));
            return true;
        }

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Findings() => BindingsFindings.Of(Shown, Document);

        private void Make(SchemaDocument document)
        {
            foreach (WorldportBinding made in DefaultRows.Of(document))
                if (!Shown.Bindings.Exists(one => one.Command == made.Command && one.Arg == made.Arg && one.Key == made.Key)) Shown.Bindings.Add(made);
        }
    }
}
