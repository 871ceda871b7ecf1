using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading;
using NUnit.Framework;
using UnityEngine;
using Worldport.Client.Tests;
using Worldport.Samples;

namespace Worldport.Editor.Tests
{
    [TestFixture]
    public class SampleTests
    {
        [Test]
        public void A_dreamed_world_is_on_the_wall_and_the_W_key_walks()
        {
            using (var player = new Player())
            {
                Start<WorldOnAWall>("world");
                WorldportSession session = Found<WorldportSession>();
                Texture shown = null;
                Until(player, () => (shown = Shown(session)) != null && session.IsDriving, "the world");
                Assert.AreEqual("128 × 80", $"{shown.width} × {shown.height}");
                Input.Keys.Add(KeyCode.W);
                Until(player, () => session.Client.Statistics.Shown > 5, "more frames");
                long command = 0;
                session.FrameShown += (frame, texture) => command = Math.Max(command, frame.Head.Command);
                Until(player, () => command > 0, "a frame that shows a command");
                StringAssert.Contains("fps", Found<WorldportOverlay>().Text + " fps");
            }
            Assert.IsEmpty(Complaints());
        }

        [Test]
        public void The_pointer_pours_where_it_hits_the_tray()
        {
            using (var player = new Player())
            {
                Start<PointerOnReaction>("reaction");
                WorldportSession session = Found<WorldportSession>();
                Until(player, () => Shown(session) != null && session.IsDriving, "the reaction");
                session.GetComponent<MeshCollider>().Meets = point => new Vector2(0.25f, 0.75f);
                byte[] before = Near(session, 0.25f, 0.75f);
                Input.MouseButtons[0] = true;
                Until(player, () => Distance(before, Near(session, 0.25f, 0.75f)) > 40, "the picture to change where it is painted");
            }
            Assert.IsEmpty(Complaints());
        }

        [Test]
        public void The_camera_goes_through_the_model_and_comes_back_redrawn()
        {
            using (var player = new Player())
            {
                Start<CameraThroughRestyle>("restyle");
                WorldportSession session = Found<WorldportSession>();
                WorldportCameraSource source = Found<WorldportCameraSource>();
                // Bright below and dark above: row 0 of the engine's pictures is the bottom.
                source.Camera.Sees = target =>
                {
                    for (int i = 0; i < target.Shown.Length; i++) target.Shown[i] = (byte)(i % 4 == 3 || i < target.Shown.Length / 2 ? 255 : 0);
                };
                Until(player, () => source.Sent > 2, "the camera to be sent");
                Until(player, () => Shown(session) != null && Sum(Near(session, 0.5f, 0.1f)) - Sum(Near(session, 0.5f, 0.9f)) > 1000, "the film, the right way up");
            }
            Assert.IsEmpty(Complaints());
        }

        [Test]
        public void The_film_leaves_out_the_screen_that_shows_it_and_the_player_sees_both()
        {
            using (var player = new Player())
            {
                Start<CameraThroughRestyle>("restyle");
                WorldportCameraSource source = Found<WorldportCameraSource>();
                GameObject[] screens = Resources.FindObjectsOfTypeAll<WorldportTexture>().Select(shows => shows.gameObject).ToArray();
                GameObject[] cubes = player.Objects.Where(some => some.name == "Cube").ToArray();
                Assert.AreNotSame(Camera.main, source.Camera, "the player's camera shows more than the film");
                Assert.IsFalse(source.Camera.enabled, "it does not draw over the player's picture");
                Assert.AreEqual(1, screens.Length);
                Assert.AreEqual(5, cubes.Length);
                Assert.IsFalse(screens.Any(source.Camera.Draws));
                Assert.IsTrue(cubes.All(source.Camera.Draws));
                Assert.IsTrue(screens.Concat(cubes).All(Camera.main.Draws));
            }
        }

        private static void Start<T>(string model) where T : MonoBehaviour
        {
            var made = new GameObject("Sample");
            made.SetActive(false);
            T sample = made.AddComponent<T>();
            typeof(T).GetField("_url", BindingFlags.Instance | BindingFlags.NonPublic).SetValue(sample, TestServer.Of(model));
            made.SetActive(true);
            Player.Current.Tick();
        }

        private static T Found<T>() where T : Component => Resources.FindObjectsOfTypeAll<T>().Single();

        private static Texture Shown(WorldportSession session) => (Texture)session.GetComponent<MeshRenderer>().ValueOf("_MainTex");

        /// <summary>A block of 16 × 8 pixels around a place of the picture; v grows upwards.</summary>
        private static byte[] Near(WorldportSession session, float u, float v)
        {
            Texture shown = Shown(session);
            var block = new byte[16 * 8 * 4];
            int x = (int)(u * shown.width) - 8;
            int y = (int)(v * shown.height) - 4;
            for (int row = 0; row < 8; row++) Buffer.BlockCopy(shown.Shown, ((y + row) * shown.width + x) * 4, block, row * 64, 64);
            return block;
        }

        private static int Sum(byte[] block) => block.Sum(value => value);

        private static double Distance(byte[] one, byte[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Average();

        private static string[] Complaints() => UnityEngine.Debug.Lines.Where(line => line.Kind != "log").Select(line => line.ToString()).ToArray();

        private static void Until(Player player, Func<bool> isSo, string what)
        {
            var watch = Stopwatch.StartNew();
            while (!isSo())
            {
                if (watch.Elapsed.TotalSeconds > 30) Assert.Fail($"Waited 30 s for {what}. {Found<WorldportSession>().StateInWords}\n{string.Join("\n", Complaints())}");
                player.Tick();
                Thread.Sleep(4);
            }
        }
    }
}
