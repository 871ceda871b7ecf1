using System.IO;
using System.Linq;
using NUnit.Framework;
using UnityEditor;
using UnityEngine;
using Worldport.Client.Tests;

namespace Worldport.Editor.Tests
{
    [TestFixture]
    public class BindingsInspectorTests
    {
        private static WorldportBindings BindingsIn(EditorScene scene, string model)
        {
            string json = File.ReadAllText(Path.Combine(Clone.Folder, "shared-schema", "documents", model + ".worldport"));
            scene.Add<WorldportSession>().Schema = WorldportSchema.Create(json);
            return scene.Add<WorldportBindings>();
        }

        [Test]
        public void It_says_what_binds_itself()
        {
            using (var scene = new EditorScene())
            {
                EditorScene.Draw(UnityEditor.Editor.Of<BindingsInspector>(BindingsIn(scene, "world")));
                StringAssert.Contains("move: A D S W or Comma Period DownArrow UpArrow; left stick x left stick y", EditorScene.Seen);
                StringAssert.Contains("look: mouse motion", EditorScene.Seen);
                StringAssert.Contains("reset: R", EditorScene.Seen);
            }
        }

        [Test]
        public void Rows_made_from_the_schema_hold_its_keys_and_are_made_once()
        {
            using (var scene = new EditorScene())
            {
                WorldportBindings bindings = BindingsIn(scene, "world");
                BindingsInspector inspector = UnityEditor.Editor.Of<BindingsInspector>(bindings);
                for (int i = 0; i < 2; i++)
                {
                    Person.Presses.Add("Make bindings from the schema");
                    EditorScene.Draw(inspector);
                }
                string[] rows = bindings.Bindings.Select(row => $"{row.Command}.{row.Arg} {row.NegativeKey} {row.Key} {row.Scale}").ToArray();
                CollectionAssert.AreEqual(
                    new[]
                    {
                        "move.x A D 1", "move.y S W 1", "move.x Comma Period 1", "move.y DownArrow UpArrow 1",
                        "turn.x LeftArrow RightArrow 1", "turn.x Q E 1", "reset. None R 1",
                    },
                    rows);
            }
        }

        [Test]
        public void Without_a_schema_names_are_typed_and_a_row_has_its_defaults()
        {
            using (var scene = new EditorScene())
            {
                WorldportBindings bindings = scene.Add<WorldportBindings>();
                BindingsInspector inspector = UnityEditor.Editor.Of<BindingsInspector>(bindings);
                Person.Presses.Add("Add a binding");
                EditorScene.Draw(inspector);
                Assert.AreEqual("1 Space", $"{bindings.Bindings[0].Scale} {bindings.Bindings[0].Key}");
                EditorScene.Draw(inspector);
                StringAssert.Contains("property: Command", EditorScene.Seen);
                StringAssert.DoesNotContain("Make bindings from the schema", EditorScene.Seen);
                WorldportSession session = scene.Add<WorldportSession>();
                Person.Presses.Add("Ask for another form of a track");
                EditorScene.Draw(UnityEditor.Editor.Of<SessionInspector>(session));
                Assert.AreEqual("main", session.Tracks[0].Track);
            }
        }

        [Test]
        public void A_row_offers_the_models_commands_and_the_args_input_can_drive()
        {
            using (var scene = new EditorScene())
            {
                WorldportBindings bindings = BindingsIn(scene, "testcard");
                BindingsInspector inspector = UnityEditor.Editor.Of<BindingsInspector>(bindings);
                Person.Presses.Add("Add a binding");
                EditorScene.Draw(inspector);
                EditorScene.Draw(inspector);
                StringAssert.Contains("popup: Command = (none)", EditorScene.Seen);
                StringAssert.Contains("error: The model has no command \"\"", EditorScene.Seen);
                StringAssert.Contains("property: Key", EditorScene.Seen);
                Person.Sets["Command"] = "set_pose";
                EditorScene.Draw(inspector);
                Person.Sets["Arg"] = "position[2]";
                EditorScene.Draw(inspector);
                Assert.AreEqual("set_pose position[2] 1", $"{bindings.Bindings[0].Command} {bindings.Bindings[0].Arg} {bindings.Bindings[0].Scale}");
                bindings.Bindings[0].Arg = "speed";
                EditorScene.Draw(inspector);
                StringAssert.Contains("error: set_pose has no arg \"speed\" that input can drive. It has: position[0]", EditorScene.Seen);
                Person.Presses.Add("Remove binding 1");
                EditorScene.Draw(inspector);
                Assert.IsEmpty(bindings.Bindings);
            }
        }
    }
}
