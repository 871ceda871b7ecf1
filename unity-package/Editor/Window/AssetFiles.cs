using System.IO;
using UnityEditor;
using UnityEngine;
using Worldport.Client;
using Worldport.Codegen;

namespace Worldport.Editor
{
    /// <summary>
    /// Asks where a file made from a schema goes, writes it if it is new or another, and has it imported. All this happens
    /// after the drawing that asks for it: a dialog in the midst of a layout would break it.
    /// </summary>
    public static class AssetFiles
    {
        /// <summary>Saves the document, in the bytes that `worldport schema` prints.</summary>
        public static void SaveSchema(SchemaDocument schema) =>
            Save("Save schema", schema.ModelId, "worldport", "An asset for drop-downs and typed code.", JsonText.Indented(schema.Map));

        /// <summary>Saves the typed client that a server writes, in the bytes of `worldport codegen --csharp`; tells why when there is none.</summary>
        /// <param name="schema">Of any model: the server need not play it.</param>
        /// <param name="url">The server's.</param>
        /// <param name="token">Empty where it asks for none.</param>
        public static void SaveClient(SchemaDocument schema, string url, string token) => EditorApplication.delayCall += () =>
        {
            TypedClient client = TypedClient.Ask(url, token, schema);
            if (client.Problem != "") Debug.LogError("Worldport: " + client.Problem);
            else SaveNow("Save C# client", Path.GetFileNameWithoutExtension(client.FileName), "cs", "A class with a method for each command.", client.Text);
        };

        /// <summary>Saves the keys and gamepad parts of the schema as actions of the Input System, for the bindings' Actions field.</summary>
        public static void SaveActions(SchemaDocument schema) =>
            Save("Save input actions", schema.ModelId, "inputactions", "Assign it to the bindings' Actions.", InputActionsText.Of(schema));

        private static void Save(string title, string name, string extension, string message, string text) =>
            EditorApplication.delayCall += () => SaveNow(title, name, extension, message, text);

        private static void SaveNow(string title, string name, string extension, string message, string text)
        {
            string path = EditorUtility.SaveFilePanelInProject(title, name, extension, message);
            if (string.IsNullOrEmpty(path)) return;
            // Written again, unchanged code would be compiled again.
            if (File.Exists(path) && File.ReadAllText(path) == text) return;
            File.WriteAllText(path, text);
            AssetDatabase.ImportAsset(path);
        }
    }
}
