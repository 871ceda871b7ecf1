using NUnit.Framework;
using UnityEngine;
using UnityEngine.Rendering;
using Worldport.Client.Tests;

namespace Worldport.Editor.Tests
{
    [TestFixture]
    public class SelfTestRunTests
    {
        [Test]
        public void It_runs_through_beside_a_server_and_finds_nothing_wrong()
        {
            using (new EditorScene())
            {
                var pipeline = ScriptableObject.CreateInstance<Pipeline>();
                pipeline.Material.Declare("_BaseMap");
                GraphicsSettings.currentRenderPipeline = pipeline;
                int textures = Texture2D.Alive + RenderTexture.Alive;
                string report = SelfTest.Report(TestServer.Of("testcard"), "", 30000).ToString();
                GraphicsSettings.currentRenderPipeline = null;
                StringAssert.DoesNotContain("FAIL", report.Replace("FAIL  No input backend", ""));
                StringAssert.Contains("ok    a known picture comes back from the graphics card upright", report);
                StringAssert.Contains("takes pictures as _BaseMap", report);
                StringAssert.Contains("with the model testcard", report);
                Assert.AreEqual(textures, Texture2D.Alive + RenderTexture.Alive, "no texture is left behind");
                Assert.IsFalse(Debug.Lines.Exists(line => line.Text.Contains("RenderTexture.active")), "nor the graphics card with a target");
            }
        }

        [Test]
        public void Without_a_server_it_says_how_to_start_one()
        {
            using (new EditorScene())
                StringAssert.Contains("look  No server has answered at http://127.0.0.1:9", SelfTest.Report("http://127.0.0.1:9", "").ToString());
        }

        private sealed class Pipeline : RenderPipelineAsset
        {
            public readonly Material Material = new Material(Shader.Find("Lit"));

            public override Material defaultMaterial => Material;
        }
    }
}
