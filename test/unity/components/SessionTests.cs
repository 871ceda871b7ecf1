using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using UnityEngine;
using Worldport.Client;
using Worldport.Client.Tests;

namespace Worldport.Components.Tests
{
    [TestFixture]
    public class SessionTests
    {
        [Test]
        public void Everything_is_told_on_the_main_thread()
        {
            using (var scene = new Scene())
            {
                int main = Thread.CurrentThread.ManagedThreadId;
                var told = new List<string>();
                // Which states precede streaming depends on how far the server is with the player before.
                const string earlier = "an earlier state";
                Action<string> note = what =>
                {
                    Assert.AreEqual(main, Thread.CurrentThread.ManagedThreadId, what);
                    if (!told.Contains(what)) told.Add(what);
                };
                scene.AddSession(TestServer.Of(Scene.StageModel), session =>
                {
                    session.Connected += () => note("connected");
                    session.OnConnected.AddListener(() => note("on connected"));
                    session.StateChanged += state => note(state.State == "streaming" ? "streaming" : earlier);
                    session.OnStateChanged.AddListener(words => note(words == "streaming" ? "words streaming" : earlier));
                    session.MessageReceived += message => note($"{message.Name} {message.Data["text"]}");
                    session.OnMessageReceived.AddListener(message => note("on " + message.Name));
                    session.CommandRefused += refusal => note($"{refusal.Command} {refusal.Error.Code}");
                    session.OnCommandRefused.AddListener(sentence => note("on refused"));
                    session.FrameShown += (frame, texture) => note($"frame of {frame.Head.Track}");
                    session.OnFrameShown.AddListener(texture => note("on frame"));
                    session.Disconnected += status => note("disconnected " + status.Code);
                    session.OnDisconnected.AddListener(sentence => note("on disconnected"));
                });
                Assert.IsNull(scene.Session.Texture, "asking keeps it up to date from now on");
                scene.Until(() => scene.Session.Texture != null && scene.Session.IsDriving, "a frame");
                scene.Session.SendCommand("say", Args.Of("text", "hello"));
                scene.Session.SendCommand("fly");
                scene.Until(() => told.Contains("said hello") && told.Contains("fly unknown_command"), "message and refusal");
                scene.Session.Disconnect();
                CollectionAssert.AreEquivalent(
                    new[]
                    {
                        "connected", "on connected", "streaming", "words streaming", "said hello", "on said", "fly unknown_command",
                        "on refused", "frame of main", "on frame", "disconnected closed", "on disconnected",
                    },
                    told.FindAll(what => what != earlier));
            }
        }

        [Test]
        public void A_command_is_awaited_on_the_main_thread()
        {
            using (Scene scene = Scene.Driving())
            {
                Task<int> task = Awaited(scene.Session);
                Assert.AreEqual(Thread.CurrentThread.ManagedThreadId, scene.Await(task));
                Assert.AreEqual(1, scene.Reached().Whole("shots"));
            }
        }

        [Test]
        public void Pause_step_play_and_restart_reach_the_model()
        {
            using (Scene scene = Scene.Driving())
            {
                scene.Session.Pause();
                scene.Until(() => scene.Session.State.IsPaused, "the pause");
                StringAssert.EndsWith(", paused", scene.Session.StateInWords);
                scene.Session.Step(2);
                scene.Session.Play();
                scene.Until(() => !scene.Session.State.IsPaused, "the end of the pause");
                scene.Session.Restart(77);
                scene.Until(() => scene.Session.Client.Welcome.Seed == 77 && scene.Session.IsDriving, "the new session");
                Scene.IsQuiet();
            }
        }

        [Test]
        public void A_spectator_looks_on_and_a_second_driver_waits()
        {
            using (Scene scene = Scene.Driving())
            {
                WorldportSession driver = scene.Session;
                WorldportSession spectator = scene.AddSession(driver.Url, session => session.Role = WorldportRole.Spectator);
                WorldportSession second = scene.AddSession(driver.Url);
                Assert.IsNull(spectator.Texture);
                scene.Until(() => spectator.Texture != null && second.State?.QueuePosition == 1, "picture and queue");
                Assert.AreEqual("waiting in the queue, place 1", second.StateInWords);
                Assert.IsTrue(driver.IsDriving, "nobody took its place");
                Assert.AreEqual("not_driver", scene.Await(spectator.SendCommand("shoot")).Error.Code);
                Scene.IsQuiet();
                second.Disconnect();
                spectator.Disconnect();
                driver.Disconnect();
            }
        }

