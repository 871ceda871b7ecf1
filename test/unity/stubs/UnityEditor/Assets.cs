// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections.Generic;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    public sealed class AssetDatabase // AssetDatabase
    {
        internal static readonly List<string> Imported = new List<string>();

        public static void ImportAsset(string path) => Imported.Add(path); // AssetDatabase.ImportAsset
    }

    public sealed class Selection // Selection
    {
        public static GameObject activeGameObject { get; set; } // Selection-activeGameObject
    }

    public sealed class PrefabUtility // PrefabUtility
    {
        internal static List<Object> Recorded { get; } = new List<Object>();

        public static void RecordPrefabInstancePropertyModifications(Object targetObject) => // PrefabUtility.RecordPrefabInstancePropertyModifications
            Recorded.Add(targetObject);
    }

    public class Undo // Undo
    {
        public static T AddComponent<T>(GameObject gameObject) where T : Component => gameObject.AddComponent<T>(); // Undo.AddComponent

        public static void RegisterCreatedObjectUndo(Object objectToUndo, string name) // Undo.RegisterCreatedObjectUndo
        {
        }

        public static void RecordObject(Object objectToUndo, string name) // Undo.RecordObject
        {
        }
    }

    public class EditorUtility // EditorUtility
    {
        public static void SetDirty(Object target) // EditorUtility.SetDirty
        {
        }

        /// <summary>What a person answers when asked where to save; empty for "cancel".</summary>
        internal static string Saves { get; set; } = "";

        /// <summary>The name that was proposed last.</summary>
        internal static string Proposed { get; private set; }

        /// <summary>What a person answers when asked for a file; empty for "cancel".</summary>
        internal static string Opens { get; set; } = "";

        public static string OpenFilePanel(string title, string directory, string extension) // EditorUtility.OpenFilePanel
        {
            Person.CheckNotDrawing();
            return Opens;
        }

        public static string SaveFilePanelInProject(string title, string defaultName, string extension, string message) // EditorUtility.SaveFilePanelInProject
        {
            Person.CheckNotDrawing();
            Proposed = $"{defaultName}.{extension}";
            return Saves;
        }
    }
}

namespace UnityEditor.AssetImporters
{
    [AttributeUsage(AttributeTargets.Class, Inherited = false)]
    public class ScriptedImporterAttribute : Attribute // AssetImporters.ScriptedImporterAttribute
    {
        public ScriptedImporterAttribute(int version, string ext) // AssetImporters.ScriptedImporterAttribute-ctor
        {
            this.version = version;
            fileExtensions = new[] { ext };
        }

        public int version { get; } // AssetImporters.ScriptedImporterAttribute-version

        public string[] fileExtensions { get; } // AssetImporters.ScriptedImporterAttribute-fileExtensions
    }

    public class AssetImporter : Object // AssetImporter
    {
    }

    public abstract class ScriptedImporter : AssetImporter // AssetImporters.ScriptedImporter
    {
        public abstract void OnImportAsset(AssetImportContext ctx); // AssetImporters.ScriptedImporter.OnImportAsset
    }

    public class AssetImportContext // AssetImporters.AssetImportContext
    {
        internal readonly List<string> Errors = new List<string>();

        internal AssetImportContext(string path)
        {
            assetPath = path;
        }

        public string assetPath { get; } // AssetImporters.AssetImportContext-assetPath

        public Object mainObject { get; private set; } // AssetImporters.AssetImportContext-mainObject

        public void AddObjectToAsset(string identifier, Object obj) // AssetImporters.AssetImportContext.AddObjectToAsset
        {
            if (obj == null) throw new ArgumentNullException(nameof(obj));
        }

        public void SetMainObject(Object obj) => mainObject = obj; // AssetImporters.AssetImportContext.SetMainObject

        public void LogImportError(string msg, Object obj = null) => Errors.Add(msg); // AssetImporters.AssetImportContext.LogImportError
    }

    public abstract class AssetImporterEditor : Editor // AssetImporters.AssetImporterEditor
    {
        protected Object assetTarget { get; private set; } // AssetImporters.AssetImporterEditor-assetTarget

        protected virtual bool needsApplyRevert => true; // AssetImporters.AssetImporterEditor-needsApplyRevert

        public virtual bool showImportedObject => true; // AssetImporters.AssetImporterEditor-showImportedObject

        internal void Show(Object asset) => assetTarget = asset;
    }

    public class ScriptedImporterEditor : AssetImporterEditor // AssetImporters.ScriptedImporterEditor
    {
    }
}
