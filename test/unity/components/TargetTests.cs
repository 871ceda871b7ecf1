using NUnit.Framework;
using UnityEngine;
using UnityEngine.UI;

namespace Worldport.Components.Tests
{
    /// <summary>What becomes of the things a picture is shown on.</summary>
    [TestFixture]
    public class TargetTests
    {
        [Test]
        public void A_UI_image_is_the_target_of_a_component_beside_it()
        {
            using (Scene scene = Scene.Driving())
            {
                RawImage image = scene.Add<RawImage>();
                WorldportTexture target = image.gameObject.AddComponent<WorldportTexture>();
                scene.Until(() => target.Texture != null, "a picture");
                Assert.AreSame(target.Texture, image.texture);
            }
        }

        [Test]
        public void What_the_inspector_changes_while_the_game_plays_counts()
        {
            using (Scene scene = Scene.Driving())
            {
                MeshRenderer first = scene.Add<MeshRenderer>();
                MeshRenderer second = scene.Add<MeshRenderer>();
                RawImage image = scene.Add<RawImage>();
                WorldportTexture target = scene.Add<WorldportTexture>(made => made.Renderer = first);
                scene.Until(() => first.ValueOf("_MainTex") != null, "a picture");

                Scene.Inspect(target, "_renderer", second);
                scene.Tick();
                Assert.IsNull(first.ValueOf("_MainTex"), "the first one has its own texture again");
                Assert.AreSame(target.Texture, second.ValueOf("_MainTex"));

                Scene.Inspect(target, "_customProperty", "_Screen");
                Scene.Inspect(target, "_property", WorldportProperty.Custom);
                scene.Tick();
                Assert.IsNull(second.ValueOf("_MainTex"));
                Assert.AreSame(target.Texture, second.ValueOf("_Screen"));

                Scene.Inspect(target, "_rawImage", image);
                scene.Tick();
                Assert.AreSame(target.Texture, image.texture);
                Scene.Inspect(target, "_rawImage", null);
                scene.Tick();
                Assert.IsNull(image.texture);

                Scene.Inspect(target, "_track", "second");
                Scene.Inspect(target, "_mipmaps", true);
                scene.Until(() => target.Texture != null && target.Texture.name == "Worldport second", "the other track");
                Assert.Greater(target.Texture.mipmapCount, 1);
                Scene.IsQuiet();
            }
        }

        [Test]
        public void A_material_that_names_its_texture_otherwise_is_followed()
        {
            using (Scene scene = Scene.Driving())
            {
                MeshRenderer renderer = scene.Add<MeshRenderer>();
                WorldportTexture target = scene.Add<WorldportTexture>(made => made.Renderer = renderer);
                scene.Until(() => renderer.ValueOf("_MainTex") != null, "a picture");
                renderer.sharedMaterial = new Material(Shader.Find("Lit"));
                renderer.sharedMaterial.Declare("_BaseMap");
                scene.Tick();
                Assert.AreSame(target.Texture, renderer.ValueOf("_BaseMap"));
            }
        }

        [Test]
        public void A_renderer_with_a_property_block_of_its_own_shows_its_own_texture_again()
        {
            using (Scene scene = Scene.Driving())
            {
                MeshRenderer renderer = scene.Add<MeshRenderer>();
                renderer.sharedMaterial = new Material(Shader.Find("Lit"));
                Texture2D own = Texture2D.blackTexture;
                renderer.sharedMaterial.Declare("_MainTex", own);
                var block = new MaterialPropertyBlock();
                block.SetVector(Shader.PropertyToID("_Color"), new Vector4(1, 0, 0, 1));
                renderer.SetPropertyBlock(block);
                WorldportTexture target = scene.Add<WorldportTexture>(made => made.Renderer = renderer);
                scene.Until(() => target.Texture != null, "a picture");
                Assert.AreSame(target.Texture, renderer.ValueOf("_MainTex"));
                target.enabled = false;
                Assert.AreSame(own, renderer.ValueOf("_MainTex"));
                Assert.AreEqual(new Vector4(1, 0, 0, 1), renderer.ValueOf("_Color"));

                renderer.sharedMaterial.Declare("_MainTex");
                renderer.SetPropertyBlock(block);
                target.enabled = true;
                scene.Until(() => ReferenceEquals(renderer.ValueOf("_MainTex"), target.Texture) && target.Texture != null, "the picture again");
                target.enabled = false;
                Assert.AreSame(Texture2D.whiteTexture, renderer.ValueOf("_MainTex"), "a texture that is not set is white");
            }
        }

        [Test]
        public void A_render_texture_that_was_copied_to_can_be_released()
        {
            using (Scene scene = Scene.Driving())
            {
                var copy = new RenderTexture(8, 4, 0, RenderTextureFormat.ARGB32, RenderTextureReadWrite.sRGB);
                int blits = Graphics.Blits;
                WorldportTexture target = scene.Add<WorldportTexture>(made => made.RenderTexture = copy);
                scene.Until(() => Graphics.Blits > blits, "a copy");
                Assert.IsNull(RenderTexture.active);
                target.RenderTexture = null;
                copy.Release();
                Scene.IsQuiet();
            }
        }
    }
}
