using System.IO;
using NUnit.Framework;
using UnityEditor;
using UnityEditor.AssetImporters;
using UnityEngine;

namespace Worldport.Editor.Tests
{
    [TestFixture]
    public class InspectorTests
    {
        [Test]
        public void Tracks_are_a_drop_down_of_the_schemas_and_an_unknown_one_stays_until_another_is_chosen()
        {
            using (var scene = new EditorScene())
            {
                scene.Add<WorldportSession>().Schema = WorldportSchema.Create(TestDocument.Json);
                WorldportTexture texture = scene.Add<WorldportTexture>();
                texture.Track = "gone";
                TextureInspector inspector = UnityEditor.Editor.Of<TextureInspector>(texture);
                EditorScene.Draw(inspector);
                StringAssert.Contains("popup: Track = gone (not in the schema)", EditorScene.Seen);
                StringAssert.Contains("error: The model has no out track \"gone\". It has: main, depth.", EditorScene.Seen);
                Assert.AreEqual("gone", texture.Track, "looking changes nothing");
                Person.Sets["Track"] = "depth";
                EditorScene.Draw(inspector);
                Assert.AreEqual("depth", texture.Track);
                Person.Sets["Track"] = "(the first)";
                EditorScene.Draw(inspector);
                Assert.AreEqual("", texture.Track);
            }
        }

        [Test]
        public void A_texture_without_session_target_or_fitting_material_says_what_to_do()
        {
            using (var scene = new EditorScene())
            {
                WorldportTexture texture = scene.Add<WorldportTexture>();
                TextureInspector inspector = UnityEditor.Editor.Of<TextureInspector>(texture);
                EditorScene.Draw(inspector);
                StringAssert.Contains("warning: There is nothing to show the picture on", EditorScene.Seen);
                StringAssert.Contains("error: There is no Worldport Session in the scene: add one", EditorScene.Seen);
                StringAssert.Contains("property: _track", EditorScene.Seen, "without a schema a name can be typed");
                MeshRenderer renderer = texture.gameObject.AddComponent<MeshRenderer>();
                renderer.sharedMaterial = new Material(Shader.Find("Odd"));
                EditorScene.Draw(inspector);
                StringAssert.Contains("error: The material Odd has no texture _BaseMap or _BaseColorMap or _UnlitColorMap or _MainTex. Choose Custom", EditorScene.Seen);
                renderer.sharedMaterial.Declare("_BaseMap");
                EditorScene.Draw(inspector);
                StringAssert.DoesNotContain("The material Odd", EditorScene.Seen);
                scene.Add<WorldportSession>().ReceivePictures = false;
                EditorScene.Draw(inspector);
                StringAssert.Contains("warning: The session takes no pictures", EditorScene.Seen);
            }
        }

        [Test]
        public void A_session_says_what_is_wrong_with_address_schema_tracks_and_platform()
        {
            using (var scene = new EditorScene())
            {
                WorldportSession session = scene.Add<WorldportSession>();
                session.ConnectOnEnable = false;
                session.Url = "localhost:8080";
                SessionInspector inspector = UnityEditor.Editor.Of<SessionInspector>(session);
                EditorScene.Draw(inspector);
                StringAssert.Contains("error: \"localhost:8080\" is no address of a server. Give the one it prints", EditorScene.Seen);
                StringAssert.Contains("info: Without a schema there are no drop-downs", EditorScene.Seen);
                session.Url = "http://192.168.1.5:8080";
                session.Schema = WorldportSchema.Create("{}");
                EditorScene.Draw(inspector);
                StringAssert.Contains("warning: 192.168.1.5 is another machine", EditorScene.Seen);
                StringAssert.Contains("can't be read", EditorScene.Seen);
                session.Schema = WorldportSchema.Create(TestDocument.Json);
                session.Tracks.Add(new WorldportTrackWish { Track = "camera" });
                session.Launch.Enabled = true;
                session.Launch.Command = " ";
                EditorUserBuildSettings.activeBuildTarget = BuildTarget.WebGL;
                EditorScene.Draw(inspector);
                EditorUserBuildSettings.activeBuildTarget = BuildTarget.StandaloneLinux64;
                StringAssert.Contains("error: The model has no out track \"camera\"", EditorScene.Seen);
                StringAssert.Contains("no command is given", EditorScene.Seen);
                StringAssert.Contains("warning: WebGL builds", EditorScene.Seen);
            }
        }

