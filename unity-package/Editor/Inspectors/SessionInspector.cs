using System.Collections.Generic;
using UnityEditor;
using UnityEngine;

namespace Worldport.Editor
{
    /// <summary>Inspector of <see cref="WorldportSession"/>: tracks as drop-downs, how it stands, what is wrong, and a way to the window.</summary>
    [CustomEditor(typeof(WorldportSession))]
    public sealed class SessionInspector : ComponentInspector
    {
        private static readonly string[] Wishes = { "_maxWidth", "_maxHeight", "_maxFps", "_jpeg", "_credit" };

        private WorldportSession Shown => (WorldportSession)target;

        /// <inheritdoc/>
        protected override WorldportSession Session => Shown;

        /// <inheritdoc/>
        public override void OnInspectorGUI()
        {
            base.OnInspectorGUI();
            if (GUILayout.Button("Open the Worldport window")) WorldportWindow.Open();
        }

        /// <inheritdoc/>
        protected override bool TryDraw(SerializedProperty property)
        {
            if (property.name != "_tracks") return false;
            IReadOnlyList<string> tracks = SceneSessions.Tracks(Document, false);
            int removed = -1;
            EditorGUILayout.LabelField(new GUIContent("Tracks", property.tooltip), EditorStyles.boldLabel);
            for (int i = 0; i < property.arraySize; i++)
            {
                SerializedProperty wish = property.GetArrayElementAtIndex(i);
                SchemaPopup.Draw(wish.FindPropertyRelative("_track"), tracks);
                foreach (string name in Wishes) EditorGUILayout.PropertyField(wish.FindPropertyRelative(name));
                if (GUILayout.Button($"Remove track {i + 1}")) removed = i;
            }
            if (removed >= 0) Change("Remove a track", () => Shown.Tracks.RemoveAt(removed));
            // Inserted by the property, the first one would have zeros instead of its defaults.
            if (GUILayout.Button(new GUIContent("Ask for another form of a track", "Without any, all tracks come as they are.")))
                Change("Add a track", () => Shown.Tracks.Add(tracks.Count == 0 ? new WorldportTrackWish() : new WorldportTrackWish { Track = tracks[0] }));
            return true;
        }

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Findings() => SessionFindings.Of(Shown);
    }
}
