using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;
using NUnit.Framework;
using Unity.WebRTC;
using UnityEngine;

namespace Worldport.Components.Tests
{
    /// <summary>The receiver's way to a picture and back, over a stub of WebRTC and a small server that speaks WHEP.</summary>
    [TestFixture]
    public class VideoTests
    {
        [Test]
        public void An_offer_is_answered_and_the_picture_is_shown()
        {
            using (var server = new WhepServer())
            using (Scene scene = Receiving(server, out WorldportVideoReceiver receiver))
            {
                MeshRenderer wall = scene.Add<MeshRenderer>();
                var copy = new RenderTexture(4, 4, 0, RenderTextureFormat.ARGB32, RenderTextureReadWrite.sRGB);
                scene.Add<WorldportTexture>(made =>
                {
                    made.Source = receiver;
                    made.Renderer = wall;
                    made.RenderTexture = copy;
                });
                RTCPeerConnection peer = Connected(scene);
                Assert.AreEqual("v=0 answer", peer.Answer);
                Assert.AreEqual("POST /whep application/sdp Bearer secret v=0 offer", server.Requests.Find(request => request.StartsWith("POST")));
                Assert.AreEqual("video/VP8", peer.Transceiver.Preferred[0]);
                CollectionAssert.AreEquivalent(
                    new[] { "video/VP8", "video/H264", "video/rtx", "video/VP9", "video/ulpfec" }, peer.Transceiver.Preferred);
                var picture = new Texture2D(4, 4, TextureFormat.RGBA32, false, false);
                peer.Video.Receive(picture);
                int blits = Graphics.Blits;
                scene.Ticks(3);
                Assert.AreSame(picture, wall.ValueOf("_MainTex"));
                Assert.AreEqual(3, Graphics.Blits - blits, "later pictures come without a word");
                Scene.IsQuiet();
            }
        }

        [Test]
        public void The_servers_stun_and_turn_servers_are_used()
        {
            using (var server = new WhepServer())
            using (Scene scene = Receiving(server, out WorldportVideoReceiver receiver))
            {
                RTCIceServer[] servers = Connected(scene).IceServers;
                CollectionAssert.Contains(server.Requests, "OPTIONS /whep  Bearer secret ");
                Assert.AreEqual(2, servers.Length);
                Assert.AreEqual("stun:stun.example.net", servers[0].urls[0]);
                Assert.IsNull(servers[0].username);
                Assert.AreEqual("turn:turn.example.net?transport=udp", servers[1].urls[0]);
                Assert.AreEqual("player", servers[1].username);
                Assert.AreEqual("a \"b\", c;", servers[1].credential);
                Scene.IsQuiet();
            }
        }

        [Test]
        public void Disabling_ends_the_connection_at_both_ends_with_a_frame_in_between()
        {
            using (var server = new WhepServer())
            using (Scene scene = Receiving(server, out WorldportVideoReceiver receiver))
            {
                RTCPeerConnection peer = Connected(scene);
                receiver.enabled = false;
                Assert.IsTrue(peer.IsClosed);
                Assert.IsFalse(peer.IsDisposed);
                scene.Ticks(2);
                Assert.IsTrue(peer.IsDisposed && peer.Video.IsDisposed);
                scene.Until(() => server.Requests.Exists(request => request.StartsWith("DELETE")), "the end at the server");
                CollectionAssert.Contains(server.Requests, "DELETE /whep/17  Bearer secret ");
                Scene.IsQuiet();
            }
        }

        [Test]
        public void One_loop_serves_all_receivers_and_stops_with_the_last()
        {
            using (var server = new WhepServer())
            using (Scene scene = Receiving(server, out WorldportVideoReceiver receiver))
            {
                WorldportVideoReceiver other = scene.Add<WorldportVideoReceiver>(made => made.Url = server.Url);
                int before = WebRTC.Pumped;
                scene.Ticks(10);
                Assert.AreEqual(10, WebRTC.Pumped - before, 1);
                receiver.enabled = false;
                before = WebRTC.Pumped;
                scene.Ticks(10);
                Assert.AreEqual(10, WebRTC.Pumped - before, 1);
                other.enabled = false;
                scene.Tick();
                before = WebRTC.Pumped;
                scene.Ticks(10);
                Assert.AreEqual(before, WebRTC.Pumped);
            }
        }

