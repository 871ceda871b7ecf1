using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>Frames, session control and tracks, against the real server.</summary>
    [TestFixture]
    public class SessionTests
    {
        private static string Toy => TestServer.Of(Clone.ToyModel);

        [Test]
        public void Frames_go_on_coming_because_their_credit_is_given_back()
        {
            using (Player player = Player.Driving(Toy))
            {
                player.Until(() => player.Frames.Count >= 20, "twenty frames, which are more than any credit");
                Assert.IsTrue(player.Frames.All(frame => frame.Width == 8 && frame.Height == 4 && frame.Format == "rgba8"));
                Assert.That(player.Frames.Select(frame => frame.Seq), Is.Ordered);
                Assert.Greater(player.Client.Statistics.Received, 19);
            }
        }

        [Test]
        public void A_frame_has_its_pixels_at_its_offset_and_its_meta()
        {
            using (Player player = Player.Driving(Toy, new ClientOptions { Seed = 7 }))
            {
                int shown = 0;
                player.Shows = frame =>
                {
                    var meta = new Body(frame.ReadMeta());
                    Assert.AreEqual(8 * 4 * 4, frame.Length);
                    for (int i = 0; i < 4; i++) Assert.AreEqual((byte)meta.Whole("n"), frame.Buffer[frame.Offset + i]);
                    Assert.AreEqual(255, frame.Buffer[frame.Offset + 7], "alpha of the second pixel");
                    Assert.AreEqual(7, meta.Whole("seed"));
                    shown++;
                };
                player.Until(() => shown > 3, "frames");
                Assert.AreEqual(7, player.Client.Welcome.Seed);
            }
        }

        [Test]
        public void A_client_that_does_not_look_loses_frames_and_gets_the_newest()
        {
            using (Player player = Player.Driving(Toy))
            {
                player.Until(() => player.Frames.Count > 0, "a frame");
                long before = player.Client.Statistics.Received;
                SpinWait.SpinUntil(() => player.Client.Statistics.Received >= before + 20, Player.DeadlineMs);
                int count = player.Frames.Count;
                player.Tick();
                Assert.AreEqual(count + 1, player.Frames.Count);
                Assert.Greater(player.Client.Statistics.Superseded, 15);
                Assert.GreaterOrEqual(player.Frames.Last().Seq - player.Frames[count - 1].Seq, 19);
            }
        }

        [Test]
        public void The_session_pauses_steps_and_plays()
        {
            using (Player player = Player.Driving(Toy))
            {
                player.Client.Pause();
                player.Until(() => player.Client.State.IsPaused, "the session to be held");
                long seq = player.Ask("jump", null, () => player.Client.Step()).AppliedSeq;
                player.Client.Step(3);
                player.Until(() => player.Frames.Count > 0 && player.Frames.Last().Seq >= seq + 3, "three more frames");
                player.Client.Play();
                player.Until(() => player.Frames.Exists(frame => frame.Seq > seq + 20), "frames");
                Assert.IsFalse(player.Client.State.IsPaused);
            }
        }

        [Test]
        public void A_restart_begins_a_new_epoch_with_the_seed_asked_for()
        {
            using (Player player = Player.Driving(Toy))
            {
                long epoch = player.Client.Welcome.Epoch;
                player.Client.Restart(4294967295);
                player.Until(() => player.Client.Welcome.Epoch > epoch && player.Client.IsDriving, "a new session");
                Assert.AreEqual(4294967295, player.Client.Welcome.Seed);
                player.Until(() => player.Frames.Exists(frame => frame.Epoch > epoch), "a frame of the new epoch");
                Assert.IsTrue(player.Ask("jump").Ok);
            }
        }

        [Test]
        public void Wishes_make_pictures_smaller_and_rarer_and_an_unsubscribed_track_stays_silent()
        {
            var wish = new Dictionary<string, TrackWish> { { "main", new TrackWish { MaxWidth = 320, MaxFps = 10, Credit = 1 } } };
            using (Player player = Player.Driving(TestServer.Of("testcard"), new ClientOptions { Tracks = wish }))
            {
                player.Until(() => player.Frames.Count > 3, "frames");
                Assert.IsTrue(player.Frames.All(frame => frame.Width == 320 && frame.Height == 180));
                Assert.AreEqual(320, player.Client.Welcome.Tracks["main"].Width);
                player.Client.Unsubscribe("main");
                player.Ask("jump");
                long received = player.Client.Statistics.Received;
                player.Ask("jump");
                player.Ask("jump");
                Assert.LessOrEqual(player.Client.Statistics.Received, received + 1);
                player.Client.Subscribe("main", new TrackWish { Formats = new[] { "jpeg" } });
                player.Until(() => player.Frames.Exists(frame => frame.Format == "jpeg"), "a JPEG frame");
                Assert.AreEqual(640, player.Frames.Last().Width);
            }
        }

        [Test]
        public void A_second_driver_waits_in_the_queue_and_drives_when_the_first_has_left()
        {
            Player first = Player.Driving(Toy);
            using (Player second = Player.Welcomed(Toy))
            {
                second.Until(() => second.Client.State?.QueuePosition == 1, "its place in the queue");
                Assert.AreEqual("not_driver", second.Ask("jump").Error.Code);
                second.Until(() => second.Frames.Count > 0, "frames while it waits");
                first.Dispose();
                second.Until(() => second.Client.IsDriving, "its turn");
                Assert.IsTrue(second.Ask("jump").Ok);
            }
        }

        [Test]
        public void A_frame_for_the_model_arrives_whole_in_row_order_with_its_meta()
        {
            using (Player player = Player.Driving(Toy))
            {
                byte[] pixels = player.Client.RentPixels(640, 360);
                long sum = 0;
                for (int i = 0; i < 640 * 360 * 4; i++)
                {
                    pixels[i] = (byte)(i * 7 + i / 2560);
                    sum = (sum + pixels[i] * (i % 251 + 1)) % 1000003;
                }
                Assert.IsTrue(player.Client.SendFrame("camera", 640, 360, pixels, Args.Of("fov", 60)));
                Reply camera = null;
                player.Until(() => (camera = player.Ask("camera")).Fields.Whole("seq") == 1, "the frame to reach the model");
                Assert.AreEqual(sum, camera.Fields.Whole("sum"));
                Assert.AreEqual("{\"fov\":60}", camera.Fields.Text("meta"));
                Assert.AreEqual(0, player.Errors.Count);
            }
        }

        [Test]
        public void Of_many_frames_for_the_model_the_newest_wins_and_commands_go_between_them()
        {
            using (Player player = Player.Driving(Toy))
            {
                for (int i = 0; i < 200; i++)
                {
                    byte[] pixels = player.Client.RentPixels(640, 360);
                    pixels[0] = (byte)i;
                    player.Client.SendFrame("camera", 640, 360, pixels);
                }
                Assert.IsTrue(player.Ask("jump").Ok);
                player.Until(() => player.Ask("camera").Fields.Whole("seq") == 200, "the last frame to reach the model");
            }
        }

        [Test]
        public void Statistics_tell_every_stage_from_input_to_shown()
        {
            using (Player player = Player.Driving(Toy))
            {
                player.Until(() => player.Client.Statistics.TryGetClock(out _, out _), "the clock offset");
                for (int i = 0; i < 5; i++) player.Ask("jump");
                player.Until(() => player.Client.Statistics.TryGet(LatencyStage.InputShown, out _, out _), "the whole way");
                foreach (LatencyStage stage in System.Enum.GetValues(typeof(LatencyStage)))
                {
                    Assert.IsTrue(player.Client.Statistics.TryGet(stage, out double p50, out double p95), stage.ToString());
                    Assert.LessOrEqual(p50, p95, stage.ToString());
                    Assert.Less(p95, 5000, stage.ToString());
                }
                player.Until(() => player.Client.Statistics.Fps > 1, "frames per second");
            }
        }
    }
}
