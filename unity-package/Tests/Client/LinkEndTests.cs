using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>Every way a link ends, and what the client makes of it.</summary>
    [TestFixture]
    [Category("Links")]
    public class LinkEndTests
    {
        private const string Crowded =
            "--set limits.max_queue=1 --set limits.max_connections=3 --set limits.hello_timeout_ms=200 --set limits.max_message_bytes=100000";

        private const string Strict =
            "--set limits.silence_timeout_ms=500 --set limits.ping_interval_ms=100 --set limits.stall_timeout_ms=200 " +
            "--set toy.width=1920 --set toy.height=1080";

        private static string Toy => TestServer.Of(Clone.ToyModel);

        private static string CrowdedToy => TestServer.Of(Clone.ToyModel, Crowded);

        private static string StrictToy => TestServer.Of(Clone.ToyModel, Strict);

        [Test]
        public void Unauthorized_is_final_until_the_token_is_right()
        {
            string url = TestServer.Of(Clone.ToyModel, TestServer.Guarded);
            using (var player = new Player(url, new ClientOptions { Token = "wrong" }))
            {
                player.Client.Start();
                LinkStatus end = player.EndOf("unauthorized");
                Assert.AreEqual(LinkPhase.Ended, end.Phase);
                StringAssert.Contains("token", end.ToString());
            }
            using (Player.Driving(url, new ClientOptions { Token = "right" }))
            {
            }
        }

        [Test]
        public void Protocol_mismatch_is_final()
        {
            using (var player = new Player(Toy, new ClientOptions { Protocol = 2 }))
            {
                player.Client.Start();
                Assert.AreEqual(LinkPhase.Ended, player.EndOf("protocol_mismatch").Phase);
            }
        }

        [Test]
        public void Hello_expected_for_another_first_message()
        {
            using (var player = new Player(Toy, new ClientOptions { Protocol = 0 }))
            {
                player.Client.Start();
                ErrorCodeTests.Send(player.Client, "pause", writer => writer.WriteMapHead(0));
                Assert.AreEqual(LinkPhase.Retrying, player.EndOf("hello_expected").Phase);
            }
        }

        [Test]
        public void Hello_timeout_for_none()
        {
            using (var player = new Player(CrowdedToy, new ClientOptions { Protocol = 0 }))
            {
                player.Client.Start();
                player.EndOf("hello_timeout");
            }
        }

        [Test]
        public void Replaced_is_final_for_the_older_link_of_the_same_client()
        {
            var store = new MemoryStore();
            using (Player older = Player.Driving(Toy, new ClientOptions { Store = store }))
            using (Player newer = Player.Driving(Toy, new ClientOptions { Store = store }))
            {
                Assert.AreEqual(LinkPhase.Ended, older.EndOf("replaced").Phase);
                Assert.IsTrue(newer.Ask("jump").Ok);
            }
        }

        [Test]
        public void Queue_full_and_too_many_connections_are_tried_again()
        {
            using (Player first = Player.Driving(CrowdedToy))
            using (Player second = Player.Welcomed(CrowdedToy))
            using (var third = new Player(CrowdedToy))
            {
                third.Client.Start();
                LinkStatus full = third.EndOf("queue_full");
                Assert.AreEqual(LinkPhase.Retrying, full.Phase);
                StringAssert.Contains("spectator", full.Remedy);
                using (Player spectator = Player.Welcomed(CrowdedToy, new ClientOptions { Drives = false }))
                    third.EndOf("too_many_connections");
                Assert.IsTrue(first.Ask("jump").Ok);
            }
        }

        [Test]
        public void Message_too_large_ends_the_link_which_comes_back()
        {
            using (Player player = Player.Driving(CrowdedToy))
            {
                player.Client.SendFrame("camera", 640, 360, player.Client.RentPixels(640, 360));
                player.EndOf("message_too_large");
                player.Until(() => player.Client.IsDriving, "the resume");
                Assert.IsTrue(player.Client.Welcome.Resumed);
            }
        }

        [Test]
        public void Silent_for_a_client_that_is_not_heard_which_comes_back()
        {
            using (var proxy = new Proxy(StrictToy))
            using (Player player = Player.Driving(proxy.Url))
            {
                proxy.LosesRequests = true;
                player.EndOf("silent");
                proxy.LosesRequests = false;
                player.Until(() => player.Client.IsDriving, "the resume");
                Assert.IsTrue(player.Client.Welcome.Resumed);
            }
        }

        [Test]
        public void Too_slow_for_a_client_that_does_not_read_which_comes_back()
        {
            using (var proxy = new Proxy(StrictToy))
            using (Player player = Player.Driving(proxy.Url))
            {
                player.Until(() => player.Frames.Count > 0, "a frame");
                proxy.HoldsAnswers = true;
                Thread.Sleep(1500);
                proxy.HoldsAnswers = false;
                player.Until(() => player.Welcomes.Count > 1 && player.Client.IsDriving, "the resume");
                Assert.IsTrue(player.Client.Welcome.Resumed);
            }
        }

        [Test]
        public void Model_failed_for_a_model_that_cannot_load()
        {
            using (var player = new Player(TestServer.Of(Clone.ToyModel, "--set toy.fails=true")))
            {
                player.Client.Start();
                player.Until(
                    () => player.Links.Exists(status => status.Code == "model_failed") ||
                        player.States.Exists(state => state.State == "failed"),
                    "the failure");
            }
        }

        [Test]
        public void An_address_that_is_none_is_told_with_what_to_enter()
        {
            foreach (string url in new[] { "", null, "ftp://x", "http://", "what is this" })
                using (var player = new Player(url))
                {
                    player.Client.Start();
                    player.Tick();
                    StringAssert.Contains("http://127.0.0.1:8080", player.Links[0].Remedy, url);
                    Assert.AreEqual("bad_url", player.Client.Status.Code);
                }
        }

        [TestCase("503 Service Unavailable", "too_many_connections")]
        [TestCase("403 Forbidden", "forbidden_origin")]
        [TestCase("404 Not Found", "")]
        public void A_refused_upgrade_is_told_with_its_status(string status, string code)
        {
            using (var server = new OddServer(stream => { }, status))
            using (var player = new Player(server.Url))
            {
                player.Client.Start();
                LinkStatus end = player.EndOf(code);
                if (code == "") StringAssert.Contains("404", end.Sentence);
            }
        }

        [Test]
        public void A_server_that_takes_the_link_and_stays_silent_is_left_after_the_deadline()
        {
            using (var server = new OddServer(stream => { }))
            using (var player = new Player(server.Url, new ClientOptions { OpenTimeoutMs = 200 }))
            {
                player.Client.Start();
                player.Until(() => server.Count >= 2, "a second try");
                StringAssert.Contains("did not answer within 200 ms", player.Links.Find(status => status.Phase == LinkPhase.Retrying).Sentence);
            }
        }

        [Test]
        public void A_server_that_falls_silent_is_left_and_found_again()
        {
            using (var proxy = new Proxy(Toy))
            using (Player player = Player.Driving(proxy.Url, new ClientOptions { SilenceTimeoutMs = 400 }))
            {
                proxy.LosesAnswers = true;
                player.Until(() => player.Client.Status.Phase == LinkPhase.Retrying, "the end");
                StringAssert.Contains("Nothing came from the server for 400 ms", player.Client.Status.Sentence);
                proxy.LosesAnswers = false;
                player.Until(() => player.Client.IsDriving, "the resume");
                Assert.IsTrue(player.Client.Welcome.Resumed);
            }
        }

        public static IEnumerable<byte[]> HostileMessages()
        {
            yield return new byte[0];
            yield return new byte[] { 0xc1 };
            yield return new byte[] { 0xdd, 0xff, 0xff, 0xff, 0xff };
            yield return new byte[] { 0x92, 0xa7, (byte)'w', (byte)'e', (byte)'l', (byte)'c', (byte)'o', (byte)'m', (byte)'e', 0x80 };
            yield return new byte[] { 0x93, 0xa5, (byte)'f', (byte)'r', (byte)'a', (byte)'m', (byte)'e', 0x80, 0xc4, 0x00 };
            yield return Encoding.ASCII.GetBytes("HTTP/1.1 200 OK");
        }

        [TestCaseSource("HostileMessages")]
        public void A_server_that_sends_anything_else_is_left_with_a_sentence(byte[] message)
        {
            using (var server = new OddServer(stream => OddServer.Send(stream, message)))
            using (var player = new Player(server.Url))
            {
                player.Client.Start();
                StringAssert.Contains("can't be read", player.EndOf("bad_message").Sentence);
            }
        }

        [Test]
        public void Random_bytes_instead_of_frames_on_an_open_link_never_throw_in_the_game()
        {
            var random = new Random(3);
            Action<NetworkStream> behaviour = stream =>
            {
                var noise = new byte[4000];
                random.NextBytes(noise);
                stream.Write(noise, 0, noise.Length);
            };
            using (var server = new OddServer(behaviour))
            using (var player = new Player(server.Url))
            {
                player.Client.Start();
                player.Until(() => server.Count >= 4, "four tries");
                Assert.IsNull(player.Client.Welcome);
            }
        }
    }
}
