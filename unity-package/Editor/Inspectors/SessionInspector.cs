using System.Collections.Generic;
using UnityEditor;

namespace Worldport.Editor
{
    /// <summary>Inspector of <see cref="WorldportSession"/>: how it stands, what is wrong with it, and a way to the window.</summary>
    [CustomEditor(typeof(WorldportSession))]
    public sealed class SessionInspector : ComponentInspector
    {
        /// <inheritdoc/>
        public override void OnInspectorGUI()
        {
            base.OnInspectorGUI();
            if (UnityEngine.GUILayout.Button("Open the Worldport window")) WorldportWindow.Open();
        }

        /// <inheritdoc/>
        protected override bool TryDraw(SerializedProperty property) => false;

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Findings() => SessionFindings.Of((WorldportSession)target);
    }
}
