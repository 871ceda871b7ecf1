using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using UnityEditor;
using UnityEngine;
using Worldport.Client;
using Worldport.Client.Tests;
using Worldport.Codegen;

namespace Worldport.Editor.Tests
{
    [TestFixture]
    public class WindowTests
    {
        private static WorldportWindow Connected(string url)
        {
            WorldportWindow window = EditorWindow.GetWindow<WorldportWindow>("Worldport");
            Person.Sets["Server"] = url;
            Person.Presses.Add("Connect");
            EditorScene.Draw(window);
            return window;
        }

        [Test]
        public void It_shows_the_picture_and_a_control_for_every_command_and_sends_what_is_set()
        {
            using (new EditorScene())
            {
                WorldportWindow window = Connected(TestServer.Of("testcard"));
                EditorScene.Until(window, "picture: 640 × 360");
                EditorScene.Until(window, "this client is its driver");
                foreach (string wanted in new[] { "slider: x = 0", "popup: mode = plain", "toggle: shown = False", "color: color", "button: Send jump", "text: rotation = [0,0,0,1]" })
                    StringAssert.Contains(wanted, EditorScene.Seen);
                Person.Sets["mode"] = "checks";
                EditorScene.Draw(window);
                Person.Sets["text"] = "hello";
                EditorScene.Draw(window);
                Person.Presses.Add("Send echo");
                EditorScene.Until(window, "label: echo: {\"text\":\"\",\"length\":0}");
                Person.Presses.Add("Send fail");
                EditorScene.Until(window, "fail was refused");
                EditorScene.Until(window, "popup: mode = checks");
                Assert.IsEmpty(UnityEngine.Debug.Lines, EditorScene.Seen);
                Messages.Send(window, "OnDisable");
            }
        }

        [Test]
        public void It_connects_again_after_a_script_reload_and_leaves_nothing_behind_when_it_closes()
        {
            using (new EditorScene())
            {
                WorldportWindow window = Connected(TestServer.Of("testcard"));
                EditorScene.Until(window, "this client is its driver");
                int textures = Texture2D.Alive;
                Messages.Send(window, "OnDisable");
                Messages.Send(window, "OnEnable");
                EditorScene.Until(window, "picture: 640 × 360");
                Messages.Send(window, "OnDisable");
                Assert.IsNull(EditorApplication.update);
                Assert.LessOrEqual(Texture2D.Alive, textures);
                EditorScene.Draw(window);
                StringAssert.DoesNotContain("picture:", EditorScene.Seen);
            }
        }

        [Test]
        public void A_script_reload_carries_on_in_the_same_session()
        {
            using (new EditorScene())
            {
                WorldportWindow window = Connected(TestServer.Of("testcard"));
                EditorScene.Until(window, "this client is its driver");
                Person.Sets["mode"] = "checks";
                EditorScene.Until(window, "popup: mode = checks");
                Person.Presses.Add("Pause");
                EditorScene.Until(window, "streaming, paused");
                AssemblyReloadEvents.Reload();
                Messages.Send(window, "OnDisable");
                Messages.Send(window, "OnEnable");
                EditorScene.Until(window, "streaming, paused; this client is its driver");
                Messages.Send(window, "OnDisable");
            }
        }

        [Test]
        public void It_leaves_driving_to_a_game_that_plays_and_takes_it_up_again_afterwards()
        {
            using (new EditorScene())
            {
                WorldportWindow window = Connected(TestServer.Of("testcard"));
                EditorScene.Until(window, "this client is its driver");
                EditorApplication.isPlayingOrWillChangePlaymode = true;
                // As the editor does it when scripts are loaded anew for play mode.
                AssemblyReloadEvents.Reload();
                Messages.Send(window, "OnDisable");
                Messages.Send(window, "OnEnable");
                EditorScene.Until(window, "this client is its spectator");
                EditorApplication.isPlayingOrWillChangePlaymode = false;
                EditorScene.Until(window, "this client is its driver");
                Messages.Send(window, "OnDisable");
            }
        }

        [Test]
        public void What_is_wrong_stands_in_the_window_with_its_remedy()
        {
            using (new EditorScene())
            {
                WorldportWindow window = Connected("http://127.0.0.1:9");
                EditorScene.Until(window, "error: No server answers at http://127.0.0.1:9");
                Messages.Send(window, "OnDisable");
            }
        }

        [Test]
        public void It_saves_the_schema_and_the_client_in_the_bytes_of_the_command_line()
        {
            string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            Directory.CreateDirectory(folder);
            using (new EditorScene())
            {
                try
                {
                    WorldportWindow window = Connected(TestServer.Of("testcard"));
                    EditorScene.Until(window, "button: Save schema…");
                    foreach (string name in new[] { "testcard.worldport", "testcard.cs" })
                    {
                        EditorUtility.Saves = Path.Combine(folder, name);
                        Person.Presses.Add(name.EndsWith(".cs") ? "C# client…" : "Save schema…");
                        EditorScene.Draw(window);
                        string wanted = File.ReadAllText(Path.Combine(Clone.Folder, "shared-schema", "documents", name));
                        Assert.AreEqual(wanted, File.ReadAllText(EditorUtility.Saves), name);
                    }
                    Assert.AreEqual("TestcardModel.cs", EditorUtility.Proposed);
                    Assert.AreEqual(2, AssetDatabase.Imported.Count);
                    Person.Presses.Add("C# client…");
                    EditorScene.Draw(window);
                    Assert.AreEqual(2, AssetDatabase.Imported.Count, "unchanged code is not compiled again");
                    SchemaDocument document = SchemaDocument.Of((Dictionary<string, object>)JsonReader.Read(File.ReadAllText(Path.Combine(folder, "testcard.worldport"))));
                    AssetFiles.SaveClient(document, "http://127.0.0.1:9", "");
                    EditorScene.Draw(window);
                    Assert.AreEqual(1, UnityEngine.Debug.Lines.Count);
                    StringAssert.Contains(
                        "No server answers at http://127.0.0.1:9: start one (npx worldport run <model>), or run npx worldport codegen --csharp testcard.worldport",
                        UnityEngine.Debug.Lines[0].ToString());
                    UnityEngine.Debug.Lines.Clear();
                    Messages.Send(window, "OnDisable");
                }
                finally
                {
                    EditorUtility.Saves = "";
                    Directory.Delete(folder, true);
                }
            }
        }
    }
}