        [Test]
        public void A_session_asks_for_tracks_of_the_schema()
        {
            using (var scene = new EditorScene())
            {
                WorldportSession session = scene.Add<WorldportSession>();
                session.Schema = WorldportSchema.Create(TestDocument.Json);
                SessionInspector inspector = UnityEditor.Editor.Of<SessionInspector>(session);
                Person.Presses.Add("Ask for another form of a track");
                EditorScene.Draw(inspector);
                CollectionAssert.Contains(PrefabUtility.Recorded, session, "an instance of a prefab keeps the change");
                Person.Sets["Track"] = "depth";
                EditorScene.Draw(inspector);
                Assert.AreEqual("depth 0", $"{session.Tracks[0].Track} {session.Tracks[0].MaxWidth}");
                StringAssert.Contains("property: _maxWidth", EditorScene.Seen);
                Person.Presses.Add("Remove track 1");
                EditorScene.Draw(inspector);
                Assert.IsEmpty(session.Tracks);
            }
        }

        [Test]
        public void Bindings_are_made_on_the_selected_object_or_a_new_one_and_once()
        {
            using (new EditorScene())
            {
                Selection.activeGameObject = null;
                WorldportBindings bindings = SceneSetup.MakeBindings("http://127.0.0.1:9", "secret");
                Assert.AreSame(bindings, SceneSetup.MakeBindings("http://127.0.0.1:9", "secret"));
                Assert.AreEqual("secret", bindings.GetComponent<WorldportSession>().Token);
                Selection.activeGameObject = new GameObject("Other");
                bindings = SceneSetup.MakeBindings("http://127.0.0.1:9", "");
                Assert.AreEqual("Other", bindings.gameObject.name);
                Assert.IsNull(bindings.GetComponent<WorldportSession>(), "the scene has a session already");
                Selection.activeGameObject = null;
            }
        }

        [Test]
        public void A_camera_source_offers_the_in_tracks_and_says_when_a_picture_is_too_large()
        {
            using (var scene = new EditorScene())
            {
                WorldportSession session = scene.Add<WorldportSession>();
                WorldportCameraSource source = scene.Add<WorldportCameraSource>();
                CameraSourceInspector inspector = UnityEditor.Editor.Of<CameraSourceInspector>(source);
                session.Schema = WorldportSchema.Create(TestDocument.Json);
                source.Width = 100;
                EditorScene.Draw(inspector);
                StringAssert.Contains("popup: Track = (the first)", EditorScene.Seen);
                StringAssert.Contains("error: Pictures of 100 × 0 are larger than the track camera takes: at most 8 × 4.", EditorScene.Seen);
                Person.Sets["Track"] = "camera";
                EditorScene.Draw(inspector);
                Assert.AreEqual("camera", source.Track);
                session.Schema = WorldportSchema.Create(TestDocument.Json.Replace("\"in\"", "\"out\""));
                EditorScene.Draw(inspector);
                StringAssert.Contains("error: The model toy-box takes no camera", EditorScene.Seen);
            }
        }

        [Test]
        public void A_schema_file_becomes_an_asset_and_one_that_can_not_be_read_an_import_error()
        {
            using (new EditorScene())
            {
                string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".worldport");
                try
                {
                    File.WriteAllText(file, TestDocument.Json);
                    var context = new AssetImportContext(file);
                    ScriptableObject.CreateInstance<Importing>().Import(context);
                    var schema = (WorldportSchema)context.mainObject;
                    Assert.AreEqual("toy-box", schema.Document.ModelId);
                    Assert.IsEmpty(context.Errors);
                    WorldportImporterEditor inspector = ScriptableObject.CreateInstance<WorldportImporterEditor>();
                    inspector.Show(schema);
                    EditorScene.Draw(inspector);
                    StringAssert.Contains("label: Toy box (toy-box 1.0.0)", EditorScene.Seen);
                    StringAssert.Contains("label: throw_ball (trigger)", EditorScene.Seen);
                    File.WriteAllText(file, "{ \"worldport\": 1, ");
                    context = new AssetImportContext(file);
                    ScriptableObject.CreateInstance<Importing>().Import(context);
                    StringAssert.Contains("is no schema document. This is no JSON", context.Errors[0]);
                    inspector.Show(context.mainObject);
                    EditorScene.Draw(inspector);
                    StringAssert.Contains("error: This is no JSON", EditorScene.Seen);
                }
                finally
                {
                    File.Delete(file);
                }
            }
        }

        /// <summary>Imports one file, as the asset database does.</summary>
        private sealed class Importing : ScriptableObject
        {
            public void Import(AssetImportContext context) => new WorldportImporter().OnImportAsset(context);
        }
    }
}
