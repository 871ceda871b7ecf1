using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>Commands from the client to a model on the real server, and what comes back.</summary>
    [TestFixture]
    public class CommandTests
    {
        private static string Toy => TestServer.Of(Clone.ToyModel);

        [Test]
        public void A_command_is_answered_with_what_the_model_gives()
        {
            using (Player player = Player.Driving(TestServer.Of("testcard")))
            {
                Reply reply = player.Ask("echo", Args.Of("text", "Grüße, 世界"));
                Assert.IsTrue(reply.Ok);
                Assert.AreEqual("Grüße, 世界", reply.Fields.Text("text"));
                Assert.AreEqual(9, reply.Fields.Whole("length"));
                Assert.Greater(reply.AppliedSeq, 0);
                player.Until(() => player.Frames.Exists(frame => frame.Command >= 1), "a frame that shows the command");
            }
        }

        [Test]
        public void A_refused_command_says_what_is_wrong_with_each_arg_and_is_told_by_the_poll()
        {
            using (Player player = Player.Driving(TestServer.Of("testcard")))
            {
                Reply reply = player.Ask("set_speed", Args.Of("speed", "fast"));
                Assert.AreEqual("invalid_args", reply.Error.Code);
                Assert.AreEqual("speed", reply.Error.Issues.Single().Path);
                Assert.AreEqual("number", reply.Error.Issues.Single().Expected);
                CommandRefusedException thrown = Assert.Throws<CommandRefusedException>(() => reply.OrThrow());
                Assert.AreEqual("set_speed", thrown.Command);
                player.Until(() => player.Refusals.Count == 1, "the refusal");
                Assert.AreEqual("set_speed", player.Refusals[0].Command);
            }
        }

        [Test]
        public void A_refused_held_command_is_told_with_its_name_although_nobody_awaits_it()
        {
            using (Player player = Player.Driving(TestServer.Of("testcard")))
            {
                player.Client.Hold("set_speed", Args.Of("speed", 99));
                player.Until(() => player.Refusals.Count == 1, "the refusal");
                Assert.AreEqual("set_speed", player.Refusals[0].Command);
                Assert.AreEqual("invalid_args", player.Refusals[0].Error.Code);
            }
        }

        [Test]
        public void Triggers_are_applied_each_once_and_in_order()
        {
            using (Player player = Player.Driving(Toy))
            {
                List<Task<Reply>> jumps = Enumerable.Range(0, 50).Select(_ => player.Client.SendCommand("jump")).ToList();
                foreach (Task<Reply> jump in jumps) player.Await(jump);
                Assert.AreEqual(Enumerable.Range(1, 50), jumps.Select(jump => (int)jump.Result.Fields.Whole("jumps")));
            }
        }

        [Test]
        public void A_held_command_goes_out_when_it_changes_and_its_newest_value_counts()
        {
            using (Player player = Player.Driving(Toy))
            {
                player.Ask("notes");
                for (int i = 0; i < 5; i++) player.Client.Hold("move", Args.Of("x", i / 4.0, "y", 0));
                player.Client.Flush();
                player.Client.Hold("move", Args.Of("x", 1.0, "y", 0));
                player.Client.Flush();
                // The first went out at once, the last at the flush, those between never, and the repeated one neither.
                List<object> notes = player.Ask("notes").Fields.ListOrNull("notes");
                Assert.AreEqual("move 1 0", notes.Last());
                Assert.LessOrEqual(notes.Count, 2);
            }
        }

        [Test]
        public void Deltas_are_summed_until_the_flush_and_nothing_of_them_is_lost()
        {
            using (Player player = Player.Driving(Toy))
            {
                player.Ask("notes");
                for (int i = 0; i < 10; i++) player.Client.Add("look", Args.Of("dx", 0.5, "dy", -1));
                for (int i = 0; i < 4; i++)
                {
                    player.Client.Add("look", "dx", 0.25);
                    player.Client.Add("look", "dy", 0);
                }
                player.Client.Flush();
                Assert.AreEqual(new[] { "look 6 -10" }, player.Ask("notes").Fields.ListOrNull("notes"));
            }
        }

        [Test]
        public void Messages_of_the_model_arrive_in_order_with_their_data()
        {
            using (Player player = Player.Driving(Toy))
            {
                for (int i = 0; i < 3; i++) player.Client.SendCommand("note", Args.Of("text", "n" + i));
                player.Until(() => player.Messages.Count == 3, "three messages");
                Assert.AreEqual(new[] { "n0", "n1", "n2" }, player.Messages.Select(message => message.Data["text"]));
                Assert.AreEqual("noted", player.Messages[0].Name);
            }
        }

        [Test]
        public void While_the_link_is_down_commands_are_refused_at_once()
        {
            using (var player = new Player("http://127.0.0.1:1"))
            {
                Reply reply = player.Ask("jump");
                Assert.AreEqual("no_session", reply.Error.Code);
                StringAssert.Contains("the link is down", reply.Error.Message);
            }
        }

        [Test]
        public void Values_that_cannot_be_sent_are_refused_where_they_are_given_and_harm_no_later_command()
        {
            using (Player player = Player.Driving(Toy))
            {
                Assert.Throws<System.ArgumentException>(() => player.Client.SendCommand("note", Args.Of("text", double.NaN)));
                Assert.Throws<System.ArgumentException>(() => player.Client.SendCommand("note", Args.Of("text", new object())));
                Assert.Throws<System.ArgumentException>(() => player.Client.Add("look", Args.Of("dx", "far")));
                Assert.IsTrue(player.Ask("jump").Ok);
            }
        }

        [Test]
        public void Closing_answers_everything_that_waits()
        {
            Player player = Player.Driving(Toy);
            player.Client.Pause();
            player.Until(() => player.Client.State.IsPaused, "the session to be held");
            Task<Reply> jump = player.Client.SendCommand("jump");
            player.Client.Close("Enough.");
            Assert.IsTrue(jump.Wait(Player.DeadlineMs));
            Assert.AreEqual("closed", jump.Result.Error.Code);
            player.Tick();
            Assert.AreEqual("closed", player.Links.Last().Code);
        }

        [Test]
        public void Commands_from_many_threads_are_all_applied()
        {
            using (Player player = Player.Driving(Toy))
            {
                var all = new List<Task<Reply>>();
                Thread[] threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
                {
                    for (int i = 0; i < 50; i++)
                    {
                        Task<Reply> jump = player.Client.SendCommand("jump");
                        lock (all) all.Add(jump);
                    }
                })).ToArray();
                foreach (Thread thread in threads) thread.Start();
                foreach (Thread thread in threads) thread.Join();
                foreach (Task<Reply> jump in all) Assert.IsTrue(player.Await(jump).Ok);
                Assert.AreEqual(200, all.Select(jump => jump.Result.Fields.Whole("jumps")).Distinct().Count());
            }
        }
    }
}
