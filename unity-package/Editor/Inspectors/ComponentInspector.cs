using System;
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>An inspector that shows a component's properties in their order, some as drop-downs, and its findings below.</summary>
    public abstract class ComponentInspector : UnityEditor.Editor
    {
        private Action _change;
        private Finding[] _findings = new Finding[0];

        /// <summary>
        /// The schema that drop-downs offer; null for none. It and the findings change between two drawings only: a connection's
        /// own threads may change what they are made of at any time, and a layout with other controls than were laid out
        /// breaks the inspector.
        /// </summary>
        protected SchemaDocument Document { get; private set; }

        /// <summary>The session the component uses, or is; null for none.</summary>
        protected abstract WorldportSession Session { get; }

        /// <inheritdoc/>
        public override void OnInspectorGUI()
        {
            bool isLaidOut = Event.current.type == EventType.Layout;
            if (isLaidOut) Document = SceneSessions.DocumentOf(Session);
            serializedObject.Update();
            SerializedProperty property = serializedObject.GetIterator();
            for (bool enters = true; property.NextVisible(enters); enters = false)
            {
                if (property.name == "m_Script") continue;
                if (!TryDraw(property)) EditorGUILayout.PropertyField(property, true);
            }
            serializedObject.ApplyModifiedProperties();
            if (isLaidOut) _findings = Findings().ToArray();
            foreach (Finding finding in _findings) EditorGUILayout.HelpBox(finding.Sentence, finding.Kind);
            _change?.Invoke();
            _change = null;
        }

        /// <inheritdoc/>
        public override bool RequiresConstantRepaint() => Application.isPlaying;

        /// <summary>Changes the component itself once all is drawn: before that, what the properties hold would be written over it.</summary>
        protected void Change(string what, Action change) => _change = () =>
        {
            Undo.RecordObject(target, what);
            change();
            EditorUtility.SetDirty(target);
            // An instance of a prefab would lose the change otherwise.
            PrefabUtility.RecordPrefabInstancePropertyModifications(target);
        };

        /// <summary>Draws a property in its own way; false leaves it to Unity.</summary>
        protected abstract bool TryDraw(SerializedProperty property);

        /// <summary>What there is to say about the component.</summary>
        protected abstract IEnumerable<Finding> Findings();
    }
}
