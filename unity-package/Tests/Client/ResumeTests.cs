using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>Links that break: the same client comes back into the same session, and nothing happens twice.</summary>
    [TestFixture]
    [Category("Links")]
    public class ResumeTests
    {
        private static string Toy => TestServer.Of(Clone.ToyModel);

        [Test]
        public void A_cut_link_comes_back_as_the_same_client_in_the_same_session()
        {
            using (var proxy = new Proxy(Toy))
            using (Player player = Player.Driving(proxy.Url))
            {
                Welcome before = player.Client.Welcome;
                Assert.IsTrue(player.Ask("jump").Ok);
                proxy.Cut();
                player.Until(() => player.Welcomes.Count == 2 && player.Client.IsDriving, "the resume");
                Assert.IsTrue(player.Client.Welcome.Resumed);
                Assert.AreEqual(before.Client, player.Client.Welcome.Client);
                Assert.AreEqual(before.Session, player.Client.Welcome.Session);
                Assert.AreEqual(2, player.Ask("jump").Fields.Whole("jumps"));
                LinkStatus retrying = player.Links.First(status => status.Phase == LinkPhase.Retrying);
                Assert.That(retrying.RetryMs, Is.InRange(200, 300));
            }
        }

        [Test]
        public void A_trigger_whose_reply_was_lost_with_the_link_is_applied_exactly_once()
        {
            using (var proxy = new Proxy(Toy))
            using (Player player = Player.Driving(proxy.Url))
            {
                proxy.LosesAnswers = true;
                Task<Reply> jump = player.Client.SendCommand("jump");
                using (Player other = Player.Welcomed(Toy))
                {
                    // Frames that show the command prove that the server has applied it.
                    other.Until(() => other.Frames.Exists(frame => frame.Command >= 1), "the command to be applied");
                }
                Assert.IsFalse(jump.IsCompleted);
                proxy.Cut();
                proxy.LosesAnswers = false;
                Assert.AreEqual(1, player.Await(jump).Fields.Whole("jumps"));
                player.Until(() => player.Client.IsDriving, "the resume");
                Assert.AreEqual(2, player.Ask("jump").Fields.Whole("jumps"));
            }
        }

        [Test]
        public void Triggers_that_never_reached_the_server_are_applied_once_and_in_order_after_the_resume()
        {
            using (var proxy = new Proxy(Toy))
            using (Player player = Player.Driving(proxy.Url))
            {
                player.Ask("notes");
                proxy.LosesRequests = true;
                Task<Reply>[] notes = Enumerable.Range(0, 5)
                    .Select(i => player.Client.SendCommand("note", Args.Of("text", "n" + i))).ToArray();
                // Whether they left this process does not matter: the network takes them and says nothing.
                proxy.Cut();
                proxy.LosesRequests = false;
                foreach (Task<Reply> note in notes) Assert.IsTrue(player.Await(note).Ok);
                Assert.AreEqual(new[] { "n0", "n1", "n2", "n3", "n4" }, player.Ask("notes").Fields.ListOrNull("notes"));
            }
        }

        [Test]
        public void What_is_held_is_sent_again_after_the_resume_unless_it_is_at_rest()
        {
            using (var proxy = new Proxy(Toy))
            using (Player player = Player.Driving(proxy.Url))
            {
                player.Ask("notes");
                player.Client.Hold("move", Args.Of("x", 1, "y", 0), Args.Of("x", 0, "y", 0));
                Assert.AreEqual(new[] { "move 1 0" }, player.Ask("notes").Fields.ListOrNull("notes"));
                proxy.Cut();
                player.Until(() => player.Welcomes.Count == 2 && player.Client.IsDriving, "the resume");
                // The server let go of it when the link broke.
                Assert.AreEqual(new[] { "move 0 0", "move 1 0" }, player.Ask("notes").Fields.ListOrNull("notes"));
                player.Client.Hold("move", Args.Of("x", 0, "y", 0), Args.Of("x", 0, "y", 0));
                player.Ask("notes");
                proxy.Cut();
                player.Until(() => player.Welcomes.Count == 3 && player.Client.IsDriving, "the second resume");
                Assert.AreEqual(new object[0], player.Ask("notes").Fields.ListOrNull("notes"));
            }
        }

        [Test]
        public void A_new_client_with_the_same_store_carries_on_where_a_disposed_one_stopped()
        {
            var store = new MemoryStore();
            Player first = Player.Driving(Toy, new ClientOptions { Store = store });
            string id = first.Client.Welcome.Client;
            Assert.AreEqual(1, first.Ask("jump").Fields.Whole("jumps"));
            first.Client.Dispose();
            using (Player second = Player.Driving(Toy, new ClientOptions { Store = store }))
            {
                Assert.IsTrue(second.Client.Welcome.Resumed);
                Assert.AreEqual(id, second.Client.Welcome.Client);
                Assert.AreEqual(2, second.Ask("jump").Fields.Whole("jumps"));
            }
        }

        [Test]
        public void A_closed_client_does_not_come_back_as_the_same()
        {
            var store = new MemoryStore();
            Player first = Player.Driving(Toy, new ClientOptions { Store = store });
            string id = first.Client.Welcome.Client;
            first.Client.Close();
            Assert.IsNull(store.Load());
            using (Player second = Player.Driving(Toy, new ClientOptions { Store = store }))
            {
                Assert.IsFalse(second.Client.Welcome.Resumed);
                Assert.AreNotEqual(id, second.Client.Welcome.Client);
            }
        }

        [Test]
        public void Commands_that_wait_are_answered_when_the_server_has_forgotten_the_session()
        {
            using (var proxy = new Proxy(TestServer.Of(Clone.ToyModel, TestServer.Tight)))
            using (Player player = Player.Driving(proxy.Url))
            {
                proxy.LosesRequests = true;
                Task<Reply> jump = player.Client.SendCommand("jump");
                proxy.Cut();
                proxy.LosesRequests = false;
                Reply reply = player.Await(jump);
                Assert.AreEqual("session_ended", reply.Error.Code);
                player.Until(() => player.Client.IsDriving, "a new session");
                Assert.IsFalse(player.Client.Welcome.Resumed);
                Assert.AreEqual(1, player.Ask("jump").Fields.Whole("jumps"));
            }
        }

        [Test]
        public void A_server_that_is_gone_is_looked_for_until_it_is_back()
        {
            using (var proxy = new Proxy(TestServer.Of(Clone.ToyModel, TestServer.Tight)))
            using (Player player = Player.Driving(proxy.Url))
            {
                proxy.Refuses = true;
                proxy.Cut();
                player.Until(() => player.Links.Exists(status => status.Sentence.Contains("No server answers")), "a failed try");
                StringAssert.Contains("worldport run", player.Links.Last(status => status.Phase == LinkPhase.Retrying).Remedy);
                // Another one, which knows nothing of the first one's clients.
                proxy.LeadTo(Toy);
                proxy.Refuses = false;
                player.Until(() => player.Client.IsDriving, "the other server");
                Assert.IsFalse(player.Client.Welcome.Resumed);
            }
        }
    }
}
