using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using NUnit.Framework;
using UnityEngine;
using Worldport.Client;
using Worldport.Client.Tests;

namespace Worldport.Components.Tests
{
    [TestFixture]
    public class TroubleTests
    {
        [Test]
        public void A_wrong_token_is_told_once_with_the_remedy()
        {
            using (var scene = new Scene())
            {
                scene.AddSession(TestServer.Of(Scene.StageModel, "--token secret"), session => session.Token = "guess");
                scene.Until(() => scene.Session.Status.Phase == LinkPhase.Ended, "the end");
                scene.Ticks(50);
                OneError(scene, "token", "Enter the token that the server printed at its start.");
                scene.Session.Token = "secret";
                scene.Session.Connect();
                scene.Until(() => scene.Session.IsDriving, "the session to drive");
                scene.Tick();
                Assert.AreEqual("", scene.Session.Problem, "all is well again");
            }
        }

        [Test]
        public void Another_version_of_the_protocol_is_told_once()
        {
            var bye = new MsgPackWriter();
            bye.WriteValue(new List<object>
            {
                "bye",
                new Dictionary<string, object> { { "code", "protocol_mismatch" }, { "reason", "This server speaks version 9." } },
            });
            using (var server = new OddServer(stream =>
            {
                OddServer.Send(stream, bye.ToArray());
                // Close code 4401.
                OddServer.Send(stream, new byte[] { 0x11, 0x31 }, 8);
                stream.Close();
            }))
            using (var scene = new Scene())
            {
                scene.AddSession(server.Url);
                scene.Until(() => scene.Session.Status.Phase == LinkPhase.Ended, "the end");
                scene.Ticks(50);
                OneError(scene, "version", "Update the side with the older version.");
            }
        }

        [Test]
        public void No_server_is_told_once_however_often_it_is_tried()
        {
            using (var scene = new Scene())
            {
                scene.AddSession($"http://127.0.0.1:{FreePort()}");
                var tries = new HashSet<LinkStatus>();
                scene.Until(() =>
                {
                    if (scene.Session.Status.Phase == LinkPhase.Retrying) tries.Add(scene.Session.Status);
                    return tries.Count >= 3;
                }, "three tries");
                OneError(scene, "No server answers at", "Start a server with: worldport run <model>");
                Assert.AreEqual(scene.Session.Problem, Scene.Lines("error")[0].Text.Substring("[Worldport] ".Length));
            }
        }

        [Test]
        public void An_address_that_is_none_is_told_once()
        {
            using (var scene = new Scene())
            {
                scene.AddSession("my server");
                scene.Ticks(5);
                OneError(scene, "\"my server\" is no address of a server.", "Use the address the server prints");
            }
        }

        [Test]
        public void A_model_that_has_changed_is_told_once_in_words()
        {
            string json;
            using (Scene scene = Scene.Driving()) json = new System.Net.WebClient().DownloadString(scene.Session.Url + "/schema");
            using (var scene = new Scene())
            {
                scene.AddSession(TestServer.Of(Scene.StageModel), session =>
                {
                    session.Schema = WorldportSchema.Create(Older(json));
                    session.Schema.name = "Stage";
                });
                scene.Until(() => scene.Session.IsDriving, "the session to drive");
                scene.Session.Restart();
                scene.Ticks(100);
                Assert.AreEqual(1, Scene.Lines().Count, Scene.Console);
                LogLine line = Scene.Lines("warning")[0];
                Assert.AreSame(scene.Session, line.Context);
                StringAssert.Contains(
                    "differs from the schema \"Stage\" this game was made for: Command throw was removed. Command shoot was added. Fetch",
                    line.Text);
            }
        }

        [Test]
        public void Args_that_do_not_fit_are_told_once()
        {
            using (Scene scene = Scene.Driving())
            {
                for (int i = 0; i < 3; i++) scene.Await(scene.Session.SendCommand("say", Args.Of("text", "")));
                scene.Ticks(3);
                OneError(scene, "say:", "text");
                Assert.AreEqual("invalid_args", scene.Await(scene.Session.SendCommand("say", Args.Of("text", 3L))).Error.Code);
            }
        }

