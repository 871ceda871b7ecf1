using System;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.UI;

namespace Worldport.Components.Tests
{
    [TestFixture]
    public class TextureTests
    {
        [Test]
        public void A_frame_lies_in_the_texture_with_its_first_row_at_the_top()
        {
            using (Scene scene = Scene.Driving())
            {
                WorldportTexture target = scene.Add<WorldportTexture>();
                Texture2D texture = Shown(scene, target);
                Assert.AreEqual(8, texture.width);
                Assert.AreEqual(4, texture.height);
                Assert.AreEqual(TextureFormat.RGBA32, texture.format);
                for (int y = 0; y < 4; y++)
                    for (int x = y == 0 ? 1 : 0; x < 8; x++) Assert.AreEqual(new[] { x, y, 100, 255 }, Pixel(texture, x, 3 - y));
                Scene.IsQuiet();
            }
        }

        [Test]
        public void The_track_decides_about_colours_and_filter_and_mipmaps_are_made_when_asked_for()
        {
            using (Scene scene = Scene.Driving())
            {
                WorldportTexture target = scene.Add<WorldportTexture>(made => made.Mipmaps = true);
                Texture2D texture = Shown(scene, target);
                Assert.IsTrue(texture.isDataSRGB, "the track is sRGB");
                Assert.AreEqual(FilterMode.Point, texture.filterMode, "the track is crisp");
                Assert.AreEqual(4, texture.mipmapCount);
                Assert.AreEqual(TextureWrapMode.Clamp, texture.wrapMode);
                WorldportTexture second = scene.Add<WorldportTexture>(made => made.Track = "second");
                Texture2D other = Shown(scene, second);
                Assert.AreEqual(FilterMode.Bilinear, other.filterMode, "the track is smooth");
                Assert.AreEqual(1, other.mipmapCount);
                Assert.AreEqual(new[] { 9, 9, 9, 9 }, Pixel(other, 1, 1));
            }
        }

        [Test]
        public void Three_targets_show_one_texture_that_is_written_once_per_frame()
        {
            using (Scene scene = Scene.Driving())
            {
                MeshRenderer renderer = scene.Add<MeshRenderer>();
                renderer.sharedMaterial = new Material(Shader.Find("Lit"));
                renderer.sharedMaterial.Declare("_BaseMap");
                var copy = new RenderTexture(8, 4, 0, RenderTextureFormat.ARGB32, RenderTextureReadWrite.sRGB);
                RawImage image = scene.Add<RawImage>();
                WorldportTexture target = scene.Add<WorldportTexture>(made =>
                {
                    made.Renderer = renderer;
                    made.RenderTexture = copy;
                    made.RawImage = image;
                });
                Texture2D texture = Shown(scene, target);
                Assert.AreSame(texture, renderer.ValueOf("_BaseMap"));
                Assert.AreSame(texture, image.texture);
                Assert.AreEqual(Pixel(texture, 5, 0), Pixel(copy, 5, 0), "the bottom row of the copy");
                int frames = 0;
                scene.Session.FrameShown += (frame, shown) => frames++;
                int applies = texture.Applies;
                int blits = Graphics.Blits;
                scene.Until(() => frames >= 5, "five more frames");
                Assert.AreEqual(frames, texture.Applies - applies);
                Assert.AreEqual(frames, Graphics.Blits - blits);

                target.enabled = false;
                Assert.IsNull(renderer.ValueOf("_BaseMap"), "what was there before is back");
                Assert.IsNull(image.texture);
            }
        }

        [Test]
        public void Turning_over_by_the_target_gives_the_same_picture()
        {
            using (Scene scene = Scene.Driving())
            {
                MeshRenderer renderer = scene.Add<MeshRenderer>();
                var copy = new RenderTexture(8, 4, 0, RenderTextureFormat.ARGB32, RenderTextureReadWrite.sRGB);
                RawImage image = scene.Add<RawImage>();
                WorldportTexture target = scene.Add<WorldportTexture>(made =>
                {
                    made.Flip = WorldportFlip.OnTarget;
                    made.Renderer = renderer;
                    made.RenderTexture = copy;
                    made.RawImage = image;
                });
                Texture2D texture = Shown(scene, target);
                Assert.AreEqual(new[] { 5, 3, 100, 255 }, Pixel(texture, 5, 3), "as sent");
                Assert.AreEqual(new[] { 5, 0, 100, 255 }, Pixel(copy, 5, 3), "the top row of the copy");
                Assert.AreEqual(new Vector4(1, -1, 0, 1), renderer.ValueOf("_MainTex_ST"));
                Assert.AreEqual(-1, image.uvRect.height);
                Assert.AreEqual(1, image.uvRect.y);
            }
        }

