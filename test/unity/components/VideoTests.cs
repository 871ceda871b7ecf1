using System;
using NUnit.Framework;
using Unity.WebRTC;
using UnityEngine;

namespace Worldport.Components.Tests
{
    /// <summary>The receiver's way to a picture and back, over a stub of WebRTC.</summary>
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

        [Test]
        public void It_is_tried_again_while_the_game_is_paused_by_its_time_scale()
        {
            using (var server = new WhepServer { Status = 503 })
            using (Scene scene = Receiving(server, out WorldportVideoReceiver receiver))
            {
                Time.timeScale = 0;
                scene.Until(() => server.Requests.FindAll(request => request.StartsWith("POST")).Count > 1, "a second try");
            }
        }

        [Test]
        public void The_end_of_play_mode_leaves_nothing_behind_whatever_goes_first()
        {
            using (var server = new WhepServer())
            {
                using (Scene scene = Receiving(server, out WorldportVideoReceiver receiver)) Connected(scene);
                CollectionAssert.IsEmpty(UnityEngine.Player.Left);
                using (Scene scene = Receiving(server, out WorldportVideoReceiver receiver))
                {
                    Connected(scene);
                    foreach (GameObject some in scene.Loop.Objects)
                    {
                        if (some.name != "Worldport WebRTC") continue;
                        UnityEngine.Object.DestroyImmediate(some);
                        break;
                    }
                    receiver.enabled = false;
                    Scene.IsQuiet();
                }
            }
        }

        [Test]
        public void A_request_that_is_under_way_ends_with_the_component()
        {
            using (var server = new WhepServer())
            using (var scene = new Scene())
            {
                int alive = UnityEngine.Networking.UnityWebRequest.Alive;
                WorldportVideoReceiver receiver = scene.Add<WorldportVideoReceiver>(made => made.Url = server.Url);
                Assert.AreEqual(alive + 1, UnityEngine.Networking.UnityWebRequest.Alive);
                receiver.enabled = false;
                Assert.AreEqual(alive, UnityEngine.Networking.UnityWebRequest.Alive);
            }
        }

        [TestCase("ws://{0}/ws")]
        [TestCase("{0}")]
        [TestCase("http://{0}/")]
        public void An_address_that_a_session_takes_will_do(string form)
        {
            using (var server = new WhepServer())
            {
                RTCPeerConnection.All.Clear();
                using (var scene = new Scene())
                {
                    scene.Add<WorldportVideoReceiver>(made => made.Url = string.Format(form, new Uri(server.Url).Authority));
                    Connected(scene);
                    Scene.IsQuiet();
                }
            }
        }

        [Test]
        public void An_address_that_is_none_is_told_once()
        {
            using (var scene = new Scene())
            {
                WorldportVideoReceiver receiver = scene.Add<WorldportVideoReceiver>(made => made.Url = "ftp://somewhere");
                scene.Until(() => receiver.Problem.Length > 0, "the sentence");
                Assert.AreEqual("\"ftp://somewhere\" is no address of a server. Use the address the server prints at its start, such as http://127.0.0.1:8080", receiver.Problem);
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
    }
}