        [Test]
        public void A_server_that_dies_in_the_middle_of_a_frame_and_comes_back_is_shown_again()
        {
            using (var scene = new Scene())
            {
                int port = FreePort();
                Process server = Serve(port);
                try
                {
                    scene.AddSession($"http://127.0.0.1:{port}");
                    WorldportTexture target = scene.Add<WorldportTexture>();
                    scene.Until(() => target.Texture != null, "a picture");
                    Texture before = target.Texture;
                    string lost = null;
                    scene.Session.Disconnected += status => lost = lost ?? status.Code;
                    server.Kill();
                    scene.Until(() => lost != null, "the loss");
                    Assert.AreSame(before, target.Texture, "the last picture stays");
                    server.WaitForExit();
                    server = Serve(port);
                    scene.Until(() => scene.Session.IsDriving, "the session to drive again");
                    int version = ((Texture2D)target.Texture).Applies;
                    scene.Until(() => ((Texture2D)target.Texture).Applies > version, "a new picture");
                    Assert.AreEqual(0, Scene.Lines("exception").Count, Scene.Console);
                    Assert.LessOrEqual(Scene.Lines("error").Count, 1, Scene.Console);
                }
                finally
                {
                    if (!server.HasExited) server.Kill();
                }
            }
        }

        [Test]
        public void A_game_starts_its_server_itself_and_ends_it_with_itself()
        {
            var scene = new Scene();
            ServerLaunch launch = TestServer.Launch(Scene.StageModel);
            scene.AddSession("http://127.0.0.1:9", session =>
            {
                session.Launch.Enabled = true;
                session.Launch.Command = launch.Command;
                session.Launch.Arguments = launch.Arguments;
                session.Launch.WorkingFolder = launch.WorkingFolder;
                session.Launch.ReadyTimeoutSeconds = 60;
            });
            WorldportSession session1 = scene.Session;
            scene.Until(() => session1.IsDriving, "the session to drive");
            string url = session1.Client.Url;
            scene.Await(session1.SendCommand("shoot")).OrThrow();
            // Another scene finds the same server, and the same session.
            session1.enabled = false;
            session1.enabled = true;
            scene.Until(() => session1.IsDriving, "the session to drive again");
            Assert.AreEqual(url, session1.Client.Url);
            Assert.AreEqual(1, scene.Reached().Whole("shots"));
            Scene.IsQuiet();
            scene.Loop.Dispose();
            Stopwatch watch = Stopwatch.StartNew();
            while (Answers(new Uri(url).Port) && watch.ElapsedMilliseconds < Scene.DeadlineMs) System.Threading.Thread.Sleep(50);
            Assert.IsFalse(Answers(new Uri(url).Port), "the server has ended");
        }

        [Test]
        public void A_server_that_can_not_be_started_is_told_once_with_what_to_run()
        {
            using (var scene = new Scene())
            {
                scene.AddSession("", session =>
                {
                    session.Launch.Enabled = true;
                    session.Launch.Command = "no-such-program";
                    session.Launch.Arguments = "run tunnel";
                });
                scene.Until(() => Scene.Lines().Count > 0, "the sentence");
                scene.Ticks(20);
                OneError(scene, "\"no-such-program\" could not be started", "Start the server in a terminal with: no-such-program run tunnel");
            }
        }

        private static string Older(string json) =>
            Regex.Replace(json, "\"shape_hash\": *\"", "$0older").Replace("\"shoot\"", "\"throw\"");

        private static void OneError(Scene scene, params string[] parts)
        {
            Assert.AreEqual(1, Scene.Lines().Count, Scene.Console);
            LogLine line = Scene.Lines("error")[0];
            Assert.AreSame(scene.Session, line.Context);
            StringAssert.StartsWith("[Worldport] ", line.Text);
            foreach (string part in parts) StringAssert.Contains(part, line.Text);
        }

        private static Process Serve(int port)
        {
            ServerLaunch launch = TestServer.Launch(Scene.StageModel);
            Process server = Process.Start(new ProcessStartInfo
            {
                FileName = launch.Command,
                Arguments = $"{launch.Arguments} --port {port} --exit-with-stdin",
                UseShellExecute = false,
                RedirectStandardInput = true,
            });
            Stopwatch watch = Stopwatch.StartNew();
            while (!Answers(port) && watch.ElapsedMilliseconds < Scene.DeadlineMs) System.Threading.Thread.Sleep(50);
            return server;
        }

        private static bool Answers(int port)
        {
            try
            {
                using (new TcpClient("127.0.0.1", port)) return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }

        private static int FreePort()
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            listener.Stop();
            return port;
        }
    }
}
