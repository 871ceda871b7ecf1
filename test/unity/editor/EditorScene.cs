using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using UnityEditor;
using UnityEngine;

namespace Worldport.Editor.Tests
{
    /// <summary>An editor with an empty scene and somebody in front of it. Ends with the test.</summary>
    internal sealed class EditorScene : IDisposable
    {
        private readonly Player _player = new Player();

        public EditorScene()
        {
            Person.Forget();
            Application.isPlaying = false;
            AssetDatabase.Imported.Clear();
        }

        /// <summary>What was drawn the last time, and what the console says.</summary>
        public static string Seen => string.Join("\n", Person.Sees.Concat(UnityEngine.Debug.Lines.Select(line => line.ToString())).ToArray());

        /// <summary>Adds a component that does nothing, as in edit mode.</summary>
        public T Add<T>(string name = "Thing") where T : Component
        {
            var made = new GameObject(name);
            made.SetActive(false);
            return made.AddComponent<T>();
        }

        /// <summary>Draws an inspector once.</summary>
        public static void Draw(UnityEditor.Editor inspector)
        {
            Person.Draw(inspector.OnInspectorGUI);
        }

        /// <summary>Draws a window once.</summary>
        public static void Draw(EditorWindow window)
        {
            Person.Draw(() => Messages.Send(window, "OnGUI"));
            EditorApplication.Turn();
        }

        /// <summary>Lets the editor run until the window shows this.</summary>
        public static void Until(EditorWindow window, string shows)
        {
            var watch = Stopwatch.StartNew();
            do
            {
                EditorApplication.Turn();
                Draw(window);
                if (Seen.Contains(shows)) return;
                Thread.Sleep(5);
            }
            while (watch.Elapsed.TotalSeconds < 20);
            Assert.Fail($"The window did not show \"{shows}\". It shows:\n{Seen}");
        }

        public void Dispose()
        {
            _player.Dispose();
            Person.Forget();
        }
    }
}