        [Test]
        public void A_picture_that_changes_its_size_stays_the_same_texture()
        {
            using (Scene scene = Scene.Driving())
            {
                WorldportTexture target = scene.Add<WorldportTexture>();
                Texture2D texture = Shown(scene, target);
                scene.Await(scene.Session.SendCommand("resize", new Client.CommandArgs().Set("width", 20).Set("height", 10))).OrThrow();
                scene.Until(() => texture.width == 20, "the larger picture");
                Assert.AreSame(texture, target.Texture);
                Assert.AreEqual(10, texture.height);
                Assert.AreEqual(new[] { 19, 9, 100, 255 }, Pixel(texture, 19, 0));
                Scene.IsQuiet();
            }
        }

        [Test]
        public void The_placeholder_shows_until_the_first_frame_and_after_the_session_is_gone()
        {
            using (var scene = new Scene())
            {
                MeshRenderer renderer = scene.Add<MeshRenderer>();
                scene.Add<WorldportTexture>(made =>
                {
                    made.Renderer = renderer;
                    made.Placeholder = Texture2D.whiteTexture;
                });
                scene.Ticks(2);
                Assert.AreSame(Texture2D.whiteTexture, renderer.ValueOf("_MainTex"));
                scene.AddSession(Client.Tests.TestServer.Of(Scene.StageModel));
                scene.Until(() => !ReferenceEquals(renderer.ValueOf("_MainTex"), Texture2D.whiteTexture), "a frame");
                UnityEngine.Object.Destroy(scene.Session.gameObject);
                scene.Ticks(3);
                Assert.AreSame(Texture2D.whiteTexture, renderer.ValueOf("_MainTex"));
            }
        }

        [Test]
        public void A_track_the_model_does_not_have_is_told_once_with_those_it_has()
        {
            using (Scene scene = Scene.Driving())
            {
                scene.Add<WorldportTexture>(made => made.Track = "depth");
                scene.Ticks(20);
                Assert.AreEqual(1, Scene.Lines("error").Count);
                StringAssert.Contains("no out track \"depth\". It has: main, second.", Scene.Lines("error")[0].Text);
                Assert.AreSame(scene.Session, Scene.Lines("error")[0].Context);
            }
        }

        [Test]
        public void Textures_go_with_those_who_show_them()
        {
            using (Scene scene = Scene.Driving())
            {
                int alive = Texture2D.Alive;
                WorldportTexture one = scene.Add<WorldportTexture>();
                WorldportTexture two = scene.Add<WorldportTexture>();
                Shown(scene, one);
                Assert.AreEqual(alive + 1, Texture2D.Alive);
                one.enabled = false;
                scene.Ticks(2);
                Assert.AreEqual(alive + 1, Texture2D.Alive);
                UnityEngine.Object.Destroy(two.gameObject);
                scene.Ticks(2);
                Assert.AreEqual(alive, Texture2D.Alive);
            }
        }

        private static Texture2D Shown(Scene scene, WorldportTexture target)
        {
            scene.Until(() => target.Texture != null, "a picture");
            return (Texture2D)target.Texture;
        }

        /// <summary>A pixel as the graphics card has it; row 0 is the bottom.</summary>
        private static int[] Pixel(Texture texture, int x, int row)
        {
            int at = (row * texture.width + x) * 4;
            return Array.ConvertAll(new ArraySegment<byte>(texture.Shown, at, 4).Copied(), part => (int)part);
        }
    }

    internal static class Segments
    {
        public static byte[] Copied(this ArraySegment<byte> segment)
        {
            var copy = new byte[segment.Count];
            Buffer.BlockCopy(segment.Array, segment.Offset, copy, 0, copy.Length);
            return copy;
        }
    }
}
