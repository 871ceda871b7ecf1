using System.Collections.Generic;
using UnityEditor;

namespace Worldport.Editor
{
    /// <summary>An inspector that shows a component's properties in their order, some as drop-downs, and its findings below.</summary>
    public abstract class ComponentInspector : UnityEditor.Editor
    {
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
            foreach (Finding finding in Findings()) EditorGUILayout.HelpBox(finding.Sentence, finding.Kind);
        }

        /// <inheritdoc/>
        public override bool RequiresConstantRepaint() => UnityEngine.Application.isPlaying;

        /// <summary>Draws a property in its own way; false leaves it to Unity.</summary>
        protected abstract bool TryDraw(SerializedProperty property);

        /// <summary>What there is to say about the component.</summary>
        protected abstract IEnumerable<Finding> Findings();
    }
}
