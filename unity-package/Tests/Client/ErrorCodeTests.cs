using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>Every error code of the protocol that a client can meet, caused on the real server. The link stays open in these.</summary>
    [TestFixture]
    [Category("Links")]
    public class ErrorCodeTests
    {
        private static string Toy => TestServer.Of(Clone.ToyModel);

        private static string TightToy => TestServer.Of(Clone.ToyModel, TestServer.Tight);

        [Test]
        public void Of_commands_the_reply_carries_the_code()
        {
            using (Player player = Player.Driving(Toy))
            {
                Assert.AreEqual("unknown_command", player.Ask("fly").Error.Code);
                Assert.AreEqual("invalid_args", player.Ask("note", Args.Of("text", 3)).Error.Code);
                Assert.AreEqual("internal_error", player.Ask("harm", Args.Of("how", "throw")).Error.Code);
                Reply refused = player.Ask("refuse");
                Assert.AreEqual("too_dark", refused.Error.Code);
                Assert.AreEqual("Wait for the morning.", refused.Error.Message);
                Assert.IsTrue(player.Ask("jump").Ok, "the session goes on");
            }
        }

        [Test]
        public void Bad_message_for_a_field_that_does_not_fit()
        {
            using (Player player = Player.Driving(Toy))
            {
                player.Client.Step(0);
                ServerError error = player.ErrorOf("bad_message");
                Assert.AreEqual("step", error.About);
            }
        }

        [Test]
        public void Unknown_type_for_a_message_of_another_version()
        {
            using (Player player = Player.Driving(Toy))
            {
                Send(player.Client, "rewind", writer => writer.WriteMapHead(0));
                Assert.AreEqual("rewind", player.ErrorOf("unknown_type").About);
            }
        }

        [Test]
        public void Bad_command_id_for_a_skipped_one()
        {
            using (Player player = Player.Driving(Toy))
            {
                Send(player.Client, "command", writer =>
                {
                    writer.WriteMapHead(2);
                    writer.Write("id");
                    writer.Write(7L);
                    writer.Write("name");
                    writer.Write("jump");
                });
                player.Until(() => player.Refusals.Exists(refusal => refusal.Error.Code == "bad_command_id") ||
                    player.Errors.Exists(error => error.Code == "bad_command_id"), "bad_command_id");
            }
        }

        [Test]
        public void Unknown_track_for_one_the_model_has_not()
        {
            using (Player player = Player.Driving(Toy))
            {
                player.Client.Subscribe("sound");
                StringAssert.Contains("main", player.ErrorOf("unknown_track").Message);
            }
        }

        [Test]
        public void Bad_frame_for_one_that_is_larger_than_its_track()
        {
            using (Player player = Player.Driving(Toy))
            {
                Assert.IsTrue(player.Client.SendFrame("camera", 641, 360, player.Client.RentPixels(641, 360)));
                StringAssert.Contains("640", player.ErrorOf("bad_frame").Message);
            }
        }

        [Test]
        public void Meta_too_large_for_a_frame_whose_head_would_not_fit()
        {
            using (Player player = Player.Driving(Toy))
            {
                int without = 0;
                player.Shows = frame => without += frame.ReadMeta() == null ? 1 : 0;
                player.Client.SendCommand("harm", Args.Of("how", "long meta"));
                player.Until(() => without > 2, "frames that come without their meta");
                player.Client.SendFrame("camera", 8, 8, player.Client.RentPixels(8, 8), Args.Of("text", new string('x', 2000)));
                player.ErrorOf("meta_too_large");
            }
        }

        [Test]
        public void Not_driver_for_what_only_a_driver_may_ask()
        {
            using (Player.Driving(Toy))
            using (Player spectator = Player.Welcomed(Toy, new ClientOptions { Drives = false }))
            {
                spectator.Until(() => spectator.Client.State != null, "a state");
                Assert.AreEqual("spectator", spectator.Client.State.Role);
                Assert.AreEqual("not_driver", spectator.Ask("jump").Error.Code);
                spectator.Client.Pause();
                spectator.ErrorOf("not_driver");
            }
        }

        [Test]
        public void Session_ended_for_commands_that_wait_when_the_driver_restarts()
        {
            using (Player player = Player.Driving(Toy))
            {
                player.Client.Pause();
                Task<Reply> jump = player.Client.SendCommand("jump");
                player.Client.Restart();
                Assert.AreEqual("session_ended", player.Await(jump).Error.Code);
                player.ErrorOf("restarted");
                player.Until(() => player.Welcomes.Count == 2 && player.Client.IsDriving, "the next session");
                Assert.IsTrue(player.Ask("jump").Ok);
            }
        }

        [Test]
        public void Driver_left_for_those_who_look_on()
        {
            Player driver = Player.Driving(Toy);
            using (Player spectator = Player.Welcomed(Toy, new ClientOptions { Drives = false }))
            {
                driver.Dispose();
                spectator.ErrorOf("driver_left");
                Assert.AreEqual(LinkPhase.Open, spectator.Client.Status.Phase);
            }
        }

        [TestCase("exit", "host_crashed")]
        [TestCase("step hang", "step_timeout")]
        [TestCase("step throw", "model_error")]
        [TestCase("return", "model_ended")]
        public void What_a_model_does_ends_the_session_and_the_next_one_works(string how, string code)
        {
            using (Player player = Player.Driving(TightToy))
            {
                player.Client.SendCommand("harm", Args.Of("how", how));
                player.ErrorOf(code);
                player.Until(() => player.Welcomes.Count >= 2 && player.Client.IsDriving, "the next session");
                player.Until(() => player.Ask("jump").Ok, "a command that is applied");
            }
        }

        [Test]
        public void Inbox_full_for_more_commands_than_may_wait()
        {
            using (Player player = Player.Driving(TightToy))
            {
                player.Client.Pause();
                Task<Reply>[] jumps = Enumerable.Range(0, 4).Select(_ => player.Client.SendCommand("jump")).ToArray();
                Assert.AreEqual("inbox_full", player.Await(jumps[3]).Error.Code);
                player.Client.Play();
                Assert.IsTrue(player.Await(jumps[0]).Ok);
            }
        }

        [Test]
        public void Pause_timeout_for_a_session_that_is_held_too_long()
        {
            using (Player player = Player.Driving(TightToy))
            {
                player.Client.Pause();
                player.ErrorOf("pause_timeout");
            }
        }

        [Test]
        public void Idle_timeout_for_a_session_that_waits_for_a_driver()
        {
            using (Player spectator = Player.Welcomed(TightToy, new ClientOptions { Drives = false }))
                spectator.ErrorOf("idle_timeout");
        }

        [Test]
        public void Grace_over_for_a_driver_that_does_not_come_back()
        {
            Player driver = Player.Driving(TightToy);
            using (Player spectator = Player.Welcomed(TightToy, new ClientOptions { Drives = false }))
            {
                driver.Client.Dispose();
                spectator.Until(() => spectator.States.Exists(state => state.State == "orphaned"), "the orphaned session");
                Assert.Greater(spectator.States.Find(state => state.State == "orphaned").ResumeLeftMs, 0);
                spectator.ErrorOf("grace_over");
            }
        }

        [Test]
        public void Rate_limited_for_too_many_messages()
        {
            using (Player player = Player.Driving(TestServer.Of(Clone.ToyModel, TestServer.Guarded), new ClientOptions { Token = "right" }))
            {
                Task<Reply>[] jumps = Enumerable.Range(0, 60).Select(_ => player.Client.SendCommand("jump")).ToArray();
                player.Until(() => player.Refusals.Exists(refusal => refusal.Error.Code == "rate_limited") ||
                    player.Errors.Exists(error => error.Code == "rate_limited"), "rate_limited");
                Assert.IsTrue(player.Await(jumps[0]).Ok);
            }
        }

        [Test]
        public void Too_many_waiting_commands_are_refused_here_already()
        {
            using (var proxy = new Proxy(TightToy))
            using (Player player = Player.Driving(proxy.Url))
            {
                proxy.LosesRequests = true;
                for (int i = 0; i < Bounds.MaxOpenCommands; i++) player.Client.SendCommand("jump");
                Reply refused = player.Ask("jump");
                Assert.AreEqual("inbox_full", refused.Error.Code);
                // Its session ends soon: the server's limit on messages a second would not let a farewell through.
                proxy.Cut();
            }
        }

        internal static void Send(WorldportClient client, string type, Action<MsgPackWriter> body)
        {
            Sender sender = null;
            SpinWait.SpinUntil(() => (sender = ((IOutgoing)client).Begin(type)) != null, Player.DeadlineMs);
            body(sender.Writer);
            sender.Commit();
            sender.End(false);
        }
    }
}
