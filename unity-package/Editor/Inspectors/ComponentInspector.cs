using System;
using System.Collections.Generic;
using UnityEditor;

namespace Worldport.Editor
{
    /// <summary>An inspector that shows a component's properties in their order, some as drop-downs, and its findings below.</summary>
    public abstract class ComponentInspector : UnityEditor.Editor
    {
        private Action _change;

        /// <inheritdoc/>
        public override void OnInspectorGUI()
        {
            serializedObject.Update();
            SerializedProperty property = serializedObject.GetIterator();
            for (bool enters = true; property.NextVisible(enters); enters = false)
            {
                if (property.name == "m_Script") continue;
                if (!TryDraw(property)) EditorGUILayout.PropertyField(property, true);
            }
            serializedObject.ApplyModifiedProperties();
            _change?.Invoke();
            _change = null;
            foreach (Finding finding in Findings()) EditorGUILayout.HelpBox(finding.Sentence, finding.Kind);
        }

        /// <inheritdoc/>
        public override bool RequiresConstantRepaint() => UnityEngine.Application.isPlaying;

        /// <summary>Changes the component itself once all properties are drawn: before that, what they hold would be written over it.</summary>
        protected void Change(string what, Action change) => _change = () =>
        {
            Undo.RecordObject(target, what);
            change();
            EditorUtility.SetDirty(target);
        };

        /// <summary>Draws a property in its own way; false leaves it to Unity.</summary>
        protected abstract bool TryDraw(SerializedProperty property);

        /// <summary>What there is to say about the component.</summary>
        protected abstract IEnumerable<Finding> Findings();
    }
}