        [Test]
        public void A_seed_and_track_wishes_are_asked_for()
        {
            using (var scene = new Scene())
            {
                scene.AddSession(TestServer.Of(Scene.StageModel), session =>
                {
                    session.Seed = 4242;
                    session.Tracks.Add(new WorldportTrackWish { Track = "main", MaxWidth = 4, MaxFps = 20 });
                });
                scene.Until(() => scene.Session.IsDriving, "the session to drive");
                Welcome welcome = scene.Session.Client.Welcome;
                Assert.AreEqual(4242, welcome.Seed);
                Assert.AreEqual(4, welcome.Tracks["main"].Width);
                Assert.IsFalse(welcome.Tracks.ContainsKey("second"));
            }
        }

        [Test]
        public void A_session_without_pictures_carries_commands_only()
        {
            using (var scene = new Scene())
            {
                scene.AddSession(TestServer.Of(Scene.StageModel), session => session.ReceivePictures = false);
                Assert.IsNull(scene.Session.Texture);
                scene.Until(() => scene.Session.IsDriving, "the session to drive");
                scene.Await(scene.Session.SendCommand("shoot")).OrThrow();
                Assert.AreEqual(1, scene.Reached().Whole("shots"));
                Assert.AreEqual(0, scene.Session.Client.Welcome.Tracks.Count);
                Assert.AreEqual(0, scene.Session.Client.Statistics.Received);
                Scene.IsQuiet();
            }
        }

        [Test]
        public void An_exception_of_a_listener_stops_nothing_else()
        {
            using (Scene scene = Scene.Driving())
            {
                int frames = 0;
                scene.Session.FrameShown += (frame, texture) =>
                {
                    frames++;
                    throw new InvalidOperationException("mine");
                };
                scene.Session.MessageReceived += message => { throw new InvalidOperationException("mine too"); };
                Assert.IsNull(scene.Session.Texture);
                scene.Session.SendCommand("say", Args.Of("text", "x"));
                scene.Until(() => frames > 5, "frames");
                scene.Until(() => Scene.Lines("exception").Exists(line => line.Text.Contains("mine too")), "the message");
                Assert.AreEqual(0, Scene.Lines("error").Count);
            }
        }

        [Test]
        public void The_game_runs_on_without_focus_only_while_the_session_is_enabled()
        {
            using (Scene scene = Scene.Driving())
            {
                Assert.IsTrue(Application.runInBackground);
                scene.Session.enabled = false;
                Assert.IsFalse(Application.runInBackground);
            }
        }

        [Test]
        public void The_projects_own_setting_comes_back_with_the_last_session()
        {
            using (Scene scene = Scene.Driving())
            {
                WorldportSession other = scene.Add<WorldportSession>(made => made.ConnectOnEnable = false);
                scene.Session.enabled = false;
                Assert.IsTrue(Application.runInBackground, "the other one still wants it");
                other.RunInBackground = false;
                Assert.IsFalse(Application.runInBackground);
                other.RunInBackground = true;
                Assert.IsTrue(Application.runInBackground);
                other.enabled = false;
                Assert.IsFalse(Application.runInBackground);
            }
        }

        [Test]
        public void A_listener_may_connect_again_after_the_end_but_not_when_the_game_ends()
        {
            using (Scene scene = Scene.Driving())
            {
                WorldportClient first = scene.Session.Client;
                scene.Session.Disconnected += status => scene.Session.Connect();
                scene.Session.Disconnect();
                Assert.IsNotNull(scene.Session.Client);
                Assert.AreNotSame(first, scene.Session.Client);
                scene.Until(() => scene.Session.IsDriving, "driving again");
                scene.Session.enabled = false;
                Assert.IsNull(scene.Session.Client);
                scene.Session.enabled = true;
                scene.Until(() => scene.Session.IsDriving, "driving once more");
                // A client that nobody knows would keep the model from the one that comes after the reload.
                scene.Reload();
                scene.Until(() => scene.Session.IsDriving, "driving after a script reload");
            }
        }

        [Test]
        public void Sending_without_a_connection_is_refused_with_a_reply()
        {
            using (var scene = new Scene())
            {
                scene.AddSession("http://127.0.0.1:9", session => session.ConnectOnEnable = false);
                Reply reply = scene.Await(scene.Session.SendCommand("shoot"));
                Assert.AreEqual("no_session", reply.Error.Code);
                Assert.AreEqual("closed", scene.Session.StateInWords);
            }
        }

        private static async Task<int> Awaited(WorldportSession session)
        {
            (await session.SendCommand("shoot")).OrThrow();
            return Thread.CurrentThread.ManagedThreadId;
        }
    }
}