        [Test]
        public void A_lost_connection_is_told_once_and_made_again()
        {
            using (var server = new WhepServer())
            using (Scene scene = Receiving(server, out WorldportVideoReceiver receiver))
            {
                RTCPeerConnection peer = Connected(scene);
                peer.OnConnectionStateChange(RTCPeerConnectionState.Failed);
                scene.Until(() => RTCPeerConnection.All.Count > 1 && RTCPeerConnection.All[1].Answer != null, "another connection");
                Assert.IsTrue(peer.IsDisposed);
                Assert.AreEqual(1, Scene.Lines("error").Count, Scene.Console);
                StringAssert.Contains("The video connection was lost.", Scene.Console);
            }
        }

        [TestCase(401, "wants a token for video. Enter the token")]
        [TestCase(404, "offers no video by WebRTC. Update the server")]
        [TestCase(503, "refused to send video (HTTP 503): v=0 answer")]
        public void A_refusal_is_told_once_with_the_remedy(int status, string sentence)
        {
            using (var server = new WhepServer { Status = status })
            using (Scene scene = Receiving(server, out WorldportVideoReceiver receiver))
            {
                // The end of an earlier test's connection may come here, too.
                scene.Until(() => server.Requests.FindAll(request => request.StartsWith("POST")).Count > 1, "a second try");
                scene.Ticks(3);
                Assert.AreEqual(1, Scene.Lines().Count, Scene.Console);
                Assert.AreSame(receiver, Scene.Lines("error")[0].Context);
                StringAssert.Contains(sentence, Scene.Console);
            }
        }

        [Test]
        public void What_unity_does_not_send_is_told_with_the_setting_and_tried_again()
        {
            RTCPeerConnection.All.Clear();
            using (var scene = new Scene())
            {
                WorldportVideoReceiver receiver = scene.Add<WorldportVideoReceiver>(made => made.Url = "http://192.0.2.1:8080");
                scene.Until(() => receiver.Problem.Length > 0, "the sentence");
                StringAssert.Contains("Allow downloads over HTTP", receiver.Problem);
                receiver.Url = "http://127.0.0.1:9";
                scene.Until(() => receiver.Problem.Contains("No server answers at http://127.0.0.1:9"), "another try");
            }
        }

        private static Scene Receiving(WhepServer server, out WorldportVideoReceiver receiver)
        {
            RTCPeerConnection.All.Clear();
            var scene = new Scene();
            receiver = scene.Add<WorldportVideoReceiver>(made =>
            {
                made.Url = server.Url;
                made.Token = "secret";
            });
            return scene;
        }

        private static RTCPeerConnection Connected(Scene scene)
        {
            scene.Until(() => RTCPeerConnection.All.Count > 0 && RTCPeerConnection.All[0].Answer != null, "the answer");
            scene.Ticks(3);
            return RTCPeerConnection.All[0];
        }

        /// <summary>Answers every offer alike.</summary>
        private sealed class WhepServer : IDisposable
        {
            private const string Links =
                "<stun:stun.example.net>; rel=\"ice-server\", </next>; rel=\"next\", <turn:turn.example.net?transport=udp>; " +
                "rel=\"ice-server\"; username=\"player\"; credential=\"a \\\"b\\\", c;\"; credential-type=\"password\"";

            private readonly List<string> _requests = new List<string>();
            private readonly HttpListener _listener = new HttpListener();

            public WhepServer()
            {
                // A port that was free a moment ago: the listener can't choose one itself.
                var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
                free.Start();
                Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
                free.Stop();
                _listener.Prefixes.Add(Url + "/");
                _listener.Start();
                new Thread(Serve) { IsBackground = true }.Start();
            }

            public string Url { get; }

            public int Status { get; set; } = 201;

            public List<string> Requests
            {
                get { lock (_requests) return new List<string>(_requests); }
            }

            public void Dispose() => _listener.Close();

            private void Serve()
            {
                try
                {
                    while (true)
                    {
                        HttpListenerContext context = _listener.GetContext();
                        HttpListenerRequest request = context.Request;
                        string body = new StreamReader(request.InputStream).ReadToEnd();
                        string line = $"{request.HttpMethod} {request.Url.AbsolutePath} {request.ContentType} {request.Headers["Authorization"]} {body}";
                        lock (_requests) _requests.Add(line);
                        context.Response.StatusCode = request.HttpMethod == "DELETE" ? 200 : Status;
                        context.Response.AddHeader("Location", "/whep/17");
                        if (request.HttpMethod == "OPTIONS") context.Response.AddHeader("Link", Links);
                        byte[] answer = System.Text.Encoding.ASCII.GetBytes("v=0 answer");
                        context.Response.OutputStream.Write(answer, 0, answer.Length);
                        context.Response.Close();
                    }
                }
                catch (Exception)
                {
                    // The listener was closed.
                }
            }
        }
    }
}
