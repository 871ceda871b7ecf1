using System.Linq;
using UnityEditor;
using UnityEditor.AssetImporters;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>Shows what a schema document offers, and makes code and input actions of it.</summary>
    [CustomEditor(typeof(WorldportImporter))]
    public sealed class WorldportImporterEditor : ScriptedImporterEditor
    {
        /// <summary>The document is not edited here.</summary>
        protected override bool needsApplyRevert => false;

        /// <inheritdoc/>
        public override bool showImportedObject => false;

        /// <inheritdoc/>
        public override void OnInspectorGUI()
        {
            var schema = assetTarget as WorldportSchema;
            if (schema == null) return;
            if (schema.Document == null)
            {
                EditorGUILayout.HelpBox($"{schema.Problem} Save it anew with Worldport > Connect.", MessageType.Error);
                return;
            }
            Draw(schema.Document);
            if (GUILayout.Button("C# client…")) SaveClient(schema.Document);
#if WORLDPORT_INPUT_SYSTEM
            if (GUILayout.Button("Input actions…")) AssetFiles.SaveActions(schema.Document);
#endif
        }

        /// <summary>By the server of the scene's session; without one by that of this machine.</summary>
        private static void SaveClient(SchemaDocument document)
        {
            WorldportSession session = SceneSessions.All().FirstOrDefault();
            AssetFiles.SaveClient(document, session == null ? "http://127.0.0.1:8080" : session.Url, session == null ? "" : session.Token);
        }

        private static void Draw(SchemaDocument document)
        {
            EditorGUILayout.LabelField($"{document.Title} ({document.ModelId} {document.ModelVersion})", EditorStyles.boldLabel);
            if (document.Description != "") EditorGUILayout.LabelField(document.Description, EditorStyles.wordWrappedMiniLabel);
            foreach (TrackDeclaration track in document.Tracks)
                EditorGUILayout.LabelField($"{(track.IsIn ? "To" : "From")} the model: {track.Name}, {track.Width} × {track.Height}");
            foreach (CommandDeclaration command in document.Commands)
                EditorGUILayout.LabelField(new GUIContent($"{command.Name} ({command.Semantics.ToString().ToLowerInvariant()})", command.Description), EditorStyles.wordWrappedMiniLabel);
        }
    }
}
