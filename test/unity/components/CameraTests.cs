using System;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.Rendering;
using Worldport.Client;

namespace Worldport.Components.Tests
{
    [TestFixture]
    public class CameraTests
    {
        [Test]
        public void The_model_sees_the_camera_the_right_way_up_with_pose_and_projection()
        {
            using (Scene scene = Scene.Driving())
            {
                Camera eye = Eye(scene);
                WorldportCameraSource source = scene.Add<WorldportCameraSource>(made => made.Camera = eye);
                Body seen = Seen(scene);
                Assert.AreEqual(64, seen.Whole("width"));
                Assert.AreEqual(48, seen.Whole("height"));
                CollectionAssert.AreEqual(new[] { 200L, 10L, 20L, 255L }, seen.ListOrNull("top"));
                CollectionAssert.AreEqual(new[] { 1L, 2L, 3L, 255L }, seen.ListOrNull("bottom"));
                var meta = new Body((System.Collections.Generic.Dictionary<string, object>)JsonReader.Read(seen.Text("meta")));
                CollectionAssert.AreEqual(new[] { 1.0, 2.0, -3.0 }, meta.Inner("pose").ListOrNull("position"));
                double half = Math.Sqrt(0.5);
                AreClose(new[] { 0, -half, 0, half }, meta.Inner("pose").ListOrNull("rotation"));
                Assert.AreEqual(16, meta.ListOrNull("projection").Count);
                Assert.AreEqual(1 / Math.Tan(Math.PI / 6), (double)meta.ListOrNull("projection")[5], 1e-5);
                Assert.AreEqual(0.3, meta.Number("near"), 1e-6);
                Assert.IsNull(eye.targetTexture, "what it shows on the screen stays as it was");
                Assert.Greater(source.Sent, 0);
                Scene.IsQuiet();
            }
        }

        [Test]
        public void Size_flip_and_rate_can_be_chosen_and_one_picture_is_under_way()
        {
            using (Scene scene = Scene.Driving())
            {
                Camera eye = Eye(scene);
                scene.Add<WorldportCameraSource>(made =>
                {
                    made.Camera = eye;
                    made.Width = 320;
                    made.Height = 240;
                    made.Flip = false;
                    made.SendPose = false;
                    made.Rate = 1000;
                });
                int most = 0;
                for (int i = 0; i < 30; i++)
                {
                    scene.Tick();
                    most = Math.Max(most, AsyncGPUReadback.Pending);
                }
                Assert.AreEqual(1, most);
                Assert.LessOrEqual(eye.Renders, 15, "the next is drawn when the last one is there");
                Body seen = Seen(scene);
                Assert.AreEqual(320, seen.Whole("width"));
                CollectionAssert.AreEqual(new[] { 1L, 2L, 3L, 255L }, seen.ListOrNull("top"));
                Assert.AreEqual("{}", seen.Text("meta"));
                Scene.IsQuiet();
            }
        }

        [Test]
        public void Disabling_waits_for_the_picture_under_way_and_lets_go_of_everything()
        {
            using (Scene scene = Scene.Driving())
            {
                int alive = RenderTexture.Alive;
                WorldportCameraSource source = scene.Add<WorldportCameraSource>(made => made.Camera = Eye(scene));
                scene.Until(() => AsyncGPUReadback.Pending == 1, "a picture under way");
                source.enabled = false;
                Assert.AreEqual(0, AsyncGPUReadback.Pending);
                scene.Tick();
                Assert.AreEqual(alive, RenderTexture.Alive);
                long sent = source.Sent;
                scene.Ticks(10);
                Assert.AreEqual(sent, source.Sent);
                Scene.IsQuiet();
            }
        }

        [Test]
        public void What_is_wrong_is_told_once()
        {
            using (Scene scene = Scene.Driving())
            {
                WorldportCameraSource source = scene.Add<WorldportCameraSource>(made =>
                {
                    made.Camera = Eye(scene);
                    made.Track = "depth";
                });
                scene.Ticks(10);
                Assert.AreEqual(1, Scene.Lines("error").Count, Scene.Console);
                Assert.AreSame(source, Scene.Lines("error")[0].Context);
                StringAssert.Contains("has no in track \"depth\". It has: camera.", Scene.Console);
            }
        }

        private static Camera Eye(Scene scene)
        {
            Camera eye = scene.Add<Camera>();
            eye.transform.position = new Vector3(1, 2, 3);
            eye.transform.rotation = Quaternion.Euler(0, 90, 0);
            eye.Sees = target =>
            {
                int row = target.width * 4;
                for (int at = 0; at < target.Shown.Length; at += 4)
                    Buffer.BlockCopy(at < row ? new byte[] { 1, 2, 3, 255 } : new byte[] { 200, 10, 20, 255 }, 0, target.Shown, at, 4);
            };
            return eye;
        }

        private static Body Seen(Scene scene)
        {
            Body seen = default(Body);
            scene.Until(() =>
            {
                seen = scene.Await(scene.Session.SendCommand("camera")).OrThrow().Fields;
                return seen.Whole("width") > 0;
            }, "the camera's picture at the model");
            return seen;
        }

        private static void AreClose(double[] expected, System.Collections.Generic.List<object> found)
        {
            for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], Convert.ToDouble(found[i]), 1e-6);
        }
    }
}
